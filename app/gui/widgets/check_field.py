"""A check box whose text goes on in the next line where the window is narrow, which Qt's does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QCheckBox

from app.gui.painting import draw_box, draw_icon, draw_paragraph, looks_enabled, scaled, wrapped_height
from app.gui.theme import colours_of, sized_font
from app.gui.words import said

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_USUAL = 18
_GAP = 12
_AIR = 5  # above and below the text


class CheckField(QCheckBox):
    """Needs the width of its longest word; its height follows its width. The `hint` is below its text."""

    def __init__(self, title: str = "", hint: str = "") -> None:
        super().__init__(said(title))
        self._hint = ""
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
        self.updateGeometry()

    def set_hint(self, hint: str) -> None:
        """Say more about it: below its text, and to assistive technology."""
        if said(hint) != self._hint:
            self._hint = said(hint)
            self.setAccessibleDescription(self._hint)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All in one line, and the hint below."""
        wide = max(self._letters.horizontalAdvance(self._title), self._small.horizontalAdvance(self._hint))
        return QSize(self._box_side + _GAP + wide, self.heightForWidth(self._box_side + _GAP + wide))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the longest word, in one line."""
        words = [self._letters.horizontalAdvance(each) for each in self._title.split()]
        words += [self._small.horizontalAdvance(each) for each in self._hint.split()]
        wide = self._box_side + _GAP + max(words, default=0)
        return QSize(wide, 28)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """As high as its lines then are."""
        return max(28, sum(area.height() for area in self._areas(width)) + 2 * _AIR)

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
        painter.setPen(colours.text if looks_enabled(self) else colours.disabled)
        draw_paragraph(painter, title.translated(move), self.text(), mirrored=is_mirrored)
        if self._hint:
            painter.setFont(sized_font(0.93))
            painter.setPen(colours.muted)
            move += QPoint(0, title.height())
            draw_paragraph(painter, hint.translated(move), self._hint, mirrored=is_mirrored)

    def _areas(self, width: int) -> tuple[QRect, QRect]:
        """Return the areas of text and hint, each from (0, 0), as wide as there is room."""
        room = max(1, width - self._box_side - _GAP)
        title = QRect(0, 0, room, wrapped_height(self._letters, self._title, room))
        return title, QRect(0, 0, room, wrapped_height(self._small, self._hint, room))

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
