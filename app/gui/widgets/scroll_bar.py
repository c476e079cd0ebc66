"""A thin scroll bar that lies in the margin of the page, and is seen against every ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QScrollBar

from app.gui.painting import draw_box
from app.gui.theme import colours_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_WIDTH, _THUMB = 12, 8


class ThinScrollBar(QScrollBar):
    """Vertical. Qt knows where its thumb is; it is only painted otherwise."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Thin."""
        return QSize(_WIDTH, super().sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the thumb alone."""
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider

        option = QStyleOptionSlider()
        self.initStyleOption(option)
        thumb = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        colours = colours_of(self)
        painter = QPainter(self)
        if self.maximum() > self.minimum():
            area = QRectF((self.width() - _THUMB) / 2, thumb.y() + 2, _THUMB, thumb.height() - 4)
            draw_box(painter, area, colours.edge, radius=_THUMB / 2)
        painter.end()
