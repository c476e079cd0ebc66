"""A fingerprint: can be selected, and is always whole, on as many lines as that takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gui.widgets.basics import row, set_by_name
from app.gui.widgets.pem_view import PEMView

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QHBoxLayout


_BEFORE = 6  # the margin of Qt's document, and the line around it


class FingerprintView(PEMView):
    """As high as its text, which wraps anywhere."""

    def __init__(self, name: str) -> None:
        super().__init__(name, 1)
        self.setProperty("role", "plain")
        for bar in ("verticalScrollBarPolicy", "horizontalScrollBarPolicy"):
            set_by_name(self, bar, "ScrollBarAlwaysOff")

    def aligned(self) -> QHBoxLayout:
        """In line with what is above and below it, which begins without a margin."""
        line = row(self)
        line.setContentsMargins(-_BEFORE, 0, -_BEFORE, 0)
        return line

    def show_text(self, text: str, placeholder: str) -> None:
        """The text, from its beginning."""
        super().show_text(text, placeholder)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width may take another number of lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = max(1, round(self.document().size().height()))  # which QPlainTextEdit counts in lines
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * _BEFORE)
