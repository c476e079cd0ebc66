"""Parts in a row that goes on in the next line where there is no room, as words do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class WrapRow(QLayout):
    """Needs no more width than its widest part; its height follows its width. Parts keep their own size.

    `from_end`: a line begins where the row ends: buttons at the end of a card; `centred`: as far from both
    ends. `fills`: the parts of a line share what is left of its width.
    """

    def __init__(
        self,
        *parts: QWidget,
        spacing: int = 8,
        from_end: bool = False,
        centred: bool = False,
        fills: bool = False,
    ) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._before = 2 if from_end else 1 if centred else 0  # halves of what is left of the width
        self._fills = fills
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take a part."""
        self._items.append(item)

    def insert(self, index: int, part: QWidget) -> None:
        """Put a part before the one of this index."""
        self.addWidget(part)
        self._items.insert(index, self._items.pop())

    def count(self) -> int:
        """Return how many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Return one of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Give one of them away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Its height follows its width."""
        return True

    def invalidate(self) -> None:
        """Do as Qt's: a part may be another size now, or hidden."""
        self._heights = {}
        super().invalidate()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of all lines, which is asked for again and again while a page is laid out."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), only_measure=True)
        return self._heights[width]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        wide = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return self._with_margins(QSize(wide, max((size.height() for size in sizes), default=0)))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the widest part."""
        sizes = [item.minimumSize() for item in self._shown()]
        wide = max((size.width() for size in sizes), default=0)
        return self._with_margins(QSize(wide, max((size.height() for size in sizes), default=0)))

    def setGeometry(self, area: QRect) -> None:  # noqa: N802 - Qt's name
        """Lay the parts out, in the middle where there is more height than they need."""
        super().setGeometry(area)
        spare = area.height() - self.heightForWidth(area.width())
        self._place(area.adjusted(0, max(0, spare // 2), 0, 0), only_measure=False)

    def _place(self, area: QRect, *, only_measure: bool) -> int:
        room = area.marginsRemoved(self.contentsMargins())
        lines: list[list[QLayoutItem]] = [[]]
        x = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if lines[-1] and x + wide > room.width():
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += wide + self.spacing()
        y = room.y()
        for line in lines:
            tall = max((item.sizeHint().height() for item in line), default=0)
            if not only_measure:
                self._place_line(line, QRect(room.x(), y, room.width(), tall))
            y += tall + self.spacing()
        margins = self.contentsMargins()
        return y - self.spacing() - area.y() + margins.bottom()

    def _place_line(self, line: list[QLayoutItem], room: QRect) -> None:
        wide = sum(item.sizeHint().width() for item in line) + self.spacing() * (len(line) - 1)
        spare = max(0, room.width() - wide)
        more = spare // len(line) if self._fills and line else 0
        x = room.x() + self._before * spare // 2
        for item in line:
            size = QSize(min(item.sizeHint().width() + more, room.width()), item.sizeHint().height())
            place = QRect(QPoint(x, room.y() + (room.height() - size.height()) // 2), size)
            item.setGeometry(self._mirrored(place, room))
            x += size.width() + self.spacing()

    def _mirrored(self, place: QRect, room: QRect) -> QRect:
        widget = self.parentWidget()
        if widget is None or not widget.isRightToLeft():
            return place
        return place.translated(room.left() + room.right() - place.left() - place.right(), 0)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
