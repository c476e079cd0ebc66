"""When a window asks to be left out of screen captures, and what the switch says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.gui.guard.capture import ScreenCapture
from app.gui.guard.shown import Secret
from app.text import NOTHING
from tests.gui.conftest import Window

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


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
def capture(exclusion: Exclusion, window: Window) -> ScreenCapture:
    """As the application makes it: before the page of a key is."""
    capture = ScreenCapture(exclusion, window.shown)
    window.places.add_capture_switch(capture.switch)
    return capture


@pytest.fixture
def made(window: Window, capture: ScreenCapture) -> None:
    """A pair that stays in the window, and its details."""
    window.new_key.model.set_unsaved(True)
    window.after(window.new_key.model.generate)
    window.key.tab("details").click()


def show_private_key(window: Window) -> None:
    window.after(lambda: window.key.model.private.show(True))
    assert window.key.model.private.state.text is not None


@pytest.mark.thorough
@pytest.mark.usefixtures("made")
def test_while_a_private_key_is_shown(window: Window, exclusion: Exclusion, capture: ScreenCapture) -> None:
    """GIVEN the switch as it is WHEN a private key is shown and hidden THEN this window, on and off."""
    assert capture.switch.isVisible()
    assert capture.switch.isChecked()
    show_private_key(window)
    assert exclusion.calls == [(int(window.main.winId()), True)]
    window.key.model.private.show(False)
    assert exclusion.asked == [True, False]


@pytest.mark.thorough
@pytest.mark.usefixtures("made")
def test_tab_leads_from_the_private_key_to_the_switch(window: Window, capture: ScreenCapture) -> None:
    show_private_key(window)
    window.main.activateWindow()
    window.key.details.private.setFocus()
    QTest.keyClick(window.key.details.private, Qt.Key.Key_Tab)
    assert capture.switch.hasFocus()


def test_while_a_passphrase_is_shown(window: Window, exclusion: Exclusion, capture: ScreenCapture) -> None:
    """On one page or on another: until it is shown on none."""
    window.new_key.passphrase.passphrase.eye.click()
    window.open_key.passphrase.eye.click()
    window.new_key.passphrase.passphrase.eye.click()
    assert exclusion.asked == [True]
    window.open_key.passphrase.hide_text()
    assert exclusion.asked == [True, False]


def test_while_a_suggestion_is_shown(
    window: Window, qtbot: QtBot, exclusion: Exclusion, capture: ScreenCapture
) -> None:
    suggestions = window.new_key.model.draft.suggestions
    for _ in range(2):
        suggestions.show(True)
        qtbot.waitUntil(lambda: not suggestions.is_drawing, timeout=20_000)
    suggestions.use()
    assert exclusion.asked == [True, False]


def test_each_window_is_asked_for_by_itself(
    window: Window, qtbot: QtBot, exclusion: Exclusion, capture: ScreenCapture
) -> None:
    """GIVEN a dialog WHEN a secret is shown in it alone THEN the dialog is left out, and not the window."""
    dialog = QWidget()
    qtbot.addWidget(dialog)
    part = QWidget(dialog)
    window.shown.set(Secret.PASSPHRASE, True, part)
    window.shown.set(Secret.SUGGESTION, True, dialog)
    window.shown.set(Secret.PASSPHRASE, False, part)
    assert exclusion.calls == [(int(dialog.winId()), True)]
    window.shown.set(Secret.SUGGESTION, False, dialog)
    assert exclusion.asked == [True, False]


@pytest.mark.usefixtures("made")
def test_not_while_it_is_switched_off(window: Window, exclusion: Exclusion, capture: ScreenCapture) -> None:
    capture.switch.click()
    show_private_key(window)
    assert exclusion.asked == []
    capture.switch.click()
    capture.switch.click()
    assert exclusion.asked == [True, False]


@pytest.mark.thorough
@pytest.mark.usefixtures("made")
def test_the_switch_says_when_the_system_refuses(
    window: Window, exclusion: Exclusion, capture: ScreenCapture
) -> None:
    """GIVEN a system that refuses WHEN a private key is shown THEN it is shown, and the switch says so."""
    before = capture.switch.text(), capture.switch.accessibleDescription()
    exclusion.refuses = True
    show_private_key(window)
    refused = capture.switch.text(), capture.switch.accessibleDescription()
    assert all(said and said != usual for said, usual in zip(refused, before, strict=True))
    assert capture.switch.property("problem") is True
    assert window.notice is None
    exclusion.refuses = False
    window.key.model.private.show(False)
    show_private_key(window)
    assert (capture.switch.text(), capture.switch.accessibleDescription()) == before
    assert capture.switch.property("problem") is False


@pytest.mark.thorough
@pytest.mark.usefixtures("made")
def test_a_refusal_to_let_it_in_again_is_tried_again(
    window: Window, exclusion: Exclusion, capture: ScreenCapture
) -> None:
    show_private_key(window)
    exclusion.refuses = True
    window.key.model.private.show(False)
    assert capture.switch.property("problem") is False
    exclusion.calls.clear()
    exclusion.refuses = False
    window.session.activity.say(NOTHING)
    window.session.activity.say(NOTHING)
    assert exclusion.asked == [False]
