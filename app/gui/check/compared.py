"""What was signed beside what should have been: one above the other, with the difference marked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.gui.check.models.marked import Marked
from app.gui.widgets.basics import column, label, row
from app.gui.widgets.buttons import IconButton
from app.gui.widgets.cards import CodeBox, Icon
from app.gui.widgets.flow import Flow
from app.gui.widgets.marked_view import MarkedView
from app.text import Text, text

_LINES = 30
_GAP = 8


class _Line(QWidget):
    """A sign, a word and the text."""

    def __init__(self, title: Text, icon: str, role: str, marks: str, *corner: QWidget) -> None:
        super().__init__()
        self.view = MarkedView(title, marks)
        self.head = QWidget()
        head = row(Icon(icon, role), label(title, "strong"), spacing=_GAP)
        head.addStretch(1)
        self.head.setLayout(head)
        line = Flow(self.head, CodeBox(self.view, *corner), spacing=_GAP, lines=_LINES)
        line.setContentsMargins(0, 0, 0, 0)
        line.setStretch(1, 1)
        self.setLayout(line)


class Compared(QWidget):
    """Emits `copy_wanted` for the text that should have been signed, which may be shown in part."""

    copy_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.copy = IconButton(text("Copy the expected text"), "copy")
        beside = QWidget()  # lines of both break at the same place
        beside.setFixedWidth(self.copy.sizeHint().width())
        self.signed = _Line(text("Signed"), "close", "error", "wrong", beside)
        self.expected = _Line(text("Expected"), "check", "good", "right", self.copy)
        self.copy.clicked.connect(self.copy_wanted)
        whole = column(self.signed, self.expected, spacing=_GAP)
        whole.setContentsMargins(0, 0, 0, 0)
        self.setLayout(whole)
        wide = max(each.head.sizeHint().width() for each in (self.signed, self.expected))
        for each in (self.signed, self.expected):
            each.head.setMinimumWidth(wide)

    def present(self, signed: Marked, expected: Marked) -> None:
        """Show both, or that alone which should have been signed."""
        for line, content in ((self.signed, signed), (self.expected, expected)):
            line.setVisible(bool(content.text))
            line.view.show_marked(content.text, content.spans)
        self.setVisible(bool(signed.text or expected.text))
