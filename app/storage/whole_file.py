"""One file, whole: made exclusively, synced, read back; and taken away again, or told that it was not."""

import errno
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.storage.file_system import EXISTING, NEW, FileSystem

_NO_LINKS = {
    errno.EPERM,
    errno.EOPNOTSUPP,
    errno.ENOTSUP,
    errno.ENOSYS,
    errno.EMLINK,
    errno.EXDEV,
    errno.EINVAL,  # Windows, on FAT
}
_PIECE = 1 << 20


def create(disk: FileSystem, path: Path, content: bytes, mode: int) -> os.stat_result:
    """Makes a new file and syncs it; returns what it became. Raises FileExistsError where the name is taken.

    After an error the file may be there in part: whoever asks for it also removes it.
    """
    descriptor = disk.open(path, NEW)
    try:
        rest = memoryview(content)
        while rest:
            taken = disk.write(descriptor, rest)
            if not taken:
                raise OSError(errno.EIO, "The disk takes no more")
            rest = rest[taken:]
        disk.fchmod(descriptor, mode)
        disk.fsync(descriptor)
        _forget_cache(descriptor)
        return disk.fstat(descriptor)
    finally:
        _close(disk, descriptor)


def _close(disk: FileSystem, descriptor: int) -> None:
    """An interrupted close has closed all the same, and what was written had been synced before."""
    with suppress(InterruptedError):
        disk.close(descriptor)


def _forget_cache(descriptor: int) -> None:
    """So that reading back asks the disk, where the system can be told so."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def read(disk: FileSystem, path: Path) -> tuple[bytes, os.stat_result]:
    """The content and what it is. Raises OSError for a link and for anything that is no file."""
    descriptor = disk.open(path, EXISTING)
    try:
        status = disk.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "Not a file")
        pieces = []
        while piece := disk.read(descriptor, _PIECE):
            pieces.append(piece)
        return b"".join(pieces), status
    finally:
        _close(disk, descriptor)


def set_mode(disk: FileSystem, path: Path, mode: int) -> None:
    """Sets the mode of a file, never of what a link points to."""
    descriptor = disk.open(path, EXISTING)
    try:
        disk.fchmod(descriptor, mode)
    finally:
        _close(disk, descriptor)


def give_name(disk: FileSystem, temporary: Path, final: Path, claimed: Callable[[], None]) -> None:
    """Lets the file stand under its name. Raises FileExistsError where that is taken.

    Where there are no links, the name is first reserved by an empty file, then replaced in one step:
    what stands there is at any moment nothing, empty, or whole. `claimed` is called as soon as what
    stands under the name is ours, and so for the caller to take away when this fails.
    """
    try:
        disk.link(temporary, final)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    else:
        claimed()
        return
    descriptor = disk.open(final, NEW)
    claimed()
    _close(disk, descriptor)
    disk.replace(temporary, final)


def exists(disk: FileSystem, path: Path) -> bool:
    """Whether anything stands there, or what does cannot be known."""
    try:
        disk.lstat(path)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def remove(disk: FileSystem, path: Path) -> bool:
    """Takes the name away, with a second try. Returns whether it is gone."""
    for _ in range(2):
        try:
            disk.unlink(path)
        except OSError:
            if not exists(disk, path):  # a read-only disk refuses before it looks
                return True
        else:
            return True
    return False


def sync_folder(disk: FileSystem, folder: Path) -> bool:
    """Whether the folder's entries are known to be on disk. Windows does not offer it: then yes."""
    if sys.platform == "win32":
        return True
    try:
        descriptor = disk.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            disk.fsync(descriptor)
        finally:
            _close(disk, descriptor)
    except OSError:
        return False
    return True
