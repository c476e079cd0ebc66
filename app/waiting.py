"""Work that runs on a thread of its own, so that whoever waits for it can do something else, or stop waiting.

The thread is left behind, with all that it refers to, when the wait ends first: such work must leave nothing
half-done that a later step depends on.
"""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")

_POLL = 0.1  # seconds: on Windows a waiting thread sees Ctrl-C only between two waits


def _nothing() -> None:
    pass


class Begun(Generic[Result]):
    """Work that runs from now on."""

    def __init__(self, work: Callable[[], Result]) -> None:
        self._results: list[Result] = []
        self._errors: list[BaseException] = []

        def run() -> None:
            try:
                self._results.append(work())
            except BaseException as error:  # noqa: BLE001  # raised again, on the thread that waits
                self._errors.append(error)

        self._thread = threading.Thread(target=run, daemon=True)
        self._thread.start()

    def result(self, limit: float | None = None, check: Callable[[], None] = _nothing) -> Result:
        """Wait, and return what the work returned or raise what it raised; see `wait_for`."""
        end = None if limit is None else time.monotonic() + limit
        while self._thread.is_alive():
            left = _POLL if end is None else min(_POLL, end - time.monotonic())
            if left <= 0:
                raise TimeoutError
            self._thread.join(left)
            if self._thread.is_alive():
                check()
        if self._errors:
            raise self._errors[0]
        return self._results[0]


def wait_for(
    work: Callable[[], Result], limit: float | None = None, check: Callable[[], None] = _nothing
) -> Result:
    """Return the result of `work`, or raise what it raised. TimeoutError after `limit` seconds; None: never.

    `check` is called ten times a second while it waits; what it raises ends the waiting.
    """
    return Begun(work).result(limit, check)
