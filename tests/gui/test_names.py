"""What is called is what is seen (WCAG 2.5.3): the name of a widget is its visible text, in every state."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.gui.navigation import Entry
from app.gui.widgets.cards import Card
from tests.gui.conftest import Window
from tests.gui.names import name_of
from tests.gui.states import (
    OF_DIALOGS,
    OF_KEY,
    OF_MY_KEYS,
    OF_NEW_KEY,
    OF_OTHERS,
    Prepare,
    all_windows,
    each,
    settle,
)

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

BREAKS = str.maketrans({"\u200b": None, "\n": " "})
CONTROLS = (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTableWidget,
)


def seen(text: str) -> str:
    """Without what only marks a key or a place where a line may break."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").translate(BREAKS).strip()


def wrong(shown: QWidget) -> Iterator[str]:
    """What is called by another name than that which is on it, or on the label beside it; or by none."""
    for widget in shown.findChildren(QWidget):
        if widget.isVisible():
            yield from _wrong_name(widget)


def _wrong_name(widget: QWidget) -> Iterator[str]:
    kind = type(widget).__name__
    if isinstance(widget, QAbstractButton | QLabel):
        text = seen(widget.text()) if isinstance(widget, QAbstractButton) else seen_of(widget)
        if isinstance(widget, Entry) and name_of(widget).startswith(f"{text}, "):  # and what its badge counts
            return
        if text and text not in (seen(name_of(widget)), name_of(widget).translate(BREAKS).strip()):
            yield f"{kind} “{text}” is called “{name_of(widget)}”"
        field = widget.buddy() if isinstance(widget, QLabel) else None
        if field is not None and not isinstance(field, QAbstractButton) and called(field) != text:
            yield f"{type(field).__name__} beside “{text}” is called “{called(field)}”"
    is_inside = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
    if isinstance(widget, CONTROLS) and not is_inside and not seen(name_of(widget)):
        yield f"{kind} has no name"


def called(field: QWidget) -> str:
    """On Linux, what Qt calls a choice is its text; a screen reader reads the label, as it is told to."""
    return seen(field.accessibleName() if isinstance(field, QComboBox) else name_of(field))


def seen_of(text: QLabel) -> str:
    """In a label, & is a mark where Qt makes a key of it; our labels make theirs of their own."""
    return text.text().translate(BREAKS).strip()


@each(*OF_NEW_KEY, *OF_KEY, *OF_MY_KEYS, *OF_OTHERS, *OF_DIALOGS)
def test_what_is_called_is_what_is_seen(window: Window, qtbot: QtBot, prepare: Prepare) -> None:
    prepare(window, qtbot)
    settle(window, qtbot)
    assert [found for shown in all_windows(window) for found in wrong(shown)] == []


@each(*OF_NEW_KEY, *OF_KEY, *OF_MY_KEYS, *OF_OTHERS)
def test_each_card_is_a_group_with_a_name_of_its_own(window: Window, qtbot: QtBot, prepare: Prepare) -> None:
    prepare(window, qtbot)
    names = [name_of(card) for card in window.main.findChildren(Card) if card.isVisible()]
    assert all(names)
    assert len(set(names)) == len(names)
