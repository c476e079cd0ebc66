"""A text of code in which parts are marked: by a ground, bold letters and a line, not by colour alone.

Always left to right, whole on as many lines as it takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

from app.gui.theme import colours_of
from app.gui.widgets.basics import set_by_name
from app.gui.widgets.fingerprint_view import FingerprintView
from app.gui.words import said
from app.text import NOTHING, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QTextCharFormat


class MarkedView(FingerprintView):
    """`role`: the name of the colour of what is marked."""

    _role = "right"  # Qt asks for the look before there is another
    _spans: tuple[tuple[int, int], ...] = ()

    def __init__(self, name: str, role: str) -> None:
        super().__init__(name)
        self._role = role
        set_by_name(self, "layoutDirection", "LeftToRight")

    def show_marked(self, content: str, spans: Sequence[tuple[int, int]]) -> None:
        """Show a text with these parts marked, each by its begin and end."""
        self.show_text(content, NOTHING)
        self._spans = tuple(spans)
        parts = ", ".join(content[begin:end] for begin, end in spans)
        self.setAccessibleDescription(said(text("Marked: {parts}", parts=parts)) if parts else "")
        self._mark()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._mark()

    def _mark(self) -> None:
        from PySide6.QtGui import QTextCharFormat, QTextCursor

        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setCharFormat(QTextCharFormat())
        look = self._look()
        for begin, end in self._spans:
            cursor.setPosition(begin)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(look)
        self.updateGeometry()

    def _look(self) -> QTextCharFormat:
        from PySide6.QtGui import QColor, QFont, QTextCharFormat

        look = QTextCharFormat()
        look.setBackground(QColor(getattr(colours_of(self), self._role)))
        look.setFontWeight(QFont.Weight.Bold)
        look.setFontUnderline(True)
        return look
