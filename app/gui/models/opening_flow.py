"""Opening a private key: recognised first, its passphrase asked in place, then opened."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.gui import messages
from app.gui.jobs import Task
from app.gui.models import tasks
from app.gui.models.holder import StateHolder
from app.gui.models.state import Action, Opening, Scope
from app.keys.passphrase import Passphrase
from app.text import text

if TYPE_CHECKING:
    from app.usecases.open_key import Opened


class OpeningFlow(QObject):
    """Emits `opened` with an Opened that has its pair."""

    opened = Signal(object)

    def __init__(self, holder: StateHolder) -> None:
        super().__init__()
        self._holder = holder
        self._locked: Opened | None = None
        self._waiting: Task[Opened] | None = None

    def show(self, shown: bool) -> None:
        """Open or close the part in which a private key is pasted."""
        self._locked = None
        self._holder.dismiss(Scope.OPEN)
        self._holder.change(opening=Opening() if shown else None)

    def open_text(self, data: bytes) -> None:
        """Open a pasted or dropped text."""
        self._locked = None
        if data.strip():
            self._open(partial(tasks.recognise, data))
        else:
            self._holder.change(opening=Opening(), notice=None)

    def open_file(self, path: Path) -> None:
        """Open a chosen or dropped file; its name becomes the label where it can."""
        self._open(partial(tasks.read, path))

    def unlock(self, passphrase: Passphrase) -> None:
        """Open the recognised encrypted key."""
        if self._locked is not None:
            task = partial(tasks.unlock, self._locked, passphrase)
            self._holder.start(text("Opening"), task, self._on_read, Scope.OPEN)

    def open_anyway(self) -> None:
        """Open what waited for an answer. The pair on screen stays until the other is open."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._read(waiting)

    def forget_waiting(self) -> None:
        """Forget what waited: the answer was no."""
        self._waiting = None

    def _open(self, task: Task[Opened]) -> None:
        if self._holder.state.work is not None:
            return
        if self._holder.state.would_lose_a_key:
            self._waiting = task
            count = len(self._holder.state.pairs)
            self._holder.change(notice=messages.discard_question(count, Action.OPEN_ANYWAY))
        else:
            self._read(task)

    def _read(self, task: Task[Opened]) -> None:
        self._holder.change(opening=Opening())
        self._holder.start(text("Reading"), task, self._on_read, Scope.OPEN, must_end=False)

    def _on_read(self, read: Opened) -> None:
        if read.pair is None:
            self._locked = read
            opening = Opening(messages.describe(read.document), True, read.fingerprint)
            self._holder.change(work=None, opening=opening)
        else:
            self._locked = None
            self.opened.emit(read)
