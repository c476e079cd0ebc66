"""What the painted controls draw with: rounded boxes, and icons in any colour.

An icon is an SVG of 24 units in resources/icons, drawn with `currentColor`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from app.resources import icon_file

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

RADIUS = 8.0
_USUAL_HEIGHT = 17  # of a line, in pixels


@lru_cache(maxsize=256)
def icon(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """Return an icon of `side` device-independent pixels, for a screen of this device pixel ratio."""
    pixels = round(side * ratio)
    svg = icon_file(name).read_text("utf-8").replace("currentColor", colour)
    pixmap = QPixmap()
    pixmap.loadFromData(svg.replace("<svg ", f'<svg width="{pixels}" height="{pixels}" ', 1).encode())
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def scaled(widget: QWidget, size: int) -> int:
    """Return the size for the letters of this program: larger where they are larger than usual."""
    return max(size, round(size * widget.fontMetrics().height() / _USUAL_HEIGHT))


def draw_icon(painter: QPainter, name: str, colour: str, centre: QPointF, side: int = 18) -> None:
    """Draw it around this point."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(centre - QPointF(side / 2, side / 2), icon(name, colour, side, ratio))


def draw_box(
    painter: QPainter,
    area: QRectF,
    fill: str = "",
    edge: str = "",
    *,
    radius: float = RADIUS,
    width: float = 1,
) -> None:
    """Draw a rounded rectangle; its edge lies inside of the area."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if fill:
        painter.setBrush(QColor(fill))
    else:
        painter.setBrush(QColor(0, 0, 0, 0))
    inset = 0.0
    if edge:
        painter.setPen(QPen(QColor(edge), width))
        inset = width / 2
    else:
        painter.setPen(QColor(0, 0, 0, 0))
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)
