"""When the window asks to be left out of screen captures, and what its switch says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.gui.screen_capture import ScreenCapture


class Exclusion:
    """Does as it is told, until it is told to refuse."""

    def __init__(self) -> None:
        self.calls: list[tuple[int, bool]] = []
        self.refuses = False

    def apply(self, handle: int, excluded: bool) -> bool:
        self.calls.append((handle, excluded))
        return not self.refuses

    @property
    def asked(self) -> list[bool]:
        return [excluded for _, excluded in self.calls]


@pytest.fixture
def exclusion() -> Exclusion:
    return Exclusion()


@pytest.fixture
def capture(exclusion: Exclusion, window: MainWindow) -> ScreenCapture:
    return ScreenCapture(exclusion, window)


def show_private_key(window: MainWindow, qtbot: QtBot) -> None:
    window.model.generate()
    qtbot.waitUntil(lambda: window.model.state.work is None, timeout=60_000)
    window.model.keys.show_private(True)
    qtbot.waitUntil(lambda: window.model.state.private_text is not None, timeout=60_000)


def test_while_a_private_key_is_shown(
    window: MainWindow, qtbot: QtBot, exclusion: Exclusion, capture: ScreenCapture
) -> None:
    """GIVEN the switch as it is WHEN a private key is shown and hidden THEN this window, on and off."""
    assert capture.switch.isVisible()
    assert capture.switch.isChecked()
    show_private_key(window, qtbot)
    assert exclusion.calls == [(int(window.winId()), True)]
    window.model.keys.show_private(False)
    assert exclusion.asked == [True, False]


def test_tab_leads_from_the_private_key_to_the_switch(window: MainWindow, capture: ScreenCapture) -> None:
    window.activateWindow()
    window.page.keys.private.setFocus()
    QTest.keyClick(window.page.keys.private, Qt.Key.Key_Tab)
    assert capture.switch.hasFocus()


def test_while_a_passphrase_is_shown(
    window: MainWindow, exclusion: Exclusion, capture: ScreenCapture
) -> None:
    window.model.opening.show(True)
    window.page.controls.passphrase.eye.click()
    window.page.opening.passphrase.eye.click()
    window.page.controls.passphrase.eye.click()
    assert exclusion.asked == [True]
    window.page.opening.passphrase.hide_text()
    assert exclusion.asked == [True, False]


def test_while_a_suggestion_is_shown(
    window: MainWindow, qtbot: QtBot, exclusion: Exclusion, capture: ScreenCapture
) -> None:
    for _ in range(2):
        window.model.suggestions.show(True)
        qtbot.waitUntil(lambda: not window.model.suggestions.is_drawing, timeout=20_000)
    window.model.suggestions.use()
    assert exclusion.asked == [True, False]


def test_not_while_it_is_switched_off(
    window: MainWindow, qtbot: QtBot, exclusion: Exclusion, capture: ScreenCapture
) -> None:
    capture.switch.click()
    show_private_key(window, qtbot)
    assert exclusion.asked == []
    capture.switch.click()
    capture.switch.click()
    assert exclusion.asked == [True, False]


def test_the_switch_says_when_the_system_refuses(
    window: MainWindow, qtbot: QtBot, exclusion: Exclusion, capture: ScreenCapture
) -> None:
    """GIVEN a system that refuses WHEN a private key is shown THEN it is shown, and the switch says so."""
    exclusion.refuses = True
    show_private_key(window, qtbot)
    assert capture.switch.text() == "Not kept out of screen captures"
    assert "could not" in capture.switch.accessibleDescription()
    assert capture.switch.property("problem") is True
    assert window.model.state.notice is None
    exclusion.refuses = False
    window.model.keys.show_private(False)
    show_private_key(window, qtbot)
    assert capture.switch.text() == "Keep out of screen captures"
    assert capture.switch.property("problem") is False


def test_a_refusal_to_let_it_in_again_is_tried_again(
    window: MainWindow, qtbot: QtBot, exclusion: Exclusion, capture: ScreenCapture
) -> None:
    show_private_key(window, qtbot)
    exclusion.refuses = True
    window.model.keys.show_private(False)
    assert capture.switch.property("problem") is False
    exclusion.refuses = False
    window.model.dismiss_notice()
    assert exclusion.asked == [True, False, False]
