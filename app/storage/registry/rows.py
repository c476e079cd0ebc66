"""Records as rows of the tables, and back."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import itemgetter
from typing import Any

from app.errors import UsageError
from app.storage.registry.record import KeyFile, KeyRecord
from app.text import text

_COLUMNS = tuple(each.name for each in fields(KeyRecord) if each.name != "files")
_NAMES = ", ".join(_COLUMNS)
_PUT = f"INSERT INTO keys ({_NAMES}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - our names
_KEYS = f"SELECT {_NAMES} FROM keys"  # noqa: S608 - our names
_FILES = "SELECT fingerprint, path, seen FROM files"
CLEAR_LINKS = (  # to keys that are not there
    "UPDATE keys SET replaced_by = '' "
    "WHERE replaced_by != '' AND replaced_by NOT IN (SELECT fingerprint FROM keys)"
)
_TYPES = {"public_key": "blob", "whitelisted": "integer", "leaked": "integer"}
_OF_OTHER_TYPES = (
    "SELECT EXISTS (SELECT 1 FROM keys WHERE "  # noqa: S608 - our names
    + " OR ".join(f"typeof({name}) != '{_TYPES.get(name, 'text')}'" for name in _COLUMNS)
    + ") OR EXISTS (SELECT 1 FROM files"
    " WHERE typeof(fingerprint) != 'text' OR typeof(path) NOT IN ('text', 'blob') OR typeof(seen) != 'text')"
)
_NAME_AND_FINGERPRINT = itemgetter(_COLUMNS.index("name"), _COLUMNS.index("fingerprint"))
_STEPS = _COLUMNS.index("steps")
_FLAGS = tuple(_COLUMNS.index(name) for name in ("whitelisted", "leaked"))
_SETTERS = tuple(getattr(KeyRecord, name).__set__ for name in (*_COLUMNS, "files"))


def are_of_their_types(connection: sqlite3.Connection) -> bool:
    """Return whether all values are what their columns are for: of a text a bit that has turned makes octets,
    and SQLite calls that whole.
    """
    return not connection.execute(_OF_OTHER_TYPES).fetchone()[0]


def every(connection: sqlite3.Connection) -> tuple[KeyRecord, ...]:
    """Return every record, by name and fingerprint."""
    files: dict[str, list[KeyFile]] = {}
    for fingerprint, path, seen in connection.execute(_FILES + " ORDER BY rowid"):
        files.setdefault(fingerprint, []).append(KeyFile(_path(path), seen))
    rows = connection.execute(_KEYS).fetchall()
    return tuple(_record(row, files.get(row[0], ())) for row in sorted(rows, key=_NAME_AND_FINGERPRINT))


def find(connection: sqlite3.Connection, fingerprint: str) -> KeyRecord | None:
    """Return the record of this key; None where it is not in the list."""
    row = connection.execute(_KEYS + " WHERE fingerprint = ?", (fingerprint,)).fetchone()
    if row is None:
        return None
    files = connection.execute(_FILES + " WHERE fingerprint = ? ORDER BY rowid", (fingerprint,))
    return _record(row, [KeyFile(_path(path), seen) for _, path, seen in files])


def put(connection: sqlite3.Connection, record: KeyRecord) -> None:
    """Write a record in place of what there is of its key."""
    connection.execute("DELETE FROM keys WHERE fingerprint = ?", (record.fingerprint,))
    connection.execute(_PUT, tuple(_stored(getattr(record, name)) for name in _COLUMNS))
    rows = [(record.fingerprint, _stored_path(file.path), file.seen) for file in record.files]
    connection.executemany("INSERT INTO files (fingerprint, path, seen) VALUES (?, ?, ?)", rows)


def _stored(value: object) -> object:
    """Return a value as SQLite takes it: steps are identifiers, which have no spaces."""
    return " ".join(value) if isinstance(value, tuple) else value


def _stored_path(path: str) -> str | bytes:
    """Return a path as SQLite takes it: a name that is not UTF-8 as its octets."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogateescape")
    return path


def _path(stored: str | bytes) -> str:
    return stored.decode("utf-8", "surrogateescape") if isinstance(stored, bytes) else stored


def check_links(connection: sqlite3.Connection, fingerprints: Iterable[str]) -> None:
    """Raise UsageError where a key is replaced by one that is not there, or in the end by itself."""
    sound: set[str] = set()
    for start in fingerprints:
        way: set[str] = set()
        here = start
        while here and here not in sound:
            if here in way:
                raise UsageError(text("A key cannot be replaced by itself, by way of others either."))
            way.add(here)
            here = _replaced_by(connection, here)
        sound |= way


def _replaced_by(connection: sqlite3.Connection, fingerprint: str) -> str:
    row = connection.execute("SELECT replaced_by FROM keys WHERE fingerprint = ?", (fingerprint,)).fetchone()
    if row is None:
        raise UsageError(text("The key that takes its place is not in the list."))
    return str(row[0])


def _record(row: Sequence[Any], files: Sequence[KeyFile]) -> KeyRecord:
    """Return the record of a row; its constructor, which sets frozen fields, takes three times as long."""
    values = list(row)
    values[_STEPS] = tuple(values[_STEPS].split())
    for index in _FLAGS:
        values[index] = bool(values[index])
    record = KeyRecord.__new__(KeyRecord)
    for put, value in zip(_SETTERS, (*values, tuple(files)), strict=True):
        put(record, value)
    return record
