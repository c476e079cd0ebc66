"""A read-only view of a PEM text: selectable, monospaced, never spell-checked."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPlainTextEdit

from app.gui.theme import code_font
from app.gui.widgets.fields import show_through
from app.gui.widgets.lines import ANYWHERE
from app.gui.widgets.scroll_bar import ThinScrollBar
from app.gui.words import said


class PEMView(QPlainTextEdit):
    """Shows a text exactly; long lines wrap on screen only. `wrapping`: Qt's name of where."""

    wrapping = ANYWHERE

    def __init__(self, name: str, lines: int) -> None:
        super().__init__()
        self.setAccessibleName(said(name))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setFont(code_font())
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBar(ThinScrollBar())
        show_through(self)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * lines + 10)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No taller than its fewest lines, unless there is room."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def show_text(self, text: str, placeholder: str) -> None:
        """Show the text, or a placeholder where there is none."""
        self.setPlaceholderText(said(placeholder))
        if self.toPlainText() != text.rstrip("\n"):
            from PySide6.QtGui import QTextOption

            self.setWordWrapMode(QTextOption.WrapMode[self.wrapping])
            self.setPlainText(text.rstrip("\n"))
