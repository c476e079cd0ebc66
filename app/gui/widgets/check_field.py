"""A check box whose text goes on in the next line where the window is narrow, which Qt's does not.

A word that is longer than a line, as a file's name may be, goes on in the next one too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QCheckBox

from app.gui.painting import (
    draw_box,
    draw_icon,
    draw_paragraph,
    looks_enabled,
    scaled,
    set_ink,
    wrapped_height,
)
from app.gui.theme import colours_of, sized_font
from app.gui.widgets.lines import lines_of
from app.gui.words import said

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFont, QPaintEvent

_USUAL = 18
_GAP = 12
_AIR = 5  # above and below the text
_LONGEST = 20  # average letters of a word that is not broken


class CheckField(QCheckBox):
    """Needs the width of its longest usual word; its height follows. The `hint` is below its text."""

    def __init__(self, title: str = "", hint: str = "") -> None:
        super().__init__(said(title))
        self._hint = ""
        self._heights: dict[int, tuple[int, int]] = {}  # of text and hint, by the width of the field
        self._longest: tuple[int, int] | None = None  # word of text and hint, in pixels
        policy = self.sizePolicy()
        policies = type(policy.horizontalPolicy())
        policy.setHorizontalPolicy(policies.Preferred)
        policy.setVerticalPolicy(policies.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_hint(hint)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Do as Qt's, and say it."""
        super().setText(said(text))
        self._forget()
        self.updateGeometry()

    def set_hint(self, hint: str) -> None:
        """Say more about it: below its text, and to assistive technology."""
        if said(hint) != self._hint:
            self._hint = said(hint)
            self._forget()
            self.setAccessibleDescription(self._hint)
            self.updateGeometry()
            self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Do as Qt's: its letters may be others now."""
        self._forget()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All in one line, and the hint below."""
        wide = max(self._letters.horizontalAdvance(self._title), self._small.horizontalAdvance(self._hint))
        return QSize(self._box_side + _GAP + wide, self.heightForWidth(self._box_side + _GAP + wide))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the longest word, or of many letters of it, in one line."""
        most = _LONGEST * self._letters.averageCharWidth()
        return QSize(self._box_side + _GAP + min(max(self._longest_words()), most), 28)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """As high as its lines then are."""
        return max(28, sum(self._heights_for(width)) + 2 * _AIR)

    def hitButton(self, place: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Hears a click anywhere on it."""
        return self.rect().contains(place)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the box on the first line, the text, and the hint below."""
        colours, is_mirrored = colours_of(self), self.isRightToLeft()
        painter = QPainter(self)
        x = self.width() - self._box_side if is_mirrored else 0
        y = _AIR + (self._letters.height() - self._box_side) / 2
        box = QRectF(x, y, self._box_side, self._box_side)
        if self.isChecked():
            fill = colours.accent if looks_enabled(self) else colours.soft
            edge = colours.accent_line if self.isEnabled() else colours.hairline
            draw_box(painter, box, fill, edge, radius=5)
            ink = colours.on_accent if looks_enabled(self) else colours.disabled
            draw_icon(painter, "check", ink, box.center(), 14)
        else:
            edge = colours.error if self.property("problem") else colours.edge
            draw_box(painter, box, colours.field, edge if looks_enabled(self) else colours.hairline, radius=5)
        self._draw_texts(painter, is_mirrored)
        painter.end()

    def _draw_texts(self, painter: QPainter, is_mirrored: bool) -> None:
        colours = colours_of(self)
        title, hint = self._areas(self.width())
        move = QPoint(0 if is_mirrored else self._box_side + _GAP, _AIR)
        set_ink(painter, colours.text if looks_enabled(self) else colours.disabled)
        in_title, in_hint = self._longest_words()
        self._draw(painter, title.translated(move), self.text(), self._title, in_title)
        if self._hint:
            painter.setFont(sized_font(0.93))
            set_ink(painter, colours.muted)
            move += QPoint(0, title.height())
            self._draw(painter, hint.translated(move), self._hint, self._hint, in_hint)

    def _draw(self, painter: QPainter, area: QRect, text: str, words: str, longest: int) -> None:
        """Draw the text, or where a word is longer than a line, its words without a mnemonic."""
        is_mirrored = self.isRightToLeft()
        if longest <= area.width():
            draw_paragraph(painter, area, text, mirrored=is_mirrored)
        else:
            lines = lines_of(words, painter.font(), area.width(), mirrored=is_mirrored)
            lines.draw(painter, QPointF(area.topLeft()))

    def _areas(self, width: int) -> tuple[QRect, QRect]:
        """Return the areas of text and hint, each from (0, 0), as wide as there is room."""
        title, hint = self._heights_for(width)
        room = self._room(width)
        return QRect(0, 0, room, title), QRect(0, 0, room, hint)

    def _heights_for(self, width: int) -> tuple[int, int]:
        """Return the heights of text and hint; asked for again and again while a page is laid out."""
        if width not in self._heights:
            room, (in_title, in_hint) = self._room(width), self._longest_words()
            hint = _height(sized_font(0.93), self._hint, room, in_hint) if self._hint else 0
            self._heights[width] = _height(self.font(), self._title, room, in_title), hint
        return self._heights[width]

    def _longest_words(self) -> tuple[int, int]:
        """Return the width of the longest word of the text, and of the hint."""
        if self._longest is None:
            self._longest = _longest(self._letters, self._title), _longest(self._small, self._hint)
        return self._longest

    def _forget(self) -> None:
        self._heights, self._longest = {}, None

    def _room(self, width: int) -> int:
        return max(1, width - self._box_side - _GAP)

    @property
    def _title(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    @property
    def _box_side(self) -> int:
        return scaled(self, _USUAL)

    @property
    def _letters(self) -> QFontMetrics:
        return self.fontMetrics()

    @property
    def _small(self) -> QFontMetrics:
        return QFontMetrics(sized_font(0.93))


def _longest(letters: QFontMetrics, words: str) -> int:
    """Return the width of the longest word."""
    return max(map(letters.horizontalAdvance, words.split()), default=0)


def _height(font: QFont, words: str, room: int, longest: int) -> int:
    """Return the height of the words in lines of this width. `longest`: the width of the longest word."""
    if longest <= room:
        return wrapped_height(QFontMetrics(font), words, room)
    return round(lines_of(words, font, room).boundingRect().height())
