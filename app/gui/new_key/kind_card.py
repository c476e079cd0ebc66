"""What is made: for which venue and program, for what, and of which type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gui.new_key.models.new_key import NewKey
from app.gui.new_key.models.new_key_model import EACH_PURPOSE, NewKeyModel, sizes
from app.gui.widgets.aim_fields import client_title, client_titles, purpose_titles, venue_title, venue_titles
from app.gui.widgets.basics import column, describe, label, labelled, set_enabled, set_role
from app.gui.widgets.cards import Card
from app.gui.widgets.choice import NamedChoice
from app.gui.widgets.fields import ChoiceField
from app.gui.widgets.flow import Flow
from app.gui.widgets.segmented import Segmented
from app.gui.words import said
from app.keys.algorithm import BY_NAME, Family
from app.text import NOTHING, Text, paragraph, text

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection

_TYPE, _SIZE = text("Key type"), text("Key size")
_ONE_SIZE = text("Ed25519 keys have one size.")


class KindCard(Card):
    """The size is for RSA alone. A type that the venue does not take is not offered, with the reason."""

    def __init__(self, model: NewKeyModel) -> None:
        super().__init__(text("What is made"))
        self._model = model
        names = {Family.ED25519.value: text("&Ed25519"), Family.RSA.value: text("R&SA")}
        self.venue = NamedChoice(text("For"), venue_titles, venue_title)
        self.client = NamedChoice(text("Used by"), client_titles, client_title)
        self.purpose = NamedChoice(text("Purpose"), _purposes)
        self.family = Segmented(_TYPE, dict(names))
        self.bits = ChoiceField()
        self._verdict = label("", "muted", wrap=True)
        self._about = label("", "muted", wrap=True)
        self._advice = label("", "warning", wrap=True)
        self._build()
        model.changed.connect(self._present)
        self.venue.chosen.connect(model.choose_venue)
        self.client.chosen.connect(model.choose_client)
        self.purpose.chosen.connect(model.choose_purpose)
        self.family.chosen.connect(self._on_family)
        self.bits.activated.connect(self._on_size)
        self._present(model.state)

    def listen_to_closed_list(self) -> None:
        """To be called after the first frame: the lists are windows of their own, made here."""
        for choice in (self.venue, self.client, self.purpose):
            choice.fill()
        self.bits.view().selectionModel().selectionChanged.connect(self._on_item_selected)

    def _build(self) -> None:
        for algorithm in sizes():
            self.bits.addItem(said(text("{bits} bits", bits=algorithm.bits)), algorithm.name)
        self.bits.setAccessibleName(said(_SIZE))
        self.bits.setPlaceholderText(said(text("Fixed")))
        where = Flow(
            labelled(text("F&or"), self.venue), labelled(text("Use&d by"), self.client), spacing=16, lines=20
        )
        kind = labelled(_TYPE, self.family, buddy=self.family.segments[Family.ED25519.value])
        size = labelled(text("Key si&ze"), self.bits)
        what = Flow(labelled(text("P&urpose"), self.purpose), kind, size, spacing=16, lines=28)
        for line in (where, what):
            line.setStretch(0, 1)
            line.setStretch(1, 1)
        self.body.addLayout(column(where, self._verdict, spacing=4))
        self.body.addLayout(column(what, self._about, self._advice))

    def _present(self, state: NewKey) -> None:
        algorithm, aim = state.algorithm, state.aim
        is_rsa = algorithm.family is Family.RSA
        self.venue.show_choice(aim.venue)
        self.client.show_choice(aim.client)
        self.purpose.show_choice(EACH_PURPOSE if state.each else aim.purpose)
        self.purpose.refuse(EACH_PURPOSE, state.each_problem)
        self.family.show_choice(algorithm.family.value)
        for family in Family:
            set_enabled(self.family.segments[family.value], state.why_not(family))
        self.bits.setCurrentIndex(self.bits.findData(algorithm.name) if is_rsa else -1)
        set_enabled(self.bits, NOTHING if is_rsa else _ONE_SIZE)
        self._present_words(state)

    def _present_words(self, state: NewKey) -> None:
        verdict, is_usable = state.verdict
        self._verdict.setText(said(verdict))
        self._verdict.setVisible(bool(verdict))
        set_role(self._verdict, "muted" if is_usable else "problem")
        describe(self.client, verdict)
        advice = state.advice
        self._advice.setText(said(advice))
        self._advice.setVisible(bool(advice))
        describe(self.purpose, advice)
        refused = next((reason for family in Family if (reason := state.why_not(family))), NOTHING)
        about, is_warning = state.about
        self._about.setText(said(paragraph(refused, state.about_set) if refused else about))
        set_role(self._about, "warning" if is_warning else "muted")

    def _on_family(self, family: str) -> None:
        self._model.choose_family(Family(family))

    def _on_size(self, index: int) -> None:
        self._model.choose(BY_NAME[self.bits.itemData(index)])

    def _on_item_selected(self, selected: QItemSelection) -> None:
        """Assistive technology selects in the closed list, which by itself changes nothing."""
        if not self.bits.view().isVisible() and self.bits.isEnabled():
            for index in selected.indexes():
                self._on_size(index.row())


def _purposes() -> dict[str, Text]:
    """Return the purposes of one key, and at last a key for each."""
    return {**purpose_titles(), EACH_PURPOSE: text("One key for each purpose")}
