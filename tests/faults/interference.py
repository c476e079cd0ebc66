"""`akg` stopped after each of its calls, so that somebody else comes between any two and is never late."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.akg import Command, Ended, Process, end_of, start
from tests.faults.injection import LOG, calls_in

At = Callable[[int], object]
"""Called at each stop with its number, from 1; `akg` does nothing meanwhile."""
_PATIENCE = 60.0
_NO_STOP = {"write", "close", "fsync"}  # nothing can be won between them and the next call


def stops_in(where: Path, command: Command) -> dict[str, int]:
    """For each kind of call, the first one that touches the folder: from there on all are stops."""
    first: dict[str, int] = {}
    for call in calls_in(where, command):
        if call.kind not in _NO_STOP and (call.changing or call.kind in ("openat", "flock")):
            first.setdefault(call.kind, call.nth)
    return first


def run_with_stops(command: Command, where: Path, stops: dict[str, int], at: At) -> tuple[Ended, int]:
    """How it ended, and how often it was stopped."""
    assert not command.program, "strace has another process id there"
    log = where / LOG
    inject = [
        word for kind, nth in stops.items() for word in ("-e", f"inject={kind}:signal=SIGSTOP:when={nth}+")
    ]
    with start(command, where, ["-o", str(log), "-e", f"trace={','.join(stops)}", *inject]) as process:
        count = _answer_all(process, log, at)
        ended = end_of(process)
    log.unlink()
    return ended, count


def _answer_all(process: Process, log: Path, at: At) -> int:
    seen = 0
    end = time.monotonic() + _PATIENCE
    # Of the main thread, which alone touches the folder: strace names a stop once for each thread.
    stop = re.compile(rb"^%d +--- stopped by SIGSTOP ---" % process.pid, re.MULTILINE)
    while process.poll() is None and time.monotonic() < end:
        if _stops_in(log, stop) > seen:
            seen += 1
            at(seen)
            process.send_signal(signal.SIGCONT)
        time.sleep(0.001)
    return seen


def _stops_in(log: Path, stop: re.Pattern[bytes]) -> int:
    try:
        return len(stop.findall(log.read_bytes()))
    except FileNotFoundError:
        return 0
