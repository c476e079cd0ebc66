"""Texts that can be selected, and are always whole, on as many lines as that takes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from app.gui.theme import sized_font
from app.gui.widgets.basics import set_by_name
from app.gui.widgets.lines import WORDS, lines_of
from app.gui.widgets.pem_view import PEMView

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent


class FingerprintView(PEMView):
    """As high as its text, which wraps anywhere. `beside` and `above`: what is around the text."""

    beside, above = 0, 1

    def __init__(self, name: str) -> None:
        super().__init__(name, 1)
        self._heights: dict[int, int] = {}
        self.textChanged.connect(self._forget)
        self.setMinimumHeight(0)
        self.document().setDocumentMargin(0)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(type(policy.verticalPolicy()).Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for bar in ("verticalScrollBarPolicy", "horizontalScrollBarPolicy"):
            set_by_name(self, bar, "ScrollBarAlwaysOff")
        self.horizontalScrollBar().rangeChanged.connect(self._on_sideways)

    def show_text(self, text: str, placeholder: str) -> None:
        """Show the text, from its beginning."""
        super().show_text(text, placeholder)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line."""
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().height() + 2 * self.above)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Of all lines, in the place where they stand."""
        if width not in self._heights:  # asked for again and again while a page is laid out
            layout = lines_of(self.toPlainText(), self.font(), width - 2 * self.beside, self.wrapping)
            self._heights[width] = math.ceil(layout.boundingRect().height()) + 2 * self.above
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Do as Qt's: its letters may be others now."""
        self._forget()
        super().changeEvent(event)

    def _forget(self) -> None:
        self._heights = {}

    def _on_sideways(self) -> None:
        """Stays where it is: Qt would scroll by the space that a broken line ends with."""
        self.horizontalScrollBar().setMaximum(0)


class DetailView(FingerprintView):
    """Words and paths, in line with a label beside it. What is copied of it is what was shown, without the
    breaks of its lines. Not a stop of the Tab key.
    """

    wrapping = WORDS
    beside, above = 0, 1

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setFont(sized_font(1.0))
        self.document().setDocumentMargin(0)
        set_by_name(self, "focusPolicy", "ClickFocus")
