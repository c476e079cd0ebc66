"""From nothing to a public key on the clipboard: four actions, by mouse or by keyboard. Each is counted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

STRONG = "gallows-unwrapped-tiptop-blizzard-crayon-mousy"


class Person:
    """Types, clicks and presses keys where the window has the focus; counts what is done."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        self.actions: list[str] = []
        window.main.activateWindow()
        qtbot.waitActive(window.main)

    def click(self, button: QWidget) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        self.actions.append("click")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.wait()

    def type(self, text: str, into: QWidget | None = None) -> None:
        """Where the focus is; going to a field is part of it."""
        if into is not None:
            QTest.mouseClick(into, Qt.MouseButton.LeftButton)
        self.actions.append("type")
        QTest.keyClicks(self._focused(), text)

    def press(self, key: Qt.Key, times: int = 1) -> None:
        for _ in range(times):
            self.actions.append(key.name)
            QTest.keyClick(self._focused(), key)
        self.wait()

    def wait(self) -> None:
        suggestions = self.window.new_key.model.draft.suggestions
        self._qtbot.waitUntil(lambda: not suggestions.is_drawing, timeout=60_000)
        self.window.after(lambda: None)

    def _focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused


@pytest.fixture
def person(window: Window, qtbot: QtBot) -> Person:
    QGuiApplication.clipboard().setText("nothing yet")
    return Person(window, qtbot)


def has_done_it(window: Window) -> bool:
    """Whether both files are there, the private one encrypted, and the public key is on the clipboard."""
    (public,) = window.folder.glob("*.public.pem")
    (private,) = window.folder.glob("*.private.pem")
    is_encrypted = "ENCRYPTED" in private.read_text("ascii")
    return is_encrypted and QGuiApplication.clipboard().text() == public.read_text("ascii")


@pytest.mark.thorough
def test_with_a_passphrase_of_ones_own(person: Person, window: Window) -> None:
    person.type(STRONG)
    person.type(STRONG, into=window.new_key.passphrase.repeat)
    person.click(window.new_key.generate)
    person.click(window.key.foot.copy)
    assert has_done_it(window)
    assert person.actions == ["type", "type", "click", "click"]


@pytest.mark.thorough
def test_with_a_suggested_passphrase(person: Person, window: Window) -> None:
    person.click(window.new_key.passphrase.suggest)
    person.click(window.new_key.passphrase.suggestion.use)
    person.click(window.new_key.generate)
    person.click(window.key.foot.copy)
    assert has_done_it(window)
    assert person.actions == 4 * ["click"]


@pytest.mark.thorough
@pytest.mark.parametrize("between", [Qt.Key.Key_Return, Qt.Key.Key_Tab], ids=lambda key: key.name)
def test_by_keys_alone(between: Qt.Key, person: Person, window: Window) -> None:
    """Neither leads from the passphrase to its eye, where a space would show it."""
    person.type(STRONG)
    person.press(between)
    person.type(STRONG)
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Return)
    assert has_done_it(window)
    assert not window.new_key.passphrase.passphrase.eye.isChecked()
    assert person.actions == ["type", between.name, "type", "Key_Return", "Key_Return"]


@pytest.mark.thorough
def test_a_suggestion_by_tab_and_enter_alone(person: Person, window: Window) -> None:
    """One step back to Suggest one; from there on, Enter is always the next step."""
    person.press(Qt.Key.Key_Backtab)
    assert window.new_key.passphrase.suggest.hasFocus()
    person.press(Qt.Key.Key_Return, times=1)
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Return)
    assert has_done_it(window)
    assert len(person.actions) == 5
