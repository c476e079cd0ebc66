"""How time and memory grow with the number of pairs: `akg generate -n N` as a whole process, Ed25519.

Without a passphrase, so that what grows is not hidden behind two key derivations for each pair; those are
measured apart. Memory cannot be the same for any N: all cryptography is done before a file is opened, and
every pair is kept until what the disk has of it was compared. Flat is called what stays below twice the
memory of one pair when there are ten thousand.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.command import PASSPHRASE, derive, environment
from tests.bench.figures import Figure, median
from tests.bench.machine import cores
from tests.bench.table import Goal, Row
from tests.bench.workers import PEERS, Cost, Launcher

_COUNTS = (1, 10, 100, 1_000, 10_000)
_FLAT = Goal(ratio=2.0)
_PLAIN = ("--no-passphrase", "--force-plaintext", "-q")


def measure(runs: int = 3, counts: tuple[int, ...] = _COUNTS, encrypted: int = 40) -> list[Row]:
    """Returns time and memory of each count as rows, beside one pair; files; Node; encrypted."""
    with tempfile.TemporaryDirectory() as name, Launcher(environment=environment(Path(name))) as launcher:
        measurement = _Growth(launcher, Path(name), runs)
        taken = {count: measurement.ours(count, "-a", "pairs.tar.gz") for count in counts}
        rows = _archives(taken)
        rows += _many(counts[-1], taken[counts[-1]], measurement)
        return [*rows, *_encrypted(encrypted, measurement)]


class _Growth:
    """Runs one command several times, each in a folder of its own."""

    def __init__(self, launcher: Launcher, home: Path, runs: int) -> None:
        self._launcher, self._home, self._runs = launcher, home, runs

    def ours(self, count: int, *words: str, protection: tuple[str, ...] = _PLAIN) -> list[Cost]:
        return self._take(sys.executable, "-m", "app", "generate", "-n", str(count), *words, *protection)

    def files(self, count: int) -> list[Cost]:
        """Measures once: it waits for the disk twice for each pair."""
        words = ("generate", "-n", str(count), "-d", "keys", *_PLAIN)
        return self._take(sys.executable, "-m", "app", *words, runs=1)

    def node(self, count: int) -> list[Cost]:
        return self._take("node", str(PEERS / "flow.mjs"), "-", "pairs", str(count))

    def secret(self) -> str:
        """Returns a file with a passphrase."""
        file = self._home / "passphrase"
        file.touch(0o600)
        file.write_text(PASSPHRASE + "\n", "utf-8")
        return str(file)

    def _take(self, *command: str, runs: int = 0) -> list[Cost]:
        costs = []
        for _ in range(runs or self._runs):
            with tempfile.TemporaryDirectory(dir=self._home) as folder:
                costs.append(self._launcher.run(*command, folder=Path(folder)))
        return costs


def _archives(taken: dict[int, list[Cost]]) -> list[Row]:
    rows = []
    one, least = taken[1], min(taken)
    for count, costs in taken.items():
        title = f"archive of {count:,} pair{'s' if count > 1 else ''}, plain"
        wall, memory = _wall(costs), _memory(costs)
        if count == least:
            rows += [Row(f"{title}, wall", wall), Row(f"{title}, memory", memory)]
            continue
        last = count == max(taken)
        goal, short = (_FLAT, f"memory for {count:,} pairs") if last else (None, "")
        rows.append(Row(f"{title}, wall", wall, "one pair", _wall(one)))
        rows.append(Row(f"{title}, memory", memory, "one pair", _memory(one), goal=goal, short=short))
    largest = max(taken)
    for_each = (_memory(taken[largest]).value - _memory(one).value) / (largest - 1)
    rows.append(Row("archive, memory for each further pair", Figure(for_each, 0.0, "B", len(one), "median")))
    return rows


def _many(count: int, ours: list[Cost], measurement: _Growth) -> list[Row]:
    title = f"{count:,} pairs, plain"
    node, files = measurement.node(count), measurement.files(count)
    peer = "the reference's flow in Node"
    return [
        Row(f"archive of {title}, wall", _wall(ours), peer, _wall(node)),
        Row(f"archive of {title}, memory", _memory(ours), peer, _memory(node)),
        Row(f"files of {title}, wall", _wall(files), "the archive", _wall(ours)),
        Row(f"files of {title}, memory", _memory(files), "the archive", _memory(ours)),
    ]


def _encrypted(count: int, measurement: _Growth) -> list[Row]:
    """Derives a key when a pair is written and one when it is verified, on every core."""
    protection = ("--passphrase-file", measurement.secret(), "-q")
    costs = measurement.ours(count, "-a", "pairs.tar.gz", protection=protection)
    each = median([cost.wall / count for cost in costs])
    title = f"archive of {count} encrypted pairs, wall for each, {len(cores())} cores"
    return [Row(title, each, "one PBKDF2", median([derive() for _ in range(5)]))]


def _wall(costs: list[Cost]) -> Figure:
    return median([cost.wall for cost in costs])


def _memory(costs: list[Cost]) -> Figure:
    return median([float(cost.memory) for cost in costs], "B")
