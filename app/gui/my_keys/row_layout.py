"""Where the parts of a row are: name, facts, state and button, in a wide window, a narrow one, a tiny one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from app.gui.painting import scaled
from app.gui.theme import sized_font

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

GAP = 12
_SIDE, _AIR = 8, 10  # beside and above what is in a row
_TILE, _LEAST, _CHEVRON = 36, 56, 16
_WIDE, _NARROW = 32, 19  # in heights of a line


class Form(Enum):
    """How a row is laid out: the state beside the facts, below them, or the button below all."""

    WIDE = "wide"
    NARROW = "narrow"
    TINY = "tiny"


@dataclass(frozen=True, slots=True)
class RowLayout:
    """Sizes for the letters of a widget. `button`: the width and height of the buttons, 0 without any."""

    form: Form
    tile: int
    name: QFontMetrics
    facts: QFontMetrics
    chip: QFontMetrics
    button: tuple[int, int]
    mirrored: bool

    @property
    def chip_height(self) -> int:
        """Return how high a chip is."""
        return max(24, self.chip.height() + 8)

    @property
    def height(self) -> int:
        """Return how high a row is; all are as high as each other."""
        lines = self._texts_height
        if self.form is Form.TINY and self.button[0]:
            lines += 8 + self.button[1]
        return max(_LEAST, lines + 2 * _AIR, self.tile + 2 * _AIR)

    @property
    def _texts_height(self) -> int:
        lines = self.name.height() + 2 + self.facts.height()
        return lines if self.form is Form.WIDE else lines + 6 + self.chip_height

    def tile_area(self, row: QRect) -> QRect:
        """Return where the icon is."""
        y = row.y() + (self.height - self.tile) // 2 if self.form is Form.WIDE else row.y() + _AIR
        return self._placed(row, QRect(row.x() + _SIDE, y, self.tile, self.tile))

    def button_area(self, row: QRect) -> QRect:
        """Return where the button of a row is."""
        wide, tall = self.button
        if self.form is Form.TINY:
            y = row.y() + self.height - _AIR - tall
            return self._placed(row, QRect(row.x() + self._text_x, y, wide, tall))
        end = row.right() + 1 - _SIDE - (_CHEVRON + GAP if self.form is Form.WIDE else 0)
        return self._placed(row, QRect(end - wide, row.y() + (self.height - tall) // 2, wide, tall))

    def chevron_area(self, row: QRect) -> QRect:
        """Return where the chevron is, in rows that have room for one."""
        y = row.y() + (self.height - _CHEVRON) // 2
        return self._placed(row, QRect(row.right() + 1 - _SIDE - _CHEVRON, y, _CHEVRON, _CHEVRON))

    def chip_area(self, row: QRect, words: int, *, has_button: bool) -> QRect:
        """Return where the state is: `words` is the width of its text and what is around it."""
        if self.form is Form.WIDE:
            end = self._end(row, has_button=has_button)
            y = row.y() + (self.height - self.chip_height) // 2
            return self._placed(row, QRect(end - words, y, words, self.chip_height))
        y = row.y() + _AIR + self.name.height() + 2 + self.facts.height() + 6
        most = self._end(row, has_button=has_button) - row.x() - self._text_x
        return self._placed(row, QRect(row.x() + self._text_x, y, min(words, most), self.chip_height))

    def texts_areas(self, row: QRect, chip: int, *, has_button: bool) -> tuple[QRect, QRect]:
        """Return where name and facts are, beside a chip of this width."""
        end = self._end(row, has_button=has_button)
        wide = end - row.x() - self._text_x - (chip + GAP if self.form is Form.WIDE and chip else 0)
        y = row.y() + (self.height - self._texts_height) // 2 if self.form is Form.WIDE else row.y() + _AIR
        name = QRect(row.x() + self._text_x, y, max(1, wide), self.name.height())
        facts = QRect(name.x(), y + name.height() + 2, name.width(), self.facts.height())
        return self._placed(row, name), self._placed(row, facts)

    def line_area(self, row: QRect) -> QRect:
        """Return where the hairline below a row is."""
        wide = row.width() - self._text_x - _SIDE
        return self._placed(row, QRect(row.x() + self._text_x, row.bottom(), wide, 1))

    @property
    def _text_x(self) -> int:
        return _SIDE + self.tile + GAP

    def _end(self, row: QRect, *, has_button: bool) -> int:
        """Return where what is in the middle ends: at the button, or at the chevron."""
        end = row.right() + 1 - _SIDE
        if self.form is Form.TINY:
            return end
        if has_button:
            end -= self.button[0] + GAP
        return end - (_CHEVRON + GAP) if self.form is Form.WIDE or not has_button else end

    def _placed(self, row: QRect, area: QRect) -> QRect:
        if not self.mirrored:
            return area
        return area.translated(row.left() + row.right() - area.left() - area.right(), 0)


def layout_for(widget: QWidget, width: int, button: tuple[int, int]) -> RowLayout:
    """Return the layout of rows of this width."""
    line = widget.fontMetrics().height()
    form = Form.WIDE if width >= _WIDE * line else Form.NARROW if width >= _NARROW * line else Form.TINY
    return RowLayout(
        form,
        scaled(widget, _TILE),
        QFontMetrics(sized_font(1.0, "DemiBold")),
        QFontMetrics(sized_font(0.93)),
        QFontMetrics(sized_font(0.86, "DemiBold")),
        button,
        widget.isRightToLeft(),
    )
