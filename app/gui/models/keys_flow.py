"""What came out: one pair on screen, its public key for anybody, its private key for a moment."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.gui import messages
from app.gui.models import tasks
from app.gui.models.holder import StateHolder
from app.gui.models.state import Scope
from app.text import Text, paragraph, text


class CopiesText(Protocol):
    """What the models need of the clipboard."""

    def copy_public(self, text: str) -> None:
        """Copy for anybody."""

    def copy_secret(self, text: str, what: Text) -> None:
        """Copy with concealment and a countdown; `what` names it for people."""


class KeysFlow(QObject):
    """Emits `public_copied` and `private_copied` once the clipboard has it."""

    public_copied = Signal()
    private_copied = Signal()

    def __init__(self, holder: StateHolder, clipboard: CopiesText) -> None:
        super().__init__()
        self._holder = holder
        self._clipboard = clipboard
        self._private_wanted = False

    def select(self, index: int) -> None:
        """Show the pair of this index."""
        state = self._holder.state
        if 0 <= index < len(state.pairs) and index != state.selected:
            self._holder.change(selected=index, private_text=None)

    def copy_public(self) -> None:
        """Exactly the PEM text."""
        state = self._holder.state
        if state.pair is not None and not state.copy_problem:
            self._clipboard.copy_public(state.pair.public_key_pem)
            self._holder.change(status=paragraph(text("Public key copied."), messages.REGISTER_HINT))
            self.public_copied.emit()

    def show_private(self, shown: bool) -> None:
        """Show the private key as it would be saved now, or hide it."""
        self._private_wanted = shown
        if not shown:
            self._holder.change(private_text=None)
        else:
            self._encode(self._on_shown)

    def copy_private(self) -> None:
        """Copy the private key as it would be saved now."""
        self._encode(self._on_private)

    def _encode(self, succeeded: Callable[[str], None]) -> None:
        state = self._holder.state
        if state.pair is not None and not state.private_problem:
            task = partial(tasks.encode, state.pair, self._holder.passphrase)
            title = text("Preparing the private key")
            self._holder.start(title, task, succeeded, Scope.GENERATE)

    def _on_shown(self, pem: str) -> None:
        self._holder.change(work=None, private_text=pem if self._private_wanted else None)

    def _on_private(self, pem: str) -> None:
        self._clipboard.copy_secret(pem, messages.PRIVATE_KEY)
        encrypted = text("Private key copied; it is encrypted.")
        status = encrypted if self._holder.passphrase else text("Private key copied; it is NOT encrypted.")
        self._holder.change(work=None, status=status)
        self.private_copied.emit()
