"""How strong a passphrase is: four steps, a word for it, the bits, and what they mean for a thief.

Never by colour alone: the word says what the steps show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from app.gui import messages
from app.gui.widgets.basics import label, row, set_by_name, set_property, set_role
from app.gui.widgets.flow import Flow
from app.gui.widgets.late import Late

if TYPE_CHECKING:
    from app.usecases.passphrases import Judgement

_STEPS = ("poor", "weak", "good", "excellent")
_ROLES = {"poor": "problem", "weak": "warning", "good": "good", "excellent": "good"}
_WORDS = {"poor": "Poor", "weak": "Fair", "good": "Strong", "excellent": "Excellent"}


class StrengthMeter(Late):
    """Hidden while there is nothing to judge."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Strength of the passphrase")

    def present(self, judgement: Judgement | None) -> None:
        """Shows a Judgement."""
        self.setVisible(judgement is not None)
        if judgement is None:
            return
        band = messages.strength_band(judgement)
        too_short = band == "poor" and judgement.strength.bits >= messages.least_bits()
        word = "Too short" if too_short else _WORDS[band]
        reached = _STEPS.index(band)
        for number, step in enumerate(self._steps):
            set_property(step, "band", band if number <= reached else "")
        self._word.setText(word)
        set_role(self._word, _ROLES[band])
        self._meaning.setText(messages.strength_text(judgement.strength, with_time=not too_short))
        self.setAccessibleDescription(f"{word}. {self._meaning.text()}")

    def _make(self) -> None:
        self._steps = [QFrame() for _ in _STEPS]
        self._word = label("")
        self._meaning = label("", "muted", wrap=True)

    def _build(self) -> None:
        steps = row(*self._steps, spacing=4)
        for step in self._steps:
            step.setProperty("role", "step")
            step.setFixedSize(26, 6)
        word = row(spacing=10)
        word.addLayout(steps)
        word.addWidget(self._word, 1)
        whole = Flow(word, self._meaning, spacing=10, lines=30)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setStretch(1, 1)
        for widget in (self._word, self._meaning):
            set_by_name(widget, "alignment", "AlignTop|AlignLeft")
        self.setLayout(whole)
