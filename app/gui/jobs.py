"""A pure callable on a thread of its own: progress, cancel and result come back on the GUI thread.

Decision: Python's threads and one signal of one object that outlives them, not QRunnable with signals of
its own. Such an object is owned by Python on two threads at once; where the worker lets go of it last,
Qt's half is destroyed on the wrong thread while the GUI thread still delivers its events, and crashes.
Here a worker holds nothing of Qt but the signal that it emits, and no callback.

Decision: on Linux a worker, and every thread that it starts, gives way to the GUI thread. Where RSA keys are
searched on every core, the window would wait its turn behind them, 20 ms now and then.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.errors import CancelledError, KeygenError, UnexpectedError
from app.usecases.progress import OnProgress

_PROGRESS_INTERVAL = 0.03
_NICE = 5  # setpriority(2): a third of the GUI thread's weight where both want a core

Result = TypeVar("Result")
Task = Callable[[OnProgress], Result]
Emit = Callable[["_Message"], None]


class Job:
    """One piece of work. Exactly one of its two results comes back, unless all has been shut down."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Asks the work to stop at its next report; it then fails with CancelledError."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled.is_set()


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class _Message:
    """From the worker to the GUI thread: what to call of the job's callbacks, and with what."""

    job: Job
    kind: str
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class _Running:
    """What the GUI thread keeps of a job."""

    callbacks: dict[str, Callable[..., None]]
    thread: threading.Thread
    must_end: bool


class _Gate:
    """What workers emit through: a signal of an object that is gone would crash the program."""

    def __init__(self) -> None:
        self._is_open = True
        self._lock = threading.RLock()  # a signal handler may close it again in the midst of closing

    def emit(self, emit: Emit, message: _Message) -> None:
        """Emit, or do nothing once the gate is closed."""
        with self._lock:
            if self._is_open:
                emit(message)

    def close(self) -> None:
        """Return when nothing is emitted any more."""
        with self._lock:
            self._is_open = False

    @property
    def is_open(self) -> bool:
        """Whether results still come back."""
        return self._is_open


class Jobs(QObject):
    """All the work beside the GUI thread."""

    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: dict[Job, _Running] = {}
        self._gate = _Gate()
        self._told.connect(self._on_told)

    def start(
        self,
        task: Task[Result],
        *,
        succeeded: Callable[[Result], None],
        failed: Callable[[KeygenError], None],
        progressed: Callable[[int, int], None] | None = None,
        must_end: bool = True,
    ) -> Job:
        """Run the task; its result comes to `succeeded`.

        The callbacks are bound methods of objects of the GUI thread, or partial objects of one. After
        `shut_down` nothing runs any more, and nothing comes. `must_end` False: the end of the program does
        not wait for it, because it touches no file of keys and may take long (a keyring).
        """
        job = Job()
        if not self._gate.is_open:
            return job
        callbacks: dict[str, Callable[..., None]] = {"succeeded": succeeded, "failed": failed}
        if progressed is not None:
            callbacks["progressed"] = progressed
        thread = threading.Thread(target=_run, args=(job, task, self._emit()), daemon=True)
        self._running[job] = _Running(callbacks, thread, must_end)
        thread.start()
        return job

    def shut_down(self) -> None:
        """Cancel what runs and wait for what must end; no result is delivered any more.

        May be called again while it waits: a signal is handled in the midst of it.
        """
        self._gate.close()
        ending, self._running = self._running, {}
        for job in ending:
            job.cancel()
        for running in ending.values():
            if running.must_end:
                running.thread.join()

    def _emit(self) -> Emit:
        gate, emit = self._gate, self._told.emit
        return lambda message: gate.emit(emit, message)

    def _on_told(self, message: _Message) -> None:
        if message.kind == "progressed":
            running = self._running.get(message.job)
        else:
            running = self._running.pop(message.job, None)
        if running is not None and message.kind in running.callbacks:
            running.callbacks[message.kind](*message.values)


def _run(job: Job, task: Task[object], emit: Emit) -> None:
    """On the worker's thread. What the task raises ends as a KeygenError, without the text of strangers."""
    _give_way()
    try:
        message = _Message(job, "succeeded", (task(_reporter(job, emit)),))
    except KeygenError as error:
        message = _Message(job, "failed", (error,))
    except Exception as error:  # noqa: BLE001 - a thread's last line of defence; it is shown, not swallowed
        message = _Message(job, "failed", (UnexpectedError(error),))
    emit(message)


def _give_way() -> None:
    """Let this thread, on Linux, be less urgent than the one that has started it."""
    if sys.platform == "linux":
        thread = threading.get_native_id()
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + _NICE)


def _reporter(job: Job, emit: Emit) -> OnProgress:
    """Return the callable that the work is given. Raises CancelledError once the job was cancelled."""
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        if job.is_cancelled:
            raise CancelledError
        now = time.monotonic()
        if done == total or now - last > _PROGRESS_INTERVAL:
            last = now
            emit(_Message(job, "progressed", (done, total)))

    return report
