"""Why was it refused? One field for whatever was sent and answered, and what was found out below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from app.gui.check.entry import Entry
from app.gui.check.key_field import KeyField
from app.gui.check.models.refusal_model import RefusalModel
from app.gui.check.part import Part
from app.gui.check.result_card import ResultCard
from app.gui.session.session import Session
from app.gui.widgets.basics import column, set_enabled
from app.gui.widgets.buttons import button
from app.gui.widgets.copy_button import CopyButton
from app.text import text

if TYPE_CHECKING:
    from app.gui.action_bar import ActionBar

_LINES, _FEWER_LINES = 7, 3  # of the field; beside a result, that is to be seen
_TITLE = text("What was sent, and the answer")
_PLACEHOLDER = text(
    "Paste the request as it was sent: a URL, a curl command, a query string, HTTP, JSON, FIX, or a line of "
    "a log. Behind it, the answer of the exchange."
)


class RefusalPart(Part):
    """The field is emptied like one for a secret; only public keys are used."""

    def __init__(self, session: Session, model: RefusalModel) -> None:
        super().__init__()
        self._session, self.model = session, model

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """Return Clear, Copy result and the search."""
        return (self.clear, self.copy, self.search)

    def first_focus(self) -> QWidget:
        """Return the field."""
        return self.text

    def result(self) -> QWidget | None:
        """Return what was found out, or the key that was opened."""
        if not self.card.isHidden():
            return self.card
        return self.key.choice if self.key.choice.hasFocus() else None

    def close_innermost(self) -> bool:
        """Ask for no other key, else forget what was pasted."""
        if self.key.close_innermost():
            return True
        has_secret = self.model.has_secret
        if has_secret:
            self.model.expire()
            self.text.setFocus()
        return has_secret

    def take_text(self, content: str) -> None:
        """Take what was pasted outside of the field, or dropped."""
        self.text.setPlainText(content)
        self.text.setFocus()

    def present_bar(self, bar: ActionBar) -> None:
        """Show the search until there is a result, and then what can be done with it."""
        has_answer = self.model.state.answer is not None
        self.search.setVisible(not has_answer)
        self.copy.setVisible(has_answer)
        self.clear.setVisible(self.model.has_secret)
        problem = self.model.problem or self._session.activity.state.problem
        set_enabled(self.search, problem, text("Control and Enter do the same in the field"))
        status = self._session.activity.state.status
        if has_answer and status:
            bar.say(status, "check", "good")
        else:
            bar.say(text("Nothing is sent or kept. Only public keys are used."), "lock")

    def _make(self) -> None:
        self.entry = Entry(_TITLE, _LINES, _PLACEHOLDER)
        self.text = self.entry.text
        self.key = KeyField(self.model.keys, text("Find it by the signature"))
        self.card = ResultCard(self.model)
        self.clear = button(text("C&lear"))
        self.copy = CopyButton(text("&Copy result"))
        self.search = button(text("&Find the cause"), "primary", "search")

    def _build(self) -> None:
        self.card.hide()
        whole = column(self.entry, self.key, self.card, spacing=16)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.model.changed.connect(self._present)
        self.model.expired.connect(self._on_expired)
        self.text.textChanged.connect(self._on_edited)
        self.key.chosen.connect(self.model.choose_key)
        self.search.clicked.connect(self._on_find)
        self.clear.clicked.connect(self.close_innermost)
        self.copy.clicked.connect(self._on_copy)
        QShortcut("Ctrl+Return", self.text).activated.connect(self.search.click)
        self._present()

    def _present(self, _: object = None) -> None:
        self.entry.set_lines(_LINES if self.model.state.answer is None else _FEWER_LINES)
        self.key.present(self.model.state.key)
        self.card.present()

    def _on_edited(self) -> None:
        self.model.edit(self.text.toPlainText())

    def _on_find(self) -> None:
        self.model.diagnose(self.text.toPlainText())

    def _on_copy(self) -> None:
        self.model.copy()
        self.copy.flash()

    def _on_expired(self) -> None:
        self.entry.empty()
