"""An existing key file that is to be replaced: read, and refused where replacing it would mislead.

Nothing is followed and nothing is waited for: a symbolic link, a folder, a pipe or a device is refused. So
is a file with a second name (a hard link), because the old content would live on there, and one of
another user, because the new file would be ours.
"""

import os
import stat
import sys
from pathlib import Path

from app.errors import RefusedError, StorageError, UsageError, reason_of
from app.storage.writer.directory import is_a_link
from app.storage.writer.file_system import EXISTING, SYSTEM, FileSystem
from app.text import text

_MAXIMUM_SIZE = 64 * 1024


def read_replaceable(path: Path, disk: FileSystem = SYSTEM) -> bytes:
    """Read the file; one byte more than 64 KiB shows that it is larger.

    Raises RefusedError for what is not a plain file of ours, StorageError where it cannot be read.
    """
    try:
        if stat.S_ISLNK(disk.lstat(path).st_mode):
            raise RefusedError(is_a_link(path), text("Name the file itself."))
        return _read(disk, path)
    except OSError as error:
        raise StorageError(
            text("{path} cannot be read: {reason}.", path=str(path), reason=reason_of(error)),
            text("Nothing was changed."),
        ) from error
    except ValueError as error:
        raise UsageError(text("That is not a file name.")) from error


def _read(disk: FileSystem, path: Path) -> bytes:
    descriptor = disk.open(path, EXISTING)
    try:
        _check(path, disk.fstat(descriptor))
        content = b""
        while len(content) <= _MAXIMUM_SIZE and (piece := disk.read(descriptor, _MAXIMUM_SIZE + 1)):
            content += piece
        return content
    finally:
        disk.close(descriptor)


def _check(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise RefusedError(
            text("{path} is not a file.", path=str(path)),
            text("Name the file that contains the private key."),
        )
    if status.st_nlink > 1:
        raise RefusedError(
            text(
                "{path} has a second name (a hard link), under which the old content would live on.",
                path=str(path),
            ),
            text("Remove the other name first, or copy the file and change the copy."),
        )
    if sys.platform != "win32" and status.st_uid != os.geteuid():
        raise RefusedError(
            text("{path} belongs to another user; the new file would be yours.", path=str(path)),
            text("Run as its owner."),
        )
