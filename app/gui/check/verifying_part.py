"""Verify: a public key, what was signed, the signature; and whether they belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.gui.check.entry import Entry
from app.gui.check.key_field import KeyField
from app.gui.check.models.verifying_model import VerifyingModel, rules_titles
from app.gui.check.part import Part
from app.gui.check.verdict_card import VerdictCard
from app.gui.session.session import Session
from app.gui.widgets.basics import column, labelled, set_enabled
from app.gui.widgets.buttons import button
from app.gui.widgets.choice import NamedChoice
from app.gui.widgets.flow import Flow
from app.text import text

if TYPE_CHECKING:
    from app.gui.action_bar import ActionBar

_RULES = text("By the rules of")


class VerifyingPart(Part):
    """The fields are emptied like those for a secret."""

    def __init__(self, session: Session, model: VerifyingModel) -> None:
        super().__init__()
        self._session, self.model = session, model

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """Return Clear and Verify."""
        return (self.clear, self.verify)

    def first_focus(self) -> QWidget:
        """Return what is missing first."""
        return self.payload.text if self.model.state.key else self.key.choice

    def result(self) -> QWidget | None:
        """Return the verdict, or the key that was opened."""
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
            self.payload.text.setFocus()
        return has_secret

    def present_bar(self, bar: ActionBar) -> None:
        """Show Verify until there is a verdict."""
        self.verify.setVisible(self.model.state.judgement is None)
        self.clear.setVisible(self.model.has_secret)
        set_enabled(self.verify, self.model.problem or self._session.activity.state.problem)
        bar.say(text("Nothing is sent or kept. Only public keys are used."), "lock")

    def _make(self) -> None:
        self.key = KeyField(self.model.keys, text("Choose a key"))
        self.rules = NamedChoice(_RULES, rules_titles)
        self.payload = Entry(text("What was signed"), 5, text("Every character, as it was signed."))
        self.signature = Entry(text("Signature"), 3, text("In base64, base64url or hexadecimal."))
        self.card = VerdictCard()
        self.clear = button(text("C&lear"))
        self.verify = button(text("&Verify"), "primary")

    def _build(self) -> None:
        rules = column(labelled(_RULES, self.rules))
        choices = Flow(self.key, rules, spacing=16, lines=30)
        choices.setStretch(0, 1)
        choices.setStretch(1, 1)
        whole = column(choices, self.payload, self.signature, self.card, spacing=16)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.model.changed.connect(self._present)
        self.model.expired.connect(self._on_expired)
        self.payload.text.textChanged.connect(self._on_edited)
        self.signature.text.textChanged.connect(self._on_edited)
        self.key.chosen.connect(self.model.choose_key)
        self.rules.chosen.connect(self.model.choose_rules)
        self.verify.clicked.connect(self._on_verify)
        self.clear.clicked.connect(self.close_innermost)
        self._present()

    def _present(self, _: object = None) -> None:
        self.key.present(self.model.state.key)
        self.rules.show_choice(self.model.state.rules)
        self.card.present(*self.model.verdict)

    def _texts(self) -> tuple[str, str]:
        return self.payload.text.toPlainText(), self.signature.text.toPlainText()

    def _on_edited(self) -> None:
        self.model.edit(*self._texts())

    def _on_verify(self) -> None:
        self.model.verify(*self._texts())

    def _on_expired(self) -> None:
        self.payload.empty()
        self.signature.empty()
