"""What is dropped on the window is taken as a copy, whatever the other program offers first.

A file manager deletes its file once somebody has taken it as moved: that would be somebody's private key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from app.gui.widgets.basics import set_by_name

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent


def accept_copy(event: QDropEvent) -> bool:
    """Accept the event as a copy; refuse it, and return False, where the source offers none."""
    from PySide6.QtCore import Qt

    copy = Qt.DropAction.CopyAction
    if not event.possibleActions() & copy:
        event.ignore()
        return False
    event.setDropAction(copy)
    event.accept()
    return True


class DropFrame(QFrame):
    """A line around the part of the window that takes what is dragged over it. Takes no click itself."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.setProperty("role", "drop")
        from PySide6.QtCore import Qt

        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_by_name(self, "focusPolicy", "NoFocus")
        self.setGeometry(around.rect())
        self.show()
