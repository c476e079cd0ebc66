"""What it takes to save pairs that are not saved yet, or once more; made when it is first needed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.gui.key.models.key_model import KeyModel
from app.gui.saving.findings_view import FindingsView
from app.gui.saving.options_card import OptionsCard
from app.gui.saving.passphrase_card import PassphraseCard
from app.gui.session.hand import PairsAtHand
from app.gui.session.session import Session
from app.gui.widgets.basics import column
from app.gui.widgets.built_on_show import BuiltOnShow


class SavingPart(BuiltOnShow):
    """Emits `revealed` when the passphrase is shown or hidden, `entered` for Enter in its last field.

    Emits `unfolded` with what is to be brought into view.
    """

    revealed = Signal(bool)
    entered = Signal()
    unfolded = Signal(QWidget)

    def __init__(self, model: KeyModel, session: Session) -> None:
        super().__init__()
        self._model, self._session = model, session

    def first_focus(self) -> QWidget:
        """Return where the passphrase is typed."""
        return self.passphrase.first_focus()

    def present(self, hand: PairsAtHand) -> None:
        """Show it while something is to be saved."""
        self.setVisible(self._model.state.saving and bool(hand.pairs))
        if self.is_made:
            self.options.set_pairs(len(hand.pairs))

    def _make(self) -> None:
        draft = self._model.draft
        self.passphrase = PassphraseCard(draft)
        self.options = OptionsCard(draft, self._session.memory, self._session.keyring)
        self.findings = FindingsView(draft.destination)

    def _build(self) -> None:
        self.setLayout(column(self.passphrase, self.options, self.findings, spacing=16))
        self.passphrase.show_passphrase(self._model.draft.passphrase)

    def _connect(self) -> None:
        self.passphrase.revealed.connect(self.revealed)
        self.passphrase.entered.connect(self.entered)
        self.options.unfolded.connect(self._on_unfolded)

    def _on_unfolded(self) -> None:
        self.unfolded.emit(self.options)
