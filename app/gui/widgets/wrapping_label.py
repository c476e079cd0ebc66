"""A label of several lines that no word can make wider than it is: not a path, not a name without a space.

Qt breaks a label's lines between words only, and asks for the width of the longest. Here a word that is too
long for the line goes on in the next, and the text stays what it is: nothing invisible is put into it that
assistive technology would read or a copy would contain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtWidgets import QLabel

from app.gui.widgets.lines import lines_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_NARROWEST = 12  # average letters


class WrappingLabel(QLabel):
    """Painted by Qt where all words fit, else line by line."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setWordWrap(True)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the longest word, or of a few letters of it."""
        usual = super().minimumSizeHint()
        return QSize(min(usual.width(), self._sides() + self._narrowest()), usual.height())

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """As many lines as the text then has."""
        if self._has_room(width):
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
        return width >= super().minimumSizeHint().width()

    def _narrowest(self) -> int:
        return _NARROWEST * self.fontMetrics().averageCharWidth()

    def _sides(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()
