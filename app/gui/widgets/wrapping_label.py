"""A label of several lines that no word can make wider than it is: not a path, not a name without a space.

Qt breaks a label's lines between words only, and asks for the width of the longest. Here a word that is too
long for the line goes on in the next, and the text stays what it is: nothing invisible is put into it that
assistive technology would read or a copy would contain.

Decision: heights are remembered. A window that opens asks each label some thirty times, for the same widths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtWidgets import QLabel

from app.gui.widgets.lines import lines_of

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent

_NARROWEST = 12  # average letters


class WrappingLabel(QLabel):
    """Painted by Qt where all words fit, else line by line."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self._heights: dict[int, int] = {}
        self._widest = -1  # of its words, in pixels; -1: not known
        self.setWordWrap(True)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """As Qt's."""
        self._forget()
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """As Qt's: its letters may be others now."""
        self._forget()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the longest word, or of a few letters of it."""
        usual = super().minimumSizeHint()
        return QSize(min(usual.width(), self._sides() + self._narrowest()), usual.height())

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """As many lines as the text then has."""
        if width not in self._heights:
            self._heights[width] = self._height_for(width)
        return self._heights[width]

    def _forget(self) -> None:
        self._heights, self._widest = {}, -1

    def _height_for(self, width: int) -> int:
        if self._has_room(width) or width < self.minimumSizeHint().width():  # which nobody sees
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        layout = lines_of(self.text(), self.font(), width - self._sides())
        return round(layout.boundingRect().height()) + margins.top() + margins.bottom()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draws the lines in the middle, as Qt's."""
        if self._has_room(self.width()):
            super().paintEvent(event)
            return
        from PySide6.QtGui import QPainter

        room = self.contentsRect()
        layout = lines_of(self.text(), self.font(), room.width())
        above = max(0.0, (room.height() - layout.boundingRect().height()) / 2)
        painter = QPainter(self)
        layout.draw(painter, QPointF(room.x(), room.y() + above))
        painter.end()

    def _has_room(self, width: int) -> bool:
        if self._widest < 0:
            self._widest = super().minimumSizeHint().width()
        return width >= self._widest

    def _narrowest(self) -> int:
        return _NARROWEST * self.fontMetrics().averageCharWidth()

    def _sides(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()
