"""One quiet line below every page when the window has opened: something is due, or nobody can know that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame

from app.gui.painting import fill_area
from app.gui.theme import colours_of
from app.gui.widgets.basics import announce, label, row
from app.gui.widgets.buttons import IconButton, small_button
from app.gui.widgets.cards import Icon
from app.gui.words import said
from app.text import NOTHING, Text, first_of, plural, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from app.usecases.key_list.standing import Standing

_MOST_NAMES = 2


class DueLine(QFrame):
    """Takes no focus; said once to assistive technology. Emits `shown_wanted` for its button.

    `problem`: why keys are not watched, which is said where nothing is due.
    """

    shown_wanted = Signal()

    def __init__(self, due: Sequence[Standing], problem: Text = NOTHING) -> None:
        super().__init__()
        self.text = label(due_sentence(due) if due else problem, "warning", wrap=True)
        self.button = small_button(text("Show"))
        self.button.setAccessibleDescription(said(text("Shows your keys, and what is due first")))
        self.dismiss = IconButton(text("Not now"), "close")
        line = row(
            Icon("clock" if due else "alert", "warning", 16), self.text, self.button, self.dismiss, spacing=10
        )
        line.setContentsMargins(24, 7, 24, 6)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.button.clicked.connect(self.shown_wanted)
        self.dismiss.clicked.connect(self.hide)

    def announce(self) -> None:
        """Say it to those who do not see it."""
        announce(self.text, self.text.text())

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the line above."""
        painter = QPainter(self)
        fill_area(painter, QRect(0, 0, self.width(), 1), colours_of(self).hairline)
        painter.end()


def due_sentence(due: Sequence[Standing]) -> Text:
    """Return what is due, with the names of the most urgent."""
    names = first_of([each.record.name for each in due[:_MOST_NAMES]], _MOST_NAMES, len(due))
    return plural("{number:,} key is due: {names}", "{number:,} keys are due: {names}", len(due), names=names)
