"""What one guess at a file's passphrase costs: read from files that each tool makes here, by its default.

A guess is one run of the key derivation that the file asks for; its time is measured on one core here. The
graphics card is calculated: one RTX 5090 tries 18,600 passphrases a second against 600,000 iterations of
PBKDF2-HMAC-SHA256 (scaled from published figures of hashcat), and more in proportion where there are fewer.
For bcrypt there is no such figure here.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

from app.keys.foreign.document import Encryption, identify
from tests.bench.command import PASSPHRASE, environment
from tests.bench.figures import Figure, median
from tests.bench.table import Row
from tests.bench.workers import PEERS

_ITERATIONS_A_SECOND = 18_600 * 600_000
_BITS = 40
_PBKDF2 = "PBKDF2"


def measure(runs: int = 7) -> list[Row]:
    """Measures our guess beside each tool's; then one graphics card at the counts that were found."""
    with tempfile.TemporaryDirectory() as name:
        found = {tool: _encryption_of(make(Path(name))) for tool, make in _MAKERS.items()}
    costs = {tool: _guess(encryption, runs) for tool, encryption in found.items()}
    ours = found.pop("akg generate")
    what = f"one guess at our file ({_words(ours)}), one core"
    short = {"Node": "one guess at a passphrase, time"}
    rows = [
        Row(what, costs["akg generate"], f"{tool}: {_words(theirs)}", costs[tool], short=short.get(tool, ""))
        for tool, theirs in found.items()
    ]
    return [*rows, *_on_a_graphics_card(ours, {tool: each for tool, each in found.items() if _known(each)})]


def _known(encryption: Encryption) -> bool:
    return encryption.kdf == _PBKDF2 and encryption.prf == "HMAC-SHA256"


def _on_a_graphics_card(ours: Encryption, others: dict[str, Encryption]) -> list[Row]:
    rows = []
    for count in sorted({each.iterations or 0 for each in others.values()}):
        tools = ", ".join(tool for tool, each in others.items() if each.iterations == count)
        fast, slow = _rate(count), _rate(ours.iterations or 0)
        lasting = (_calculated(2 ** (_BITS - 1) / rate.value, "s") for rate in (slow, fast))
        rows.append(Row("guesses of one RTX 5090 at our file", slow, tools, fast))
        rows.append(Row(f"{_BITS} bits last there, on average", next(lasting), tools, next(lasting)))
    return rows


def _rate(iterations: int) -> Figure:
    return _calculated(_ITERATIONS_A_SECOND / iterations, "/s")


def _calculated(value: float, unit: str) -> Figure:
    return Figure(value, 0.0, unit, 1, "calculated")


def _words(encryption: Encryption) -> str:
    unit = "rounds" if encryption.kdf == "bcrypt" else "iterations"
    return f"{encryption.kdf}, {encryption.iterations:,} {unit}"


def _encryption_of(data: bytes) -> Encryption:
    found = identify(data).encryption
    if found is None or not found.iterations:
        raise RuntimeError("a tool made a file that is not encrypted as expected")
    return found


def _guess(encryption: Encryption, runs: int) -> Figure:
    """Returns the CPU seconds of one derivation; many together where one is short."""
    derive = _derivation(encryption)
    times = 1 if _seconds_of(derive, 1) > 0.01 else 50
    return median([_seconds_of(derive, times) for _ in range(runs)])


def _seconds_of(derive: Callable[[], object], times: int) -> float:
    began = time.process_time()
    for _ in range(times):
        derive()
    return (time.process_time() - began) / times


def _derivation(encryption: Encryption) -> Callable[[], object]:
    count = encryption.iterations or 0
    if encryption.kdf == "bcrypt":
        import bcrypt

        return lambda: bcrypt.kdf(PASSPHRASE.encode(), bytes(16), 48, count, ignore_few_rounds=True)
    return lambda: PBKDF2HMAC(hashes.SHA256(), 32, bytes(16), count).derive(PASSPHRASE.encode())


def _ours(folder: Path) -> bytes:
    secret = _secret(folder)
    command = [sys.executable, "-m", "app", "generate", "-d", ".", "-l", "ours"]
    _run(folder, *command, "--passphrase-file", secret, "-q")
    return (folder / "ours.private.pem").read_bytes()


def _node(folder: Path) -> bytes:
    _run(folder, "node", str(PEERS / "flow.mjs"), _secret(folder), "node", "1")
    return next(folder.glob("keys-*/id")).read_bytes()


def _openssl(folder: Path) -> bytes:
    _run(folder, "openssl", "genpkey", "-algorithm", "ED25519", "-out", "plain.pem")
    made = ("-in", "plain.pem", "-out", "openssl.pem", "-passout", f"file:{_secret(folder)}")
    _run(folder, "openssl", "pkcs8", "-topk8", *made)
    return (folder / "openssl.pem").read_bytes()


def _ssh_keygen(folder: Path) -> bytes:
    _run(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", PASSPHRASE, "-f", "ssh")
    return (folder / "ssh").read_bytes()


def _cryptography(folder: Path) -> bytes:
    best = BestAvailableEncryption(PASSPHRASE.encode())
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, best)


_MAKERS: dict[str, Callable[[Path], bytes]] = {
    "akg generate": _ours,
    "Node": _node,
    "openssl pkcs8": _openssl,
    "ssh-keygen": _ssh_keygen,
    "cryptography's best": _cryptography,
}


def _secret(folder: Path) -> str:
    file = folder / "passphrase"
    file.touch(0o600)
    file.write_text(PASSPHRASE + "\n", "utf-8")
    return str(file)


def _run(folder: Path, *command: str) -> None:
    import os

    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment(folder)}, capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with status {done.returncode}")
