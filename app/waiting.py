"""Work that may never end runs on a thread of its own, so that whoever waits for it can stop waiting.

The thread is left behind, with all that it refers to, when the wait ends first: such work must leave nothing
half-done that a later step depends on.
"""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")

_POLL = 0.1  # seconds: on Windows a waiting thread sees Ctrl-C only between two waits


def _nothing() -> None:
    pass


def wait_for(
    work: Callable[[], Result], limit: float | None = None, check: Callable[[], None] = _nothing
) -> Result:
    """Return the result of `work`, or raise what it raised. TimeoutError after `limit` seconds; None: never.

    `check` is called ten times a second while it waits; what it raises ends the waiting.
    """
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001  # raised again, on the thread that waits
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    end = None if limit is None else time.monotonic() + limit
    thread.start()
    while thread.is_alive():
        left = _POLL if end is None else min(_POLL, end - time.monotonic())
        if left <= 0:
            raise TimeoutError
        thread.join(left)
        if thread.is_alive():
            check()
    if errors:
        raise errors[0]
    return results[0]
