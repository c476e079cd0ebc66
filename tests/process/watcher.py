"""Looks at a process and all that it starts, again and again while it runs, as other programs could."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.process.outside import children_of

INTERVAL = 0.002
SHOWN = ("cmdline", "environ", "status", "comm")


class Watcher:
    """`seen`: everything that was different once, by what showed it."""

    def __init__(self, pid: int) -> None:
        self.seen: dict[str, set[bytes]] = {name: set() for name in (*SHOWN, "open files")}
        self._pid = pid
        self._ended = threading.Event()

    @property
    def places(self) -> dict[str, bytes]:
        return {f"/proc: {name}": b"\n".join(seen) for name, seen in self.seen.items()}

    def run(self) -> None:
        while not self._ended.is_set():
            for pid in (self._pid, *children_of(self._pid)):
                self._look_at(Path(f"/proc/{pid}"))
            time.sleep(INTERVAL)

    def end(self) -> None:
        self._ended.set()

    def _look_at(self, process: Path) -> None:
        for name in SHOWN:
            with suppress(OSError):  # it has ended; or, but for root, what is not dumpable is closed
                self.seen[name].update((process / name).read_bytes().splitlines())
        with suppress(OSError):
            for link in (process / "fd").iterdir():
                self.seen["open files"].add(os.fsencode(os.readlink(link)))


@contextmanager
def watching(pid: int) -> Iterator[Watcher]:
    """Looks until the end of the block."""
    watcher = Watcher(pid)
    thread = threading.Thread(target=watcher.run)
    thread.start()
    try:
        yield watcher
    finally:
        watcher.end()
        thread.join()
