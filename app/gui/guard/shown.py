"""Which secrets can be seen now: the one place that hiding and screen captures listen to."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class Secret(Enum):
    """What can be seen."""

    PRIVATE_KEY = "private key"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of one
    SUGGESTION = "suggestion"


class Shown(QObject):
    """Emits `changed` when something is seen that was not, or the other way round; `hide_wanted` where what
    is seen for a moment alone has been seen long enough.
    """

    changed = Signal()
    hide_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[tuple[Secret, QWidget], QWidget] = {}

    def set(self, secret: Secret, shown: bool, place: QWidget) -> None:
        """Say that this secret can be seen in this part of a window, or no more."""
        if shown:
            self._places[secret, place] = place
        else:
            self._places.pop((secret, place), None)
        self.changed.emit()

    def sees(self, secret: Secret) -> bool:
        """Return whether this secret can be seen anywhere."""
        return any(each is secret for each, _ in self._places)

    def windows(self) -> list[QWidget]:
        """Return the windows in which a secret can be seen."""
        return list(dict.fromkeys(place.window() for place in self._places.values()))
