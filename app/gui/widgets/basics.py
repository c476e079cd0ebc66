"""Labels, cards, buttons and announcements: the few shapes that everything here is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.gui.theme import ICON_SIDE, Theme
from app.gui.widgets.wrapping_label import WrappingLabel
from app.gui.words import said
from app.text import text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

ICON_SIZE = QSize(ICON_SIDE, ICON_SIDE)


def label(sentence: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label of a semantic role; plain text, never rich."""
    widget = WrappingLabel(said(sentence)) if wrap else QLabel(said(sentence))
    set_by_name(widget, "textFormat", "PlainText")
    if role:
        widget.setProperty("role", role)
    return widget


def card() -> tuple[QFrame, QVBoxLayout]:
    """Make a framed area, and its layout."""
    frame = QFrame()
    return frame, card_layout(frame)


def card_layout(frame: QFrame) -> QVBoxLayout:
    """Make a card of the frame, and give it a layout."""
    frame.setProperty("role", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(16, 14, 16, 16)
    layout.setSpacing(8)
    return layout


def row(*items: QWidget, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    for item in items:
        layout.addWidget(item)
    return layout


def at_the_top(widget: QWidget) -> QVBoxLayout:
    """As high as it wants to be, beside something higher."""
    column = QVBoxLayout()
    column.addWidget(widget)
    column.addStretch()
    return column


def labelled(title: str, field: QWidget, *beside: QWidget, buddy: QWidget | None = None) -> QVBoxLayout:
    """Lay out a field under its label, whose mnemonic leads to it, or to its `buddy` inside.

    `beside` the label, at the right, is what helps.
    """
    layout = QVBoxLayout()
    layout.setSpacing(5)
    name = label(title, wrap=True)
    name.setBuddy(buddy or field)
    head = row(name, *beside)
    head.setStretch(0, 1)
    layout.addLayout(head)
    layout.addWidget(field)
    return layout


def button(title: str, role: str = "secondary") -> QPushButton:
    """Make a push button, which Enter presses. Assistive technology and voice control call it by its text."""
    widget = QPushButton(said(title))
    widget.setProperty("role", role)
    widget.setAutoDefault(True)
    widget.setIconSize(ICON_SIZE)
    return widget


class IconButton(QToolButton):
    """A tool button that Enter presses too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """As Qt's, and Enter once."""
        if event.text() == "\r" and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def icon_button(name: str, shortcut: str) -> QToolButton:
    """Make a button that is only an icon: named for assistive technology, with a tool tip and a key."""
    widget = IconButton()
    widget.setAccessibleName(said(name))
    widget.setIconSize(ICON_SIZE)
    set_by_name(widget, "focusPolicy", "StrongFocus")
    set_by_name(widget, "shortcut", shortcut)
    widget.setToolTip(said(text("{name} ({key})", name=name, key=shortcut)))
    return widget


def set_by_name(widget: QWidget, name: str, value: str) -> None:
    """Set a property of Qt by the name of its value: textFormat to PlainText, shortcut to Alt+T.

    Decision: as a text, because PySide6 makes a Python class of every enumeration of Qt when the first
    is named, which costs a fifth of the time to the first frame. Raises ValueError for what Qt lacks.
    """
    if not widget.setProperty(name, value):
        raise ValueError(f"{name} cannot be {value}")


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another semantic role; its style follows."""
    set_property(widget, "role", role)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if widget.window().isVisible():  # before that, nothing has been styled yet
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def set_enabled(widget: QWidget, problem: str, tip: str = "") -> None:
    """Enable a control, or disable it and tell the reason."""
    widget.setEnabled(not problem)
    describe(widget, problem or tip)


def describe(widget: QWidget, sentence: str) -> None:
    """Tell more about a control than its name: in its tool tip, and to assistive technology."""
    widget.setToolTip(said(sentence))
    widget.setAccessibleDescription(said(sentence))


def set_icon(widget: QPushButton | QToolButton, theme: Theme, name: str, role: str = "text") -> None:
    """Set an icon in the colours of the theme in force."""
    widget.setIcon(theme.icon(name, role))


def announce(widget: QWidget, sentence: str) -> None:
    """Tells assistive technology what has changed."""
    if sentence:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, said(sentence)))
