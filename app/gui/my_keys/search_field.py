"""The field in which one searches: a lens in front of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from app.gui.painting import draw_icon, scaled
from app.gui.theme import colours_of
from app.gui.widgets.fields import TextField
from app.gui.words import said
from app.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_BEFORE, _GAP = 12, 8


class SearchField(TextField):
    """A line of text; what it searches is its placeholder."""

    def __init__(self, name: Text, placeholder: Text) -> None:
        super().__init__()
        self.setAccessibleName(said(name))
        self._placeholder = said(placeholder)
        self.setPlaceholderText(self._placeholder)
        beside = _BEFORE + scaled(self, 18) + _GAP - 2
        left, right = (10, beside) if self.isRightToLeft() else (beside, 10)
        self.setTextMargins(left, 0, right, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the field, and the lens."""
        super().paintEvent(event)
        side = scaled(self, 18)
        x = _BEFORE + side / 2
        painter = QPainter(self)
        centre = QPointF(self.width() - x if self.isRightToLeft() else x, self.height() / 2)
        draw_icon(painter, "search", colours_of(self).muted, centre, side)
        painter.end()
