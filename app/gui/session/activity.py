"""The one piece of work that may run for the window, its progress, and what was done last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal

from app.errors import KeygenError
from app.gui.jobs import Job, Jobs, Result, Task
from app.gui.session.holder import Holder
from app.text import NOTHING, Text, text

WAIT = text("Wait until the work is done.")


@dataclass(frozen=True, slots=True)
class Work:
    """What runs now. `total` 0: no steps to count."""

    title: Text
    done: int = 0
    total: int = 0
    cancelling: bool = False


@dataclass(frozen=True, slots=True)
class Now:
    """What runs, and the sentence about what was done last."""

    work: Work | None = None
    status: Text = NOTHING

    @property
    def problem(self) -> Text:
        """Why nothing else can begin now; empty if it can."""
        return WAIT if self.work else NOTHING


class Activity(Holder[Now]):
    """Emits `started` before anything of the work shows, `ending` before its result does, `ended` once that
    is in place, and `progressed` where only the progress of work is new.
    """

    started = Signal()
    ending = Signal()
    ended = Signal()
    progressed = Signal(object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(Now())
        self._jobs = jobs
        self._job: Job | None = None

    def start(
        self,
        title: Text,
        task: Task[Result],
        succeeded: Callable[[Result], None],
        failed: Callable[[KeygenError], None],
        *,
        total: int = 0,
        must_end: bool = True,
    ) -> None:
        """Run the task unless another one runs. `must_end`: as `Jobs.start` has it.

        The callbacks put the result in its place; then the work is over, for everybody at once.
        """
        if self.state.work is not None:
            return
        self.started.emit()
        self.change(work=Work(title, 0, total if total > 1 else 0), status=NOTHING)
        self._job = self._jobs.start(
            task,
            succeeded=partial(self._on_ended, succeeded),
            failed=partial(self._on_ended, failed),
            progressed=self._on_progressed,
            must_end=must_end,
        )

    def cancel(self) -> None:
        """Ask the running work to stop."""
        if self._job is not None and self.state.work is not None:
            self._job.cancel()
            self.change(work=replace(self.state.work, cancelling=True))

    def say(self, status: Text) -> None:
        """Say what was done."""
        self.change(status=status)

    def _on_progressed(self, done: int, total: int) -> None:
        if self.state.work is not None:
            self._state = replace(self._state, work=replace(self.state.work, done=done, total=total))
            self.progressed.emit(self._state)

    def _on_ended(self, put: Callable[[Result], None], result: Result) -> None:
        self.ending.emit()
        put(result)
        self.change(work=None)
        self.ended.emit()
