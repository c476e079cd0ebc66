"""In the list of keys: when this key is due, a note, and how it is forgotten."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.gui.key.detail_row import detail_row
from app.gui.key.models.remembered_model import ANOTHER_DAY, DAYS, RememberedModel
from app.gui.key.models.replace_model import ReplaceModel
from app.gui.session.session import Session
from app.gui.widgets.basics import announce, column, label, labelled, set_enabled, set_problem
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.buttons import small_button
from app.gui.widgets.cards import Card, Line
from app.gui.widgets.choice import NamedChoice
from app.gui.widgets.fields import TextField
from app.gui.words import said
from app.text import NOTHING, Text, plural, text
from app.usecases.key_list.rotation import NEVER

_STAYS = text("Takes it off the list of keys. Its files stay.")
_REPLACE = text("Makes another key for the same purpose, then leads you through the change.")
_REPLACED = text("Another key takes its place already.")
_LEAK = text("Somebody else may have the file or the passphrase: what to do then, in the order that matters.")
_LEAKED = text("You think that somebody else has it. What to do is listed above.")
_NOTE_HINT = text("For yourself. What looks like a private key is refused.")


class RememberedCard(BuiltOnShow):
    """Made when the details of a remembered key are first shown. Emits `leak_said` when somebody says so."""

    leak_said = Signal()

    def __init__(self, model: RememberedModel, replacing: ReplaceModel, session: Session) -> None:
        super().__init__()
        self._model, self._replacing, self._session = model, replacing, session
        self._shown = ""

    def present(self) -> None:
        """Show what is remembered of the selected key."""
        record = self._model.record
        if not self.is_made or record is None:
            return
        model = self._model
        self._due.setText(said(model.due))
        self.choice.show_choice(model.choice)
        is_day = model.choice == ANOTHER_DAY
        self._day_box.setVisible(is_day)
        if not self.day.hasFocus() and not model.state.problem:
            self.day.setText(record.due)
        set_problem(self.day, bool(model.state.problem))
        if said(model.state.problem) != self._day_problem.text():
            self._day_problem.setText(said(model.state.problem))
            self._day_problem.setVisible(bool(model.state.problem))
            announce(self.day, model.state.problem)
        if self._shown != record.fingerprint or not self.note.hasFocus():
            self._shown = record.fingerprint
            self.note.setText(record.note)
        set_enabled(self.replace, _REPLACED if record.replaced_by else NOTHING)
        self._leak.setText(said(_LEAKED if record.leaked else _LEAK))
        self.leaked.setText(said(text("It did not leak") if record.leaked else text("I think it leaked")))
        problem = self._session.key_list.state.unwritten
        self._problem.setText(said(problem))
        self._problem.setVisible(bool(problem))

    def _make(self) -> None:
        self.card = Card(text("In the list of keys"))
        self.choice = NamedChoice(text("Replace it"), _choices)
        self.day = TextField()
        self.note = TextField()
        self.replace = small_button(text("Replace\u2026"))
        self.leaked = small_button("")
        self.forget = small_button(text("Forget\u2026"), "danger")
        self._due = label("", wrap=True)
        self._day_problem = label("", "problem", wrap=True)
        self._problem = label("", "warning", wrap=True)
        self._day_box = QWidget()
        self._leak = label("", wrap=True)

    def _build(self) -> None:
        self.day.setAccessibleName(said(text("Day, as 2026-11-29")))
        self.note.setAccessibleName(said(text("Note")))
        self.note.setMaxLength(500)
        self.forget.setAccessibleDescription(said(_STAYS))
        self._day_box.setLayout(labelled(text("Day, as 2026-11-29"), self.day, hint=self._day_problem))
        self._day_problem.hide()
        body = self.card.body
        body.setContentsMargins(16, 8, 16, 12)
        body.setSpacing(4)
        body.addLayout(detail_row("calendar", text("Replace by"), self._due, self.choice))
        body.addWidget(self._day_box)
        body.addWidget(Line())
        note = labelled(text("Note"), self.note, hint=label(_NOTE_HINT, "muted", wrap=True))
        note.setContentsMargins(0, 8, 0, 8)
        body.addLayout(note)
        body.addWidget(Line())
        about = label(_REPLACE, wrap=True)
        body.addLayout(detail_row("refresh", text("Replace this key"), about, self.replace))
        body.addWidget(Line())
        body.addLayout(detail_row("alert", text("A leak"), self._leak, self.leaked))
        body.addWidget(Line())
        about = label(_STAYS, wrap=True)
        body.addLayout(detail_row("trash", text("Forget this key"), about, self.forget))
        body.addWidget(self._problem)
        self.setLayout(column(self.card))
        self.present()

    def _connect(self) -> None:
        model = self._model
        self.choice.chosen.connect(model.choose)
        self.day.editingFinished.connect(self._on_day)
        self.note.editingFinished.connect(self._on_note)
        self.forget.clicked.connect(model.ask_to_forget)
        self.replace.clicked.connect(self._replacing.begin)
        self.leaked.clicked.connect(self._on_leaked)
        model.changed.connect(self._on_changed)

    def _on_day(self) -> None:
        self._model.name_day(self.day.text())

    def _on_note(self) -> None:
        self._model.write_note(self.note.text())

    def _on_leaked(self) -> None:
        record = self._model.record
        is_leak = record is not None and not record.leaked
        self._replacing.set_leaked(is_leak)
        if is_leak:
            self.leak_said.emit()

    def _on_changed(self, _: object) -> None:
        self.present()


def _choices() -> dict[str, Text]:
    days = {each: plural("After {number} day", "After {number} days", int(each)) for each in DAYS}
    return {**days, NEVER: text("Never"), ANOTHER_DAY: text("On another day")}
