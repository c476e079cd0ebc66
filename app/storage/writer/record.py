"""What a save writes down about itself, so that the next one can finish or undo it: lines under a MAC.

The record is a file of lines, each whole by itself: the code (HMAC-SHA256 with the user's key), a space,
JSON. Lines are only ever added, and the last whole one with a right code counts: a line that was cut short
by a kill changes nothing. It names the folder it was written for, so that it is worth nothing elsewhere.
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import Enum

from app.keys.digest import hmac_sha256_of, is_hmac_sha256

_VERSION = 1
_MOST_LINES = 8
_PIECE = 1 << 16
_CODE = 64  # hexadecimal digits of the code at the beginning of a line
LONGEST_NAME = 255  # bytes, on every file system in use
_TEMPORARY = re.compile(r"\.akg-([0-9a-f]{16})-([0-9]{5,6})-(.+)\.tmp", re.DOTALL)


class Phase(Enum):
    """How far a save has come."""

    BEGUN = "begun"
    """No name was given, and nothing was copied: all its temporary files go."""
    PLANNED = "planned"
    """All files are whole; copies of what is to be replaced may be there."""
    COMMITTED = "committed"
    """Names were being given."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file: its temporary name, the name that it gets, and what is replaced; digests are SHA-256, in hex.

    `inode`: of the temporary file, so that a copy of it proves nothing; 0 where files have no numbers.
    `backup`: the name of the copy of what is replaced; empty where nothing is.
    """

    temporary: str
    name: str
    mode: int
    size: int
    sha256: str
    inode: int = 0
    backup: str = ""
    old_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One line. `folder`: its device and inode. `keep`: whether backups stay when all is done.

    `reserves`: names are reserved by empty files, because the file system has no links.
    """

    job: str
    folder: tuple[int, int]
    phase: Phase = Phase.BEGUN
    files: tuple[PlannedFile, ...] = ()
    keep: bool = True
    reserves: bool = False

    def line(self, key: bytes) -> bytes:
        """Return the line that is added to the file."""
        return b"".join(self.pieces(key))

    def pieces(
        self, key: bytes, files: Callable[[], Iterable[PlannedFile]] | None = None
    ) -> Iterator[bytes | bytearray]:
        """Yield the line. `files` is called, twice, for those in place of its own, which may be thousands."""
        get = files or (lambda: self.files)
        piece = bytearray(hmac_sha256_of(key, self._parts(get())).hex().encode("ascii")) + b" "
        for part in self._parts(get()):
            piece += part
            if len(piece) > _PIECE:
                yield piece
                piece = bytearray()
        yield piece + b"\n"

    def _parts(self, files: Iterable[PlannedFile]) -> Iterator[bytes]:
        """Yield what the code is of."""
        values = {"job": self.job, "folder": self.folder, "phase": self.phase.value, "version": _VERSION}
        yield _json({**values, "keep": self.keep, "reserves": self.reserves})[:-1] + b',"files":['
        for number, file in enumerate(files):
            yield (b"," if number else b"") + _json(asdict(file))
        yield b"]}"


def _json(values: object) -> bytes:
    return json.dumps(values, separators=(",", ":")).encode("ascii")


def last_record(content: bytes, key: bytes) -> Record | None:
    """Return the last whole line with a right code; None if there is none."""
    lines = content.split(b"\n")[:-1]
    for line in reversed(lines[:_MOST_LINES]):
        code, _, text = line.partition(b" ")
        if len(code) == _CODE and is_hmac_sha256(key, text, _from_hex(code)):
            return _parsed(text)
    return None


def _from_hex(code: bytes) -> bytes:
    try:
        return bytes.fromhex(code.decode("ascii"))
    except ValueError:
        return b""


def _parsed(text: bytes) -> Record | None:
    """Parse what was written under our own key: another form means another version of this program."""
    values = json.loads(text)
    if values.pop("version", None) != _VERSION:
        return None
    values["folder"] = tuple(values["folder"])
    values["phase"] = Phase(values["phase"])
    values["files"] = tuple(PlannedFile(**each) for each in values["files"])
    return Record(**values)


def temporary_name(job: str, number: int, name: str) -> str:
    """Return the name. `job` has 16 hexadecimal digits; `number` counts from 1. A long name is shortened."""
    head, tail = f".akg-{job}-{number:05}-", ".tmp"
    return head + shortened(name, LONGEST_NAME - len(head) - len(tail)) + tail


def record_name(job: str) -> str:
    """Return the file of the job's record."""
    return temporary_name(job, 0, "record")


def parsed_name(name: str) -> tuple[str, int] | None:
    """Return the job and the number of a temporary name; None for every other name."""
    found = _TEMPORARY.fullmatch(name)
    return (found[1], int(found[2])) if found else None


def shortened(name: str, most: int) -> str:
    """Return the name, or as much of its beginning as fits into so many bytes."""
    while len(os.fsencode(name)) > most:
        name = name[: min(len(name) - 1, most)]
    return name
