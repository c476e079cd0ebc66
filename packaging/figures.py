"""The figures of what was built beside their goals: `python packaging/figures.py`, after `make package`.

Sizes are in MB of 1,000,000 bytes. The start is the quickest of many, interleaved with what it is compared
to: the same Python running `-c pass`, as bare as it can be (-I -S: without site-packages). The first frame of
the window is measured by `make bench`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import places

MB = 1_000_000
RUNS = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, in the unit, and what it may be at most."""

    name: str
    value: float
    limit: float
    unit: str

    def __str__(self) -> str:
        verdict = "" if self.value <= self.limit else "  MISSED"
        return f"{self.name:<38} {self.value:>7.1f} {self.unit:<6} goal: at most {self.limit:g}{verdict}"


def sizes() -> list[Figure]:
    """Of what is in dist/ and of the folder. Deterministic; a test holds them."""
    goals = {".tar.xz": 30, ".deb": 25}
    packed = [
        Figure(path.name.replace(f"{places.NAME}", "", 1).lstrip("-_"), path.stat().st_size / MB, goal, "MB")
        for suffix, goal in goals.items()
        for path in places.DIST.glob(f"*{suffix}")
    ]
    return [*packed, Figure("unpacked", unpacked(places.FOLDER) / MB, 100, "MB")]


def unpacked(folder: Path) -> int:
    """Bytes of all files."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def start() -> Figure:
    """`akg --version` as a multiple of `python3 -c pass`."""
    commands = (
        [str(places.FOLDER / places.TERMINAL), "--version"],
        [os.path.realpath(sys.executable), "-I", "-S", "-c", "pass"],
    )
    quickest = [min(times) for times in zip(*(map(_seconds, commands) for _ in range(RUNS)), strict=True)]
    return Figure("akg --version", quickest[0] / quickest[1], 3, "times")


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def show() -> None:
    """One line for each, on standard output."""
    for figure in [*sizes(), start()]:
        print(figure)


if __name__ == "__main__":
    show()
