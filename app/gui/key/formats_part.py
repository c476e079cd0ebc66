"""Other private formats: a line that unfolds to OpenSSH's file and the seed, with what each is for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.gui import messages
from app.gui.key.models.formats_model import FormatsModel
from app.gui.widgets.basics import announce, column, describe, label, labelled, set_enabled, set_problem
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.buttons import small_button
from app.gui.widgets.copy_button import CopyButton
from app.gui.widgets.flow import Flow
from app.gui.widgets.passphrase_field import PassphraseField
from app.gui.words import said
from app.text import NOTHING, Text, text

_PASSPHRASE = text("Passphrase of this key")
_OPENSSH = text(
    "For KeePassXC, ssh-agent and old agents. Encrypted with the same passphrase, beside the key."
)
_SEED = text("For clients that take nothing else. NOT encrypted, to the clipboard alone.")


class FormatsPart(BuiltOnShow):
    """Made when it is first unfolded. Emits `revealed` when the passphrase is shown or hidden."""

    revealed = Signal(bool)

    def __init__(self, model: FormatsModel) -> None:
        super().__init__()
        self._model = model

    def present(self) -> None:
        """Show what can be made of the selected key."""
        if not self.is_made:
            return
        model, state = self._model, self._model.state
        self._asked.setVisible(model.wants_passphrase)
        problem = said(state.problem)
        if problem != self._problem.text():
            self._problem.setText(problem)
            self.passphrase.line.setAccessibleDescription(problem)
            announce(self.passphrase.line, state.problem)
        self._problem.setVisible(bool(problem))
        set_problem(self.passphrase.line, bool(problem))
        self._name.setText(said(text("OpenSSH: {name}", name=model.openssh_file)))
        set_enabled(self.openssh, model.openssh_problem, _OPENSSH)
        set_enabled(self.seed, model.seed_problem, _SEED)
        self._openssh_words.setText(said(model.openssh_problem or _OPENSSH))
        self._seed_words.setText(said(model.seed_problem or _SEED))
        if said(state.saved) != self._saved.text():
            self._saved.setText(said(state.saved))
            announce(self._saved, state.saved)
        self._saved.setVisible(bool(state.saved))

    @property
    def wanted(self) -> QWidget | None:
        """Return where the passphrase is typed while it is missing or wrong."""
        return self.passphrase.line if self.isVisible() and self._model.state.problem else None

    def _make(self) -> None:
        self.passphrase = PassphraseField(_PASSPHRASE, text("Show passphrase of this key"), "Alt+M")
        self.openssh = small_button(text("Save as OpenSSH"), icon="save")
        self.seed = CopyButton(text("Copy the seed…"), small=True)
        self._asked = QWidget()
        self._caps_lock = label(messages.CAPS_LOCK, "warning")
        self._problem = label("", "problem", wrap=True)
        self._name = label("", wrap=True)
        self._openssh_words = label(_OPENSSH, "muted", wrap=True)
        self._saved = label("", "good", wrap=True)
        self._seed_words = label(_SEED, "muted", wrap=True)

    def _build(self) -> None:
        typed = labelled(_PASSPHRASE, self.passphrase, buddy=self.passphrase.line)
        for part in (self._caps_lock, self._problem):
            typed.addWidget(part)
            part.hide()
        self._asked.setLayout(typed)
        for button in (self.openssh, self.seed):
            describe(button, NOTHING)
        whole = column(
            self._asked,
            _line(self._name, self._openssh_words, self.openssh),
            self._saved,
            _line(label(text("Seed, in base64"), wrap=True), self._seed_words, self.seed),
            spacing=12,
        )
        whole.setContentsMargins(34, 4, 0, 12)  # below the words of the line that unfolds it
        self.setLayout(whole)
        self.present()

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._on_changed)
        model.cleared.connect(self._on_cleared)
        model.passphrase_wanted.connect(self._on_wanted)
        model.seed_copied.connect(self.seed.flash)
        self.passphrase.edited.connect(self._on_edited)
        self.passphrase.revealed.connect(self.revealed)
        self.passphrase.line.caps_lock_changed.connect(self._caps_lock.setVisible)
        self.openssh.clicked.connect(model.save_openssh)
        self.seed.clicked.connect(model.copy_seed)

    def _on_changed(self, _: object) -> None:
        self.present()

    def _on_edited(self) -> None:
        self._model.edit(self.passphrase.passphrase)

    def _on_cleared(self) -> None:
        self.passphrase.hide_text()
        self.passphrase.line.clear()

    def _on_wanted(self) -> None:
        self.passphrase.line.setFocus()


def _line(title: QWidget, words: QWidget, action: QWidget) -> Flow:
    """Lay out a form: what it is called, what it is for, and the button that makes it."""
    line = Flow(column(title, words, spacing=0), action, spacing=12, lines=24)
    line.setStretch(0, 1)
    return line


def unfolding_words(shown: bool) -> Text:
    """Return what the button that unfolds it does."""
    return text("Hides the other formats") if shown else text("Shows the other formats")
