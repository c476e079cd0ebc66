"""Parts side by side where there is room for all of them, else one below another.

What one line of a wide window shows is in this way still whole in a narrow one, and with large letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QLayoutItem

COLUMNS = 44  # what the page needs for cards beside each other, in heights of a line: 700 pixels or so


class Flow(QHBoxLayout):
    """A row that becomes a column where it gets too narrow for the parts, or for `lines` times the height of
    a line of text; then it needs no more width than the widest part. It decides by its width alone, so that
    it never swings from one to the other.
    """

    def __init__(self, *parts: QWidget | QLayout, spacing: int = 8, lines: int = 0) -> None:
        super().__init__()
        self.is_stacked = False
        self._lines = lines
        self.setSpacing(spacing)
        for part in parts:
            if isinstance(part, QLayout):
                self.addLayout(part)
            else:
                self.addWidget(part)

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of the widest part, whatever the direction is now; and the height as it is now."""
        widest = max((item.minimumSize().width() for item in self._shown()), default=0)
        return QSize(widest + self._sides(), super().minimumSize().height())

    def setGeometry(self, area: QRect) -> None:  # noqa: N802 - Qt's name
        """Decides, and lays out."""
        stacked = area.width() < self._needed()
        if stacked != self.is_stacked:
            self.is_stacked = stacked
            directions = type(self.direction())
            self.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        super().setGeometry(area)

    def _needed(self) -> int:
        widths = [item.minimumSize().width() for item in self._shown()]
        parts = sum(widths) + self.spacing() * max(0, len(widths) - 1) + self._sides()
        return max(parts, self._lines * self._line_height())

    def _line_height(self) -> int:
        widget = self.parentWidget()
        return widget.fontMetrics().height() if widget else 0

    def _sides(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()

    def _shown(self) -> list[QLayoutItem]:
        items = (self.itemAt(index) for index in range(self.count()))
        return [item for item in items if item is not None and not item.isEmpty()]
