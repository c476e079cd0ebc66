"""One function over many items, on every core. The work inside releases the GIL, so threads scale.

The threads take the next item themselves: what waits costs no memory, and 10,000 Ed25519 keys no more
than their own time.
"""

import os
from collections.abc import Callable, Sequence
from typing import TypeVar

from app.usecases.progress import OnProgress

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_in_order(
    work: Callable[[Item], Result], items: Sequence[Item], on_progress: OnProgress
) -> list[Result]:
    """Return `work` of each item, in their order. An error, Cancel or Ctrl-C drops what has not begun."""
    if len(items) == 1:
        result = work(items[0])
        on_progress(1, 1)
        return [result]
    from concurrent.futures import ThreadPoolExecutor
    from queue import SimpleQueue

    results: dict[int, Result] = {}
    finished: SimpleQueue[BaseException | None] = SimpleQueue()
    waiting = iter(range(len(items)))  # each number comes once, whichever thread asks

    def take() -> None:
        try:
            for number in waiting:
                results[number] = work(items[number])
                finished.put(None)
        except BaseException as error:  # noqa: BLE001  # raised again, on the thread that waits
            finished.put(error)

    with ThreadPoolExecutor(usable_cores()) as executor:
        try:
            for _ in range(min(usable_cores(), len(items))):
                executor.submit(take)
            for done in range(1, len(items) + 1):
                if (error := finished.get()) is not None:
                    raise error
                on_progress(done, len(items))
        finally:
            for _ in waiting:  # nothing is left to begin
                pass
    return [results[number] for number in range(len(items))]


def usable_cores() -> int:
    """Return how many this process may use: a container may have fewer than the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
