"""The window: first painted frame and memory beside a bare one; pages when they are first shown; the gaps of
its event loop at work.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from app.gui.places import KEY
from tests.bench.figures import Figure, median, percentile
from tests.bench.machine import ROOT
from tests.bench.table import Goal, Row
from tests.screenshots.display import virtual_display

_PATIENCE = 180
_BARE = "bare PySide6 window"


@dataclass(frozen=True, slots=True)
class Frame:
    """One start: seconds to the first painted frame, CPU seconds of it and of the process that it was forked
    from, memory, what should not be loaded.
    """

    seconds: float
    cpu: float
    memory: int
    heavy: tuple[str, ...]


def measure_first_frame(runs: int = 20) -> list[Row]:
    """Ours and a bare window in turns, each from before its process exists."""
    taken: dict[str, list[Frame]] = {"ours": [], "bare": []}
    with tempfile.TemporaryDirectory() as name, virtual_display(Path(name)) as environment:
        for number in range(-1, runs):
            for kind, frames in taken.items():
                frame = _first_frame(kind, environment)
                if number >= 0:  # the first round fills the caches
                    frames.append(frame)
    ours, bare = taken["ours"], taken["bare"]
    goal = Goal(ratio=1.3)
    return [
        Row("first painted frame, wall", _seconds(ours), _BARE, _seconds(bare), goal=goal),
        Row("first painted frame, CPU", _cpu(ours), _BARE, _cpu(bare)),
        Row("memory at the first frame", _memory(ours), _BARE, _memory(bare), goal=goal),
        Row("of keyring, cryptography, bcrypt loaded by then", _heavy(ours), goal=Goal(limit=1.0)),
    ]


def measure_pages(runs: int = 10) -> list[Row]:
    """Each place in a window of its own start, with a home of its own: no page has been there before."""
    taken: list[dict[str, float]] = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as name, virtual_display(Path(name)) as environment:
            answer = _output(environment, "tests.bench.probes.pages", str(Path(name) / "keys"))
            taken.append(json.loads(answer))
    of_key = median([seconds.pop(KEY) for seconds in taken])
    others = median([max(seconds.values()) for seconds in taken])
    goal = Goal(limit=0.1)
    return [
        Row("page of the first key, from the end of the work until it is painted", of_key, goal=goal),
        Row("slowest of the other places, from the click until it is painted", others, goal=goal),
    ]


def measure_gaps(idle: float = 4.0, busy: float = 8.0, pairs: int = 12) -> list[Row]:
    """Generates RSA-4096 pairs in the window's model, beside the same loop with nothing to do."""
    with tempfile.TemporaryDirectory() as name, virtual_display(Path(name)) as environment:
        module = "tests.bench.probes.loop_gaps"
        taken = json.loads(_output(environment, module, str(idle), str(busy), str(pairs)))
    rows = []
    for part, goal in ((0.5, None), (0.99, None), (0.999, Goal(limit=0.016)), (1.0, None)):
        ours, at_rest = (percentile(taken[phase], part) for phase in ("busy", "idle"))
        title = f"event-loop gap, RSA-4096, {ours.kind}"
        rows.append(Row(title, ours, "the same, idle", at_rest, goal=goal))
    return rows


def _first_frame(kind: str, environment: dict[str, str]) -> Frame:
    started = {"BENCH_STARTED": str(time.monotonic_ns())}
    before = _cpu_of_children()
    answer = json.loads(_output({**environment, **started}, "tests.bench.probes.first_frame", kind))
    cpu = _cpu_of_children() - before
    return Frame(answer["seconds"], cpu, answer["memory"], tuple(answer["heavy"]))


def _cpu_of_children() -> float:
    """Seconds of CPU of every process that was started here and has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _output(environment: dict[str, str], module: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    if done.returncode != 0 or not done.stdout:
        raise RuntimeError(f"{module} ended with status {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def _seconds(frames: list[Frame]) -> Figure:
    return median([frame.seconds for frame in frames])


def _cpu(frames: list[Frame]) -> Figure:
    return median([frame.cpu for frame in frames])


def _memory(frames: list[Frame]) -> Figure:
    return median([float(frame.memory) for frame in frames], "B")


def _heavy(frames: list[Frame]) -> Figure:
    """Returns how many of them there are; the goal is none at all."""
    found = {name for frame in frames for name in frame.heavy}
    return Figure(float(len(found)), 0.0, "", len(frames), ", ".join(sorted(found)) or "none")
