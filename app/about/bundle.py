"""What a frozen program knows of itself: contents.json, written by packaging/contents when it was built.

Promises: every file of the program is read and compared with its SHA-256 at that time; missing and added
files are named, too. This finds damage and careless changes. It does not find a clever attacker, who would
change the list with the files: for that, check what was downloaded, before it runs.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.errors import StorageError
from app.text import NOTHING, Text, listed, plural, text

_LIBRARIES = "_internal"
_CONTENTS = "resources/contents.json"
_AGAIN = text("Install this program again.")


@dataclass(frozen=True, slots=True)
class FileCheck:
    """Files by their path, each with its SHA-256 as it is now, and how that differs from the record.

    Without files there was no record to compare with.
    """

    files: dict[str, str]
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Return whether everything is as it was built."""
        return not (self.changed or self.missing or self.added)

    def differences(self, most: int | None = None) -> Text:
        """Name what is changed, missing or added, at most so many files of each kind."""
        found = (
            text("changed: {files}", files=_some(self.changed, most)) if self.changed else NOTHING,
            text("missing: {files}", files=_some(self.missing, most)) if self.missing else NOTHING,
            text("added: {files}", files=_some(self.added, most)) if self.added else NOTHING,
        )
        return listed(filter(None, found))


def _some(names: tuple[str, ...], most: int | None) -> Text:
    named, rest = ", ".join(names[:most]), len(names) - len(names[:most])
    if not rest:
        return text("{names}", names=named)
    return plural("{names} and {number} more", "{names} and {number} more", rest, names=named)


def is_frozen() -> bool:
    """Return whether this runs from a bundle."""
    return hasattr(sys, "_MEIPASS")


def root() -> Path:
    """Return the folder of the bundle: what was downloaded or installed."""
    libraries = _libraries()
    return libraries.parent if libraries.name == _LIBRARIES else libraries


def licence_folder() -> Path:
    """Return the folder of the texts; on macOS it is apart from the libraries."""
    inside = root() / "licences"
    return inside if inside.is_dir() else root().parent / "Resources" / "licences"


@cache
def contents() -> dict[str, Any]:
    """Return the whole record. Raises StorageError where it cannot be read."""
    try:
        record = json.loads((_libraries() / _CONTENTS).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StorageError(text("The list of what is inside this program cannot be read."), _AGAIN) from error
    if not isinstance(record, dict):
        raise StorageError(text("The list of what is inside this program is damaged."), _AGAIN)
    return record


def check() -> FileCheck:
    """Read every file of the bundle and compare it with the record."""
    recorded: dict[str, str] = contents()["files"]
    links: dict[str, str] = contents()["links"]
    found = dict(_hashes())
    return FileCheck(
        files=found,
        changed=tuple(sorted(path for path in recorded if path in found and found[path] != recorded[path])),
        missing=tuple(sorted({*recorded, *links} - {*found, *_links(links)})),
        added=tuple(sorted({*found, *_links(None)} - {*recorded, *links})),
    )


def _hashes() -> Iterator[tuple[str, str]]:
    record = _libraries() / _CONTENTS
    for path in sorted(root().rglob("*")):
        if path.is_file() and not path.is_symlink() and path != record:
            yield path.relative_to(root()).as_posix(), sha256(path)


def _links(recorded: dict[str, str] | None) -> Iterator[str]:
    """Yield the links that lead where the record says; all of them where it is None."""
    for path in root().rglob("*"):
        name = path.relative_to(root()).as_posix()
        if path.is_symlink() and (recorded is None or recorded.get(name) == path.readlink().as_posix()):
            yield name


def sha256(path: Path) -> str:
    """Return the hash in lower-case hexadecimal; "" where the file cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _libraries() -> Path:
    return Path(getattr(sys, "_MEIPASS", ""))
