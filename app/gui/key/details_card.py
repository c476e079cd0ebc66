"""Details of a key: fingerprint, file, the private key for a moment, its passphrase, the keyring."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.gui.key.detail_row import detail_row
from app.gui.key.formats_part import FormatsPart, unfolding_words
from app.gui.key.models.key_model import KeyModel
from app.gui.session.hand import PairsAtHand
from app.gui.session.keyring_model import KeyringModel
from app.gui.widgets.basics import column, describe, label, set_enabled, set_role
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.buttons import small_button
from app.gui.widgets.cards import Card, CodeBox, Line
from app.gui.widgets.copy_button import CopyButton
from app.gui.widgets.fingerprint_view import DetailView, FingerprintView
from app.gui.widgets.secret_text import SecretView
from app.gui.widgets.wrap_row import WrapRow
from app.gui.words import said
from app.text import NOTHING, text

_PRIVATE = text("Private key")
_HIDDEN = text("Hidden. Show it only where nobody looks over your shoulder.")
_SHOWS = text("Shows the private key for a minute, or until you turn to another window")
_HIDES = text("Hides the private key")
_COPIES = text("Copies the private key; the clipboard is cleared after half a minute")
_SAME_KEY = text("SHA-256 of the public key: two keys with the same fingerprint are the same key")
_CHANGE = text("Encrypts the file again, with another passphrase")
_OTHERS = text("OpenSSH, or the seed: for a program that does not take this file")
_OPEN = text("To save the key once more, its file is opened, with its passphrase.")
_AGAIN = text("The same key in new files, with another passphrase or elsewhere")


class DetailsCard(BuiltOnShow):
    """Made when it is first unfolded. Emits `unfolded` with a part of it that has come into sight."""

    unfolded = Signal(object)

    def __init__(self, model: KeyModel, keyring: KeyringModel) -> None:
        super().__init__()
        self._model, self._keyring = model, keyring
        self._hand = PairsAtHand()
        self.extra: list[QWidget] = []
        self.formats = FormatsPart(model.formats)

    def add_below_private(self, widget: QWidget) -> None:
        """Add something about the private key that not every system has."""
        self.extra.append(widget)
        if self.is_made:
            self._below_private.addWidget(widget)

    def present(self, hand: PairsAtHand) -> None:
        """Show those of the selected pair."""
        self._hand = hand
        if self.is_made:
            self._fill()

    def _make(self) -> None:
        self.card = Card(text("Details"))
        self.fingerprint = FingerprintView(text("Fingerprint"))
        self.copy_fingerprint = CopyButton(text("Copy"), "quiet", small=True)
        self.file = DetailView(text("File of the private key"))
        self.private = SecretView(_PRIVATE, 4)
        self.show_private = small_button(text("S&how"), icon="eye")
        self.copy_private = CopyButton(text("Cop&y"), "quiet", small=True)
        self.change = small_button(text("Change &passphrase…"))
        self.save = small_button(text("Save once more…"))
        self.forget = small_button(text("Remove from keyring"))
        self.others = small_button(text("&Other formats"), after="chevron-down")
        self._protection = label("", wrap=True)
        self._keyring_note = label("", wrap=True)
        self._about_files = label("", wrap=True)
        self._below_private = column(spacing=8)
        self._private_box = CodeBox(self.private)

    def _build(self) -> None:
        self.fingerprint.setToolTip(said(_SAME_KEY))
        describe(self.copy_fingerprint, text("Copies the fingerprint"))
        forget = text("Removes the passphrase of this key from the system keyring")
        self.forget.setAccessibleDescription(said(forget))
        self.change.setAccessibleDescription(said(_CHANGE))
        self._private_box.hide()
        self._below_private.addWidget(self._private_box)
        for widget in self.extra:
            self._below_private.addWidget(widget)
        body = self.card.body
        body.setContentsMargins(16, 8, 16, 8)
        body.setSpacing(4)
        actions = WrapRow(self.copy_private, self.show_private, spacing=4, from_end=True)
        for index, part in enumerate(
            (
                detail_row("hash", text("Fingerprint"), self.fingerprint, self.copy_fingerprint),
                detail_row("lock", _PRIVATE, column(self._protection, self.file, spacing=2), actions),
                self._below_private,
                detail_row("shield", text("Passphrase"), label(_CHANGE, wrap=True), self.change),
                detail_row("key", text("System keyring"), self._keyring_note, self.forget),
                detail_row("save", text("Files"), self._about_files, self.save),
                detail_row("file", text("Other private formats"), label(_OTHERS, wrap=True), self.others),
            )
        ):
            if index not in (0, 2):
                body.addWidget(Line())
            body.addLayout(part)
        body.addWidget(self.formats)
        self.unfold_formats(False)
        self.setLayout(column(self.card))
        self._fill()

    def _connect(self) -> None:
        model = self._model
        self.copy_fingerprint.clicked.connect(self._on_copy_fingerprint)
        self.show_private.clicked.connect(self._on_show_private)
        self.copy_private.clicked.connect(model.private.copy)
        self.private.copy_requested.connect(model.private.copy)
        self.change.clicked.connect(model.begin_change)
        self.save.clicked.connect(self._on_save)
        self.forget.clicked.connect(self._on_forget)
        self.others.clicked.connect(self._on_others)
        model.private.copied.connect(self.copy_private.flash)
        self._keyring.changed.connect(self._on_keyring)

    def unfold_formats(self, shown: bool) -> None:
        """Show what else the key can be made into, or hide it, with the passphrase that was typed there."""
        if not shown:
            self._model.formats.expire()
        if self.is_made:
            self.formats.setVisible(shown)
            self.others.set_icon("", "chevron-up" if shown else "chevron-down")
            self.others.setAccessibleDescription(said(unfolding_words(shown)))

    def _fill(self) -> None:
        hand, model = self._hand, self._model
        shown = model.private.state.text is not None
        self.fingerprint.show_text(hand.pair.fingerprint if hand.pair else "", "")
        self.file.show_text(model.files.private_file, NOTHING)
        self.file.setVisible(bool(model.files.private_file))
        self.private.show_text(model.private.state.text or "", _HIDDEN)
        self._private_box.setVisible(shown)
        self.show_private.setText(said(text("&Hide") if shown else text("S&how")))
        self.show_private.set_icon("eye-off" if shown else "eye")
        set_enabled(self.show_private, model.private.problem, _HIDES if shown else _SHOWS)
        set_enabled(self.copy_private, model.private.problem, _COPIES)
        set_enabled(self.change, model.change_problem, _CHANGE)
        self._fill_files()
        sentence, role = model.protection
        self._protection.setText(said(sentence))
        set_role(self._protection, role)
        self.private.setAccessibleDescription(said(sentence))
        self.formats.present()
        self._on_keyring()

    def _fill_files(self) -> None:
        """Offer to open the file, where only the public half of the key is here."""
        is_remembered = self._hand.is_remembered
        self._about_files.setText(said(_OPEN if is_remembered else _AGAIN))
        self.save.setText(said(text("Open the file\u2026") if is_remembered else text("Save once more…")))
        set_enabled(self.save, self._model.files.problem if is_remembered else NOTHING)

    def _on_save(self) -> None:
        if self._hand.is_remembered:
            self._model.open_file()
        else:
            self._model.begin_saving()

    def _on_keyring(self, _: object = None) -> None:
        state, pair = self._keyring.state, self._hand.pair
        known = pair is not None and pair.fingerprint in state.remembered
        note = (
            text("The passphrase is stored there.")
            if known
            else text("Not stored there, as far as is known.")
        )
        self._keyring_note.setText(said(state.note or note))
        if self.forget.hasFocus() and not known:
            self.show_private.setFocus()
        self.forget.setVisible(known)

    def _on_copy_fingerprint(self) -> None:
        self._model.copy_fingerprint()
        self.copy_fingerprint.flash()

    def _on_show_private(self) -> None:
        self._model.private.show(self._model.private.state.text is None)

    def _on_others(self) -> None:
        self.unfold_formats(self.formats.isHidden())
        if not self.formats.isHidden():
            self.formats.present()
            self.unfolded.emit(self.formats)

    def _on_forget(self) -> None:
        if self._hand.pair is not None:
            self._keyring.forget(self._hand.pair.fingerprint)
