"""A field for a text that is forgotten like a secret, under its label."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.gui.widgets.basics import labelled
from app.gui.widgets.cards import FieldBox
from app.gui.widgets.scroll_bar import ThinScrollBar
from app.gui.widgets.secret_text import SecretEntry
from app.gui.words import said


class Entry(QWidget):
    """`text`: the field itself, of so many lines."""

    def __init__(self, title: str, lines: int, placeholder: str) -> None:
        super().__init__()
        self.text = SecretEntry(title)
        self.text.setPlaceholderText(said(placeholder))
        self.text.setVerticalScrollBar(ThinScrollBar())
        self.set_lines(lines)
        self.setLayout(labelled(title, FieldBox(self.text), buddy=self.text))

    def set_lines(self, lines: int) -> None:
        """Be so high."""
        self.text.setFixedHeight(lines * self.text.fontMetrics().lineSpacing() + 8)

    def empty(self) -> None:
        """Forget what is in it, without telling anybody."""
        self.fill("")

    def fill(self, content: str) -> None:
        """Put a text into it, without telling anybody."""
        self.text.blockSignals(True)
        self.text.clear()
        self.text.insertPlainText(content)
        self.text.blockSignals(False)
