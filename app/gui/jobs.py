"""A pure callable on a thread pool: progress, cancel and result come back as signals on the GUI thread."""

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance

from app.errors import CancelledError, KeygenError, UnexpectedError
from app.usecases.progress import Report

_PROGRESS_INTERVAL = 0.03

Work = Callable[[Report], object]


class Job(QObject):
    """One piece of work. Exactly one of `succeeded` and `failed` comes, then `ended`."""

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = threading.Event()
        self._last_report = 0.0

    def cancel(self) -> None:
        """Asks the work to stop at its next report; it then fails with CancelledError."""
        self._cancelled.set()

    def report(self, done: int, total: int) -> None:
        """The callable that the work is given. Raises CancelledError once `cancel` was called."""
        if self._cancelled.is_set():
            raise CancelledError
        now = time.monotonic()
        if done == total or now - self._last_report > _PROGRESS_INTERVAL:
            self._last_report = now
            self.progressed.emit(done, total)


class _Task(QRunnable):
    def __init__(self, job: Job, work: Work) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._job = job
        self._work: Work | None = work

    def run(self) -> None:
        """Called by the pool. What the work raises ends as a KeygenError, without the text of strangers."""
        work, self._work = self._work, None
        try:
            self._tell(self._job.succeeded, work(self._job.report) if work else None)
        except KeygenError as error:
            self._tell(self._job.failed, error)
        except Exception as error:  # noqa: BLE001 - a thread's last line of defence; it is shown, not swallowed
            self._tell(self._job.failed, UnexpectedError(error))
        self._job.ended.emit()

    def _tell(self, signal: SignalInstance, value: object) -> None:
        signal.emit(value)


class Jobs(QObject):
    """The pool, and a reference to all that runs on it until its result has arrived."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: dict[Job, _Task] = {}
        self._closed = False

    def start(
        self,
        work: Work,
        *,
        succeeded: Callable[[object], None],
        failed: Callable[[KeygenError], None],
        progressed: Callable[[int, int], None] | None = None,
    ) -> Job:
        """Runs the work on the pool. The callbacks are bound methods of objects of the GUI thread.

        After `shut_down` nothing runs any more, and nothing comes.
        """
        job = Job()
        if self._closed:
            return job
        job.succeeded.connect(succeeded)
        job.failed.connect(failed)
        if progressed is not None:
            job.progressed.connect(progressed)
        job.ended.connect(self._on_ended)
        task = _Task(job, work)
        self._running[job] = task
        self._pool.start(task)
        return job

    def shut_down(self) -> None:
        """Cancels what runs and waits for it; no result is delivered any more."""
        self._closed = True
        for job in self._running:
            job.cancel()
            job.blockSignals(True)
        self._pool.clear()
        self._pool.waitForDone()
        self._running.clear()

    def _on_ended(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._running.pop(job, None)
