"""One Ed25519 pair with its files as a whole process, beside the reference's flow, and where the time goes.

The reference's flow is peers/flow.mjs. What ours does on purpose and the reference does not is shown apart:
PBKDF2 with 600,000 iterations, twice (the file is decrypted again from the disk before it gets its name),
and the judgement of the passphrase, whose lists of common words cost time and memory. Both runs of PBKDF2 go
on beside other work, so what is left without them is CPU time. The yardstick for the wall time is
probes/bare_pair.py, a bare Python: both runs, one after the other, and two files.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from app.keys.protection import DEFAULT_ITERATIONS
from tests.bench.figures import Figure, median
from tests.bench.machine import ROOT
from tests.bench.table import Goal, Row
from tests.bench.workers import PEERS, PROBES, Cost, Launcher

PASSPHRASE = "correct horse battery staple"
_KDF_RUNS_OF_A_SAVE = 2
_NODE, _PYTHON = "the reference's flow in Node", "python -c pass"
_BARE = "bare Python, both PBKDF2, two files"
_HALF = Goal(ratio=0.5)


def measure(runs: int = 20) -> list[Row]:
    """Measures wall time and memory beside an empty Python and beside the reference's work, in turns."""
    taken: dict[str, list[Cost]] = {key: [] for key in _commands(0)}
    derivations = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        secret = folder / "passphrase"
        secret.touch(0o600)
        secret.write_text(PASSPHRASE + "\n", "utf-8")
        with Launcher(environment=environment(folder)) as launcher:
            for number in range(-1, runs):
                costs = {key: launcher.run(*words, folder=folder) for key, words in _commands(number).items()}
                derivation = derive()
                if number >= 0:  # the first round fills the caches
                    derivations.append(derivation)
                    for key, cost in costs.items():
                        taken[key].append(cost)
    return _rows(taken, derivations)


def derive() -> float:
    """CPU seconds of one PBKDF2 as a new file has it, by the library that the product uses."""
    derivation = PBKDF2HMAC(hashes.SHA256(), 32, bytes(16), DEFAULT_ITERATIONS)
    began = time.process_time()
    derivation.derive(PASSPHRASE.encode())
    return time.process_time() - began


def environment(folder: Path) -> dict[str, str]:
    """Returns one with a home of its own; bytecode is kept, as an installation does."""
    return {"HOME": str(folder), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}


def _commands(number: int) -> dict[str, tuple[str, ...]]:
    akg = (sys.executable, "-m", "app")
    secret = ("--passphrase-file", "passphrase")
    return {
        "python": (sys.executable, "-c", "pass"),
        "akg": (*akg, "generate", "-d", ".", "-l", f"ours{number}", *secret, "-q"),
        "node": ("node", str(PEERS / "flow.mjs"), "passphrase", f"node{number}", "1"),
        "unjudged": (
            *(*akg, "generate", "-d", ".", "-l", f"taken{number}"),
            *(*secret, "--weak-passphrase-ok", "-q"),
        ),
        "bare": (
            *(sys.executable, str(PROBES / "bare_pair.py")),
            *("passphrase", str(DEFAULT_ITERATIONS), f"bare{number}"),
        ),
        "version": (*akg, "--version"),
    }


def _rows(taken: dict[str, list[Cost]], derivations: list[float]) -> list[Row]:
    wall = {key: median([cost.wall for cost in costs]) for key, costs in taken.items()}
    cpu = {key: median([cost.cpu for cost in costs]) for key, costs in taken.items()}
    memory = {key: median([float(cost.memory) for cost in costs], "B") for key, costs in taken.items()}
    node, python = cpu["node"], cpu["python"]
    pair, paid = "akg generate, one Ed25519 pair", [_KDF_RUNS_OF_A_SAVE * each for each in derivations]
    without = _differences([cost.cpu for cost in taken["akg"]], paid)
    unjudged = _differences([cost.cpu for cost in taken["unjudged"]], paid)
    judging = _differences(*([cost.cpu for cost in taken[key]] for key in ("akg", "unjudged")))
    short = "Ed25519 pair with its files"
    return [
        Row(f"{pair}, wall", wall["akg"], _NODE, wall["node"], short=f"{short}, time"),
        Row(
            f"{pair}, wall",
            wall["akg"],
            _BARE,
            wall["bare"],
            goal=Goal(1.25),
            short="the same, beside the least",
        ),
        Row(
            f"of that: PBKDF2, {DEFAULT_ITERATIONS:,} iterations, twice, CPU",
            median(paid),
            short="of that: PBKDF2, 600,000 iterations, twice, CPU",
        ),
        Row("of that: the passphrase is judged, CPU", judging),
        Row(f"{pair}, CPU without PBKDF2", without, _NODE, node, goal=_HALF, short="CPU without PBKDF2"),
        Row(f"{pair}, CPU without PBKDF2", without, _PYTHON, python),
        Row(f"{pair}, CPU without PBKDF2 and judging", unjudged, _NODE, node),
        Row(f"{pair}, memory", memory["akg"], _NODE, memory["node"], goal=_HALF, short="the same, memory"),
        Row(f"{pair}, memory without judging", memory["unjudged"], _NODE, memory["node"]),
        Row(f"{pair}, memory", memory["akg"], _PYTHON, memory["python"]),
        Row(f"PBKDF2, {DEFAULT_ITERATIONS:,} iterations", median(derivations)),
        Row("akg --version, wall", wall["version"], _PYTHON, wall["python"]),
    ]


def _differences(whole: list[float], paid: list[float]) -> Figure:
    """Subtracts round by round: what was busy then was so for both."""
    return median([one - other for one, other in zip(whole, paid, strict=True)])
