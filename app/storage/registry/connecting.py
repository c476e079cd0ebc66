"""The list's file as a connection that may be used: of the right owner, whole, with today's tables."""

import errno
import os
import sqlite3
import stat
import sys
import threading
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from app.storage.registry import rows, schema
from app.storage.registry.failures import DamagedError
from app.storage.writer import own_folder
from app.storage.writer.file_system import NEW, PRIVATE_MODE, SYSTEM, is_own_file
from app.text import NOTHING, Text, text

LARGEST = 256 * 1024 * 1024  # octets; 10,000 keys take 5 MB
SMALLEST = 512  # octets, a page of SQLite, which takes an empty file for a new one: less has lost everything
SECONDS_TO_WAIT = 10.0  # for another program that is writing
_PRAGMAS = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "foreign_keys = ON",
    "mmap_size = 0",
    "temp_store = MEMORY",
)
_PRAGMAS_TO_WRITE = (
    "journal_mode = DELETE",
    "synchronous = FULL",
    "fullfsync = ON",  # of macOS, as in writer.file_system; means nothing elsewhere
    "secure_delete = ON",
)
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_checked: set[tuple[int, ...]] = set()
_creating = threading.Lock()


@dataclass(frozen=True, slots=True)
class Opening:
    """`connection`: in no transaction. `notice`: what the person must know about the file, or NOTHING."""

    connection: sqlite3.Connection
    is_writable: bool
    notice: Text = NOTHING


def connect(path: Path, *, make: bool) -> Opening:
    """Open it, and `make` it where it is missing. Raises DamagedError, sqlite3.Error or OSError."""
    with _creating:  # whoever closes it while another thread uses it takes that one's locks
        if make and not os.path.lexists(path):
            _create(path)
    status = os.lstat(path)
    if not is_own_file(status):
        raise PermissionError(errno.EPERM, text("it is not a file of yours"))
    if not SMALLEST <= status.st_size <= LARGEST:
        raise DamagedError
    if sys.platform != "win32" and status.st_mode & _OTHERS:
        with suppress(OSError):  # on a disk that is read-only
            os.chmod(path, PRIVATE_MODE)  # restored from a backup, for example
    is_writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    connection = _connected(path, "rw" if is_writable else "ro")  # rw also to read: a killed program's
    try:  # journal has to be rolled back first
        return _prepared(connection, path, is_writable=is_writable)
    except UnicodeDecodeError as error:  # in what SQLite says of tables that it cannot read
        connection.close()
        raise DamagedError from error
    except BaseException:
        connection.close()
        raise


def _create(path: Path) -> None:
    """Make a list without keys for this user alone, whatever the umask is: whole under another name first, so
    that one without tables has lost them.
    """
    draft = path.with_name(f"{path.stem}.new-{os.urandom(8).hex()}{path.suffix}")
    try:
        descriptor = SYSTEM.open(draft, NEW)
        try:
            SYSTEM.fchmod(descriptor, PRIVATE_MODE)
        finally:
            SYSTEM.close(descriptor)
        with closing(_connected(draft, "rw")) as connection:
            _settle(connection, *_PRAGMAS, *_PRAGMAS_TO_WRITE)
            schema.migrate(connection)
        own_folder.publish(draft, path)
    finally:
        for left in (f"{draft}-journal", draft):
            with suppress(OSError):
                os.unlink(left)


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{address_of(path)}?mode={mode}", uri=True, timeout=SECONDS_TO_WAIT, isolation_level=None
    )


def address_of(path: PurePath) -> str:
    """Return the URI that SQLite opens: a share's name belongs to the path, as no other authority than
    localhost is allowed (SQLite, "Uniform Resource Identifiers", 3.1).
    """
    scheme, name = path.as_uri().split("://")
    return f"{scheme}://{name}" if name.startswith("/") else f"{scheme}:////{name}"


def _prepared(connection: sqlite3.Connection, path: Path, *, is_writable: bool) -> Opening:
    _settle(connection, *_PRAGMAS)
    if schema.is_foreign(connection):
        raise DamagedError
    _check_once(connection, path)
    version = schema.version_of(connection)
    if version > schema.VERSION:
        return Opening(connection, is_writable=False, notice=_from_newer_version())
    if is_writable:
        _settle(connection, *_PRAGMAS_TO_WRITE)
        schema.migrate(connection)
    elif version < schema.VERSION:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return Opening(connection, is_writable)


def _settle(connection: sqlite3.Connection, *pragmas: str) -> None:
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")


def _check_once(connection: sqlite3.Connection, path: Path) -> None:
    """Look for damage, unless this very state of the file was looked at: 10 ms for 10,000 keys."""
    status = os.stat(path)
    state = status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
    if state in _checked:
        return
    if not _is_sound(connection):
        raise DamagedError
    _checked.clear()
    _checked.add(state)


def _is_sound(connection: sqlite3.Connection) -> bool:
    version = schema.version_of(connection)
    try:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            return False
        return version != schema.VERSION or rows.are_of_their_types(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR or version > schema.VERSION:
            raise
        return False  # of our own tables it knows no name of a table, a column or a function any more


def _from_newer_version() -> Text:
    return text("The list of keys is from a newer version of this program: it is shown, and not changed.")
