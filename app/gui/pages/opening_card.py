"""Where a private key is pasted or opened, and its passphrase asked in place."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.models.keygen_model import KeygenModel
from app.gui.models.keyring_model import KeyringState
from app.gui.models.state import State
from app.gui.theme import Theme
from app.gui.widgets.basics import button, card, label, labelled, row, set_icon
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.flow import COLUMNS, Flow
from app.gui.widgets.passphrase_field import PassphraseField
from app.gui.widgets.secret_text import SecretEntry
from app.gui.words import said
from app.keys.passphrase import Passphrase
from app.text import text

_PAUSE = 250
_PLACEHOLDER = text(
    "Paste a private key here (PKCS#8, PKCS#1 or OpenSSH), or drop its file anywhere in this window."
)
_PATTERNS = "*.pem *.key *.der *.p8 id_*"


class OpeningCard(BuiltOnShow):
    """Hidden until asked for. Emits `revealed` when the passphrase of that key is shown or hidden."""

    revealed = Signal(bool)

    def __init__(self, model: KeygenModel, theme: Theme) -> None:
        super().__init__()
        self._model = model
        self._theme = theme

    def present(self, state: State) -> None:
        """Show the state; empty the fields once the key is open."""
        opening = state.opening
        appears = opening is not None and self.isHidden()
        self.setVisible(opening is not None)
        if opening is None:
            if self.is_made:
                self._clear()
            return
        newly_wanted = opening.wants_passphrase and self._unlocking.isHidden()
        self._description.setText(said(opening.description))
        self._description.setVisible(bool(opening.description))
        self._unlocking.setVisible(opening.wants_passphrase)
        self.unlock.setEnabled(state.work is None)
        for widget in (self.recall, self.forget):
            widget.setVisible(opening.fingerprint is not None)
        self.browse.setEnabled(state.work is None)
        if newly_wanted:
            self.passphrase.line.setFocus()
        elif appears:
            self.text.setFocus()

    def _refresh_icons(self) -> None:
        set_icon(self.browse, self._theme, "folder")
        self.passphrase.refresh_icons()

    def _make(self) -> None:
        self.text = SecretEntry(text("Private key text"))
        self.browse = button(text("Choose a f&ile…"))
        self.dismiss = button(text("&Dismiss"), "quiet")
        self.passphrase = PassphraseField(
            self._theme, text("Passphrase of this key"), text("Show passphrase of this key"), "Alt+M"
        )
        self.unlock = button(text("&Unlock"), "primary")
        self.recall = button(text("Use the stored passphrase"))
        self.forget = button(text("Remove from keyring"), "quiet")
        self._keyring_note = label("", "muted", wrap=True)
        self._description = label("", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._unlocking = QWidget()

    def _build(self) -> None:
        self.text.setPlaceholderText(said(_PLACEHOLDER))
        self.text.setFixedHeight(4 * self.text.fontMetrics().lineSpacing() + 24)
        self.dismiss.setAccessibleDescription(said(text("Closes this part; nothing is opened")))
        self.recall.setAccessibleDescription(said(text("Takes the passphrase from the system keyring")))
        what = text("Removes the passphrase of this key from the system keyring")
        self.forget.setAccessibleDescription(said(what))
        frame, layout = card()
        head = Flow(
            label(text("Open a private key"), "title", wrap=True), row(self.browse, self.dismiss), lines=28
        )
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(self.text)
        layout.addWidget(self._description)
        typed = labelled(text("Passphrase of this k&ey"), self.passphrase, buddy=self.passphrase.line)
        below = QVBoxLayout()
        below.addStretch()
        below.addLayout(Flow(self.recall, self.forget, self.unlock))
        line = Flow(typed, below, lines=COLUMNS)
        line.setStretch(0, 1)
        whole = QVBoxLayout(self._unlocking)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(line)
        whole.addWidget(self._keyring_note)
        self._keyring_note.hide()
        layout.addWidget(self._unlocking)
        self._unlocking.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._on_pause)
        self.browse.clicked.connect(self._on_browse)
        self.dismiss.clicked.connect(self._on_dismiss)
        self.unlock.clicked.connect(self._on_unlock)
        self.passphrase.revealed.connect(self.revealed)
        self.passphrase.line.returnPressed.connect(self._on_unlock)
        self.recall.clicked.connect(self._on_recall)
        self.forget.clicked.connect(self._on_forget)
        self._model.keyring.changed.connect(self._present_keyring)
        self._present_keyring(self._model.keyring.state)
        self._model.keyring.recalled.connect(self._on_recalled)
        self._model.passphrase_expired.connect(self._clear)

    def _clear(self) -> None:
        self._pause.stop()
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        self.passphrase.hide_text()
        self.passphrase.line.clear()
        self._unlocking.hide()

    def _on_pause(self) -> None:
        if self._model.state.work is not None:
            self._pause.start()
        else:
            self._model.opening.open_text(self.text.toPlainText().encode("utf-8", "surrogatepass"))

    def _on_browse(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        title = said(text("Open a private key"))
        kinds = said(text("Private keys ({patterns});;All files (*)", patterns=_PATTERNS))
        name, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()), kinds)
        if name:
            self._model.opening.open_file(Path(name))

    def _on_dismiss(self) -> None:
        self._model.opening.show(False)

    def _present_keyring(self, state: KeyringState) -> None:
        self._keyring_note.setText(said(state.note))
        self._keyring_note.setVisible(bool(state.note))

    def _on_recall(self) -> None:
        if (opening := self._model.state.opening) and opening.fingerprint:
            self._model.keyring.recall(opening.fingerprint)

    def _on_forget(self) -> None:
        if (opening := self._model.state.opening) and opening.fingerprint:
            self._model.keyring.forget(opening.fingerprint)

    def _on_recalled(self, passphrase: Passphrase) -> None:
        self.passphrase.fill(passphrase)
        self.unlock.setFocus()

    def _on_unlock(self) -> None:
        self._model.opening.unlock(self.passphrase.passphrase)
