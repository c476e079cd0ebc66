"""What an input method is told about a field that holds a secret: that it takes text, and nothing of it.

Qt hands the text around the caret, or the selected one, to whatever input method asks, also where dots are
shown; another process may be at the other end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodQueryEvent

_TEXTS = (
    Qt.InputMethodQuery.ImSurroundingText,
    Qt.InputMethodQuery.ImCurrentSelection,
    Qt.InputMethodQuery.ImTextBeforeCursor,
    Qt.InputMethodQuery.ImTextAfterCursor,
)
_PLACES = (
    Qt.InputMethodQuery.ImCursorPosition,
    Qt.InputMethodQuery.ImAnchorPosition,
    Qt.InputMethodQuery.ImAbsolutePosition,
)


def without_surroundings(query: Qt.InputMethodQuery, answer: object) -> object:
    """Return the answer to the query, with no text and no place in a text."""
    if query in _TEXTS:
        return ""
    return 0 if query in _PLACES else answer


def hide_surroundings(event: QInputMethodQueryEvent) -> None:
    """Take text and places out of the answers in this event."""
    asked = event.queries()
    for queries, instead in ((_TEXTS, ""), (_PLACES, 0)):
        for query in queries:
            if query & asked:
                event.setValue(query, instead)
