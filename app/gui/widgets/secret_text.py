"""Texts of a private key on screen, from which nothing gets to another program but by the Copy button.

X11 hands whatever is selected to every other program, without a hint and without a countdown: so the view
has no selection at all, and of the entry's nothing is ever given out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from app.gui.theme import code_font
from app.gui.widgets.basics import set_by_name
from app.gui.widgets.fields import show_through
from app.gui.widgets.pem_view import PEMView
from app.gui.widgets.unheard import unheard
from app.gui.words import said

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData, Qt
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent

_HINTS = "ImhMultiLine|ImhSensitiveData|ImhNoPredictiveText|ImhNoAutoUppercase"


class SecretView(PEMView):
    """Shows a private key. Nothing can be selected, dragged or opened as a menu; keys scroll. Emits
    `copy_requested` for Ctrl+C.
    """

    copy_requested = Signal()

    def __init__(self, name: str, lines: int) -> None:
        super().__init__(name, lines)
        set_by_name(self, "textInteractionFlags", "NoTextInteraction")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy by the way of every secret."""
        from PySide6.QtGui import QKeySequence

        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        else:
            super().keyPressEvent(event)


class SecretEntry(QPlainTextEdit):
    """Takes a private key. What is selected there can be replaced, but neither copied, cut nor dragged."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(said(name))
        set_by_name(self, "inputMethodHints", _HINTS)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setFont(code_font())
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        show_through(self)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Nothing: the one door of Qt to the clipboard, the primary selection and dragging."""
        from PySide6.QtCore import QMimeData

        return QMimeData()

    def inputMethodQuery(self, query: Qt.InputMethodQuery, *more: Any) -> Any:  # noqa: N802 - Qt's name
        """As Qt's, but for the text, which no input method is given."""
        from app.gui.widgets.surroundings import without_surroundings

        return without_surroundings(query, super().inputMethodQuery(query, *more))

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """As Qt's, and nobody hears what is pasted."""
        with unheard():
            super().insertFromMimeData(source)

    def clear(self) -> None:
        """As Qt's, and nobody hears what it was."""
        with unheard():
            super().clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Every key but those that copy and cut, which would replace the clipboard by nothing."""
        from PySide6.QtGui import QKeySequence

        keys = QKeySequence.StandardKey
        if not (event.matches(keys.Copy) or event.matches(keys.Cut)):
            with unheard():
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Paste and Select All."""
        from app.gui.widgets.secret_menu import open_menu

        open_menu(self, event.globalPos())
