"""What is to be made: key type, name, number, passphrase, Generate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.gui import messages
from app.gui.models.keygen_model import KeygenModel
from app.gui.models.state import MAXIMUM_COUNT, PassphraseStatus, State
from app.gui.pages.keyring_row import KeyringRow
from app.gui.pages.suggestion_panel import SuggestionPanel
from app.gui.theme import Theme
from app.gui.widgets.basics import (
    announce,
    button,
    card,
    label,
    labelled,
    set_enabled,
    set_property,
    set_role,
)
from app.gui.widgets.check_field import CheckField
from app.gui.widgets.fields import ChoiceField, NumberField, TextField
from app.gui.widgets.flow import COLUMNS, Flow
from app.gui.widgets.passphrase_field import PassphraseField
from app.gui.widgets.secret_line import SecretLine
from app.gui.widgets.strength_meter import StrengthMeter
from app.gui.words import said
from app.keys.algorithm import ALGORITHMS
from app.keys.passphrase import Passphrase
from app.text import NOTHING, text

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection

    from app.usecases.passphrases import Judgement

_HELP = text("Protects the private key: a stolen file is useless without this passphrase.")
_NAME = text("Name (becomes the file name)")
_NAME_TITLE = text("Name (becomes the fi&le name)")


class ControlsCard(QWidget):
    """The row of controls. Emits `suggestion_used` once it is in the fields: the next step comes."""

    suggestion_used = Signal()

    def __init__(self, model: KeygenModel, theme: Theme) -> None:
        super().__init__()
        self._model = model
        self.key_type = ChoiceField()
        self.label = TextField()
        self.count = NumberField()
        self.passphrase = PassphraseField(theme)
        self.repeat = SecretLine(text("Repeat passphrase"))
        self.generate = button(messages.generate_text(1), "primary")
        self.suggest = button(text("Suggest one"), "link")
        self.suggestion = SuggestionPanel(model.suggestions, theme)
        self.meter = StrengthMeter()
        self.keyring = KeyringRow(model)
        self.forget = CheckField(text("Clear the passphrase after saving"))
        self._caps_lock = label(messages.CAPS_LOCK, "warning")
        self._repeat_box = QWidget()
        self._passphrase_text = label(_HELP, "muted", wrap=True)
        self._summary = label("", "muted", wrap=True)
        self._build()
        self._connect()

    def present(self, state: State) -> None:
        """Show the state."""
        self.key_type.setCurrentIndex(self.key_type.findData(state.algorithm.name))
        if self.label.text() != state.label:
            self.label.setText(state.label)
        self._present_summary(state)
        self._present_passphrase(state)
        self._present_generate(state)
        self.forget.setChecked(state.forget_after_saving)
        for field in (self.key_type, self.label, self.count, self.passphrase, self.repeat, self.suggest):
            field.setEnabled(state.work is None)

    def _present_summary(self, state: State) -> None:
        """One line: what is wrong with the label or the number, else what to know of the key type."""
        problem = state.label_problem or state.count_problem
        for field, own in ((self.label, state.label_problem), (self.count, state.count_problem)):
            set_property(field, "problem", bool(own))
            if said(own) != field.accessibleDescription():
                field.setAccessibleDescription(said(own))
                announce(field, own)
        set_role(self._summary, "problem" if problem else "muted")
        self._summary.setText(said(problem or messages.algorithm_text(state)))

    def listen_to_closed_list(self) -> None:
        """To be called after the first frame: the list of key types is a window of its own, made here."""
        self.key_type.view().selectionModel().selectionChanged.connect(self._on_item_selected)

    def clear_passphrases(self) -> None:
        """Empty both fields."""
        self.passphrase.hide_text()
        self.passphrase.line.clear()
        self.repeat.clear()

    def adopt(self, passphrase: Passphrase) -> None:
        """Take over the passphrase of an opened key, unless one was typed already."""
        if not self.passphrase.passphrase:
            self.fill(passphrase)

    def fill(self, passphrase: Passphrase) -> None:
        """Put a passphrase into both fields."""
        self.repeat.setText("" if self.passphrase.eye.isChecked() else passphrase.reveal())
        self.passphrase.fill(passphrase)

    def refresh_icons(self) -> None:
        """After a change of the theme."""
        self.passphrase.refresh_icons()
        self.suggestion.refresh_icons()

    def _present_passphrase(self, state: State) -> None:
        status = state.passphrase
        set_property(self.passphrase.line, "problem", status is PassphraseStatus.REFUSED)
        set_property(self.repeat, "problem", status is PassphraseStatus.DIFFERENT)
        self._present_help(state)

    def _present_help(self, state: State) -> None:
        """One line: what is wrong with the fields, else why the passphrase is weak, else what it is for."""
        judgement, status = self._model.strength.judgement, state.passphrase
        weakness = judgement.problem if judgement else NOTHING
        shown = said(state.passphrase_problem or weakness or (NOTHING if judgement else _HELP))
        self._passphrase_text.setText(shown)
        self._passphrase_text.setVisible(bool(shown))
        missing = status in (PassphraseStatus.EMPTY, PassphraseStatus.NOT_REPEATED)
        set_role(self._passphrase_text, "problem" if shown and not missing else "muted")
        self.passphrase.line.setAccessibleDescription(shown or self.meter.accessibleDescription())

    def _present_generate(self, state: State) -> None:
        self.generate.setText(said(messages.generate_text(0 if state.count_problem else state.count)))
        set_enabled(self.generate, state.generate_problem)
        self._present_next_step(state)

    def _present_next_step(self, state: State) -> None:
        """One thing at a time is what comes next."""
        is_next = not state.pairs and self._model.suggestions.suggestion is None
        set_role(self.generate, "primary" if is_next else "secondary")

    def _build(self) -> None:
        for algorithm in ALGORITHMS:
            self.key_type.addItem(algorithm.label, algorithm.name)
        self.key_type.setAccessibleName(said(text("Key type")))
        self.label.setAccessibleName(said(_NAME))
        self.label.setMaxLength(200)
        self.count.setAccessibleName(said(text("Number of key pairs")))
        self.count.set_limits(1, MAXIMUM_COUNT)
        self.count.setValue(1)
        self.count.setGroupSeparatorShown(True)
        self.count.lineEdit().setTextMargins(9, 0, 0, 0)
        self.suggest.setAccessibleDescription(said(text("Suggests a passphrase")))
        self._align_last_column()
        self._caps_lock.hide()
        frame, layout = card()
        layout.setSpacing(6)
        for line in self._lines():
            if isinstance(line, QWidget):
                layout.addWidget(line)
            else:
                layout.addLayout(line)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def _align_last_column(self) -> None:
        """Make the number and Generate, one below the other, as wide as the longest text of Generate."""
        longest = said(messages.generate_text(MAXIMUM_COUNT)).replace("&", "")
        width = self.generate.fontMetrics().horizontalAdvance(longest) + 48
        for field in (self.count, self.generate):
            field.setMinimumWidth(width)

    def _lines(self) -> tuple[QLayout | QWidget, ...]:
        self._summary.setContentsMargins(0, 0, 0, 6)
        kind = labelled(text("&Key type"), self.key_type)
        name = labelled(_NAME_TITLE, self.label)
        number = labelled(text("&Number of key pairs"), self.count)
        what = Flow(kind, name, number, spacing=16, lines=COLUMNS)
        secret = Flow(self._passphrases(), self._at_the_bottom(self.generate), spacing=16, lines=COLUMNS)
        last = Flow(self.keyring, self.forget, spacing=16, lines=COLUMNS)
        for flow, stretches in ((what, (3, 5)), (secret, (1,)), (last, (1,))):
            for index, stretch in enumerate(stretches):
                flow.setStretch(index, stretch)
        return what, self._summary, secret, self._below_passphrase(), self.suggestion, last

    def _below_passphrase(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(2)
        for line in (self._caps_lock, self.meter, self._passphrase_text):
            lines.addWidget(line)
        lines.addStretch()
        return lines

    def _at_the_bottom(self, widget: QWidget) -> QVBoxLayout:
        """In line with the fields beside it, which have labels above."""
        column = QVBoxLayout()
        column.addStretch()
        column.addWidget(widget)
        return column

    def _passphrases(self) -> Flow:
        repeat = labelled(text("&Repeat passphrase"), self.repeat)
        repeat.setContentsMargins(0, 0, 0, 0)
        self._repeat_box.setLayout(repeat)
        line = Flow(spacing=16, lines=COLUMNS // 2)
        typed = labelled(text("&Passphrase"), self.passphrase, self.suggest, buddy=self.passphrase.line)
        line.addLayout(typed, 1)
        line.addWidget(self._repeat_box, 1)
        return line

    def _connect(self) -> None:
        self.key_type.activated.connect(self._on_key_type)
        self.label.textChanged.connect(self._on_label)
        self.count.valueChanged.connect(self._model.set_count)
        self.passphrase.edited.connect(self._on_passphrase)
        self.passphrase.revealed.connect(self._on_revealed)
        self.repeat.textChanged.connect(self._on_passphrase)
        self.generate.clicked.connect(self._model.generate)
        self.suggest.clicked.connect(self._on_suggest)
        self.forget.toggled.connect(self._model.set_forget_after_saving)
        self._model.suggestions.used.connect(self._on_used)
        self._model.passphrase_replaced.connect(self.fill)
        self._model.suggestions.changed.connect(self._on_suggestion)
        self._model.strength.judged.connect(self._on_judged)
        self._model.passphrase_expired.connect(self.clear_passphrases)
        for secret in (self.passphrase.line, self.repeat):
            secret.caps_lock_changed.connect(self._caps_lock.setVisible)
        for line in (self.label, self.passphrase.line, self.repeat):
            line.returnPressed.connect(self._on_return)

    def _on_key_type(self, index: int) -> None:
        self._model.choose_algorithm(self.key_type.itemData(index))

    def _on_item_selected(self, selected: QItemSelection) -> None:
        """Assistive technology selects in the closed list, which by itself changes nothing."""
        if not self.key_type.view().isVisible():
            for index in selected.indexes():
                self._on_key_type(index.row())

    def _on_label(self, label: str) -> None:
        """Typed by a person or by assistive technology, which emits no textEdited."""
        if label != self._model.state.label:
            self._model.edit_label(label)

    def _on_passphrase(self) -> None:
        repeated = None if self.passphrase.eye.isChecked() else Passphrase(self.repeat.text())
        self._model.edit_passphrase(self.passphrase.passphrase, repeated)

    def _on_revealed(self, shown: bool) -> None:
        self._repeat_box.setVisible(not shown)
        if shown:
            self.repeat.clear()
        self._on_passphrase()

    def _on_suggest(self) -> None:
        self._model.suggestions.show(True)

    def _on_suggestion(self, _: object) -> None:
        self._present_next_step(self._model.state)

    def _on_judged(self, judgement: Judgement | None) -> None:
        self.meter.present(judgement)
        self._present_help(self._model.state)

    def _on_used(self, passphrase: Passphrase) -> None:
        self.fill(passphrase)
        self.suggestion_used.emit()

    def _on_return(self) -> None:
        """Goes on: to the second field, or by generating."""
        state = self._model.state
        if state.passphrase is PassphraseStatus.NOT_REPEATED and self.passphrase.line.hasFocus():
            self.repeat.setFocus()
        elif not state.pairs:
            self.generate.click()
