"""One file, whole: made exclusively, synced, read back; and removed again, or reported where it was not."""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from app.storage.writer.directory import Directory, Location
from app.storage.writer.file_system import EXISTING, NEW, FileSystem

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


def create(disk: FileSystem, place: Location, content: bytes, mode: int) -> os.stat_result:
    """Make a new file and sync it; return what it became. Raises FileExistsError where the name is taken.

    After an error the file may be there in part: whoever asks for it also removes it.
    """
    return copy(disk, place, iter([content]), mode)


def copy(disk: FileSystem, place: Location, pieces: Iterator[bytes], mode: int) -> os.stat_result:
    """Do as `create`, from pieces: only one at a time is in memory."""
    descriptor = disk.open(place, NEW)
    try:
        for piece in pieces:
            write(disk, descriptor, piece)
        disk.fchmod(descriptor, mode)
        disk.fsync(descriptor)
        _forget_cache(descriptor)
        return disk.fstat(descriptor)
    finally:
        _close(disk, descriptor)


def write(disk: FileSystem, descriptor: int, content: bytes | bytearray) -> None:
    """Write all of it, however little the disk takes at a time. Raises OSError."""
    rest = memoryview(content)
    while rest:
        taken = disk.write(descriptor, rest)
        if not taken:
            raise OSError(errno.EIO, "The disk takes no more")
        rest = rest[taken:]


def _close(disk: FileSystem, descriptor: int) -> None:
    """Close it: an interrupted close has closed all the same, and what was written had been synced before."""
    with suppress(InterruptedError):
        disk.close(descriptor)


def _forget_cache(descriptor: int) -> None:
    """Drop the file from the cache, where the system has a call for that: reading back then asks the disk."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def read(disk: FileSystem, place: Location) -> tuple[bytes, os.stat_result]:
    """Read the content and what it is. Raises OSError for a link and for anything that is not a file."""
    with opened(disk, place) as (descriptor, status):
        return b"".join(pieces(disk, descriptor)), status


@contextmanager
def opened(disk: FileSystem, place: Location, flags: int = EXISTING) -> Iterator[tuple[int, os.stat_result]]:
    """Open a file to read, and what it is. Raises OSError for a link and for anything that is not a file."""
    descriptor = disk.open(place, flags)
    try:
        status = disk.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "Not a file")
        yield descriptor, status
    finally:
        with suppress(OSError):  # nothing was written through it
            disk.close(descriptor)


def pieces(disk: FileSystem, descriptor: int) -> Iterator[bytes]:
    """Yield the rest of an open file, at most a mebibyte at a time."""
    while piece := disk.read(descriptor, _PIECE):
        yield piece


def digest(disk: FileSystem, place: Location) -> str:
    """Return the SHA-256 of a file, in hex, whatever its size. Raises OSError as `read` does."""
    from app.keys.digest import sha256_of

    with opened(disk, place) as (descriptor, _):
        return sha256_of(pieces(disk, descriptor)).hex()


def give_name(
    disk: FileSystem,
    temporary: Location,
    final: Location,
    created: Callable[[], None],
    reserving: Callable[[], None] = lambda: None,
) -> None:
    """Publish the file under its name. Raises FileExistsError where that is taken.

    Where there are no links, the name is first reserved by an empty file, then replaced in one step: what is
    there is at any moment nothing, empty, or whole. `reserving` is called before that, `created` as soon as
    what has the name is ours, and so for the caller to remove when this fails.
    """
    try:
        disk.link(temporary, final)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    else:
        created()
        return
    reserving()
    descriptor = disk.open(final, NEW)
    created()
    _close(disk, descriptor)
    disk.replace(temporary, final)


def exists(disk: FileSystem, place: Location) -> bool:
    """Return whether anything is there, or that cannot be known."""
    try:
        disk.lstat(place)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def remove(disk: FileSystem, place: Location) -> bool:
    """Remove the name, with a second try. Returns whether it is gone."""
    for _ in range(2):
        try:
            disk.unlink(place)
        except OSError:
            if not exists(disk, place):  # a read-only disk refuses before it looks
                return True
        else:
            return True
    return False


def sync_folder(disk: FileSystem, folder: Directory) -> bool:
    """Return whether the folder's entries are known to be on disk. Windows does not offer it: then yes."""
    if folder.descriptor is None:
        return True
    try:
        disk.fsync(folder.descriptor)
    except OSError:
        return False
    return True
