"""What is there while no key is: what this page is for, and the ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app.gui.painting import draw_box, draw_icon, scaled
from app.gui.theme import colours_of
from app.gui.widgets.basics import column, label
from app.gui.widgets.buttons import Button
from app.gui.widgets.wrap_row import WrapRow
from app.text import Text, text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_DISC, _ICON = 80, 36


class Disc(QWidget):
    """An icon on a soft disc."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        side = scaled(self, _DISC)
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint both."""
        colours, whole = colours_of(self), QRectF(self.rect())
        painter = QPainter(self)
        draw_box(painter, whole, colours.accent_soft, radius=whole.width() / 2)
        draw_icon(painter, self._icon, colours.accent_line, QPointF(whole.center()), scaled(self, _ICON))
        painter.end()


class EmptyPart(QWidget):
    """In the middle of the page, a third down."""

    def __init__(self) -> None:
        super().__init__()
        self.new = Button(text("Make a new key"), "primary", "plus")
        self.open = Button(text("Open a key that you have\u2026"), "secondary", "open")
        buttons = WrapRow(self.new, self.open, spacing=12, centred=True)
        centred = Qt.AlignmentFlag.AlignHCenter
        whole = column(spacing=8)
        whole.addSpacing(72)
        whole.addWidget(Disc("key"), 0, centred)
        whole.addSpacing(8)
        for words, role in (
            (text("No keys yet"), "subtitle"),
            (text("Every key that you make or open here is listed, and what is due comes first."), "muted"),
        ):
            whole.addWidget(_centred(words, role))
        whole.addSpacing(8)
        self._buttons = QWidget()
        self._buttons.setLayout(buttons)
        whole.addWidget(self._buttons, 0, centred)
        whole.addWidget(_centred(text("You can also drop a key file anywhere in this window."), "muted"))
        self.setLayout(whole)
        self.hide()


def _centred(words: Text, role: str) -> QWidget:
    made = label(words, role, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return made
