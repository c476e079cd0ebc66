"""Ctrl-C: obeyed at once, by an orderly way out.

The first SIGINT, SIGTERM or SIGHUP raises KeyboardInterrupt in the main thread, where files are
written, so that what was begun is taken back; later ones are ignored while that happens. Work that
touches no file but may stay in C for seconds (an RSA key, a KDF) runs on another thread: the main
thread only waits, and leaves it behind. Decision: the process then ends by `os._exit`, because the
orderly end of Python would wait for that thread; nothing is lost, all files are closed by then.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import TypeVar

from app.cli.status import INTERRUPTED

Result = TypeVar("Result")

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_POLL = 0.1  # seconds: on Windows a waiting thread sees Ctrl-C only between two waits


def obey_signals() -> None:
    """From now on the signals interrupt; one that the caller ignores (nohup) stays ignored."""
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def interruptible(work: Callable[[], Result]) -> Result:
    """The result of `work`, or what it raised. It must touch no file: an interrupt leaves it behind."""
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001  # raised again, on the thread that waits
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_POLL)
    if errors:
        raise errors[0]
    return results[0]


def leave() -> int:
    """The status of an interrupted command. Does not return where a thread is still at work."""
    if threading.active_count() > 1:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.flush()
        os._exit(INTERRUPTED)
    return INTERRUPTED
