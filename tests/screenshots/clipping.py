"""What of a window is cut off: texts that do not fit, controls smaller than they ask for, a page too wide.

Looks only at what is visible. What a scroll area scrolls out of sight vertically is not cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from app.gui.widgets.focus_ring import FocusRing
from app.gui.widgets.wrapping_label import WrappingLabel

_TOLERANCE = 1  # rounding of device-independent pixels at odd scales


def problems(window: QWidget) -> list[str]:
    """One sentence for each thing that is cut off; none if all is well."""
    found = []
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window) and not widget.isWindow():
            found += [f"{_name(widget)}: {problem}" for problem in _problems_of(widget)]
    return found


def _problems_of(widget: QWidget) -> Iterator[str]:
    yield from _outside(widget)
    if isinstance(widget, QAbstractScrollArea):
        yield from _scrolls_sideways(widget)
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QAbstractButton | QComboBox):
        yield from _too_small(widget)
    elif isinstance(widget, QLineEdit):
        yield from _line(widget)


def _outside(widget: QWidget) -> Iterator[str]:
    """Parts of it lie outside of what holds it."""
    holder = widget.parentWidget()
    if holder is None or isinstance(holder.parentWidget(), QAbstractScrollArea):
        return
    place = widget.geometry()
    if not holder.rect().adjusted(-_TOLERANCE, -_TOLERANCE, _TOLERANCE, _TOLERANCE).contains(place):
        yield f"stands at {_text(place)}, outside of {_text(holder.rect())}"


def _scrolls_sideways(area: QAbstractScrollArea) -> Iterator[str]:
    if area.horizontalScrollBar().maximum() > 0:
        yield f"is {area.horizontalScrollBar().maximum()} pixels too narrow for its contents"
    page = area.widget() if isinstance(area, QScrollArea) else None
    if page is not None:
        missing = page.minimumSizeHint().width() - area.viewport().width()
        if missing > _TOLERANCE:
            yield f"its page wants {missing} pixels more"
    if isinstance(area, QPlainTextEdit) and area.isReadOnly() and not area.toPlainText():
        yield from _placeholder(area)


def _placeholder(view: QPlainTextEdit) -> Iterator[str]:
    room = view.viewport().rect().adjusted(4, 4, -4, -4)
    flags = Qt.TextFlag.TextWordWrap.value
    needed = view.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10_000), flags, view.placeholderText())
    if needed.height() > room.height() + _TOLERANCE:
        yield f"its placeholder wants {needed.height()} pixels of {room.height()}"


def _label(label: QLabel) -> Iterator[str]:
    if not label.text():
        yield from _too_small(label)
        return
    room = label.contentsRect()
    if not label.wordWrap():
        yield from _too_small(label)
        return
    needed = label.heightForWidth(label.width())
    if needed > label.height() + _TOLERANCE:
        yield f"{label.text()!r} wants {needed} pixels of height, has {label.height()}"
    if isinstance(label, WrappingLabel):  # which breaks words too, and says how high it then is
        return
    flags = Qt.TextFlag.TextWordWrap.value
    bounds = label.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10_000), flags, label.text())
    if bounds.width() > room.width() + _TOLERANCE:
        yield f"a word of {label.text()!r} wants {bounds.width()} pixels, has {room.width()}"


def _too_small(widget: QWidget) -> Iterator[str]:
    wanted, has = widget.minimumSizeHint(), widget.size()
    if isinstance(widget, QCheckBox):  # whose text wraps
        wanted.setHeight(widget.heightForWidth(has.width()))
    elif isinstance(widget, QAbstractButton | QLabel):
        wanted = wanted.expandedTo(widget.sizeHint())
    most = widget.maximumSize()
    wanted = wanted.boundedTo(most)
    if wanted.width() > has.width() + _TOLERANCE or wanted.height() > has.height() + _TOLERANCE:
        yield f"wants {wanted.width()} x {wanted.height()}, has {has.width()} x {has.height()}"
    text_height = widget.fontMetrics().height()
    if isinstance(widget, QAbstractButton) and widget.text() and text_height > has.height():
        yield f"its text is {text_height} pixels high, it is {has.height()}"


def _line(line: QLineEdit) -> Iterator[str]:
    """A line scrolls what a person types; what only shows must fit, and letters must fit in height."""
    room = line.contentsRect()
    height = line.fontMetrics().height()
    if height > room.height() + _TOLERANCE:
        yield f"its text is {height} pixels high, it has {room.height()}"
    if line.isReadOnly() and line.text():
        width = line.fontMetrics().horizontalAdvance(line.text())
        if width > room.width() + _TOLERANCE:
            yield f"its text is {width} pixels wide, it has {room.width()}"


def is_over(widget: QWidget) -> bool:
    """Whether it is meant to be over others: the ring, and a button over the row that it belongs to."""
    return isinstance(widget, FocusRing) or bool(widget.property("over"))


def overlapping(window: QWidget) -> list[str]:
    """Pairs of visible controls of the same parent that cover each other, but for what is meant to."""
    found = []
    for holder in [window, *window.findChildren(QWidget)]:
        if isinstance(holder, QAbstractScrollArea | QComboBox | QLineEdit):
            continue  # these place parts of their own
        parts = [
            child
            for child in holder.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if child.isVisibleTo(window) and not child.isWindow() and not is_over(child)
        ]
        for number, first in enumerate(parts):
            for second in parts[number + 1 :]:
                common = first.geometry().intersected(second.geometry())
                if common.width() > _TOLERANCE and common.height() > _TOLERANCE:
                    found.append(f"{_name(first)} and {_name(second)} overlap by {_text(common)}")
    return found


def _name(widget: QWidget) -> str:
    kind = type(widget).__name__
    text = widget.accessibleName()
    if not text and isinstance(widget, QLabel | QAbstractButton):
        text = re.sub(r"\s+", " ", widget.text())[:40]
    where = widget.mapTo(widget.window(), QPoint(0, 0))
    return f"{kind} {text!r} at {where.x()}, {where.y()}"


def _text(rectangle: QRect) -> str:
    return f"{rectangle.x()}, {rectangle.y()} ({rectangle.width()} x {rectangle.height()})"
