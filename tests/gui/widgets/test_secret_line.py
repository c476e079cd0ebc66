"""The line for passphrases: what it keeps, what it gives away, and what it says about Caps Lock."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.gui.widgets.caps_lock import shown_by
from app.gui.widgets.secret_line import SecretLine
from tests.gui.conftest import Window

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def line(window: Window, monkeypatch: pytest.MonkeyPatch) -> SecretLine:
    """With the keys of a computer that is no Mac: Shift makes small letters there, and Alt none."""
    monkeypatch.setattr(sys, "platform", "linux")
    window.main.activateWindow()
    line = window.new_key.passphrase.passphrase.line
    line.setFocus()
    return line


def mode_of(shown: bool) -> QLineEdit.EchoMode:
    return QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password


@pytest.mark.parametrize(
    ("letter", "shift", "platform", "expected"),
    [
        ("a", False, "linux", False),
        ("A", False, "linux", True),
        ("A", True, "linux", False),
        ("a", True, "linux", True),
        ("A", False, "darwin", True),
        ("A", True, "darwin", None),
        ("\xdf", False, "linux", False),
    ],
)
def test_what_a_letter_shows(letter: str, shift: bool, platform: str, expected: bool | None) -> None:
    assert shown_by(letter, shift=shift, platform=platform) is expected


def test_caps_lock_is_told_by_the_first_letter_and_follows_its_key(line: SecretLine) -> None:
    told: list[bool] = []
    line.caps_lock_changed.connect(told.append)
    QTest.keyClicks(line, "7")
    assert told == []
    QTest.keyClicks(line, "A")  # a capital without Shift
    assert told == [True]
    QTest.keyClick(line, Qt.Key.Key_CapsLock)
    assert told == [True, False]
    QTest.keyClicks(line, "a", SHIFT)
    assert told == [True, False, True]
    line.clearFocus()
    assert told[-1] is False


@pytest.mark.parametrize("shown", [False, True])
def test_what_was_deleted_does_not_come_back(line: SecretLine, shown: bool) -> None:
    line.setEchoMode(mode_of(shown))
    QTest.keyClicks(line, "a secret")
    QTest.keyClick(line, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClick(line, Qt.Key.Key_Z, CONTROL)
    assert line.text() == ""
    QTest.keyClick(line, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert line.text() == ""


def test_it_asks_for_no_prediction_shown_or_hidden(line: SecretLine) -> None:
    wanted = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    for shown in (True, False, True):
        line.setEchoMode(mode_of(shown))
        assert line.inputMethodHints() & wanted == wanted
        assert not line.dragEnabled()


def test_the_letter_of_a_disabled_button_gets_into_no_passphrase(window: Window, line: SecretLine) -> None:
    """Nothing can be generated while the passphrase is not repeated."""
    QTest.keyClicks(line, "ab")
    assert not window.new_key.generate.isEnabled()
    QTest.keyClick(line, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    assert line.text() == "ab"
    QTest.keyClicks(line, "@", CONTROL | Qt.KeyboardModifier.AltModifier)  # AltGr on Windows
    assert line.text() == "ab@"
