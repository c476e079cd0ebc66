"""Records of keys that nobody has: as many as a test wants, and the same each time."""

import os
import sqlite3
from hashlib import sha256
from pathlib import Path

from app.storage.registry import failures
from app.storage.registry.record import KeyFile, KeyRecord, fingerprint_of
from app.storage.registry.registry import Registry
from app.text import Text

_ED25519 = bytes.fromhex("302a300506032b6570032100")  # SubjectPublicKeyInfo (RFC 8410) before the key
INSTANT = "2026-11-01T10:00:00Z"


def public_key(number: int) -> bytes:
    return _ED25519 + sha256(b"key %d" % number).digest()


def key(number: int, **values: object) -> KeyRecord:
    """A record with the least that it must have, and these values."""
    der = public_key(number)
    usual = {
        "fingerprint": fingerprint_of(der),
        "public_key": der,
        "algorithm": "ed25519",
        "name": f"key-{number:05}",
    }
    return KeyRecord(**{**usual, **values})  # type: ignore[arg-type]


def full_key(number: int, **values: object) -> KeyRecord:
    """A record with all that there can be."""
    everything = {
        "venue": "binance",
        "purpose": "spot",
        "client": "ccxt",
        "api_key": sha256(b"api %d" % number).hexdigest().upper(),
        "created": "2026-11-01",
        "registered": "2026-11-02",
        "whitelisted": True,
        "due": "2027-01-30",
        "leaked": True,
        "retired": "2026-11-20",
        "note": "the bot on the small machine",
        "steps": ("replace-switched", "paste"),
        "files": (KeyFile(f"/home/me/api-keys/key-{number:05}.private.pem", INSTANT),),
    }
    return key(number, **{**everything, **values})


def fingerprint(number: int) -> str:
    return fingerprint_of(public_key(number))


class Dice:
    """Numbers that look as if they were drawn, and are the same each time."""

    def __init__(self, seed: int) -> None:
        self._state = b"%d" % seed

    def below(self, limit: int) -> int:
        self._state = sha256(self._state).digest()
        return int.from_bytes(self._state[:8], "big") % limit

    def some_of(self, items: list[KeyRecord], count: int) -> list[KeyRecord]:
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(count)]


def registry_in(folder: Path) -> Registry:
    """An empty list in a folder that is the user's alone."""
    home = folder / "data"
    home.mkdir(mode=0o700, exist_ok=True)
    return Registry(home / "keys.sqlite3")


def left_by(registry: Registry) -> dict[str, bytes]:
    """All that is in its folder."""
    return {name: (registry.path.parent / name).read_bytes() for name in os.listdir(registry.path.parent)}


def reason(name: str) -> Text:
    """Return what is said of SQLite's error of this name; it has words of ours."""
    error = sqlite3.OperationalError()
    error.sqlite_errorname = name
    said = failures._reason(error, Path())
    assert isinstance(said, Text)
    return said
