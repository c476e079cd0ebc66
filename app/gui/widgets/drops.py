"""What is dropped on the window is taken as a copy, whatever the other program offers first.

A file manager deletes its file once somebody has taken it as moved: that would be somebody's private key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from app.gui.widgets.basics import set_by_name
from app.gui.words import said
from app.text import text

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent, QPaintEvent


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
        from PySide6.QtCore import Qt

        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_by_name(self, "focusPolicy", "NoFocus")
        self.setGeometry(around.rect())
        self.show()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the line, and a word that says what happens."""
        from PySide6.QtCore import QRectF, Qt
        from PySide6.QtGui import QPainter

        from app.gui.painting import draw_box, set_ink
        from app.gui.theme import colours_of, sized_font

        colours = colours_of(self)
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(6, 6, -6, -6)
        draw_box(painter, area, colours.accent_soft, colours.accent_line, radius=12, width=2)
        set_ink(painter, colours.text)
        painter.setFont(sized_font(1.2, "DemiBold"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, said(text("Drop it here to open this key")))
        painter.end()
