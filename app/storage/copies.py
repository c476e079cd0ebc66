"""Copies of a key file that lie beside it: the backups of earlier saves and changes."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from app.storage.directory import Directory
from app.storage.file_system import FileSystem
from app.storage.record import backup_name, shortened

_MOST = 20
_BACKUP = re.compile(r".+\.(?:pem|tar\.gz)\.\d{8}-\d{6}-[0-9a-f]{4}\.bak", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Copies:
    """The first of them by name, and how many there are."""

    paths: tuple[Path, ...] = ()
    count: int = 0


def copies_of(folder: Directory, name: str, disk: FileSystem) -> Copies:
    """What is called `NAME.*.bak`, as `record.backup_name` does; nothing where nobody may look."""
    longest = 255 - (len(os.fsencode(backup_name("", "20260101-000000"))))
    beginnings = (f"{name}.", f"{shortened(name, longest)}.")
    try:
        found = sorted(
            each
            for each in disk.names(folder.target)
            if each.startswith(beginnings) and each.endswith(".bak")
        )
    except OSError:
        return Copies()
    return Copies(tuple(folder.path / each for each in found[:_MOST]), len(found))


def backups_in(folder: Directory, disk: FileSystem) -> tuple[Path, ...]:
    """All backups of key files there, sorted; nothing where nobody may look."""
    try:
        return tuple(
            folder.path / each for each in sorted(disk.names(folder.target)) if _BACKUP.fullmatch(each)
        )
    except OSError:
        return ()
