"""One frozen state, and who is told when it becomes another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    S = TypeVar("S", bound=DataclassInstance)
else:
    S = TypeVar("S")


class Holder(QObject, Generic[S]):
    """Holds a frozen dataclass. Emits `changed` with every new one."""

    changed = Signal(object)

    def __init__(self, state: S) -> None:
        super().__init__()
        self._state = state

    @property
    def state(self) -> S:
        """What is the case now."""
        return self._state

    def change(self, **values: Any) -> None:
        """Make a new state with these values, and emit it."""
        self._state = replace(self._state, **values)
        self.changed.emit(self._state)
