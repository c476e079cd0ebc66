"""A field for a number that nothing changes by accident: see fields.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSpinBox

from app.gui.painting import draw_icon, looks_enabled
from app.gui.theme import colours_of
from app.gui.widgets.basics import set_by_name
from app.gui.widgets.fields import PADDING, field_height, paint_field, show_through

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWheelEvent

_LARGEST = 999_999_999  # that can be typed


class NumberField(QSpinBox):
    """A number that the wheel changes only while it has the focus, which the wheel does not give it.

    Decision: whatever is typed stays there and is given out, so that a limit can be said; Qt would drop the
    digit that exceeds it, and leave another number than the person believes. Steps end at the limits.
    """

    def __init__(self) -> None:
        super().__init__()
        self._least = self._most = 0
        self.setRange(0, _LARGEST)
        self.setFrame(False)
        show_through(self.lineEdit())
        self.lineEdit().setTextMargins(PADDING - 2, 0, 0, 0)
        set_by_name(self, "focusPolicy", "StrongFocus")

    def set_limits(self, least: int, most: int) -> None:
        """Set where arrow keys, buttons and the wheel end."""
        self._least, self._most = least, most

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the largest number that makes sense."""
        digits = self.fontMetrics().horizontalAdvance(self.textFromValue(self._most))
        return QSize(digits + 2 * PADDING + 44, field_height(self))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the box, and the two chevrons where Qt has its buttons."""
        from PySide6.QtWidgets import QStyle, QStyleOptionSpinBox

        colours, option = colours_of(self), QStyleOptionSpinBox()
        self.initStyleOption(option)
        painter = QPainter(self)
        paint_field(self, painter)
        for name, part, can in (
            ("chevron-up", QStyle.SubControl.SC_SpinBoxUp, self.value() < self._most),
            ("chevron-down", QStyle.SubControl.SC_SpinBoxDown, self.value() > self._least),
        ):
            area = self.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, self)
            ink = colours.text if can and looks_enabled(self) else colours.disabled
            inwards = 4 if self.isRightToLeft() else -4
            draw_icon(painter, name, ink, QRectF(area).center() + QPointF(inwards, 0), 14)
        painter.end()

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """As Qt's, as far as the limits."""
        wanted = self.value() + steps * self.singleStep()
        self.setValue(min(max(wanted, self._least), self._most))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leaves it to the page, which scrolls, unless somebody is at this field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
