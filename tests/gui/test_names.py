"""What is called is what is seen (WCAG 2.5.3): the name of a widget is its visible text, in every state."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from tests.gui.names import name_of
from tests.gui.test_clipping import (
    as_it_opens,
    clipboard_refused,
    folder_notice,
    list_of_pairs,
    locked_file,
    no_keyring,
    opened_file,
    private_key_copied,
    private_key_copied_and_work,
    question,
    saved,
    settle,
    suggestion,
    wait_for_work,
    weak_question,
)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

BREAKS = str.maketrans({"\u200b": None, "\n": " "})


def seen(text: str) -> str:
    """Without what only marks a key or a place where a line may break."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").translate(BREAKS).strip()


def wrong(shown: QWidget) -> Iterator[str]:
    """What is called by another name than that which is on it, or on the label beside it."""
    for each in shown.findChildren(QWidget):
        if not each.isVisible() or not isinstance(each, QAbstractButton | QLabel):
            continue
        text = seen(each.text()) if isinstance(each, QAbstractButton) else seen_of(each)
        if text and seen(name_of(each)) != text:
            yield f"{type(each).__name__} “{text}” is called “{name_of(each)}”"
        field = each.buddy() if isinstance(each, QLabel) else None
        if field is not None and called(field) != text:
            yield f"{type(field).__name__} beside “{text}” is called “{called(field)}”"


def called(field: QWidget) -> str:
    """On Linux, what Qt calls a choice is its text; a screen reader reads the label, as it is told to."""
    return seen(field.accessibleName() if isinstance(field, QComboBox) else name_of(field))


def seen_of(text: QLabel) -> str:
    """In a label, & is a mark where the label has a field."""
    return seen(text.text()) if text.buddy() else text.text().translate(BREAKS).strip()


def all_windows(window: MainWindow) -> list[QWidget]:
    return [window, *(each for each in window.findChildren(QWidget) if each.isWindow() and each.isVisible())]


def closing(window: MainWindow, qtbot: QtBot) -> None:
    list_of_pairs(window, qtbot)
    window.close()
    assert [each for each in window.findChildren(QMessageBox) if each.isVisible()]


def about(window: MainWindow, qtbot: QtBot) -> None:
    window.page.about_button.click()
    about = window.about
    assert about is not None
    qtbot.waitUntil(lambda: "Files:" in about.state.text(), timeout=60_000)


def changing(window: MainWindow, qtbot: QtBot) -> None:
    """The dialog at its fullest."""
    opened_file(window, qtbot)
    window.page.saving.change.click()
    dialog = window.page.saving.dialog
    assert dialog is not None
    dialog.passphrase.line.setText("weak")
    dialog.repeat.setText("weak")
    dialog.change.click()
    wait_for_work(window, qtbot)
    dialog.suggest.click()
    qtbot.waitUntil(dialog.suggestion.use.isEnabled, timeout=20_000)
    qtbot.waitUntil(dialog.meter.isVisible, timeout=20_000)
    assert dialog.anyway.isVisible()


def shown(window: MainWindow, qtbot: QtBot) -> None:
    window.page.controls.passphrase.eye.click()
    private_key_copied(window, qtbot)
    window.page.controls.count.setValue(5_000)


@pytest.mark.parametrize(
    "state",
    [
        as_it_opens,
        private_key_copied_and_work,
        clipboard_refused,
        suggestion,
        weak_question,
        question,
        folder_notice,
        no_keyring,
        locked_file,
        saved,
        closing,
        about,
        changing,
        shown,
    ],
)
def test_what_is_called_is_what_is_seen(
    window: MainWindow, qtbot: QtBot, state: Callable[[MainWindow, QtBot], None]
) -> None:
    state(window, qtbot)
    settle(window, qtbot)
    for each in all_windows(window):
        assert list(wrong(each)) == []
