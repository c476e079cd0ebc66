"""The list of keys as the rest of the program sees it: records in, records out.

Promises: each method is one transaction, whole or not at all, whatever other windows and terminals do
meanwhile; what is read is written back only under the same lock. Raises RegistryError where the list
cannot be used: nothing of the rest of the program depends on it.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from app.errors import RegistryError
from app.storage.registry import rows
from app.storage.registry.connecting import Opening
from app.storage.registry.database import NAME, copies_set_aside, opened, reminder
from app.storage.registry.record import KeyRecord, checked, merged
from app.storage.user_folders import data_folder
from app.text import NOTHING, Text, text

Edit = Callable[[KeyRecord], KeyRecord]


class Registry:
    """The list in this file. `notice`: what is to be said about the file since it was opened last."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice: Text = NOTHING

    def all(self) -> tuple[KeyRecord, ...]:
        """Return every record, by name and fingerprint; none where there is no list yet."""
        with self._reading() as connection:
            return () if connection is None else rows.every(connection)

    @property
    def is_incomplete(self) -> bool:
        """Whether a damaged list is kept beside it, so that keys may be missing."""
        return bool(copies_set_aside(self.path))

    def stamp(self) -> tuple[int, ...]:
        """Return what is another after a change, by whomever; empty where there is no list.

        The file is not opened: closing it would end the locks that this process has on it (fcntl).
        """
        try:
            found = self.path.stat()
        except OSError:
            return ()
        return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns

    def find(self, fingerprint: str) -> KeyRecord | None:
        """Return the record of this key; None where it is not in the list."""
        with self._reading() as connection:
            return None if connection is None else rows.find(connection, fingerprint)

    def enrol(self, records: Iterable[KeyRecord], edits: Mapping[str, Edit] = MappingProxyType({})) -> None:
        """Add keys, all or none; one that is there already is merged with what is new.

        `edits`: what becomes of other keys with that, by fingerprint.
        Raises UsageError for what no record may contain, and for keys that replace each other.
        """
        new = [checked(record) for record in records]
        with self._writing() as connection:
            for record in new:
                old = rows.find(connection, record.fingerprint)
                rows.put(connection, checked(merged(old, record)) if old else record)
            connection.execute(rows.CLEAR_LINKS)
            rows.check_links(connection, [record.fingerprint for record in new])
            _change(connection, edits)

    def change(self, fingerprints: Iterable[str], edit: Edit) -> tuple[KeyRecord, ...]:
        """Change these records by what `edit` returns, all or none; return them.

        Those that are not there are left out. Raises UsageError for what no record may contain, and for a key
        that is replaced by itself, by way of others too, or by one that is not in the list.
        """
        with self._writing() as connection:
            return _change(connection, dict.fromkeys(fingerprints, edit))

    def forget(self, fingerprints: Iterable[str]) -> int:
        """Remove these records, and what they left in the file; return how many there were.

        Files with keys are not touched.
        """
        these = [(each,) for each in fingerprints]
        with self._writing(cleaning=True) as connection:
            count = connection.executemany("DELETE FROM keys WHERE fingerprint = ?", these).rowcount
            connection.execute(rows.CLEAR_LINKS)
        return count

    def forget_all(self) -> int:
        """Remove every record, what they left in the file, and damaged lists; return how many there were."""
        with self._writing(cleaning=True) as connection:
            count = connection.execute("DELETE FROM keys").rowcount
        for copy in copies_set_aside(self.path):
            copy.unlink(missing_ok=True)
        return count

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """All that is read is of one moment."""
        with opened(self.path, make=False) as opening:
            self.notice = (opening.notice if opening else NOTHING) or reminder(self.path)
            if opening is None:
                yield None
                return
            opening.connection.execute("BEGIN")
            with opening.connection:
                yield opening.connection

    @contextmanager
    def _writing(self, *, cleaning: bool = False) -> Iterator[sqlite3.Connection]:
        """Hold the lock. `cleaning` rewrites the file then: divided pages keep what was in them."""
        with opened(self.path, make=True) as opening:
            if opening is None or not opening.is_writable:
                raise RegistryError(_not_writable(opening))
            self.notice = opening.notice
            opening.connection.execute("BEGIN IMMEDIATE")
            with opening.connection:
                yield opening.connection
            if cleaning:
                opening.connection.execute("VACUUM")


def user_registry() -> Registry:
    """Return the list of this user; reading and writing it may fail."""
    return Registry(data_folder() / NAME)


def _change(connection: sqlite3.Connection, edits: Mapping[str, Edit]) -> tuple[KeyRecord, ...]:
    found = [(rows.find(connection, fingerprint), edit) for fingerprint, edit in edits.items()]
    edited = tuple(checked(edit(record)) for record, edit in found if record is not None)
    for record in edited:
        rows.put(connection, record)
    rows.check_links(connection, [record.fingerprint for record in edited if record.replaced_by])
    return edited


def _not_writable(opening: Opening | None) -> Text:
    return (opening.notice if opening else NOTHING) or text("The list of keys may not be written.")
