"""Grounds that things lie on: a white card, a tinted one that says something, a box of code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.gui.painting import draw_box, draw_icon, fill_area, scaled
from app.gui.theme import Colours, colours_of
from app.gui.widgets.basics import row
from app.gui.words import said

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

RADIUS = 12.0


class Card(QFrame):
    """A white area with a hairline, and a column of things. A named group for assistive technology."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 16, 16, 16)
        self.body.setSpacing(8)
        if name:
            self.setAccessibleName(said(name))

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        paint_card(self)


def paint_card(widget: QWidget) -> None:
    """Paint the ground of a card."""
    colours = colours_of(widget)
    painter = QPainter(widget)
    draw_box(painter, QRectF(widget.rect()), colours.card, colours.hairline, radius=RADIUS)
    painter.end()


def paint_tint(widget: QWidget, kind: str) -> None:
    """Paint the ground of a notice: info, good, accent, warning or error."""
    fill, line = _tint(colours_of(widget), kind)
    painter = QPainter(widget)
    draw_box(painter, QRectF(widget.rect()), fill, line, radius=RADIUS)
    painter.end()


def _tint(colours: Colours, kind: str) -> tuple[str, str]:
    match kind:
        case "good":
            return colours.good_soft, ""
        case "accent":
            return colours.accent_soft, ""
        case "warning":
            return colours.warning_soft, colours.warning_line
        case "error":
            return colours.error_soft, colours.error_line
        case _:
            return colours.card, colours.hairline


class CodeBox(QFrame):
    """A box around a text of code, with something in its corner."""

    def __init__(self, inside: QWidget, *corner: QWidget) -> None:
        super().__init__()
        line = row(inside, *corner)
        line.setStretch(0, 1)
        line.setContentsMargins(12, 8, 8, 8)
        from PySide6.QtCore import Qt

        for each in corner:
            line.setAlignment(each, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        colours = colours_of(self)
        painter = QPainter(self)
        draw_box(painter, QRectF(self.rect()), colours.code, colours.hairline)
        painter.end()


class Line(QFrame):
    """A hairline between two rows, or above the foot of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint it."""
        painter = QPainter(self)
        fill_area(painter, self.rect(), colours_of(self).hairline)
        painter.end()


class Icon(QLabel):
    """An icon beside a text. `role`: the name of its colour; on a disc it is that of what is around it."""

    def __init__(self, name: str, role: str = "muted", side: int = 18, *, disc: bool = False) -> None:
        super().__init__()
        self._name, self._role, self._disc = name, role, disc
        self._side = scaled(self, side)

    def present(self, name: str, role: str) -> None:
        """Show another icon, or in another colour."""
        if (name, role) != (self._name, self._role):
            self._name, self._role = name, role
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as the icon, or the disc around it."""
        side = self._side + (8 if self._disc else 0)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint it in the middle."""
        colours = colours_of(self)
        painter = QPainter(self)
        ink = getattr(colours, self._role)
        if self._disc:
            side = self.sizeHint().width()
            top = (self.height() - side) / 2
            draw_box(painter, QRectF(0, top, side, side), ink, radius=side / 2)
            ink = colours.card
        centre = QPointF(self.sizeHint().width() / 2, self.height() / 2)
        draw_icon(painter, self._name, ink, centre, self._side)
        painter.end()


class FieldBox(QFrame):
    """The box of a field around a text of several lines."""

    def __init__(self, inside: QWidget, *, grows: bool = False) -> None:
        super().__init__()
        self.setProperty("box", True)
        if not grows:
            policy = self.sizePolicy()
            policy.setVerticalPolicy(type(policy.verticalPolicy()).Maximum)
            self.setSizePolicy(policy)
        line = row(inside)
        line.setContentsMargins(8, 6, 4, 6)
        self.setLayout(line)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the box."""
        colours = colours_of(self)
        painter = QPainter(self)
        draw_box(painter, QRectF(self.rect()), colours.field, colours.edge)
        painter.end()
