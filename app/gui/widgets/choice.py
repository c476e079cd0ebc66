"""A choice among named things, of which only the chosen one is known before the list is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal

from app.gui.widgets.fields import ChoiceField
from app.gui.words import said
from app.text import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QStandardItemModel

    from app.text import Text


class NamedChoice(ChoiceField):
    """Emits `chosen` with the identifier of what a person takes.

    `titles` returns the title of each identifier, in order; it is asked for the whole list in `fill`.
    `title_of` returns that of one, where that is quicker.
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        titles: Callable[[], Mapping[str, str]],
        title_of: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self._titles = titles
        self._title_of = title_of or (lambda identifier: titles()[identifier])
        self._is_filled = False
        self._refused: dict[str, Text] = {}
        self.setAccessibleName(said(name))
        self.shorten()
        self.activated.connect(self._on_activated)

    def fill(self) -> None:
        """Make the list, with what is chosen in it."""
        if self._is_filled:
            return
        self._is_filled = True
        chosen = self.currentData()
        self.blockSignals(True)
        self.clear()
        for identifier, title in self._titles().items():
            self.addItem(said(title), identifier)
        self.setCurrentIndex(self.findData(chosen))
        self._present_refused()
        self.blockSignals(False)
        self.view().selectionModel().selectionChanged.connect(self._on_item_selected)

    def show_choice(self, identifier: str) -> None:
        """Show what is the case, without telling anybody."""
        if not self._is_filled and self.currentData() != identifier:
            self.clear()
            self.addItem(said(self._title_of(identifier)), identifier)
        self.setCurrentIndex(self.findData(identifier))

    def refuse(self, identifier: str, reason: Text) -> None:
        """Let this one not be taken, with the reason; NOTHING: it can be."""
        if self._refused.get(identifier, NOTHING) != reason:
            self._refused[identifier] = reason
            self._present_refused()

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Show the whole list."""
        self.fill()
        super().showPopup()

    def _present_refused(self) -> None:
        for identifier, reason in self._refused.items():
            item = self._items.item(self.findData(identifier))
            if item is not None:
                item.setEnabled(not reason)
                item.setToolTip(said(reason))

    @property
    def _items(self) -> QStandardItemModel:
        return cast("QStandardItemModel", self.model())

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(self.itemData(index))

    def _on_item_selected(self, selected: QItemSelection) -> None:
        """Assistive technology selects in the closed list, which by itself changes nothing."""
        if not self.view().isVisible() and self.isEnabled():
            for index in selected.indexes():
                self.chosen.emit(self.itemData(index.row()))
