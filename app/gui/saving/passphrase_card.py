"""The passphrase, typed twice or suggested, and how strong it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.gui import messages
from app.gui.saving.models.draft_model import DraftModel, Fields
from app.gui.saving.models.fields import PassphraseStatus
from app.gui.saving.suggestion_panel import SuggestionPanel
from app.gui.widgets.basics import column, label, label_of, row, set_problem, set_role
from app.gui.widgets.buttons import small_button
from app.gui.widgets.cards import Card, Icon
from app.gui.widgets.passphrase_field import PassphraseField
from app.gui.widgets.secret_line import SecretLine
from app.gui.widgets.strength_meter import StrengthMeter
from app.gui.words import said
from app.keys.passphrase import Passphrase
from app.text import NOTHING, text

if TYPE_CHECKING:
    from app.usecases.passphrases import Judgement, Suggestion

_HELP = text("Protects the private key: a stolen file is useless without this passphrase.")
_SUGGEST = text("Suggest one")
_TYPE = text("Type my own")


class PassphraseCard(Card):
    """Emits `revealed` when the passphrase is shown or hidden, `entered` for Enter in a field where nothing
    is left to be typed.
    """

    revealed = Signal(bool)
    entered = Signal()

    def __init__(self, draft: DraftModel) -> None:
        super().__init__(text("How it is protected"))
        self._draft = draft
        self._is_filling = False
        self.passphrase = PassphraseField()
        self.repeat = SecretLine(text("Repeat passphrase"))
        self.suggest = small_button(_SUGGEST, icon="die")
        self.suggestion = SuggestionPanel(draft.suggestions)
        self.meter = StrengthMeter()
        self._title = label_of(text("&Passphrase"), self.passphrase.line)
        self._repeat_title = label_of(text("&Repeat passphrase"), self.repeat)
        self._fields = QWidget()
        self._repeated = QWidget()
        self._tick = Icon("check", "good", 16)
        self._caps_lock = label(messages.CAPS_LOCK, "warning")
        self._help = label(_HELP, "muted", wrap=True)
        self._build()
        self._connect()
        self._present(draft.state)

    def first_focus(self) -> QWidget:
        """Return where a passphrase is typed, or the button that uses the suggested one."""
        is_suggesting = self._draft.suggestions.suggestion is not None
        return self.suggestion.use if is_suggesting else self.passphrase.line

    def _build(self) -> None:
        head = row(self._title, self.suggest)
        head.setStretch(0, 1)
        inner = row(spacing=0)
        inner.setContentsMargins(12, 0, 12, 0)
        inner.addStretch()
        inner.addWidget(self._tick)
        self.repeat.setLayout(inner)
        self.repeat.keep_free(24)
        self._repeated.setLayout(column(self._repeat_title, self.repeat))
        below = column(self._caps_lock, self.meter, self._help, spacing=4)
        fields = column(self.passphrase, self._repeated, below, spacing=12)
        self._fields.setLayout(fields)
        self.body.setContentsMargins(16, 12, 16, 16)
        self.body.addLayout(head)
        self.body.addWidget(self._fields)
        self.body.addWidget(self.suggestion)
        self._caps_lock.hide()
        self._tick.hide()
        QWidget.setTabOrder(self.repeat, self.passphrase.eye)  # between them it would get what is typed there

    def _connect(self) -> None:
        self._draft.changed.connect(self._present)
        self._draft.filled.connect(self.show_passphrase)
        self._draft.strength.judged.connect(self._on_judged)
        self._draft.suggestions.changed.connect(self._on_suggestion)
        self._draft.suggestions.used.connect(self._draft.fill)
        self.passphrase.edited.connect(self._on_edited)
        self.passphrase.revealed.connect(self._on_revealed)
        self.repeat.edited.connect(self._on_edited)
        self.suggest.clicked.connect(self._on_suggest)
        for secret in (self.passphrase.line, self.repeat):
            secret.caps_lock_changed.connect(self._caps_lock.setVisible)
            secret.returnPressed.connect(self._on_return)

    def _present(self, state: Fields) -> None:
        status = state.passphrase
        set_problem(self.passphrase.line, status is PassphraseStatus.REFUSED)
        set_problem(self.repeat, status is PassphraseStatus.DIFFERENT)
        self._tick.setVisible(status is PassphraseStatus.READY and bool(self.repeat.text()))
        self._present_help(state)

    def _present_help(self, state: Fields) -> None:
        """One line: what is wrong with the fields, else why the passphrase is weak, else what it is for."""
        judgement, status = self._draft.strength.judgement, state.passphrase
        weakness = judgement.problem if judgement else NOTHING
        shown = said(state.passphrase_problem or weakness or (NOTHING if judgement else _HELP))
        self._help.setText(shown)
        self._help.setVisible(bool(shown))
        is_problem = bool(state.passphrase_problem or weakness)
        missing = status in (PassphraseStatus.EMPTY, PassphraseStatus.NOT_REPEATED)
        set_role(self._help, "problem" if is_problem and not missing else "muted")
        self.passphrase.line.setAccessibleDescription(shown or self.meter.accessibleDescription())

    def show_passphrase(self, passphrase: Passphrase) -> None:
        """Show what the draft has; nothing, where it is emptied. That edits nothing."""
        self._is_filling = True
        if not passphrase:
            self.passphrase.hide_text()
        self.repeat.setText("" if self.passphrase.eye.isChecked() else passphrase.reveal())
        self.passphrase.fill(passphrase)
        self._is_filling = False

    def _on_edited(self) -> None:
        if self._is_filling:
            return
        repeated = None if self.passphrase.eye.isChecked() else Passphrase(self.repeat.text())
        self._draft.edit_passphrase(self.passphrase.passphrase, repeated)

    def _on_revealed(self, shown: bool) -> None:
        self._repeated.setVisible(not shown)
        if shown:
            self.repeat.clear()
        self._on_edited()
        self.revealed.emit(shown)

    def _on_judged(self, judgement: Judgement | None) -> None:
        self.meter.present(judgement)
        self._present_help(self._draft.state)

    def _on_suggest(self) -> None:
        suggestions = self._draft.suggestions
        is_open = suggestions.suggestion is not None or suggestions.is_drawing
        suggestions.show(not is_open)
        if is_open:
            self.passphrase.line.setFocus()

    def _on_suggestion(self, suggestion: Suggestion | None) -> None:
        """Show it in the place of the fields."""
        is_open = suggestion is not None or self._draft.suggestions.is_drawing
        self._fields.setVisible(not is_open)
        self.suggest.setText(said(_TYPE if is_open else _SUGGEST))
        self.suggest.set_icon("" if is_open else "die")

    def _on_return(self) -> None:
        """Go on: to the second field, or to what comes next."""
        if self._draft.state.passphrase is PassphraseStatus.NOT_REPEATED and self.passphrase.line.hasFocus():
            self.repeat.setFocus()
        else:
            self.entered.emit()
