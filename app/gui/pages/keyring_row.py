"""Whether the system keyring remembers the passphrase, in honest words."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.gui import messages
from app.gui.models.keygen_model import KeygenModel
from app.gui.models.keyring_model import KeyringState
from app.gui.models.state import State
from app.gui.widgets.basics import announce, button, label, set_role
from app.gui.widgets.check_field import CheckField
from app.gui.widgets.flow import Flow
from app.gui.words import said
from app.text import NOTHING, text


class KeyringRow(QWidget):
    """Off by default; beside it Forget, where this key's passphrase is stored.

    Nothing here is disabled while the keyring is asked: what has just been pressed would lose the focus.
    """

    def __init__(self, model: KeygenModel) -> None:
        super().__init__()
        self._model = model
        self._keyring = model.keyring
        self.wanted = CheckField()
        self.forget = button(text("Remove from keyring"), "quiet")
        self.again = button(text("Try again"), "quiet")
        self._note = label("", "muted", wrap=True)
        self._build()
        self.present(model.keyring.state)
        model.keyring.changed.connect(self.present)
        model.state_changed.connect(self._present_forget)
        self.wanted.toggled.connect(model.keyring.want)
        self.forget.clicked.connect(self._on_forget)
        self.again.clicked.connect(self._on_again)

    def present(self, state: KeyringState) -> None:
        """Show the state."""
        self.wanted.blockSignals(True)
        self.wanted.setChecked(state.wanted)
        self.wanted.blockSignals(False)
        wanted = text("Remember the passphrase in the system keyring ({name})", name=state.name)
        self.wanted.setText(wanted)
        note = said(state.problem or state.note or (messages.KEYRING_WARNING if state.wanted else NOTHING))
        self._show(self.again, bool(state.problem) or (state.busy and not self.again.isHidden()))
        changed = note != self._note.text()
        self._note.setText(note)
        self._note.setVisible(bool(note))
        set_role(self._note, "problem" if state.problem else "muted")
        self.wanted.setAccessibleDescription(note)
        if changed and (state.problem or state.note):
            announce(self._note, note)
        self._present_forget(self._model.state)

    def _build(self) -> None:
        what = text("Removes the passphrase of this key from the system keyring")
        self.forget.setAccessibleDescription(said(what))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        line = Flow(self.wanted, self.again, self.forget)
        line.setStretch(0, 1)
        layout.addLayout(line)
        layout.addWidget(self._note)

    def _present_forget(self, state: State) -> None:
        """Offer it, unless the card that opens a key offers the same for another one."""
        known = state.pair is not None and state.pair.fingerprint in self._keyring.state.remembered
        self._show(self.forget, known and state.opening is None)

    def _show(self, offered: QPushButton, shown: bool) -> None:
        """Show or hide the button; the focus goes from one that disappears to what it was beside."""
        if offered.hasFocus() and not shown:
            self.wanted.setFocus()
        offered.setVisible(shown)

    def _on_again(self) -> None:
        self._keyring.want(True)

    def _on_forget(self) -> None:
        if self._model.state.pair is not None:
            self._keyring.forget(self._model.state.pair.fingerprint)
