"""Key files that nobody here wrote: each is opened, or refused with the right reason, by the real commands.

What a file is comes from the library's own loaders (tests.hostile.vectors), never from our text. The table
of counts is literal: any change of what is read, here or in the packages, shows.
"""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    load_der_public_key,
    load_pem_public_key,
    load_ssh_public_key,
)

from app.cli.main import run
from app.keys import public_formats
from tests.hostile.vectors import Vector, is_sound, octets, truth, vectors

pytestmark = pytest.mark.interop

# The outcome, and how its first sentence reads.
_OUTCOMES = {
    "opened": r"",
    "other kind": r"This is an? [\w -]+( \([\w.@-]+\))?\. Exchanges take Ed25519 or RSA\.",
    "too small": r"This RSA key has only \d+ bits\.",
    "encryption": r"The outdated encryption of this key is not supported|.* is not supported: [0-9.]+\.",
    "passphrase": r"Wrong passphrase, or the file is damaged\.",
    "damaged": r"The (public )?key is damaged|The text between the BEGIN|This binary file is not a key",
    "public": r"This is a public key \((SubjectPublicKeyInfo|PKCS#1 public key|OpenSSH public key)\)",
    "certificate": r"This is a certificate( or certificate request)?, not a private key\.",
    "other text": r"This is “(DH|X9\.42 DH|DSA) PARAMETERS”|This is “DSA PUBLIC KEY”",
    "several": r"This text contains (\d+ private keys|no private key, but)",
    "too large": r"This is larger than 64 KiB, and no key is\.",
    "empty": r"This is empty\.",
}

# Object identifiers, with tag and length, of what may be opened: no file of another kind holds one.
_ED25519 = bytes.fromhex("06032b6570")
_RSA = bytes.fromhex("06092a864886f70d010101")
_RSA_PSS = bytes.fromhex("06092a864886f70d01010a")

TABLE: dict[str, dict[str, int]] = {
    "cryptography/asymmetric/DER_Serialization": {
        "damaged": 1,
        "opened": 1,
        "other kind": 6,
        "public": 6,
        "too small": 3,
    },
    "cryptography/asymmetric/DH": {"damaged": 2, "other kind": 5, "other text": 3, "public": 5},
    "cryptography/asymmetric/DSA/custom": {"other kind": 1},
    "cryptography/asymmetric/EC": {"other kind": 14, "public": 11},
    "cryptography/asymmetric/ECDSA/RFC6979": {"too large": 1},
    "cryptography/asymmetric/Ed25519": {"damaged": 1, "opened": 4, "public": 2},
    "cryptography/asymmetric/Ed448": {"other kind": 4, "public": 2},
    "cryptography/asymmetric/MLDSA": {"other kind": 2, "public": 1},
    "cryptography/asymmetric/MLKEM": {"other kind": 2},
    "cryptography/asymmetric/OpenSSH": {"opened": 5, "other kind": 8, "public": 17},
    "cryptography/asymmetric/OpenSSH/certs": {"public": 16},
    "cryptography/asymmetric/PEM_Serialization": {
        "damaged": 1,
        "opened": 1,
        "other kind": 4,
        "other text": 1,
        "public": 5,
    },
    "cryptography/asymmetric/PKCS8": {
        "damaged": 1,
        "encryption": 7,
        "opened": 9,
        "other kind": 22,
        "public": 3,
        "too small": 13,
    },
    "cryptography/asymmetric/Traditional_OpenSSL_Serialization": {
        "damaged": 5,
        "opened": 4,
        "other kind": 4,
    },
    "cryptography/asymmetric/X25519": {"other kind": 4, "public": 2},
    "cryptography/asymmetric/X448": {"other kind": 4, "public": 2},
    "cryptography/asymmetric/public/PKCS1": {"other text": 1, "public": 2},
    "cryptography/pkcs12/ca": {"other kind": 1},
    "cryptography/x509": {"damaged": 1, "passphrase": 1, "several": 1},
    "cryptography/x509/custom/ca": {"opened": 1, "other kind": 1},
    "pycryptodome/Cipher/wycheproof": {"opened": 20, "too large": 5},
    "pycryptodome/Protocol/wycheproof": {"too large": 6},
    "pycryptodome/PublicKey/ECC": {
        "certificate": 20,
        "empty": 1,
        "opened": 12,
        "other kind": 117,
        "public": 32,
    },
    "pycryptodome/PublicKey/MLDSA": {"certificate": 3, "other kind": 18, "public": 6},
    "pycryptodome/PublicKey/MLKEM": {"certificate": 3, "other kind": 17, "public": 5},
    "pycryptodome/PublicKey/RSA": {"opened": 6, "other kind": 1, "public": 4},
    "pycryptodome/Signature/wycheproof": {"several": 2, "too large": 3},
}


