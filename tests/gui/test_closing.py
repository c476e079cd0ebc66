"""The question at the end: for every generated pair that is in no file, however the window is closed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.gui.models.state import Action
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Unencrypted
from tests.gui.test_clipping import wait_for_work

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

STRONG = Passphrase("gallows-unwrapped-tiptop-blizzard-crayon-mousy")
CONTROL = Qt.KeyboardModifier.ControlModifier


def generate(window: MainWindow, qtbot: QtBot, count: int = 1) -> None:
    window.model.set_count(count)
    window.model.generate()
    wait_for_work(window, qtbot)


def save(window: MainWindow, qtbot: QtBot) -> None:
    window.model.edit_passphrase(STRONG, STRONG)
    window.model.saving.save()
    wait_for_work(window, qtbot)
    assert window.model.state.report is not None


def boxes(window: MainWindow) -> list[QMessageBox]:
    return [each for each in window.findChildren(QMessageBox) if each.isVisible()]


def asked(window: MainWindow) -> QMessageBox:
    (box,) = boxes(window)
    return box


def answer(box: QMessageBox, button: QMessageBox.StandardButton) -> None:
    box.button(button).click()


def files(window: MainWindow) -> list[Path]:
    folder = Path(window.model.state.folder)
    return sorted(folder.iterdir()) if folder.exists() else []


def by_the_frame(window: MainWindow) -> None:
    window.close()


def by_key(window: MainWindow) -> None:
    """With the sign that a keyboard sends; QTest would send a q."""
    pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, CONTROL, "\x11")
    QApplication.sendEvent(window.focusWidget() or window, pressed)


CLOSING = pytest.mark.parametrize("close", [by_the_frame, by_key])
Close = Callable[[MainWindow], None]


@CLOSING
def test_it_asks_once_for_all_pairs(window: MainWindow, qtbot: QtBot, close: Close) -> None:
    generate(window, qtbot, 3)
    close(window)
    assert "these 3 key pairs" in asked(window).text()
    close(window)
    assert len(boxes(window)) == 1
    answer(asked(window), QMessageBox.StandardButton.Cancel)
    assert window.isVisible()


@CLOSING
@pytest.mark.parametrize("place", ["key_type", "label", "count", "generate"])
def test_without_a_pair_it_closes_at_once(window: MainWindow, close: Close, place: str) -> None:
    getattr(window.page.controls, place).setFocus()
    close(window)
    assert not window.isVisible()


def test_what_is_saved_is_not_asked_about_whatever_changes_then(window: MainWindow, qtbot: QtBot) -> None:
    generate(window, qtbot, 2)
    save(window, qtbot)
    window.model.edit_label("another")
    window.model.choose_algorithm("rsa-4096")
    assert window.close()


def test_the_next_pair_is_asked_about_again(window: MainWindow, qtbot: QtBot) -> None:
    generate(window, qtbot)
    save(window, qtbot)
    generate(window, qtbot)
    assert not window.close()


def test_an_opened_key_is_not_asked_about(
    window: MainWindow, qtbot: QtBot, pairs: dict[str, KeyPair]
) -> None:
    window.model.opening.open_text(private_key_pem(pairs["ed25519"], Unencrypted()).encode())
    wait_for_work(window, qtbot)
    assert window.close()


def test_a_pair_that_may_be_discarded_is_asked_about_until_another_is_open(
    window: MainWindow, qtbot: QtBot
) -> None:
    """GIVEN “Discard it and open” WHEN that text is no key after all THEN the pair is guarded still."""
    generate(window, qtbot)
    window.model.opening.open_text(b"nonsense")
    window.model.perform(Action.OPEN_ANYWAY)
    wait_for_work(window, qtbot)
    assert window.model.state.pairs
    assert not window.close()


def saving_begins(window: MainWindow) -> None:
    window.model.edit_passphrase(STRONG, STRONG)
    window.model.saving.save()


def copying_begins(window: MainWindow) -> None:
    window.model.edit_passphrase(STRONG, STRONG)
    window.model.keys.copy_private()


@CLOSING
@pytest.mark.parametrize("work", [saving_begins, copying_begins])
def test_while_work_runs_save_waits_for_it_and_then_closes(
    window: MainWindow, qtbot: QtBot, close: Close, work: Callable[[MainWindow], None]
) -> None:
    generate(window, qtbot)
    work(window)
    close(window)
    box = asked(window)
    assert window.model.state.work is not None
    answer(box, QMessageBox.StandardButton.Save)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    assert len(files(window)) == 2


def test_what_was_saved_while_it_asked_is_not_saved_again(window: MainWindow, qtbot: QtBot) -> None:
    """GIVEN the question during a saving that has ended since WHEN the answer is Save THEN it just closes."""
    generate(window, qtbot)
    saving_begins(window)
    window.close()
    wait_for_work(window, qtbot)
    answer(asked(window), QMessageBox.StandardButton.Save)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    assert (window.model.state.notice, len(files(window))) == (None, 2)


def test_what_cannot_be_saved_stays_open_and_says_why(window: MainWindow, qtbot: QtBot) -> None:
    generate(window, qtbot)
    window.model.edit_passphrase(STRONG, Passphrase("another"))
    window.close()
    answer(asked(window), QMessageBox.StandardButton.Save)
    qtbot.wait(50)
    assert window.isVisible()
    assert "differ" in window.page.notice.accessibleDescription()
    assert not window.close()
