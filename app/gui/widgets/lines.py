"""Texts in lines: how a text breaks at a width, also inside of words that are longer than a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QTextLayout

WORDS = "WrapAtWordBoundaryOrAnywhere"
ANYWHERE = "WrapAnywhere"


def lines_of(
    text: str, font: QFont, width: int, wrapping: str = WORDS, *, mirrored: bool = False
) -> QTextLayout:
    """Return the text in lines of this width. `wrapping`: Qt's name of where they break."""
    from PySide6.QtGui import QTextLayout, QTextOption

    option = QTextOption()
    if mirrored:
        from PySide6.QtCore import Qt

        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode[wrapping])
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout
