"""How strong a passphrase is: four steps, and a sentence with the word for it and what it means for a thief.

Never by colour alone: the word says what the steps show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame

from app.gui import messages
from app.gui.painting import draw_box
from app.gui.theme import colours_of
from app.gui.widgets.basics import at_the_top, label, set_role
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.flow import Flow
from app.gui.words import said
from app.text import paragraph, text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.usecases.passphrases import Judgement

_STEPS = ("poor", "weak", "good", "excellent")
_ROLES = {"poor": "problem", "weak": "warning", "good": "good", "excellent": "good"}
_WIDTH, _HEIGHT, _GAP = 32, 4, 4


class _Steps(QFrame):
    """As many of the four as are reached, in the colour of the last."""

    def __init__(self) -> None:
        super().__init__()
        self.band = ""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Four of them, as high as a line of text."""
        return QSize(4 * _WIDTH + 3 * _GAP, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint them."""
        colours = colours_of(self)
        reached = _STEPS.index(self.band) if self.band else -1
        role = {"problem": "error"}.get(_ROLES.get(self.band, ""), _ROLES.get(self.band, "track"))
        painter = QPainter(self)
        places = list(range(4))
        if self.isRightToLeft():
            places.reverse()
        for number, place in enumerate(places):
            fill = getattr(colours, role) if number <= reached else colours.track
            x, y = place * (_WIDTH + _GAP), (self.fontMetrics().height() - _HEIGHT) / 2
            draw_box(painter, QRectF(x, y, _WIDTH, _HEIGHT), fill, radius=_HEIGHT / 2)
        painter.end()


class StrengthMeter(BuiltOnShow):
    """Hidden while there is nothing to judge."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(said(text("Strength of the passphrase")))

    def present(self, judgement: Judgement | None) -> None:
        """Show a Judgement."""
        self.setVisible(judgement is not None)
        if judgement is None:
            return
        band = messages.strength_band(judgement)
        self.steps.band = band
        self.steps.update()
        meaning, bits = messages.strength_text(judgement, band), messages.bits_text(judgement.strength)
        set_role(self.meaning, _ROLES[band])
        self.meaning.setText(said(meaning))
        self.setToolTip(said(bits))
        self.setAccessibleDescription(said(paragraph(meaning, bits)))

    def _make(self) -> None:
        self.steps = _Steps()
        self.meaning = label("", wrap=True)

    def _build(self) -> None:
        whole = Flow(at_the_top(self.steps), at_the_top(self.meaning), spacing=12, lines=26)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
