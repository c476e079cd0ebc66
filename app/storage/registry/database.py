"""The file of the list: opened for one piece of work, and closed again.

Promises: only the user can read it; a damaged file is set aside, whole, under a name of its own, and never
written to; one that a newer version made is read and not changed. A rollback journal, not WAL: WAL needs
memory that all its users share, which a network home does not give them. Each change is synced.
Refuses: a link, a file of another user, a folder that others can write.
"""

import errno
import os
import sqlite3
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from app.errors import RegistryError
from app.storage.registry import connecting
from app.storage.registry.connecting import Opening, connect
from app.storage.registry.failures import LOCK, DamagedError, is_damage, own_errors
from app.storage.writer import own_folder
from app.storage.writer.file_system import SYSTEM, UPDATED
from app.text import NOTHING, Text, text

NAME = "keys.sqlite3"
_SHARED = stat.S_IWGRP | stat.S_IWOTH
_JOURNAL = "-journal"


@contextmanager
def opened(path: Path, *, make: bool) -> Iterator[Opening | None]:
    """Open the file; where it is missing, `make` it, or yield None. Raises RegistryError."""
    if not path.is_absolute():
        raise RegistryError(text("There is no home folder, so no list of keys is kept."))
    with own_errors(path):
        opening = _opened_or_set_aside(path, make=make)
        if opening is None:
            yield None
            return
        try:
            with closing(opening.connection):
                yield opening
        except sqlite3.DatabaseError as error:
            if is_damage(error):  # beyond what quick_check sees
                raise DamagedError(_set_aside(path)) from error
            raise


def _opened_or_set_aside(path: Path, *, make: bool) -> Opening | None:
    if make:
        own_folder.make(path.parent)
    elif not os.path.lexists(path):
        return None
    _refuse_shared(path.parent)
    before = _number_of(path)
    try:
        return connect(path, make=make)
    except (DamagedError, sqlite3.DatabaseError) as error:
        if not is_damage(error) and _number_of(path) == before:
            raise
        notice = _set_aside(path)  # nothing, where another program has just done so
        made = connect(path, make=True)
        return Opening(made.connection, made.is_writable, notice)


def _number_of(path: Path) -> int:
    """Return that of the file, which is another one after it was set aside; 0 without one."""
    try:
        return os.lstat(path).st_ino
    except OSError:
        return 0


def _refuse_shared(folder: Path) -> None:
    if sys.platform == "win32":
        return
    found = folder.stat()
    if found.st_uid not in (os.geteuid(), 0) or found.st_mode & _SHARED:
        raise PermissionError(errno.EPERM, text("others can write to its folder"))


def _set_aside(path: Path) -> Text:
    """Give the damaged file, and its journal, another name, if nobody else has done so meanwhile."""
    lock = SYSTEM.open(path.with_suffix(LOCK), UPDATED | os.O_CREAT)
    try:
        _wait_for(lock)
        if not _is_damaged(path):
            return NOTHING
        kept = _free_name(path)
        with suppress(FileNotFoundError):  # first: beside another list it would be rolled back into that
            os.rename(f"{path}{_JOURNAL}", f"{kept}{_JOURNAL}")
        os.rename(path, kept)
    finally:
        os.close(lock)
    return text(
        "The list of keys was damaged. It is kept as {path}, and a new list was begun. Your keys are in "
        "their files, and come back into the list when they are opened.",
        path=str(kept),
    )


def _wait_for(lock: int) -> None:
    end = time.monotonic() + connecting.SECONDS_TO_WAIT
    while True:
        try:
            SYSTEM.lock(lock)
        except BlockingIOError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return


def _is_damaged(path: Path) -> bool:
    try:
        with closing(connect(path, make=False).connection) as connection:
            for table in ("keys", "files"):
                for _ in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - our names
                    pass
    except FileNotFoundError:
        return False
    except (DamagedError, sqlite3.DatabaseError) as error:
        return is_damage(error)
    return False


def copies_set_aside(path: Path) -> list[Path]:
    """Return the damaged lists that were kept, and their journals."""
    try:
        return sorted(path.parent.glob(f"{path.stem}.damaged-*"))
    except OSError:  # its folder may not be read
        return []


def reminder(path: Path) -> Text:
    """Return what is to be known for as long as a damaged list is kept: nobody looks at what was in it."""
    kept = [each for each in copies_set_aside(path) if each.suffix == path.suffix]
    if not kept:
        return NOTHING
    return text(
        "A damaged list of keys is kept as {path}: what was in it, and when that is due, is not watched. Add "
        "those keys again from their files, then remove that file.",
        path=str(kept[-1]),
    )


def _free_name(path: Path) -> Path:
    number = 1
    while True:
        kept = path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")
        if not os.path.lexists(kept) and not os.path.lexists(f"{kept}{_JOURNAL}"):
            return kept
        number += 1
