"""What is made: Ed25519 or RSA, and how large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gui.new_key.models.new_key_model import NewKey, NewKeyModel, sizes
from app.gui.widgets.basics import label, labelled, set_enabled, set_role
from app.gui.widgets.cards import Card
from app.gui.widgets.fields import ChoiceField
from app.gui.widgets.flow import Flow
from app.gui.widgets.segmented import Segmented
from app.gui.words import said
from app.keys.algorithm import BY_NAME, Family
from app.text import NOTHING, text

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection

_TYPE, _SIZE = text("Key type"), text("Key size")
_ONE_SIZE = text("Ed25519 keys have one size.")


class KindCard(Card):
    """The size is for RSA alone."""

    def __init__(self, model: NewKeyModel) -> None:
        super().__init__(text("What is made"))
        self._model = model
        names = {Family.ED25519.value: text("&Ed25519"), Family.RSA.value: text("R&SA")}
        self.family = Segmented(_TYPE, dict(names))
        self.bits = ChoiceField()
        self._about = label("", "muted", wrap=True)
        self._build()
        model.changed.connect(self._present)
        self.family.chosen.connect(self._on_family)
        self.bits.activated.connect(self._on_size)
        self._present(model.state)

    def listen_to_closed_list(self) -> None:
        """To be called after the first frame: the list of sizes is a window of its own, made here."""
        self.bits.view().selectionModel().selectionChanged.connect(self._on_item_selected)

    def _build(self) -> None:
        for algorithm in sizes():
            self.bits.addItem(said(text("{bits} bits", bits=algorithm.bits)), algorithm.name)
        self.bits.setAccessibleName(said(_SIZE))
        self.bits.setPlaceholderText(said(text("Fixed")))
        kind = labelled(_TYPE, self.family, buddy=self.family.segments[Family.ED25519.value])
        size = labelled(text("Key si&ze"), self.bits)
        line = Flow(kind, size, spacing=16, lines=20)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(self._about)

    def _present(self, state: NewKey) -> None:
        algorithm = state.algorithm
        is_rsa = algorithm.family is Family.RSA
        self.family.show_choice(algorithm.family.value)
        self.bits.setCurrentIndex(self.bits.findData(algorithm.name) if is_rsa else -1)
        set_enabled(self.bits, NOTHING if is_rsa else _ONE_SIZE)
        self._about.setText(said(algorithm.notice or algorithm.summary))
        set_role(self._about, "warning" if algorithm.notice else "muted")

    def _on_family(self, family: str) -> None:
        self._model.choose_family(Family(family))

    def _on_size(self, index: int) -> None:
        self._model.choose(BY_NAME[self.bits.itemData(index)])

    def _on_item_selected(self, selected: QItemSelection) -> None:
        """Assistive technology selects in the closed list, which by itself changes nothing."""
        if not self.bits.view().isVisible() and self.bits.isEnabled():
            for index in selected.indexes():
                self._on_size(index.row())
