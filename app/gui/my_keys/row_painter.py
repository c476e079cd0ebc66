"""Paints one row: an icon on its tile, the name, the facts, and the state in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.gui.my_keys.models.next_step import Look, facts_of, look_of, state_words
from app.gui.my_keys.models.rows import STANDING, Rows
from app.gui.my_keys.row_layout import Form
from app.gui.painting import draw_box, draw_icon, draw_text, fill_area, scaled, set_ink
from app.gui.theme import Colours, colours_of, sized_font

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QListView

    from app.gui.my_keys.row_layout import RowLayout
    from app.usecases.key_list.standing import Standing

_CHIP_PADDING = 11
_Letters = tuple[float, str]  # how large, and how heavy
_NAME, _FACTS, _CHIP = (1.0, "DemiBold"), (0.93, "Normal"), (0.86, "DemiBold")
_DOT = " \u00b7 "
_Index = QModelIndex | QPersistentModelIndex


class RowPainter(QStyledItemDelegate):
    """Of one view. A state with something to do is a chip; one without is muted words."""

    def __init__(
        self, view: QListView, layout: Callable[[], RowLayout], has_button: Callable[[Standing], bool]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._layout, self._has_button = layout, has_button

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """As high as all; as wide as the list is."""
        return QSize(0, self._layout().height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the row of this index."""
        standing: Standing = index.data(STANDING)
        colours, row, layout = colours_of(self._view), self._row_of(option), self._layout()
        look = look_of(standing)
        has_button = self._has_button(standing)
        painter.save()
        self._paint_ground(painter, option, index, row)
        self._paint_tile(painter, layout.tile_area(row), look, index)
        chip = self._paint_state(painter, row, standing, look)
        name_area, facts_area = layout.texts_areas(row, chip, has_button=has_button)
        facts = _fitting(facts_of(standing.record), facts_area.width(), layout)
        self._write(painter, name_area, standing.record.name, colours.text, _NAME)
        self._write(painter, facts_area, facts, colours.muted, _FACTS)
        is_choosing = index.data(Qt.ItemDataRole.CheckStateRole) is not None
        if not is_choosing and (layout.form is Form.WIDE or not has_button):
            self._paint_chevron(painter, row, layout)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, row: QRect
    ) -> None:
        colours, layout = colours_of(self._view), self._layout()
        inside = QRectF(row).adjusted(0, 1, 0, -1)
        states: QStyle.StateFlag = option.state
        is_ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        if is_ticked:
            draw_box(painter, inside, colours.selected)
        elif states & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, inside, colours.code)
        if not is_ticked and index.row() < index.model().rowCount() - 1:
            fill_area(painter, layout.line_area(row), colours.hairline)
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            draw_box(painter, inside.adjusted(1, 0, -1, 0), "", colours.focus, width=2)

    def _paint_tile(self, painter: QPainter, area: QRect, look: Look, index: _Index) -> None:
        colours = colours_of(self._view)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is None:
            draw_box(painter, QRectF(area), _soft(colours, look.tone))
            ink = colours.muted if look.tone == "plain" else _ink(colours, look.tone)
            draw_icon(painter, look.icon, ink, QPointF(QRectF(area).center()), scaled(self._view, 18))
            return
        side = scaled(self._view, 18)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(area).center())
        if ticked == Qt.CheckState.Checked:
            draw_box(painter, box, colours.accent, colours.accent_line, radius=5)
            draw_icon(painter, "check", colours.on_accent, box.center(), 14)
        else:
            draw_box(painter, box, colours.field, colours.edge, radius=5)

    def _paint_state(self, painter: QPainter, row: QRect, standing: Standing, look: Look) -> int:
        """Paint the state, and return how wide that is."""
        colours, layout, model = colours_of(self._view), self._layout(), self._view.model()
        words = state_words(standing, model.today if isinstance(model, Rows) else "")
        has_button = self._has_button(standing)
        if look.tone == "plain":
            wide = layout.facts.horizontalAdvance(words) + 1
            area = layout.chip_area(row, wide, has_button=has_button)
            self._write(painter, area, words, colours.muted, _FACTS)
            return area.width()
        wide = layout.chip.horizontalAdvance(words) + 2 * _CHIP_PADDING + 1
        area = layout.chip_area(row, wide, has_button=has_button)
        draw_box(painter, QRectF(area), _soft(colours, look.tone), radius=6)
        inside = area.adjusted(_CHIP_PADDING, 0, -_CHIP_PADDING, 0)
        self._write(painter, inside, words, _ink(colours, look.tone), _CHIP)
        return area.width()

    def _paint_chevron(self, painter: QPainter, row: QRect, layout: RowLayout) -> None:
        colours, centre = colours_of(self._view), QPointF(QRectF(layout.chevron_area(row)).center())
        if layout.mirrored:
            painter.save()
            painter.translate(centre)
            painter.scale(-1, 1)
            draw_icon(painter, "chevron-right", colours.muted, QPointF(0, 0), 16)
            painter.restore()
        else:
            draw_icon(painter, "chevron-right", colours.muted, centre, 16)

    def _write(self, painter: QPainter, area: QRect, words: str, ink: str, letters_of: _Letters) -> None:
        painter.setFont(sized_font(*letters_of))
        set_ink(painter, ink)
        letters = painter.fontMetrics()
        if letters.horizontalAdvance(words) > area.width():
            words = letters.elidedText(words, Qt.TextElideMode.ElideMiddle, area.width())
        draw_text(painter, area, words, mirrored=self._view.isRightToLeft())

    def _row_of(self, option: QStyleOptionViewItem) -> QRect:
        area: QRect = option.rect
        return area


def _fitting(facts: tuple[str, ...], width: int, layout: RowLayout) -> str:
    """Return as many facts as there is room for; at least the first."""
    while len(facts) > 1 and layout.facts.horizontalAdvance(_DOT.join(facts)) > width:
        facts = facts[:-1]
    return _DOT.join(facts)


def _soft(colours: Colours, tone: str) -> str:
    return colours.soft if tone == "plain" else str(getattr(colours, f"{tone}_soft"))


def _ink(colours: Colours, tone: str) -> str:
    return colours.text if tone in ("accent", "plain") else str(getattr(colours, tone))
