"""One Ed25519 pair in the terminal as a whole process, and what of it is the slow key derivation."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from app.keys.pbes2 import DEFAULT_ITERATIONS
from tests.bench.figures import Figure, median
from tests.bench.machine import ROOT
from tests.bench.table import Row
from tests.bench.workers import PEERS, Cost, Launcher

_PASSPHRASE = "correct horse battery staple"
_KDF_RUNS_OF_A_SAVE = 2


def measure(runs: int = 20) -> list[Row]:
    """Wall time and memory beside an empty Python and beside the reference's work, in turns."""
    taken: dict[str, list[Cost]] = {"akg": [], "python": [], "version": [], "node": []}
    derivations = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        secret = folder / "passphrase"
        secret.touch(0o600)
        secret.write_text(_PASSPHRASE + "\n", "utf-8")
        with Launcher(environment=_environment(folder)) as launcher:
            for number in range(-1, runs):
                costs = {key: launcher.run(*words, folder=folder) for key, words in _commands(number).items()}
                derivation = derive()
                if number >= 0:  # the first round fills the caches
                    derivations.append(derivation)
                    for key, cost in costs.items():
                        taken[key].append(cost)
    return _rows(taken, median(derivations))


def derive() -> float:
    """Seconds of one PBKDF2 as a new file has it, by the library that the product uses."""
    derivation = PBKDF2HMAC(hashes.SHA256(), 32, bytes(16), DEFAULT_ITERATIONS)
    began = time.perf_counter()
    derivation.derive(_PASSPHRASE.encode())
    return time.perf_counter() - began


def _environment(folder: Path) -> dict[str, str]:
    return {"HOME": str(folder), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}


def _commands(number: int) -> dict[str, tuple[str, ...]]:
    generate = ("generate", "-d", ".", "-l", f"ours{number}", "--passphrase-file", "passphrase", "-q")
    return {
        "python": (sys.executable, "-c", "pass"),
        "akg": (sys.executable, "-m", "app", *generate),
        "node": ("node", str(PEERS / "ed25519.mjs"), "passphrase", f"node{number}"),
        "version": (sys.executable, "-m", "app", "--version"),
    }


def _rows(taken: dict[str, list[Cost]], derivation: Figure) -> list[Row]:
    wall = {key: median([cost.wall for cost in costs]) for key, costs in taken.items()}
    memory = {key: median([float(cost.memory) for cost in costs], "B") for key, costs in taken.items()}
    paid = _KDF_RUNS_OF_A_SAVE * derivation.value
    rest = Figure(wall["akg"].value - paid, wall["akg"].error, "s", wall["akg"].samples, "median")
    node, python = "Node, 2,048 iterations", "python -c pass"
    return [
        Row("akg generate, Ed25519, wall", wall["akg"], node, wall["node"]),
        Row("akg generate, without PBKDF2, wall", rest, node, wall["node"]),
        Row("akg generate, without PBKDF2, wall", rest, python, wall["python"]),
        Row(f"PBKDF2, {DEFAULT_ITERATIONS:,} iterations", derivation),
        Row("akg generate, largest memory", memory["akg"], node, memory["node"]),
        Row("akg generate, largest memory", memory["akg"], python, memory["python"]),
        Row("akg --version, wall", wall["version"], python, wall["python"]),
    ]
