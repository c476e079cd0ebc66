"""The first frame of a window as it is seen from outside, the same way for every program.

Xvfb keeps its screen in a file; this reads some of its pixels, a few thousand times a second. A window has
its first frame when nearly all of them, spread over the middle of the screen, are no longer what they were
before the program was started: an X server paints nothing there on behalf of Qt, and Qt sends its first
frame whole. Nothing is added to the programs, which need not even be Python.
"""

from __future__ import annotations

import mmap
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.bench.machine import ROOT
from tests.process.outside import children_of
from tests.screenshots.display import virtual_display

_PATIENCE, _PAUSE = 60.0, 0.0003
_WIDTH, _HEIGHT = 1280, 900
_POINTS = [(_WIDTH * x // 24, _HEIGHT * y // 24) for x in range(9, 16) for y in range(9, 16)]
_ENOUGH = 0.9


@dataclass(frozen=True, slots=True)
class Sight:
    """Seconds from before the process existed to its first frame, and the memory (VmRSS) that it had then."""

    seconds: float
    memory: int


class Screen:
    """The pixels of a running Xvfb. The file is an XWD dump (X11/XWDFile.h)."""

    def __init__(self, file: Path, environment: Mapping[str, str]) -> None:
        self._environment = environment
        with file.open("rb") as opened:
            self._pixels = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        header, line, colours = (self._number(index) for index in (0, 12, 19))
        start = header + 12 * colours
        self._places = [start + y * line + 4 * x for x, y in _POINTS]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pixels.close()

    def _number(self, index: int) -> int:
        return int.from_bytes(self._pixels[4 * index : 4 * index + 4], "big")

    def first_frame(self, command: Sequence[str]) -> Sight:
        """Starts the program, watches, ends it. Raises RuntimeError where no window comes."""
        before = self._colours()
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            self._wait(lambda: self._changed(before) >= _ENOUGH, process)
            seconds = time.perf_counter() - began
            return Sight(seconds, max(map(_resident, (process.pid, *children_of(process.pid)))))
        finally:
            process.kill()
            process.wait()
            self._wait(lambda: not self._changed(before))

    def _colours(self) -> list[bytes]:
        return [self._pixels[place : place + 3] for place in self._places]

    def _changed(self, before: list[bytes]) -> float:
        now = self._colours()
        return sum(old != new for old, new in zip(before, now, strict=True)) / len(now)

    def _wait(self, condition: Callable[[], bool], process: subprocess.Popen[bytes] | None = None) -> None:
        end = time.monotonic() + _PATIENCE
        while not condition():
            if time.monotonic() > end or (process is not None and process.poll() is not None):
                raise RuntimeError("no window came, or it did not go")
            time.sleep(_PAUSE)


def _resident(number: int) -> int:
    status = Path(f"/proc/{number}/status").read_text("ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS:"))


@contextmanager
def screen() -> Iterator[Screen]:
    """Starts a display of its own, with a window manager and an empty home."""
    with (
        tempfile.TemporaryDirectory() as home,
        tempfile.TemporaryDirectory() as folder,
        virtual_display(Path(home), _WIDTH, _HEIGHT, framebuffer=Path(folder)) as environment,
    ):
        bytecode = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPATH": os.fspath(ROOT)}
        with Screen(Path(folder) / "Xvfb_screen0", {**environment, **bytecode}) as seen:
            yield seen
