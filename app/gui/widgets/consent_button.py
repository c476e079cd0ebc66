"""A button that consents to a risk, and is never pressed by accident.

A second press of Space, a key that is held down and a double click were meant for what was there before:
so it hears no key that repeats itself, and nothing at all in the first half second after it has appeared.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from app.gui.widgets.buttons import Button

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent

DEAF_FOR = 0.5  # seconds


class ConsentButton(Button):
    """Looks like any button. `consents` may change where one button offers now this and now that."""

    def __init__(self, title: str = "", kind: str = "secondary") -> None:
        super().__init__(title, kind)
        self.consents = True
        self._since = 0.0

    def appear(self) -> None:
        """Offer something from now on."""
        self._since = time.monotonic()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Appears."""
        super().showEvent(event)
        self.appear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Hears a key that was pressed for it."""
        if not self._is_deaf(repeated=event.isAutoRepeat()):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Hears a click that was meant for it."""
        if not self._is_deaf(repeated=False):
            super().mousePressEvent(event)

    def _is_deaf(self, *, repeated: bool) -> bool:
        return self.consents and (repeated or time.monotonic() - self._since < DEAF_FOR)
