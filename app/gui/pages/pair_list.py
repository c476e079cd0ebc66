"""The list of several pairs: the label of each over its fingerprint."""

from app.gui.models.keygen_model import KeygenModel
from app.gui.models.state import State
from app.gui.widgets.basics import card_layout, label, set_by_name
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.words import said
from app.text import text

_TITLE = text("Key pairs")


class PairList(BuiltOnShow):
    """Hidden while there is one pair, or none."""

    def __init__(self, model: KeygenModel) -> None:
        super().__init__()
        self._model = model
        self._listed: object = None

    def present(self, state: State) -> None:
        """Show the state."""
        several = len(state.pairs) > 1
        self.setVisible(several)
        if not self.is_made:
            return
        shown = (state.pairs, state.label) if several else None
        if shown != self._listed:
            self._listed = shown
            self._fill(state if several else State())
        if several:
            self.list.setCurrentRow(state.selected)

    def _make(self) -> None:
        from PySide6.QtWidgets import QListWidget

        self.list = QListWidget()

    def _build(self) -> None:
        self.list.setAccessibleName(said(_TITLE))
        set_by_name(self.list, "textElideMode", "ElideMiddle")
        set_by_name(self.list, "horizontalScrollBarPolicy", "ScrollBarAlwaysOff")
        self.list.setUniformItemSizes(True)
        self.list.setMinimumSize(124, 6 * self.list.fontMetrics().lineSpacing() + 40)  # three pairs
        inside = card_layout(self)
        inside.addWidget(label(_TITLE, "title"))
        inside.addWidget(self.list)

    def _connect(self) -> None:
        self.list.itemSelectionChanged.connect(self._on_selected)

    def _fill(self, state: State) -> None:
        from PySide6.QtWidgets import QListWidgetItem

        self.list.blockSignals(True)
        self.list.clear()
        for name, pair in zip(state.labels, state.pairs, strict=True):
            item = QListWidgetItem(f"{name}\n{pair.fingerprint}")
            item.setToolTip(pair.fingerprint)
            self.list.addItem(item)
        self.list.blockSignals(False)

    def _on_selected(self) -> None:
        """By keys, mouse, or assistive technology, which selects without moving the current row."""
        for index in self.list.selectedIndexes():
            self._model.keys.select(index.row())
