"""An existing key file that is to be replaced: read, and refused where replacing it would mislead.

Nothing is followed and nothing is waited for: a symbolic link, a folder, a pipe or a device is refused. So
is a file with a second name (a hard link), because the old content would live on there, and one of
another user, because the new file would be ours.
"""

import os
import stat
from pathlib import Path

from app.errors import RefusedError, StorageError, UsageError

_LIMIT = 64 * 1024
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_replaceable(path: Path) -> bytes:
    """The bytes of the file, of which one above 64 KiB tells that it is larger.

    Raises RefusedError for what is no plain file of ours, StorageError where it cannot be read.
    """
    try:
        if stat.S_ISLNK(path.lstat().st_mode):
            raise RefusedError(
                f"{path} is a symbolic link; nothing is written through one.", "Name the file itself."
            )
        return _read(path)
    except OSError as error:
        raise StorageError(f"{path} cannot be read: {error.strerror}.", "Check the name.") from error
    except ValueError as error:
        raise UsageError("This is no file name.") from error


def _read(path: Path) -> bytes:
    descriptor = os.open(path, _FLAGS)
    try:
        _check(path, os.fstat(descriptor))
        with open(descriptor, "rb", closefd=False) as stream:
            return stream.read(_LIMIT + 1)
    finally:
        os.close(descriptor)


def _check(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise RefusedError(f"{path} is no file.", "Name the file that holds the private key.")
    if status.st_nlink > 1:
        raise RefusedError(
            f"{path} has a second name (a hard link), under which the old content would live on.",
            "Remove the other name first, or copy the file and change the copy.",
        )
    if os.name == "posix" and status.st_uid != os.geteuid():
        raise RefusedError(
            f"{path} belongs to another user; the new file would be yours.", "Run as its owner."
        )


def remove(path: Path) -> bool:
    """Takes the name away. Returns whether nothing stands there any more."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