def _outcome(status: int, error: str) -> str:
    """The name of what `akg public` did; fails where its sentence is none of those that are known."""
    if status == 0:
        return "opened"
    said = error.partition("akg: error: ")[2].replace('"', "“", 1).replace('"', "”", 1)
    found = [name for name, pattern in _OUTCOMES.items() if pattern and re.match(pattern, said)]
    assert len(found) == 1, error
    return found[0]


def _is_other_kind(vector: Vector, kind: str) -> bool:
    if kind == "other private key":
        return True
    holds = octets(vector)
    if kind.startswith("rsa-"):
        return _RSA_PSS in holds
    return kind in ("unsupported", "unreadable") and _ED25519 not in holds and _RSA not in holds


def _is_public(vector: Vector, kind: str) -> bool:
    """What the library cannot load (dead curves, broken certificates) says by its text what it is."""
    data = vector.path.read_bytes()
    by_its_text = data.startswith((b"ssh-", b"ecdsa-", b"-----BEGIN PUBLIC KEY-----"))
    return kind == "public key" or (kind == "unreadable" and (by_its_text or vector.path.suffix == ".der"))


# Whether the truth (a kind of `truth`) agrees with the outcome.
_AGREES: dict[str, Callable[[Vector, str], bool]] = {
    "opened": lambda vector, kind: is_sound(vector) and (kind == "ed25519" or int(kind[4:]) >= 2048),
    "other kind": _is_other_kind,
    "too small": lambda _, kind: kind.startswith("rsa-") and int(kind[4:]) < 2048,
    "encryption": lambda _, kind: kind in ("unsupported", "unreadable") or kind.startswith("rsa-"),
    "passphrase": lambda vector, _: not is_sound(vector),
    "damaged": lambda vector, _: not is_sound(vector),
    "public": _is_public,
    "certificate": lambda _, kind: kind == "certificate",
    "other text": lambda _, kind: kind == "unreadable",
    "several": lambda _, kind: kind == "several",
    "too large": lambda vector, _: vector.path.stat().st_size > 64 * 1024,
    "empty": lambda vector, _: vector.path.stat().st_size == 0,
}
_PRIVATE = ("opened", "other kind", "too small", "passphrase")


@pytest.fixture
def akg(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """The terminal's commands, in this process."""
    monkeypatch.setattr("app.cli.main.obey_signals", lambda: None)

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return call


def _public(akg: Callable[..., tuple[int, str, str]], vector: Vector, where: Path) -> tuple[str, str]:
    passphrase = where / "passphrase"
    passphrase.touch(mode=0o600)
    passphrase.write_text(vector.passphrase)
    status, out, err = akg("public", str(vector.path), "--passphrase-file", str(passphrase))
    outcome = _outcome(status, err)
    assert (out == "") == (outcome != "opened")
    described = akg("inspect", str(vector.path), "--json")[1]
    if described and json.loads(described)["kind"] == "public-key":
        if outcome == "opened":  # it is printed as it is
            assert load_pem_public_key(out.encode()) == _loaded(vector)
        return "public", ""
    return outcome, out


def _loaded(vector: Vector) -> object:
    """A public key, as the library reads its file."""
    data = vector.path.read_bytes()
    if data.startswith((b"ssh-", b"ecdsa-")):
        return load_ssh_public_key(data)
    return load_pem_public_key(data) if data.lstrip().startswith(b"-----") else load_der_public_key(data)


def test_files_of_others_when_opened_then_each_has_the_right_outcome(
    akg: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    table: dict[str, Counter[str]] = {}
    for vector in vectors():
        real = truth(vector)

        # WHEN the public key is asked for
        outcome, out = _public(akg, vector, tmp_path)
        table.setdefault(f"{vector.package}/{vector.folder}", Counter())[outcome] += 1

        # THEN what happened agrees with what the file is, and an opened key is the one that is in there
        assert _AGREES[outcome](vector, real.kind), (vector.name, outcome, real.kind)
        if outcome == "opened":
            assert load_pem_public_key(out.encode()) == load_der_public_key(real.public_key), vector.name

        # THEN inspecting says the same without a passphrase
        status, out, _ = akg("inspect", str(vector.path), "--json")
        described = json.loads(out) if status == 0 else {"kind": "", "fingerprint": None}
        assert (described["kind"] == "private-key") == (outcome in _PRIVATE) or outcome == "encryption"
        assert (described["kind"] == "public-key") == (outcome == "public")
        if outcome == "opened" and described["fingerprint"]:
            assert described["fingerprint"] == public_formats.fingerprint(real.public_key)

    found = {folder: dict(sorted(counts.items())) for folder, counts in sorted(table.items())}
    assert found == TABLE, found
