"""One part of the list, as high as all of its rows: the page scrolls, and only what is seen is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractItemView, QListView

from app.gui.my_keys.models.next_step import NextStep, look_of
from app.gui.my_keys.models.rows import STANDING, Rows
from app.gui.my_keys.row_layout import RowLayout, layout_for
from app.gui.my_keys.row_painter import RowPainter
from app.gui.widgets.scrolling import Tall
from app.gui.words import said

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QFocusEvent,
        QHideEvent,
        QKeyEvent,
        QMoveEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )

    from app.usecases.key_list.standing import Standing

_Index = QModelIndex | QPersistentModelIndex


class RowsView(QListView, Tall):
    """Emits `opened` and `ticked` with a fingerprint, `ticking_wanted` where somebody begins to choose
    several, `row_wanted` when another row is to be seen, `laid_out` when rows have other places.

    Arrows, Home, End, Page Up and Page Down go through it, letters to the next name that begins with them;
    Enter opens a row, Space ticks it.
    """

    opened = Signal(str)
    ticked = Signal(str)
    ticking_wanted = Signal(str)
    row_wanted = Signal()
    laid_out = Signal()

    def __init__(self, name: str, *, has_buttons: bool) -> None:
        super().__init__()
        self.rows = Rows()
        self._has_buttons = has_buttons
        self.button_size = (0, 0)
        self.layout_of_rows: RowLayout = layout_for(self, 0, (0, 0))
        self._seen = QRect()
        self.setAccessibleName(said(name))
        self.setModel(self.rows)
        self.setItemDelegate(RowPainter(self, self._layout, self.has_button))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)
        self.setMouseTracking(True)
        self.setProperty("ring", "none")  # it is painted around the row
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(palette)
        self.clicked.connect(self._on_clicked)
        self._pressed_with = Qt.KeyboardModifier.NoModifier

    def show_rows(self, standings: tuple[Standing, ...], today: str, chosen: frozenset[str] | None) -> None:
        """Show these keys; the one that was current stays so, as far as it is here."""
        current = self.current_fingerprint
        self.rows.show(standings, today, chosen)
        row = self.rows.row_of(current)
        if standings and self.currentIndex().row() != max(row, 0):
            self.setCurrentIndex(self.rows.index(max(row, 0)))
        self._fit()

    @property
    def current_fingerprint(self) -> str:
        """Return the key that the keyboard is at; empty where there is none."""
        index = self.currentIndex()
        return index.data(STANDING).record.fingerprint if index.isValid() else ""

    def has_button(self, standing: Standing) -> bool:
        """Return whether the row of a key has a button."""
        is_choosing = self.rows.chosen is not None
        return self._has_buttons and not is_choosing and look_of(standing).step is not NextStep.NONE

    def set_button_size(self, size: QSize) -> None:
        """Leave so much room for a button in each row."""
        self.button_size = (size.width(), size.height())
        self._fit()

    def area_in_view(self) -> QRect:
        """Return the row that the keyboard is at."""
        index = self.currentIndex()
        return self.visualRect(index) if index.isValid() else QRect(0, 0, self.width(), 1)

    def area_of_row(self, row: int) -> QRect:
        """Return where a row is."""
        height = self.layout_of_rows.height
        return QRect(0, row * height, self.viewport().width(), height)

    def visible_rows(self) -> range:
        """Return the rows of which anything is seen."""
        seen, height = self.visibleRegion().boundingRect(), self.layout_of_rows.height
        if seen.isEmpty():
            return range(0)
        return range(seen.top() // height, min(len(self.rows.standings), seen.bottom() // height + 1))

    # Qt's

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as all rows."""
        return QSize(100, self.layout_of_rows.height * len(self.rows.standings))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay the rows out for another width."""
        super().resizeEvent(event)
        self._fit()

    def scrollTo(  # noqa: N802 - Qt's name
        self, _index: _Index, _hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible
    ) -> None:
        """Leave it to the page, which scrolls."""

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802 - Qt's name
        """Bring the row into view that the keyboard has come to."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.row_wanted.emit()
        self.laid_out.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the rows that are seen; say it once these are others."""
        super().paintEvent(event)
        seen = self.visibleRegion().boundingRect()
        if seen != self._seen:
            self._seen = seen
            QTimer.singleShot(0, self.laid_out.emit)

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Say that rows have other places: what is around it was laid out again."""
        super().moveEvent(event)
        self.laid_out.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Forget which rows are seen: what changes meanwhile is laid out where nothing is."""
        super().hideEvent(event)
        self._seen = QRect()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave it to the page, which scrolls."""
        event.ignore()

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go by as many rows as are seen for Page Up and Page Down: to Qt, all are."""
        actions = QListView.CursorAction
        if action not in (actions.MovePageUp, actions.MovePageDown):
            return super().moveCursor(action, modifiers)
        step = max(1, len(self.visible_rows()) - 1) * (1 if action is actions.MovePageDown else -1)
        row = min(max(0, self.currentIndex().row() + step), len(self.rows.standings) - 1)
        return self.rows.index(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open a row by Enter, tick it by Space; the rest is Qt's."""
        fingerprint = self.current_fingerprint
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and fingerprint:
            self.opened.emit(fingerprint)
        elif event.key() == Qt.Key.Key_Space and fingerprint:
            self._tick(fingerprint)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.standings:
            self.setCurrentIndex(self.rows.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Note which keys were held: they say what the click means."""
        from PySide6.QtGui import QMouseEvent

        if isinstance(event, QMouseEvent):
            self._pressed_with = event.modifiers()
            super().mousePressEvent(event)

    def _layout(self) -> RowLayout:
        return self.layout_of_rows

    def _tick(self, fingerprint: str) -> None:
        if self.rows.chosen is None:
            self.ticking_wanted.emit(fingerprint)
        else:
            self.ticked.emit(fingerprint)

    def _on_clicked(self, index: QModelIndex) -> None:
        fingerprint = index.data(STANDING).record.fingerprint
        if self.rows.chosen is not None or self._pressed_with & Qt.KeyboardModifier.ControlModifier:
            self._tick(fingerprint)
        else:
            self.opened.emit(fingerprint)

    def _fit(self) -> None:
        """Be as high as the rows are at this width."""
        has_buttons = self._has_buttons and self.rows.chosen is None
        layout = layout_for(self, self.width(), self.button_size if has_buttons else (0, 0))
        if layout.height != self.layout_of_rows.height or layout.form is not self.layout_of_rows.form:
            self.scheduleDelayedItemsLayout()
        self.layout_of_rows = layout
        height = layout.height * len(self.rows.standings)
        if self.minimumHeight() != height:
            self.setFixedHeight(height)
        self.viewport().update()
        self.laid_out.emit()
