"""The window's own behaviour: what it says of its state, what it shows of secrets, and how it begins."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.gui.words import said
from tests.gui import states
from tests.gui.conftest import Window

WORDS = "correct horse battery staple"
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

FIRST_FRAME = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.gui.application import Application
qt = QApplication([])
whole = Application(qt)
def on_painted():
    unwanted = ("cryptography", "keyring", "bcrypt", "concurrent.futures", "PySide6.QtNetwork")
    print([name for name in unwanted if name in sys.modules])
    QTimer.singleShot(0, qt.quit)
whole.window.first_painted.connect(on_painted)
whole.show()
sys.exit(qt.exec())
"""


def test_disabled_buttons_tell_their_reason(window: Window, qtbot: QtBot) -> None:
    states.different(window, qtbot)
    generate, problem = window.new_key.generate, said(window.new_key.model.problem)
    assert not generate.isEnabled()
    assert problem
    assert (
        generate.toolTip() == generate.accessibleDescription() == problem == window.new_key.bar.state.text()
    )


@pytest.mark.parametrize("unsaved", [False, True])
def test_the_generate_button_counts_along(window: Window, unsaved: bool) -> None:
    window.new_key.model.set_unsaved(unsaved)
    window.new_key.count.setValue(3)
    assert "3" in window.new_key.generate.text()


@pytest.mark.thorough
def test_the_private_key_is_in_no_widget_until_shown_and_then_as_it_is_in_its_file(
    window: Window, qtbot: QtBot
) -> None:
    states.details(window, qtbot)
    private = window.key.details.private
    (file,) = window.folder.glob("*.private.pem")
    assert private.toPlainText() == ""
    window.after(window.key.details.show_private.click)
    assert private.toPlainText().strip() == file.read_text("ascii").strip()
    assert "ENCRYPTED" in private.toPlainText()
    window.key.details.show_private.click()
    assert private.toPlainText() == ""


@pytest.mark.thorough
def test_copied_is_said_only_when_it_is(window: Window, qtbot: QtBot) -> None:
    states.details(window, qtbot)
    button = window.key.details.copy_private
    QGuiApplication.clipboard().setText("before")
    at_rest = button.text()
    button.click()
    assert (button.text(), QGuiApplication.clipboard().text()) == (at_rest, "before")
    window.after(lambda: None)
    assert button.text() != at_rest
    assert "PRIVATE KEY" in QGuiApplication.clipboard().text()


@pytest.mark.thorough
def test_the_page_says_how_the_private_key_will_be_protected(window: Window, qtbot: QtBot) -> None:
    """GIVEN a pair in no file THEN it is said to be in clear until there is a passphrase for it."""
    states.unsaved(window, qtbot)
    window.key.tab("details").click()
    details, card = window.key.details, window.key.saving.passphrase
    assert details._protection.property("role") == "warning"
    card.passphrase.line.setText(WORDS)
    card.repeat.setText(WORDS)
    assert details._protection.property("role") == "good"
    assert details.private.accessibleDescription() == details._protection.text()


def test_the_repeat_field_goes_while_the_passphrase_is_shown(window: Window) -> None:
    card = window.new_key.passphrase
    window.type_passphrase(WORDS)
    card.passphrase.eye.click()
    assert card.passphrase.line.text() == WORDS
    assert card.passphrase.line.echoMode() == card.passphrase.line.EchoMode.Normal
    assert not card.repeat.isVisible()
    assert card.repeat.text() == ""
    card.passphrase.eye.click()
    assert card.repeat.isVisible()


def test_an_error_is_in_the_notice_and_in_no_box_of_a_key(window: Window, qtbot: QtBot) -> None:
    window.main.go("open_key")
    window.open_key.text.setPlainText("A" * 64)
    qtbot.waitUntil(window.open_key.notice.isVisible)
    assert window.notice is not None
    assert said(window.notice.message) in window.open_key.notice.accessibleDescription()
    assert window.key.register.public.text.toPlainText() == ""


@pytest.mark.thorough
def test_the_report_is_shown_row_by_row(window: Window, qtbot: QtBot) -> None:
    states.report(window, qtbot)
    report = window.session.hand.state.report
    assert report is not None
    shown = " ".join(part.text() for part in window.key.where.report.findChildren(QLabel))
    assert window.key.where.report.isVisible()
    for row in report.rows:
        assert said(row.title) in shown
        assert said(row.title) in window.key.where.accessibleDescription()


@pytest.mark.thorough
def test_the_first_frame_waits_for_no_cryptography(tmp_path: object) -> None:
    of_windows = {name: os.environ[name] for name in ("SYSTEMROOT", "QT_QPA_FONTDIR") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", FIRST_FRAME],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**of_windows, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "PATH": ""},
    )
    assert done.stdout.strip() == "[]"
    assert done.stderr == ""


class Emitter(QObject):
    fired = Signal(bool)


def test_qt_does_not_lose_references_to_true_and_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 aborts here after some hundred rounds."""
    emitter, label = Emitter(), QLabel()
    qtbot.addWidget(label)
    emitter.fired.connect(label.setEnabled)
    for number in range(20_000):
        emitter.fired.emit(True)
        label.setText(str(number))
    assert sys.getrefcount(True) > 100
    assert sys.getrefcount(None) > 100
