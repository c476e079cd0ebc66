"""Backups of key files: what they are called, and which ones there are, so that people know of them."""

import os
import re
from collections.abc import Collection
from pathlib import Path

from app.storage.writer.directory import Directory
from app.storage.writer.file_system import FileSystem
from app.storage.writer.record import LONGEST_NAME, shortened

_NAME = re.compile(r".+\.\d{8}-\d{6}-[0-9a-f]{4}\.bak", re.DOTALL)
_LONGEST_TAIL = len(".20260101-000000-abcd.bak")


def backup_name(name: str, stamp: str) -> str:
    """Return `NAME.STAMP-RANDOM.bak`, with the name shortened where that would be too long."""
    return f"{_beginning(name)}{stamp}-{os.urandom(2).hex()}.bak"


def _beginning(name: str) -> str:
    return shortened(name, LONGEST_NAME - _LONGEST_TAIL) + "."


def backups_in(
    folder: Directory, disk: FileSystem, *, beside: str = "", known: Collection[Path] = ()
) -> tuple[str, ...]:
    """Return the names of all but the `known`, sorted; none where nobody may look. There may be very many.

    `beside`: a file whose copies count as well where somebody else has named them.
    """
    passed = {path.name for path in known}
    try:
        names = set(disk.names(folder.target)) - passed
    except OSError:
        return ()
    found = (name for name in names if _NAME.fullmatch(name) or (beside and is_copy_of(beside, name)))
    return tuple(sorted(found))


def is_copy_of(file: str, name: str) -> bool:
    """Return whether it is called `FILE.*.bak`, or as the backup of a file with so long a name is."""
    return name.startswith((f"{file}.", _beginning(file))) and name.endswith(".bak")
