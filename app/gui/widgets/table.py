"""A table that is only looked at: rows to choose from, no grid, and what is chosen seen in every theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.gui.painting import draw_box, fill_area, set_ink
from app.gui.theme import colours_of, sized_font
from app.gui.widgets.basics import set_by_name
from app.gui.widgets.scroll_bar import ThinScrollBar
from app.gui.words import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

_PADDING = 4
_BAR = 3
_LEAST_LETTERS = 10  # of the column that is stretched


class _Head(QHeaderView):
    """Names of columns, muted, over a hairline."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHighlightSections(False)
        self.setFont(sized_font(0.93, "DemiBold"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a row."""
        return QSize(super().sizeHint().width(), max(32, self.fontMetrics().height() + 12))

    def sectionSizeFromContents(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its name, in the letters that it is painted with."""
        name = str(self.model().headerData(index, Qt.Orientation.Horizontal))
        wide = self.fontMetrics().horizontalAdvance(name) + 2 * _PADDING + 8
        return QSize(wide, self.sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:  # noqa: N802 - Qt's name
        """Paint one name."""
        colours = colours_of(self)
        fill_area(painter, rect, colours.card)
        fill_area(painter, QRect(rect.x(), rect.bottom(), rect.width(), 1), colours.hairline)
        set_ink(painter, colours.muted)
        painter.setFont(self.font())
        shown = str(self.model().headerData(index, Qt.Orientation.Horizontal))
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        room = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, shown)


class Table(QTableWidget):
    """Rows are chosen by keys, mouse, or assistive technology. One column takes the room that the others
    leave, and one may be left out where there is not room for all of them.
    """

    def __init__(self, name: str, columns: Sequence[str]) -> None:
        super().__init__(0, len(columns))
        self._stretched = self._dispensable = -1
        self.setAccessibleName(said(name))
        self._head = _Head()
        self.setHorizontalHeader(self._head)
        self.setHorizontalHeaderLabels([said(each) for each in columns])
        self.setVerticalScrollBar(ThinScrollBar())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        set_by_name(self, "horizontalScrollBarPolicy", "ScrollBarAlwaysOff")
        rows = self.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(max(32, self.fontMetrics().height() + 12))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._follow_theme()

    def stretch(self, column: int) -> None:
        """Give this column all the room that the others leave."""
        self._stretched = column
        self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def may_lack(self, column: int) -> None:
        """Leave this column out where there is not room for all; what is in it is in the tips, too."""
        self._dispensable = column
        self.itemChanged.connect(self._fit)
        self._fit()

    def fill(self, rows: Sequence[Sequence[str]], tips: Sequence[str] = ()) -> None:
        """Show these cells. `tips`: of each row, in place of the cell itself."""
        self.blockSignals(True)
        self.setRowCount(len(rows))
        for index, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                item = QTableWidgetItem(cell)
                item.setToolTip(tips[index] if tips else cell)
                self.setItem(index, place, item)
        self.blockSignals(False)
        self._fit()

    def height_of(self, rows: int) -> int:
        """Return the height in which so many rows are seen, in pixels."""
        return self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as many columns as there is room for."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self, _: object = None) -> None:
        if self._dispensable >= 0:
            needed = sum(map(self._needed, range(self.columnCount())))
            self.setColumnHidden(self._dispensable, needed > self.viewport().width())

    def _needed(self, column: int) -> int:
        """Return the width of a column; of the one that is stretched, as much as some letters need."""
        wide, head = self.sizeHintForColumn(column), self._head
        if column == self._stretched:
            wide = min(wide, _LEAST_LETTERS * self.fontMetrics().averageCharWidth())
        return max(wide, head.sectionSizeFromContents(column).width(), head.minimumSectionSize())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint a bar at the beginning of what is chosen: its grey alone stands out too little."""
        super().paintEvent(event)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter = QPainter(self.viewport())
        for index in self.selectionModel().selectedRows():
            row = self.visualRect(index)
            x = self.viewport().width() - _BAR if is_mirrored else 0
            area = QRectF(x, row.y() + _PADDING, _BAR, row.height() - 2 * _PADDING)
            draw_box(painter, area, colours_of(self).accent_line, radius=_BAR / 2)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the theme, and the size of letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        if event.type() == QEvent.Type.PaletteChange:
            self._follow_theme()

    def _follow_theme(self) -> None:
        """Mark what is chosen in grey and not in yellow, which is for the next step."""
        colours = colours_of(self)
        palette = QPalette(self.palette())
        if palette.color(QPalette.ColorRole.Highlight) != QColor(colours.selected):
            palette.setColor(QPalette.ColorRole.Highlight, QColor(colours.selected))
            palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colours.text))
            self.setPalette(palette)
