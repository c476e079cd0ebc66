"""The window's own behaviour: focus, roles, announcements of state, the end."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.gui.widgets.fingerprint_view import DetailView
from app.keys.pair import KeyPair, private_key_pem
from app.keys.protection import Unencrypted

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


def wait(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.model.state.work is None, timeout=60_000)


def generate(window: MainWindow, qtbot: QtBot) -> None:
    window.page.controls.generate.click()
    wait(window, qtbot)


def type_passphrase(window: MainWindow, text: str = WORDS) -> None:
    QTest.keyClicks(window.page.controls.passphrase.line, text)
    QTest.keyClicks(window.page.controls.repeat, text)


def test_exactly_one_button_is_primary_at_any_time(window: MainWindow, qtbot: QtBot) -> None:
    controls, keys = window.page.controls, window.page.keys
    assert (controls.generate.property("role"), keys.copy_public.property("role")) == ("primary", "secondary")
    generate(window, qtbot)
    assert (controls.generate.property("role"), keys.copy_public.property("role")) == ("secondary", "primary")


def test_after_generating_the_focus_is_on_copy(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    generate(window, qtbot)
    assert window.page.keys.copy_public.hasFocus()


def test_disabled_buttons_tell_their_reason(window: MainWindow) -> None:
    for button in (window.page.keys.copy_public, window.page.saving.save):
        assert not button.isEnabled()
        assert "first" in button.toolTip()
        assert "first" in button.accessibleDescription()


def test_the_generate_button_counts_along(window: MainWindow) -> None:
    window.page.controls.count.setValue(3)
    generate = window.page.controls.generate
    assert generate.text() == "&Generate 3 key pairs"


def test_the_private_key_is_not_in_any_widget_until_shown(window: MainWindow, qtbot: QtBot) -> None:
    generate(window, qtbot)
    private = window.page.keys.private
    assert private.toPlainText() == ""
    window.page.keys.show_private.click()
    wait(window, qtbot)
    assert private.toPlainText().startswith("-----BEGIN PRIVATE KEY-----")
    window.page.keys.show_private.click()
    assert private.toPlainText() == ""


def test_copied_is_said_only_when_it_is(window: MainWindow, qtbot: QtBot) -> None:
    generate(window, qtbot)
    button = window.page.keys.copy_private
    QGuiApplication.clipboard().setText("before")
    button.click()
    assert (button.text(), QGuiApplication.clipboard().text()) == ("Cop&y", "before")
    wait(window, qtbot)
    assert button.text() == "Copied"
    assert "PRIVATE KEY" in QGuiApplication.clipboard().text()


def test_the_page_says_how_the_private_key_will_be_protected(window: MainWindow, qtbot: QtBot) -> None:
    generate(window, qtbot)
    private = window.page.keys.private
    assert "NOT encrypted" in private.accessibleDescription()
    type_passphrase(window)
    assert "encrypted with your passphrase" in private.accessibleDescription()


def test_the_repeat_field_goes_while_the_passphrase_is_shown(window: MainWindow) -> None:
    controls = window.page.controls
    type_passphrase(window)
    controls.passphrase.eye.click()
    assert controls.passphrase.line.text() == WORDS
    assert controls.passphrase.line.echoMode() == controls.passphrase.line.EchoMode.Normal
    assert not controls.repeat.isVisible()
    assert controls.repeat.text() == ""
    controls.passphrase.eye.click()
    assert controls.repeat.isVisible()


def test_a_dropped_file_is_opened(
    window: MainWindow, qtbot: QtBot, pairs: dict[str, KeyPair], tmp_path: object
) -> None:
    file = window.model.state.folder + "-dropped.pem"
    with open(file, "w", encoding="ascii") as stream:
        stream.write(private_key_pem(pairs["ed25519"], Unencrypted()))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(file)])
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    wait(window, qtbot)
    assert window.page.keys.public.toPlainText() + "\n" == pairs["ed25519"].public_key_pem


def test_an_error_stands_in_the_notice_and_in_no_key_box(window: MainWindow, qtbot: QtBot) -> None:
    window.page.open_button.click()
    window.page.opening.text.setPlainText("A" * 64)
    qtbot.waitUntil(window.page.notice.isVisible)
    assert "API key" in window.page.notice.accessibleDescription()
    assert window.page.keys.public.toPlainText() == window.page.keys.private.toPlainText() == ""


def test_closing_empties_the_passphrase_fields(window: MainWindow) -> None:
    type_passphrase(window, "only this test types this")
    window.close()
    assert window.page.controls.passphrase.line.text() == window.page.controls.repeat.text() == ""
    held = [item for item in gc.get_objects() if type(item).__name__ == "Passphrase"]
    assert not [item for item in held if "this test" in item.reveal()]


def question(window: MainWindow) -> QMessageBox:
    """Closes the window, which must ask; what it asks."""
    assert window.close() is False
    (box,) = [each for each in window.findChildren(QMessageBox) if each.isVisible()]
    assert "Save this key before closing? It may be registered already." in box.text()
    return box


@pytest.mark.parametrize("text", ["Cancel", "Escape"])
def test_closing_asks_where_a_key_would_be_lost_that_nobody_copied(
    window: MainWindow, qtbot: QtBot, text: str
) -> None:
    generate(window, qtbot)
    box = question(window)
    if text == "Escape":
        QTest.keyClick(box, Qt.Key.Key_Escape)
    else:
        box.button(box.StandardButton.Cancel).click()
    qtbot.wait(50)
    assert window.isVisible()
    assert window.model.state.would_lose_a_key


def test_closing_without_saving_writes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    generate(window, qtbot)
    (without,) = [each for each in question(window).buttons() if "without" in each.text()]
    without.click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not Path(window.model.state.folder).exists()


def test_saving_is_the_default_answer_and_then_closes(window: MainWindow, qtbot: QtBot) -> None:
    type_passphrase(window)
    generate(window, qtbot)
    box = question(window)
    assert box.defaultButton() is box.button(box.StandardButton.Save)
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    assert len(list(Path(window.model.state.folder).iterdir())) == 2


def test_a_question_that_saving_asks_keeps_the_window_open(window: MainWindow, qtbot: QtBot) -> None:
    generate(window, qtbot)
    question(window).button(QMessageBox.StandardButton.Save).click()
    qtbot.wait(50)
    assert window.isVisible()
    assert "Without a passphrase" in window.page.notice.accessibleDescription()


class Session:
    """What the system offers a program that is to end with the session."""

    def __init__(self) -> None:
        self.cancelled = False

    def allowsInteraction(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def cancel(self) -> None:
        self.cancelled = True


def test_the_end_of_the_session_waits_for_an_answer(window: MainWindow, qtbot: QtBot) -> None:
    without_a_key, with_one = Session(), Session()
    window.closing.at_session_end(without_a_key)
    assert not without_a_key.cancelled
    generate(window, qtbot)
    window.closing.at_session_end(with_one)
    assert with_one.cancelled
    assert [each for each in window.findChildren(QMessageBox) if each.isVisible()]


def test_the_report_is_shown_row_by_row(window: MainWindow, qtbot: QtBot) -> None:
    type_passphrase(window)
    generate(window, qtbot)
    window.page.saving.save.click()
    wait(window, qtbot)
    report = window.page.report
    shown = " ".join(part.text() for part in report.findChildren(QLabel))
    shown += " ".join(part.toPlainText() for part in report.findChildren(DetailView))
    for expected in ("Folder created", "Private key", "Public key", "Checked"):
        assert expected in shown
    assert "Checked" in report.accessibleDescription()


def test_the_first_frame_waits_for_no_cryptography(tmp_path: object) -> None:
    of_windows = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
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
