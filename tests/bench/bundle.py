"""The built bundle: its start beside the source's and a bare window's, its sizes beside the reference's.

`make package` builds it; without it only the source is measured. The first frame is seen from outside
(`screen`), the same way for all three.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.command import environment
from tests.bench.figures import Figure, median
from tests.bench.machine import ROOT
from tests.bench.screen import Sight, screen
from tests.bench.table import Goal, Row
from tests.bench.workers import Cost, Launcher

FOLDER = ROOT / "build" / "bundle" / "asymmetric-key-generator"
DIST = ROOT / "dist"
_WINDOW, _TERMINAL = FOLDER / "AsymmetricKeyGenerator", FOLDER / "akg"
_REFERENCE = Figure(156e6, 0.0, "B", 1, "published")  # its dmg of version 0.5.0
_BARE, _SOURCE = "a bare PySide6 window", "ours from source"
_LIKE = Goal(ratio=1.3)


def measure_frames(runs: int = 15) -> list[Row]:
    """Measures source and bundle beside a bare window, in turns; time and memory."""
    taken: dict[str, list[Sight]] = {kind: [] for kind in _windows()}
    with screen() as seen:
        for number in range(-1, runs):
            for kind, command in _windows().items():
                sight = seen.first_frame(command)
                if number >= 0:  # the first round fills the caches
                    taken[kind].append(sight)
    return _frame_rows(taken)


def _windows() -> dict[str, list[str]]:
    commands = {
        "bare": [sys.executable, "-m", "tests.bench.probes.first_frame", "stay"],
        "source": [sys.executable, "-m", "app"],
    }
    return commands | ({"bundle": [str(_WINDOW)]} if _WINDOW.exists() else {})


def _frame_rows(taken: dict[str, list[Sight]]) -> list[Row]:
    time = {kind: median([sight.seconds for sight in sights]) for kind, sights in taken.items()}
    memory = {kind: median([float(sight.memory) for sight in sights], "B") for kind, sights in taken.items()}
    start, size = "first frame seen from outside", "memory at that frame"
    short = "first frame, source"
    rows = [
        Row(f"{start}, source", time["source"], _BARE, time["bare"], goal=_LIKE, short=short),
        Row(
            f"{size}, source",
            memory["source"],
            _BARE,
            memory["bare"],
            goal=_LIKE,
            short="memory at that frame",
        ),
    ]
    if "bundle" not in taken:
        return rows
    short = "first frame, bundle"
    return [
        *rows,
        Row(f"{start}, bundle", time["bundle"], _SOURCE, time["source"], goal=_LIKE, short=short),
        Row(f"{start}, bundle", time["bundle"], _BARE, time["bare"]),
        Row(f"{size}, bundle", memory["bundle"], _SOURCE, memory["source"]),
        Row(f"{size}, bundle", memory["bundle"], _BARE, memory["bare"]),
    ]


def measure_terminal(runs: int = 20) -> list[Row]:
    """Measures `akg` from the bundle beside an empty Python and the source; nothing without a bundle."""
    if not _TERMINAL.exists():
        return []
    taken: dict[str, list[Cost]] = {key: [] for key in _terminal_commands(0)}
    with tempfile.TemporaryDirectory() as name, Launcher(environment=environment(Path(name))) as launcher:
        for number in range(-1, runs):
            for key, command in _terminal_commands(number).items():
                cost = launcher.run(*command, folder=Path(name))
                if number >= 0:  # the first round fills the caches
                    taken[key].append(cost)
    wall = {key: median([cost.wall for cost in costs]) for key, costs in taken.items()}
    memory = {key: median([float(cost.memory) for cost in costs], "B") for key, costs in taken.items()}
    version, pair = "akg --version from the bundle, wall", "akg generate from the bundle, one plain pair"
    return [
        Row(version, wall["version"], "python -c pass", wall["python"], goal=Goal(ratio=3.0)),
        Row(f"{pair}, wall", wall["bundle"], _SOURCE, wall["source"]),
        Row(f"{pair}, memory", memory["bundle"], _SOURCE, memory["source"]),
    ]


def _terminal_commands(number: int) -> dict[str, tuple[str, ...]]:
    plain = ("generate", "-d", ".", "--no-passphrase", "--force-plaintext", "-q", "-l")
    return {
        "python": (sys.executable, "-c", "pass"),
        "version": (str(_TERMINAL), "--version"),
        "source": (sys.executable, "-m", "app", *plain, f"source{number}"),
        "bundle": (str(_TERMINAL), *plain, f"bundle{number}"),
    }


def measure_sizes() -> list[Row]:
    """Measures what is downloaded and what it unpacks to, beside the reference's download."""
    sizes = {
        ("bundle, unpacked", 100e6): _size(FOLDER),
        ("bundle, tar.xz", 30e6): _size(*DIST.glob("asymmetric-key-generator-*.tar.xz")),
        ("bundle, .deb", 25e6): _size(*DIST.glob("asymmetric-key-generator_*.deb")),
    }
    peer = "the reference's download"
    return [
        Row(title, Figure(float(size), 0.0, "B", 1), peer, _REFERENCE, goal=Goal(limit=limit), short=title)
        for (title, limit), size in sizes.items()
        if size
    ]


def _size(*paths: Path) -> int:
    """Adds up the files and all that is in the folders; a link counts as itself."""
    files = [file for path in paths for file in (path, *path.rglob("*")) if path.exists()]
    return sum(file.lstat().st_size for file in files if file.is_symlink() or file.is_file())
