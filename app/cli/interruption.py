"""Ctrl-C, SIGTERM, SIGHUP: obeyed at once where no file is open, between two steps where files are made.

The exit status says what is there: 128 + the signal's number (130, 143, 129) means that nothing was written.
On Windows Ctrl-Break and the end of the console are obeyed as SIGHUP is.
The first signal raises Interrupted in the main thread; later ones are ignored while what was begun is undone.
While files are made (`between_steps`) a signal is only noted, and raised where the saving asks: before each
file, never while one is written, and for the last time before the first gets its name. A later one is too
late: everything is saved, and the status says so.

Work that touches no file but may stay in C for seconds (an RSA key, a KDF) runs on another thread: the
main thread only waits, and leaves it behind. Decision: the process then ends by `os._exit`, because the
orderly end of Python would wait for that thread; nothing is lost, all files are closed by then.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import TypeVar

from app.cli import streams
from app.cli.status import DONE_WITH_WARNING, INTERRUPTED
from app.process import ending_signals, status_of_signal
from app.waiting import wait_for

Result = TypeVar("Result")

_SIGNALS = ending_signals()


class Interrupted(KeyboardInterrupt):
    """A signal asked to stop. `status` is how the process ends, `saved` whether all was saved before."""

    def __init__(self, number: int, *, saved: bool = False) -> None:
        super().__init__(number)
        self.saved = saved
        self.status = DONE_WITH_WARNING if saved else status_of_signal(number)


@dataclass(slots=True, eq=False)
class _Signals:
    """What the handler does and knows."""

    held: bool = False
    saved: bool = False
    noted: list[int] = field(default_factory=list)

    def stop(self, number: int) -> None:
        for each in _SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise Interrupted(number, saved=self.saved)


_signals = _Signals()


def obey_signals() -> None:
    """Let the signals interrupt from now on; one that the caller ignores (nohup) stays ignored."""
    _signals.saved = False
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)
    if sys.platform == "win32":
        from app.windows.closing import signal_when_the_console_is_closed

        signal_when_the_console_is_closed()


def _interrupt(number: int, _frame: FrameType | None) -> None:
    if _signals.held:
        _signals.noted.append(number)
    else:
        _signals.stop(number)


def ignore_signals() -> None:
    """Ignore signals at the very end: Python removes its handlers before the process is gone."""
    for number in _SIGNALS:
        if signal.getsignal(number) is _interrupt:
            signal.signal(number, signal.SIG_IGN)


@contextmanager
def between_steps() -> Iterator[Callable[[], None]]:
    """Only note signals inside; the callable raises Interrupted for the first one.

    When what is inside succeeds, everything is saved, and a signal can only cut the report short.
    """

    def check() -> None:
        if _signals.noted:
            _signals.stop(_signals.noted[0])

    _signals.noted.clear()
    _signals.held = True
    try:
        yield check
        _signals.saved = True
    finally:
        _signals.held = False


def interruptible(work: Callable[[], Result]) -> Result:
    """Return the result of `work`, or raise what it raised. It must touch no file: an interrupt leaves it."""
    return wait_for(work)


def leave(interrupt: KeyboardInterrupt) -> int:
    """Return the status of an interrupted command. Does not return where a thread is still at work."""
    status = interrupt.status if isinstance(interrupt, Interrupted) else INTERRUPTED
    if threading.active_count() > 1:
        streams.restore()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.flush()
        os._exit(status)
    return status
