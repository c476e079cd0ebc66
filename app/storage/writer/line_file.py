"""A private file of lines that grows while other work is done: made exclusively, never overwritten.

Promises: 0600 from the start; what was added is on disk when `add` returns, and can be taken back until it is
kept. Only one program at a time adds to it. Refuses links, second names, and what is not the user's own.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from app.errors import NOTHING_WRITTEN, NameTakenError, RefusedError, StorageError, reason_of
from app.storage.writer import folder, whole_file
from app.storage.writer.file_system import (
    NEW,
    PRIVATE_MODE,
    SYSTEM,
    UPDATED,
    FileSystem,
    is_own_file,
)
from app.text import text

_CLOSED = -1


class LineFile:
    """An open file. Made by `made` or `continued`; the caller closes it."""

    def __init__(self, path: Path, descriptor: int, disk: FileSystem) -> None:
        self.path = path
        self._descriptor = descriptor
        self._disk = disk
        self._kept = os.fstat(descriptor).st_size

    def add(self, lines: bytes) -> None:
        """Add lines at the end, and wait until they are on disk. Raises StorageError with nothing added."""
        try:
            os.lseek(self._descriptor, 0, os.SEEK_END)
            whole_file.write(self._disk, self._descriptor, lines)
            self._disk.fsync(self._descriptor)
        except OSError as error:
            self.take_back()
            raise StorageError(
                text("{path} cannot be written: {reason}.", path=str(self.path), reason=reason_of(error)),
                NOTHING_WRITTEN,
            ) from error

    def keep(self) -> None:
        """Let what was added stay, whatever is taken back later."""
        self._kept = os.fstat(self._descriptor).st_size

    def take_back(self) -> None:
        """Remove what was added since `keep`, as far as the disk allows it."""
        with suppress(OSError):
            os.ftruncate(self._descriptor, self._kept)
            self._disk.fsync(self._descriptor)

    def remove(self) -> None:
        """Remove the file, which was made just now. Windows removes nothing that is open."""
        if sys.platform == "win32":
            self.close()
        with suppress(OSError):
            self._disk.unlink(self.path)

    def close(self) -> None:
        """Close it, and let others add to it."""
        descriptor, self._descriptor = self._descriptor, _CLOSED
        if descriptor != _CLOSED:
            with suppress(OSError):
                self._disk.close(descriptor)


def made(path: Path, first: bytes, disk: FileSystem = SYSTEM) -> LineFile:
    """Make the file with a first line, and its name on disk. Raises NameTakenError, StorageError."""
    try:
        file = LineFile(path, disk.open(path, NEW), disk)
    except FileExistsError as error:
        raise NameTakenError((path.name,), str(path.parent)) from error
    except OSError as error:
        raise _cannot_open(path, error) from error
    try:
        disk.fchmod(file._descriptor, PRIVATE_MODE)
        _lock(file, disk)
        file.add(first)
        file.keep()
        folder.sync(path.parent, disk)
    except BaseException as error:
        file.remove()
        file.close()
        if isinstance(error, OSError):
            raise _cannot_open(path, error) from error
        raise
    return file


def continued(path: Path, disk: FileSystem = SYSTEM) -> LineFile:
    """Open one of an earlier run. Raises RefusedError where it is not the user's own, or open to others."""
    try:
        descriptor = disk.open(path, UPDATED)
    except OSError as error:
        raise _cannot_open(path, error) from error
    file = LineFile(path, descriptor, disk)
    try:
        status = disk.fstat(descriptor)
        if not is_own_file(status) or status.st_nlink > 1:
            raise RefusedError(
                text("{path} is not a file of yours with this one name.", path=str(path)),
                text("Name another file."),
            )
        if os.name == "posix" and status.st_mode & 0o077:
            raise RefusedError(
                text("{path} is open to other users, and passphrases are in it.", path=str(path)),
                text("Protect it with chmod 600, or name another file."),
            )
        _lock(file, disk)
    except BaseException:
        file.close()
        raise
    return file


def _lock(file: LineFile, disk: FileSystem) -> None:
    try:
        disk.lock(file._descriptor)
    except BlockingIOError as error:
        raise RefusedError(
            text("Another program is writing to {path}.", path=str(file.path)),
            text("Wait until it is done."),
        ) from error
    except OSError:  # no locks on this file system
        return


def _cannot_open(path: Path, error: OSError) -> StorageError:
    return StorageError(
        text("{path} cannot be opened: {reason}.", path=str(path), reason=reason_of(error)), NOTHING_WRITTEN
    )
