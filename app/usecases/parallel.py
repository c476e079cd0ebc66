"""One function over many items, on every core. The work inside releases the GIL, so threads scale."""

import os
from collections.abc import Callable, Sequence
from typing import TypeVar

from app.usecases.progress import Report

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_in_order(work: Callable[[Item], Result], items: Sequence[Item], report: Report) -> list[Result]:
    """`work` of each item, in the items' order. An error, Cancel or Ctrl-C drops what has not begun."""
    if len(items) == 1:
        result = work(items[0])
        report(1, 1)
        return [result]
    from concurrent.futures import ThreadPoolExecutor, as_completed

    executor = ThreadPoolExecutor(max_workers=_usable_cores())
    try:
        futures = [executor.submit(work, item) for item in items]
        for done, future in enumerate(as_completed(futures), start=1):
            future.result()
            report(done, len(items))
        return [future.result() for future in futures]
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _usable_cores() -> int:
    """Those that this process may use: a container may have fewer than the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
