"""Labels, rows and announcements: the few shapes that everything here is made of."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.gui.later import later
from app.gui.theme import TEXT_ROLES, code_font, sized_font
from app.gui.widgets.wrapping_label import WrappingLabel
from app.gui.words import said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QLayout

# A role of a label: its size in letters of the application, its weight, and its colour.
_LOOKS = {
    "": (1.0, "Normal", "text"),
    "title": (1.5, "DemiBold", "text"),
    "subtitle": (1.2, "DemiBold", "text"),
    "result": (1.07, "DemiBold", "text"),
    "strong": (1.0, "DemiBold", "text"),
    "heading": (0.93, "DemiBold", "muted"),
    "label": (0.93, "Medium", "text"),
    "muted": (0.93, "Normal", "muted"),
    "problem": (0.93, "Normal", "error"),
    "warning": (0.93, "Normal", "warning"),
    "good": (0.93, "Normal", "good"),
    "problem title": (1.0, "DemiBold", "error"),
    "warning title": (1.0, "DemiBold", "warning"),
    "good title": (1.0, "DemiBold", "good"),
}


def label(sentence: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label of a role; plain text, never rich."""
    widget = WrappingLabel(said(sentence)) if wrap else QLabel(said(sentence))
    set_by_name(widget, "textFormat", "PlainText")
    if QGuiApplication.isRightToLeft():  # by itself, Qt begins a Latin name at the left
        set_by_name(widget, "alignment", "AlignRight|AlignAbsolute|AlignVCenter")
    set_role(widget, role)
    return widget


def set_role(widget: QWidget, role: str) -> None:
    """Give a label another role: the size and the weight of its letters, and their colour."""
    if widget.property("role") == role:
        return
    had_another = widget.property("role") is not None
    widget.setProperty("role", role)
    if role == "phrase":
        widget.setFont(code_font(1.2))
        return
    factor, weight, colour = _LOOKS[role]
    if (factor, weight) != (1.0, "Normal") or had_another:
        widget.setFont(sized_font(factor, weight))
    widget.setForegroundRole(TEXT_ROLES[colour])


def row(*items: QWidget | QLayout, spacing: int = 8) -> QHBoxLayout:
    """Lay widgets out side by side."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for item in items:
        _add(layout, item)
    return layout


def column(*items: QWidget | QLayout, spacing: int = 8) -> QVBoxLayout:
    """Lay widgets out one below another."""
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for item in items:
        _add(layout, item)
    return layout


def _add(layout: QHBoxLayout | QVBoxLayout, item: QWidget | QLayout) -> None:
    if isinstance(item, QWidget):
        layout.addWidget(item)
    else:
        layout.addLayout(item)


def at_the_top(widget: QWidget) -> QVBoxLayout:
    """Lay it out as high as it wants to be, beside something higher."""
    layout = column(widget)
    layout.addStretch()
    return layout


def label_of(title: str, field: QWidget) -> QLabel:
    """Make the label of a field; its mnemonic, which is not underlined, leads to the field."""
    shown = said(title)
    name = label("", "label", wrap=True)
    name.setText(shown.replace("&&", "\0").replace("&", "").replace("\0", "&"))
    name.setBuddy(field)
    if "&" in shown:
        later(partial(_lead_to, field, shown))
    return name


def _lead_to(field: QWidget, shown: str) -> None:
    from PySide6.QtGui import QKeySequence, QShortcut

    if key := QKeySequence.mnemonic(shown):
        QShortcut(key, field).activated.connect(field.setFocus)


def labelled(
    title: str, field: QWidget, *beside: QWidget, buddy: QWidget | None = None, hint: QWidget | None = None
) -> QVBoxLayout:
    """Lay out a field under its label, whose mnemonic leads to it, or to its `buddy` inside.

    `beside` the label, at the right, is what helps; the `hint` is below.
    """
    name = label_of(title, buddy or field)
    head = row(name, *beside)
    head.setStretch(0, 1)
    layout = column(head, field)
    if hint is not None:
        layout.addWidget(hint)
    return layout


def set_shown(part: QWidget, shown: bool) -> None:
    """Do as its setVisible, but leave alone a new part that is shown with what it is in.

    Qt lays a part out whenever it is told to be shown, also in a page that nobody sees yet, in the size that
    it has until then: a third of the time in which the page of a key is made.
    """
    from PySide6.QtCore import Qt

    outer = part.parentWidget()
    is_told = part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    will_be = not is_told and outer is not None and not outer.isVisible()
    if not (shown and (part.isVisible() or will_be)):
        part.setVisible(shown)


def set_by_name(widget: QWidget, name: str, value: str) -> None:
    """Set a property of Qt by the name of its value: textFormat to PlainText, shortcut to Alt+T.

    Decision: as a text, because PySide6 makes a Python class of every enumeration of Qt when the first
    is named, which costs a fifth of the time to the first frame. Raises ValueError for what Qt lacks.
    """
    if not widget.setProperty(name, value):
        raise ValueError(f"{name} cannot be {value}")


def shown_keys(shortcut: str, system: str = sys.platform) -> str:
    """Return a shortcut as the keys of this system are called: Ctrl+N, and on macOS by their signs."""
    if system != "darwin":
        return shortcut
    from PySide6.QtGui import QKeySequence

    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def lead_tab_to(taken: QWidget, choices: Iterable[QWidget]) -> None:
    """Make the choice that is taken the one of its group that Tab leads to; Qt leads to the first."""
    for each in choices:
        set_by_name(each, "focusPolicy", "StrongFocus" if each is taken else "ClickFocus")


def set_problem(widget: QWidget, has_problem: bool) -> None:
    """Mark a field whose content cannot be used."""
    if widget.property("problem") != has_problem:
        widget.setProperty("problem", has_problem)
        widget.update()


def set_enabled(widget: QWidget, problem: str, tip: str = "") -> None:
    """Enable a control, or disable it and say why."""
    widget.setEnabled(not problem)
    describe(widget, problem or tip)


def describe(widget: QWidget, sentence: str) -> None:
    """Say more about a control than its name: in its tool tip, and to assistive technology."""
    widget.setToolTip(said(sentence))
    widget.setAccessibleDescription(said(sentence))


def announce(widget: QWidget, sentence: str) -> None:
    """Say to assistive technology what has changed."""
    if sentence:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, said(sentence)))
