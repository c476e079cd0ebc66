"""An existing key file that is to be replaced: read, and refused where replacing it would mislead.

Nothing is followed and nothing is waited for: a symbolic link, a folder, a pipe or a device is refused. So
is a file with a second name (a hard link), because the old content would live on there, and one of
another user, because the new file would be ours.
"""

import os
import stat
import sys
from pathlib import Path

from app.errors import RefusedError, StorageError, UsageError
from app.storage.writer.file_system import EXISTING, SYSTEM, FileSystem

_LIMIT = 64 * 1024


def read_replaceable(path: Path, disk: FileSystem = SYSTEM) -> bytes:
    """Read the file; one byte more than 64 KiB shows that it is larger.

    Raises RefusedError for what is no plain file of ours, StorageError where it cannot be read.
    """
    try:
        if stat.S_ISLNK(disk.lstat(path).st_mode):
            raise RefusedError(
                f"{path} is a symbolic link; nothing is written through one.", "Name the file itself."
            )
        return _read(disk, path)
    except OSError as error:
        raise StorageError(f"{path} cannot be read: {error.strerror}.", "Nothing was changed.") from error
    except ValueError as error:
        raise UsageError("This is no file name.") from error


def _read(disk: FileSystem, path: Path) -> bytes:
    descriptor = disk.open(path, EXISTING)
    try:
        _check(path, disk.fstat(descriptor))
        content = b""
        while len(content) <= _LIMIT and (piece := disk.read(descriptor, _LIMIT + 1)):
            content += piece
        return content
    finally:
        disk.close(descriptor)


def _check(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise RefusedError(f"{path} is no file.", "Name the file that holds the private key.")
    if status.st_nlink > 1:
        raise RefusedError(
            f"{path} has a second name (a hard link), under which the old content would live on.",
            "Remove the other name first, or copy the file and change the copy.",
        )
    if sys.platform != "win32" and status.st_uid != os.geteuid():
        raise RefusedError(
            f"{path} belongs to another user; the new file would be yours.", "Run as its owner."
        )
