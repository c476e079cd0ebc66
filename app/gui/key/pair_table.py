"""Several pairs: number, name, and the end of the fingerprint; which public keys were copied."""

from __future__ import annotations

from app.gui.key.models.key_model import KeyModel
from app.gui.session.hand import PairsAtHand
from app.gui.widgets.basics import column
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.cards import paint_card
from app.gui.words import said
from app.text import text

_TITLE = text("Key pairs")
_COLUMNS = (text("No."), text("Name"), text("Fingerprint ends in"), text("Public key"))
_SHOWN = 8  # rows that are seen at once
_LAST = 8  # characters of a fingerprint


class PairTable(BuiltOnShow):
    """Hidden while there is one pair, or none."""

    def __init__(self, model: KeyModel) -> None:
        super().__init__()
        self._model = model
        self._listed: object = None

    def present(self, hand: PairsAtHand) -> None:
        """Show the pairs."""
        several = len(hand.pairs) > 1
        self.setVisible(several)
        if not self.is_made:
            return
        shown = (hand.pairs, hand.labels) if several else None
        if shown != self._listed:
            self._listed = shown
            self._fill(hand if several else PairsAtHand())
        if several:
            self.table.blockSignals(True)
            self.table.setCurrentCell(hand.selected, 0)  # selectRow takes none in a mirrored window
            self.table.blockSignals(False)
            self._mark(hand)

    def paintEvent(self, _: object) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        paint_card(self)

    def _make(self) -> None:
        from app.gui.widgets.table import Table

        self.table = Table(_TITLE, _COLUMNS)

    def _build(self) -> None:
        self.table.stretch(1)
        self.table.may_lack(2)
        inside = column(self.table)
        inside.setContentsMargins(8, 4, 8, 8)
        self.setLayout(inside)

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(self._on_selected)

    def _fill(self, hand: PairsAtHand) -> None:
        rows = [
            (str(number), name, pair.fingerprint[-_LAST:], "")
            for number, (name, pair) in enumerate(zip(hand.labels, hand.pairs, strict=True), 1)
        ]
        self.table.fill(rows, [pair.fingerprint for pair in hand.pairs])
        self.table.setFixedHeight(self.table.height_of(min(len(rows), _SHOWN)))

    def _mark(self, hand: PairsAtHand) -> None:
        copied = said(text("Copied"))
        for index, pair in enumerate(hand.pairs):
            item = self.table.item(index, len(_COLUMNS) - 1)
            wanted = copied if pair.fingerprint in self._model.state.copied else ""
            if item is not None and item.text() != wanted:
                item.setText(wanted)

    def _on_selected(self) -> None:
        """By keys, mouse, or assistive technology, which selects without moving the current row."""
        for index in self.table.selectionModel().selectedRows():
            self._model.select(index.row())
