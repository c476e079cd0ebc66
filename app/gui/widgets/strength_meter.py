"""How strong a passphrase is: four steps, and a sentence with the word for it and what it means for a thief.

Never by colour alone: the word says what the steps show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from app.gui import messages
from app.gui.widgets.basics import label, row, set_by_name, set_property, set_role
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.flow import Flow
from app.gui.words import said
from app.text import paragraph, text

if TYPE_CHECKING:
    from app.usecases.passphrases import Judgement

_STEPS = ("poor", "weak", "good", "excellent")
_ROLES = {"poor": "problem", "weak": "warning", "good": "good", "excellent": "good"}


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
        reached = _STEPS.index(band)
        for number, step in enumerate(self._steps):
            set_property(step, "band", band if number <= reached else "")
        meaning, bits = messages.strength_text(judgement, band), messages.bits_text(judgement.strength)
        set_role(self._meaning, _ROLES[band])
        self._meaning.setText(said(meaning))
        self.setToolTip(said(bits))
        self.setAccessibleDescription(said(paragraph(meaning, bits)))

    def _make(self) -> None:
        self._steps = [QFrame() for _ in _STEPS]
        self._meaning = label("", wrap=True)

    def _build(self) -> None:
        steps = row(*self._steps, spacing=4)
        for step in self._steps:
            step.setProperty("role", "step")
            step.setFixedSize(26, 6)
        whole = Flow(steps, self._meaning, spacing=10, lines=30)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setStretch(1, 1)
        set_by_name(self._meaning, "alignment", "AlignTop|AlignLeft")
        self.setLayout(whole)
