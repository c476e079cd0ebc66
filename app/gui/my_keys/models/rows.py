"""The rows of one part of the list, for Qt: ten thousand of them cost no more than those that are seen.

Decision: on top of a model of Qt's own, which counts its rows without Python: a list asks for that twice for
each row when it lays them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt

from app.gui.my_keys.models.next_step import described
from app.gui.words import said

if TYPE_CHECKING:
    from app.usecases.key_list.standing import Standing

STANDING = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class Rows(QStringListModel):
    """`chosen`: fingerprints, while rows can be ticked; None while they cannot."""

    def __init__(self) -> None:
        super().__init__()
        self.standings: tuple[Standing, ...] = ()
        self.today = ""
        self.chosen: frozenset[str] | None = None

    def show(self, standings: tuple[Standing, ...], today: str, chosen: frozenset[str] | None) -> None:
        """Show these, where they are others; else only what is ticked."""
        if standings == self.standings and today == self.today:
            if chosen != self.chosen:
                self.chosen = chosen
                self.dataChanged.emit(self.index(0), self.index(len(standings) - 1))
            return
        self.standings, self.today, self.chosen = standings, today, chosen
        self.setStringList([each.record.name for each in standings])

    def row_of(self, fingerprint: str) -> int:
        """Return the row of a key; -1 where it is not here."""
        rows = (row for row, each in enumerate(self.standings) if each.record.fingerprint == fingerprint)
        return next(rows, -1) if fingerprint else -1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, all of it in words, or the tick."""
        standing = self.standings[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return standing.record.name
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return said(described(standing, self.today))
            case Qt.ItemDataRole.CheckStateRole if self.chosen is not None:
                ticked = standing.record.fingerprint in self.chosen
                return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            case _ if role == STANDING:
                return standing
        return None

    def flags(self, _index: _Index) -> Qt.ItemFlag:
        """Every row can be chosen; while several are, ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self.chosen is not None else flags
