"""What the painted controls draw with: rounded boxes, and icons in any colour.

An icon is an SVG of 24 units in resources/icons, drawn with `currentColor`.

Decision: flags of Qt are numbers here, and `draw_box`, `fill_area` and `set_ink` are all that fills and
colours. PySide6 makes Python classes of the 93 enumerations of the namespace Qt when the first is named, and
QPainter's setPen, setBrush and fillRect name it when they look for their overload: a sixth of what a bare
window costs. Nothing of the first frame needs them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from app.resources import icon_file

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QFontMetrics
    from PySide6.QtWidgets import QWidget

RADIUS = 8.0
_USUAL_HEIGHT = 17  # of a line, in pixels

# qnamespace.h: Qt::AlignmentFlag and Qt::TextFlag
_RIGHT, _CENTRE, _MIDDLE, _ABSOLUTE, _TOP = 0x2, 0x4, 0x80, 0x10, 0x20
_LEFT, _SHOW_MNEMONIC, _WRAP, _HIDE_MNEMONIC = 0x1, 0x800, 0x1000, 0x8000


@lru_cache(maxsize=256)
def icon(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """Return an icon of `side` device-independent pixels, for a screen of this device pixel ratio."""
    pixels = round(side * ratio)
    svg = icon_file(name).read_text("utf-8").replace("currentColor", colour)
    pixmap = QPixmap()
    sized = svg.replace("<svg ", f'<svg width="{pixels}" height="{pixels}" ', 1).encode()
    pixmap.loadFromData(sized, "svg")  # named, as Qt would load other plugins to ask whether it is theirs
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def looks_enabled(widget: QWidget) -> bool:
    """Return whether it looks usable: also while the whole page takes no input, because some work runs."""
    if widget.isEnabled():
        return True
    each = widget.parentWidget()
    while each is not None and not each.property("rests"):
        each = each.parentWidget()
    return each is not None and widget.isEnabledTo(each)


def scaled(widget: QWidget, size: int) -> int:
    """Return the size for the letters of this program: larger where they are larger than usual."""
    return max(size, round(size * widget.fontMetrics().height() / _USUAL_HEIGHT))


def text_size(widget: QWidget, text: str) -> QSize:
    """Return the size of a text in one line, in the letters of the widget, without its mnemonic."""
    return widget.fontMetrics().size(_SHOW_MNEMONIC, text)


def wrapped_height(letters: QFontMetrics, text: str, width: int) -> int:
    """Return the height of a text in lines of this width."""
    return letters.boundingRect(QRect(0, 0, max(1, width), 10_000), _WRAP, text).height() if text else 0


def draw_text(
    painter: QPainter, area: QRect, text: str, *, mirrored: bool = False, centred: bool = False
) -> None:
    """Draw a text in one line, from the side where reading begins, or in the middle."""
    side = _CENTRE if centred else (_RIGHT if mirrored else _LEFT) | _ABSOLUTE
    painter.drawText(area, side | _MIDDLE | _HIDE_MNEMONIC, text)


def draw_paragraph(painter: QPainter, area: QRect, text: str, *, mirrored: bool) -> None:
    """Draw a text in as many lines as it takes, from the top."""
    side = (_RIGHT if mirrored else _LEFT) | _ABSOLUTE
    painter.drawText(area, side | _TOP | _WRAP | _HIDE_MNEMONIC, text)


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
    inset = width / 2 if edge else 0.0
    path = QPainterPath()
    path.addRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)
    if fill:
        painter.fillPath(path, _pen(fill, 1).brush())
    if edge:
        painter.strokePath(path, _pen(edge, width))


def fill_area(painter: QPainter, area: QRect, colour: str) -> None:
    """Fill a rectangle."""
    painter.setBackground(_pen(colour, 1).brush())
    painter.eraseRect(area)


def set_ink(painter: QPainter, colour: str) -> None:
    """Write in this colour. On a widget, a painter begins with that of the widget's foreground role."""
    if painter.pen().color().name() != colour:
        painter.setPen(QColor(colour))


@lru_cache(maxsize=256)
def _pen(colour: str, width: float) -> QPen:
    pen = QPen()
    pen.setColor(QColor(colour))
    pen.setWidthF(width)
    return pen
