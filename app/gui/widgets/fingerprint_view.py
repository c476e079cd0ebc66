"""A fingerprint: can be selected, and is always whole, on as many lines as that takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gui.widgets.basics import set_by_name
from app.gui.widgets.pem_view import PEMView

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class FingerprintView(PEMView):
    """As high as its text, which wraps anywhere."""

    def __init__(self, name: str) -> None:
        super().__init__(name, 1)
        self.setProperty("role", "plain")
        self.document().setDocumentMargin(0)
        for bar in ("verticalScrollBarPolicy", "horizontalScrollBarPolicy"):
            set_by_name(self, bar, "ScrollBarAlwaysOff")

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
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 4)
