"""The one State of the window, the one piece of work that may run for it, and the passphrase.

The passphrase is held here while it is in the field, as a Passphrase, and in no State; with it, whether
the person wants it although it is weak. Nothing that
is held here holds this again: the models form no cycle, so that they end when they are let go.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.errors import KeygenError
from app.gui import messages
from app.gui.jobs import Job, Jobs, Result, Task
from app.gui.models.state import Scope, State, Work
from app.keys.passphrase import Passphrase
from app.text import NOTHING, Text

NO_PASSPHRASE = Passphrase("")


class StateHolder(QObject):
    """Emits `state_changed` with every new State, but `progressed` where only the progress of work is new."""

    state_changed = Signal(object)
    progressed = Signal(object)

    def __init__(self, jobs: Jobs, state: State) -> None:
        super().__init__()
        self._jobs = jobs
        self._state = state
        self.passphrase = NO_PASSPHRASE
        self.weak_is_accepted = False
        self._scope = Scope.GENERATE
        self._job: Job | None = None
        self._failed: Callable[[KeygenError], None] | None = None

    @property
    def state(self) -> State:
        """What is shown now."""
        return self._state

    def change(self, **values: Any) -> None:
        """Make a new State with these values."""
        self._state = replace(self._state, **values)
        self.state_changed.emit(self._state)

    def dismiss(self, scope: Scope) -> None:
        """Take away a notice in this part of the window."""
        if self._state.notice is not None and self._state.notice.scope is scope:
            self.change(notice=None)

    def start(
        self,
        title: Text,
        task: Task[Result],
        succeeded: Callable[[Result], None],
        scope: Scope,
        *,
        total: int = 0,
        failed: Callable[[KeygenError], None] | None = None,
        must_end: bool = True,
    ) -> None:
        """Run the task unless another one runs; an error becomes a notice in the part `scope`, unless
        somebody else shows it. `must_end`: as `Jobs.start` has it.
        """
        if self._state.work is not None:
            return
        self._scope, self._failed = scope, failed
        self.change(work=Work(title, 0, total if total > 1 else 0), notice=None, status=NOTHING)
        self._job = self._jobs.start(
            task,
            succeeded=succeeded,
            failed=self._on_failed,
            progressed=self._on_progressed,
            must_end=must_end,
        )

    def cancel(self) -> None:
        """Asks the running work to stop."""
        if self._job is not None and self._state.work is not None:
            self._job.cancel()
            self.change(work=replace(self._state.work, cancelling=True))

    def _on_progressed(self, done: int, total: int) -> None:
        if self._state.work is not None:
            self._state = replace(self._state, work=replace(self._state.work, done=done, total=total))
            self.progressed.emit(self._state)

    def _on_failed(self, error: KeygenError) -> None:
        if self._failed is None:
            self.change(work=None, notice=messages.notice_of(error, self._scope))
        else:
            self.change(work=None)
            self._failed(error)
