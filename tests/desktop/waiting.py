"""Waiting for results: asks again and again until a deadline, never sleeps for a fixed time.

Half of the time at most: who asks takes a core away from what is waited for.
"""

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 40.0
PAUSE = 0.04

Result = TypeVar("Result")


def until(probe: Callable[[], Result | None], what: str, patience: float = PATIENCE) -> Result:
    """The first truthy result of the probe. Fails with `what` and the last result after the deadline."""
    end = time.monotonic() + patience
    while True:
        asked = time.monotonic()
        result = probe()
        if result:
            return result
        answered = time.monotonic()
        if answered > end:
            raise AssertionError(f"not within {patience:.0f} s: {what} (last: {str(result)[:500]})")
        time.sleep(max(PAUSE, answered - asked))
