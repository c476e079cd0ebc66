"""What can be seen of a process from outside of it, below /proc."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import Popen

from tests.desktop.waiting import until


def status_of(pid: int) -> dict[str, str]:
    """The fields of /proc/PID/status, such as Umask."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def core_limits_of(pid: int) -> tuple[str, str]:
    """Soft and hard limit of the size of a core file, as the kernel writes them."""
    lines = Path(f"/proc/{pid}/limits").read_text(encoding="utf-8").splitlines()
    soft, hard = next(line for line in lines if line.startswith("Max core file size")).split()[4:6]
    return soft, hard


def children_of(pid: int) -> list[int]:
    """Those of all of its threads, and theirs in turn."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found + [grandchild for child in found for grandchild in children_of(child)]


def worker_of(pid: int) -> int:
    """The process that does the work: the child of the one that was started, which only waits for it."""
    return until(lambda: children_of(pid), "the work has begun")[0]


@contextmanager
def ended_afterwards(process: Popen[bytes]) -> Iterator[Popen[bytes]]:
    """Kills what has not ended by itself."""
    with process:
        try:
            yield process
        finally:
            process.kill()


def opened_by_a_reader(fifo: Path) -> int:
    """The writing end of the FIFO, once somebody has opened it for reading: so far it has come."""
    return until(lambda: _writing_end(fifo), f"somebody reads from {fifo.name}")


def _writing_end(fifo: Path) -> int | None:
    with suppress(OSError):  # ENXIO: nobody yet
        return os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
    return None
