"""What goes wrong with the list's file, in words: damage, apart from a disk, a right or another program."""

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import RegistryError, reason_of
from app.storage.writer.file_system import SYSTEM, UPDATED
from app.text import NOTHING, Text, text

LOCK = ".lock"  # the ending of a file beside the list that is locked, and never written to
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NOT_CONCERNED = text("The keys are not concerned: they are in their files.")


class DamagedError(RegistryError):
    """It is not a database of ours, or its pages contradict each other."""

    def __init__(self, message: Text = NOTHING) -> None:
        super().__init__(message or text("The list of keys is damaged."))


def is_damage(error: Exception) -> bool:
    """Return whether the file itself is wrong: not the disk, not its rights, not another program."""
    if isinstance(error, sqlite3.DatabaseError):
        code = getattr(error, "sqlite_errorcode", None)
        is_undecodable = code is None and isinstance(error, sqlite3.OperationalError)  # a text, as UTF-8
        return is_undecodable or (code is not None and code & 0xFF in _DAMAGE)
    return isinstance(error, DamagedError)


@contextmanager
def own_errors(path: Path) -> Iterator[None]:
    """Turn what sqlite3 and the system raise into ours; SQLite's texts name no content."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise DamagedError from error
        raise RegistryError(
            text("The list of keys cannot be used: {reason}.", reason=_reason(error, path)), _NOT_CONCERNED
        ) from error
    except OSError as error:
        raise RegistryError(
            text("{path} cannot be used: {reason}.", path=str(path), reason=reason_of(error)), _NOT_CONCERNED
        ) from error


def _reason(error: sqlite3.DatabaseError, path: Path) -> Text | str:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_IOERR_LOCK") or (name.startswith("SQLITE_BUSY") and not _locks(path)):
        return text("the disk lets no file be locked")
    known = {
        "SQLITE_FULL": text("the disk is full"),
        "SQLITE_BUSY": text("another program has been writing to it for too long"),
        "SQLITE_READONLY": text("it may not be written"),
        "SQLITE_CANTOPEN": text("it may not be read, or its folder may not be written"),
        "SQLITE_IOERR": text("the disk reports an error"),
    }
    return next((words for key, words in known.items() if name.startswith(key)), name or "SQLite")


def _locks(path: Path) -> bool:
    """Return whether a file can be locked beside it as SQLite does, which takes ENOLCK for somebody's lock.

    Another file, as closing the list's own would take its locks from other threads.
    """
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        beside = SYSTEM.open(path.with_suffix(LOCK), UPDATED | os.O_CREAT)
    except OSError:
        return True
    try:
        fcntl.lockf(beside, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in (errno.EAGAIN, errno.EACCES)
    finally:
        os.close(beside)
    return True
