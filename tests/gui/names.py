"""What assistive technology calls a widget, and whether that is what is seen (WCAG 2.5.3)."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible
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

from app.gui.navigation import Entry
from app.gui.widgets.cards import Card

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


def wrong_names(shown: QWidget) -> Iterator[str]:
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


def wrong_groups(shown: QWidget) -> list[str]:
    """Cards that are groups without a name of their own."""
    names = [name_of(card) for card in shown.findChildren(Card) if card.isVisible()]
    return [f"a card is called “{name}”" for name in names if not name or names.count(name) > 1]


def name_of(widget: QWidget) -> str:
    """Its accessible name: its own, or that of its text."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
