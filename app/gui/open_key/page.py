"""Open a key: paste its text, choose its file or drop it; its passphrase is asked in place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.gui.guard.shown import Secret, Shown
from app.gui.open_key.models.opening_model import PART, Opening, OpeningModel
from app.gui.page import Page
from app.gui.session.keyring_model import KeyringState
from app.gui.session.session import Session
from app.gui.widgets.basics import column, describe, label, labelled, set_enabled
from app.gui.widgets.buttons import button, small_button
from app.gui.widgets.cards import Card, FieldBox
from app.gui.widgets.flow import Flow
from app.gui.widgets.passphrase_field import PassphraseField
from app.gui.widgets.secret_text import SecretEntry
from app.gui.words import said
from app.keys.passphrase import Passphrase
from app.text import NOTHING, text

_PAUSE = 250
_HINT = text("See what it is, copy its public key, or give it a better file. The key stays on this computer.")
_PLACEHOLDER = text(
    "Paste a private key here (PKCS#8, PKCS#1 or OpenSSH), or drop its file anywhere in this window."
)
_PATTERNS = "*.pem *.key *.der *.p8 id_*"


class OpenPage(Page):
    """One field for the text, one button for a file, and the passphrase once it is wanted."""

    def __init__(self, session: Session, model: OpeningModel, shown: Shown) -> None:
        super().__init__(PART, session, text("Open a key"), _HINT)
        self.model = model
        self._shown = shown
        self.text = SecretEntry(text("Private key text"))
        self.passphrase = PassphraseField(
            text("Passphrase of this key"), text("Show passphrase of this key"), "Alt+W"
        )
        self.recall = small_button(text("Use the stored passphrase"))
        self.forget = small_button(text("Remove from keyring"), "quiet")
        self.browse = button(text("Choose a f&ile…"), "primary", "folder")
        self.unlock = button(text("&Unlock"), "primary")
        self.again = button(text("Another key"))
        self._keyring_note = label("", "muted", wrap=True)
        self._file = label("", "strong", wrap=True)
        self._description = label("", wrap=True)
        self._unlocking = Card(text("Its passphrase"))
        self._pasting = Card(text("Its text"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._build()
        self._connect()
        self._present(model.state)

    def first_focus(self) -> QWidget:
        """Return where the text is pasted, or the passphrase typed."""
        return self.passphrase.line if self.model.state.wants_passphrase else self.text

    def result(self) -> QWidget | None:
        """Return the passphrase where it is wanted, else what a notice offers, else where one tries again."""
        if self.model.state.wants_passphrase:
            return self.passphrase.line
        return super().result() if not self.notice.isHidden() else self.text

    def harmless(self) -> tuple[QWidget, ...]:
        """Return what may have the focus where nothing that had it is there any more."""
        return (self.passphrase.line, self.text, self.browse)

    def close_innermost(self) -> bool:
        """Begin again."""
        if self.model.state.wants_passphrase or self.text.toPlainText():
            self.model.expire()
            self.text.setFocus()
            return True
        return False

    def take_text(self, data: bytes) -> None:
        """Open what was pasted or dropped."""
        self.model.open_text(data)

    def take_file(self, path: Path) -> None:
        """Open the file."""
        self.model.open_file(path)

    def _build(self) -> None:
        self.text.setPlaceholderText(said(_PLACEHOLDER))
        self.text.setFixedHeight(6 * self.text.fontMetrics().lineSpacing() + 8)
        describe(self.recall, text("Takes the passphrase from the system keyring"))
        describe(self.forget, text("Removes the passphrase of this key from the system keyring"))
        title = label(text("Private key text"), "label")
        title.setBuddy(self.text)
        self._pasting.body.addWidget(title)
        self._pasting.body.addWidget(FieldBox(self.text))
        typed = labelled(text("&Passphrase of this key"), self.passphrase, buddy=self.passphrase.line)
        stored = Flow(self.recall, self.forget, spacing=8)
        stored.addStretch()
        self._unlocking.body.addLayout(column(self._file, self._description, spacing=2))
        self._unlocking.body.addLayout(typed)
        self._unlocking.body.addLayout(stored)
        self._unlocking.body.addWidget(self._keyring_note)
        self.add(self._pasting, self._unlocking)
        self.bar.add(self.again, self.browse, self.unlock)

    def _connect(self) -> None:
        model, keyring = self.model, self._session.keyring
        model.changed.connect(self._present)
        model.expired.connect(self._clear)
        self._session.activity.changed.connect(self._on_work)
        self.text.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._on_pause)
        self.browse.clicked.connect(self._on_browse)
        self.unlock.clicked.connect(self._on_unlock)
        self.again.clicked.connect(self._on_again)
        self.passphrase.revealed.connect(self._on_revealed)
        self.passphrase.line.returnPressed.connect(self._on_unlock)
        self.recall.clicked.connect(self._on_recall)
        self.forget.clicked.connect(self._on_forget)
        keyring.changed.connect(self._present_keyring)
        keyring.recalled.connect(self._on_recalled)
        self._present_keyring(keyring.state)

    def _present(self, opening: Opening) -> None:
        wanted = opening.wants_passphrase
        self._pasting.setVisible(not wanted)
        self._unlocking.setVisible(wanted)
        self._file.setText(opening.file)
        self._file.setVisible(bool(opening.file))
        self._description.setText(said(opening.description))
        for each in (self.recall, self.forget):
            each.setVisible(wanted and opening.fingerprint is not None)
        self.browse.setVisible(not wanted)
        self.unlock.setVisible(wanted)
        self.again.setVisible(wanted)
        self._on_work()

    def _on_work(self, _: object = None) -> None:
        problem = self._session.activity.state.problem
        set_enabled(self.unlock, problem)
        set_enabled(self.browse, problem)
        wanted = self.model.state.wants_passphrase
        self.bar.say(NOTHING if wanted else text("Nothing is changed by opening a key."), "lock")

    def _clear(self) -> None:
        self._pause.stop()
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        self.passphrase.hide_text()
        self.passphrase.line.clear()

    def _on_pause(self) -> None:
        if self._session.activity.state.work is not None:
            self._pause.start()
        else:
            self.model.open_text(self.text.toPlainText().encode("utf-8", "surrogatepass"))

    def _on_browse(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        title = said(text("Open a private key"))
        kinds = said(text("Private keys ({patterns});;All files (*)", patterns=_PATTERNS))
        name, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()), kinds)
        if name:
            self.model.open_file(Path(name))

    def _on_again(self) -> None:
        self.model.expire()
        self.text.setFocus()

    def _on_revealed(self, shown: bool) -> None:
        self._shown.set(Secret.PASSPHRASE, shown, self)

    def _present_keyring(self, state: KeyringState) -> None:
        self._keyring_note.setText(said(state.note))
        self._keyring_note.setVisible(bool(state.note))

    def _on_recall(self) -> None:
        if self.model.state.fingerprint:
            self._session.keyring.recall(self.model.state.fingerprint)

    def _on_forget(self) -> None:
        if self.model.state.fingerprint:
            self._session.keyring.forget(self.model.state.fingerprint)

    def _on_recalled(self, passphrase: Passphrase) -> None:
        self.passphrase.fill(passphrase)
        self.unlock.setFocus()

    def _on_unlock(self) -> None:
        self.model.unlock(self.passphrase.passphrase)
