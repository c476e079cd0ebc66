"""Patience with virus scanners and indexers on Windows, which hold a file for a moment after it was written.

Promises: a call that is refused because somebody has the file is tried again, ten times within a second; how
long all the calls wait together is bounded until one succeeds, so that a refusal that lasts is told soon.
"""

import time
from collections.abc import Callable

_HELD = {5, 32, 33}  # winerror.h: ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_WAITS = (0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25)  # seconds
_TOGETHER = 5.0  # seconds


class Patience:
    """`sleep`: waits so many seconds."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep
        self._left = _TOGETHER

    def try_again(self, call: Callable[[], None]) -> None:
        """Call it until it is not refused for such a reason any more. Raises OSError as it does."""
        for wait in _WAITS:
            try:
                call()
            except OSError as error:
                if getattr(error, "winerror", None) not in _HELD or wait > self._left:
                    raise
            else:
                self._left = _TOGETHER
                return
            self._left -= wait
            self._sleep(wait)
        call()
        self._left = _TOGETHER
