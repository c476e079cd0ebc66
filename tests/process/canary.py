"""A secret that is unique, and a search that finds it in whatever form it was left behind.

A secret is cut into pieces, for a leak may be a part of it, or broken into lines; every piece is looked for
as it is, in hexadecimal, in base64 (wherever in a group of three bytes it begins), and in UTF-16.
"""

from __future__ import annotations

import base64
import gzip
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_der_private_key

from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.keys.passphrase import Passphrase

PIECE = 12  # bytes: three lines of a PEM file hold twelve of them each


@dataclass(frozen=True, slots=True, repr=False)
class Canary:
    """`name` is told where it is found, the secret never."""

    name: str
    patterns: frozenset[bytes]

    def is_in(self, data: bytes) -> bool:
        return any(pattern in data for pattern in self.patterns)


def new_passphrase() -> str:
    """Good enough for any policy, and nowhere else in the world."""
    return f"Canary-{secrets.token_hex(8)}-{secrets.token_urlsafe(12)}"


def passphrase_canary(passphrase: str) -> Canary:
    return Canary("the passphrase", frozenset(_patterns(passphrase.encode())))


def key_canary(private: bytes, passphrase: str) -> Canary:
    """Of an encrypted private-key file: its whole plain DER for Ed25519, the secret numbers for RSA."""
    pair = open_private_key(identify(private), Passphrase(passphrase))
    key = load_der_private_key(pair.private_key_info, None)
    if not isinstance(key, rsa.RSAPrivateKey):
        seed = pair.private_key_info[-32:]
        return Canary("the Ed25519 key", frozenset(_patterns(seed)))
    numbers = key.private_numbers()
    parts = (numbers.d, numbers.p, numbers.q, numbers.dmp1, numbers.dmq1, numbers.iqmp)
    return Canary(
        "the RSA key",
        frozenset(
            pattern
            for part in parts
            for pattern in _patterns(part.to_bytes((part.bit_length() + 7) // 8, "big"))
        )
        | {str(part).encode() for part in parts},
    )


def _patterns(secret: bytes) -> Iterator[bytes]:
    for start in range(0, len(secret) - PIECE + 1, PIECE):
        piece = secret[start : start + PIECE]
        texts = [piece.hex(), piece.hex().upper(), piece.hex(":"), *_base64(piece)]
        yield piece
        for text in texts:
            yield text.encode("ascii")
            yield text.encode("utf-16-le")
    yield secret.decode("latin-1").encode("utf-16-le")


def _base64(piece: bytes) -> Iterator[str]:
    """The characters that only the piece decides, for each of the three places where it can begin."""
    for before in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            whole = encode(bytes(before) + piece).rstrip(b"=").decode("ascii")
            first = -(-before * 8 // 6)
            last = (before + len(piece)) * 8 // 6
            yield whole[first:last]


def found_in(places: dict[str, bytes], canaries: list[Canary]) -> set[tuple[str, str]]:
    """Which canary is in which place."""
    return {
        (place, canary.name) for place, data in places.items() for canary in canaries if canary.is_in(data)
    }


def files_below(*folders: Path) -> dict[str, bytes]:
    """Every path with its name and its contents, archives also unpacked, links as what they say."""
    return {str(path): _contents(path) for folder in folders for path in folder.rglob("*")}


def _contents(path: Path) -> bytes:
    name = str(path).encode()
    if path.is_symlink():
        return name + b"\n" + str(path.readlink()).encode()
    if not path.is_file():
        return name
    data = path.read_bytes()
    unpacked = gzip.decompress(data) if path.name.endswith(".gz") else b""
    return b"\n".join((name, data, unpacked))
