"""The record of the save that is going on: locked for as long as it lasts, so that nobody believes it dead.

The lock is on the record itself, which only its owner can open: nobody else can lock it, and the system
releases the lock when the process dies. Where files cannot be locked, the record's age says whether it may
still be at work (`recovery`).
"""

import errno
import os
from collections.abc import Callable, Iterable
from contextlib import suppress

from app.storage.writer import whole_file
from app.storage.writer.directory import Directory, Entry
from app.storage.writer.file_system import NEW, FileSystem
from app.storage.writer.record import PlannedFile, Record, record_name
from app.storage.writer.user_key import user_key

_TRIES = 20


class Journal:
    """Made before the first temporary file, removed after the last one."""

    def __init__(self, disk: FileSystem, folder: Directory) -> None:
        self._disk = disk
        self._folder = folder
        self._key = user_key() or os.urandom(32)
        self._entry: Entry | None = None
        self._descriptor: int | None = None
        self.record = Record("", folder.identity)

    @property
    def name(self) -> str:
        """Return the name of the record; empty before it was begun and after it was removed."""
        return self._entry.name if self._entry else ""

    def begin(self, *, keep: bool) -> str:
        """Make the record; return the job. Raises OSError, `name` saying what may be left.

        Not synced: after a power cut now, temporary files are named and not removed.
        """
        for _ in range(_TRIES):
            if self._create(os.urandom(8).hex()):
                self.add(Record(self.record.job, self._folder.identity, keep=keep), sync=False)
                return self.record.job
        raise OSError(errno.EBUSY, "Another program takes the record away")

    def _create(self, job: str) -> bool:
        """Make it; return whether it is locked. Another save may look first, and take it for an orphan."""
        entry = self._folder.entry(record_name(job))
        self.record, self._entry = Record(job, self._folder.identity), entry
        self._descriptor = self._disk.open(entry, NEW)
        try:
            self._disk.lock(self._descriptor)
        except BlockingIOError:
            self.remove()
            return False
        except OSError:  # no locks on this file system
            return True
        if whole_file.exists(self._disk, entry):
            return True
        self._close()
        return False

    def add(
        self, record: Record, files: Callable[[], Iterable[PlannedFile]] | None = None, *, sync: bool = True
    ) -> None:
        """Write the next line, with what `files` returns in place of its own files. Raises OSError."""
        if self._descriptor is None:
            raise ValueError("begin() comes first")
        for piece in record.pieces(self._key, files):
            whole_file.write(self._disk, self._descriptor, piece)
        if sync:
            self._disk.fsync(self._descriptor)
        self.record = record

    def remove(self) -> bool:
        """Remove the record. Returns whether it is gone."""
        if self._entry is None:
            return True
        entry, self._entry = self._entry, None
        if os.name == "nt":  # nothing that is open is removed there
            self._close()
        gone = whole_file.remove(self._disk, entry)
        self._close()
        return gone

    def _close(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with suppress(OSError):
                self._disk.close(descriptor)
