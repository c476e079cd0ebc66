"""The system calls that key files are made with: one thin door, so that tests can make each of them fail.

Promises: every method is one call of the system, nothing is retried, nothing is hidden; but on Windows what
others hold for a moment is tried again, and on macOS fsync stands in where a disk has no F_FULLFSYNC. What a
failure means is decided by those who call; `tests/faults` replaces this class by one whose nth call fails.
"""

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.storage.writer.directory import Location, located
from app.storage.writer.patience import Patience
from app.windows.paths import extended

if TYPE_CHECKING:
    from app.storage.writer.windows_access import WindowsAccess

PRIVATE_MODE = 0o600
OPEN_TO_OTHERS = 0o666
_MORE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | _MORE
"""Flags for a file that must not exist yet, not even as a link."""
EXISTING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _MORE
"""Flags for reading what exists: never through a link, never waiting for a pipe's other end."""
UPDATED = os.O_RDWR | getattr(os, "O_NONBLOCK", 0) | _MORE
"""Flags for what is read and locked: some network shares lock only what may be written."""

_NOT_ON_THIS_DISK = {
    errno.ENOTSUP,  # network shares
    errno.EOPNOTSUPP,
    errno.ENOTTY,  # some external disks
    errno.EINVAL,
    errno.ENOSYS,
}


def is_own_file(status: os.stat_result) -> bool:
    """Return whether it is a regular file of this user; Windows knows no such owner."""
    return stat.S_ISREG(status.st_mode) and (not hasattr(os, "geteuid") or status.st_uid == os.geteuid())


def is_same_file(one: os.stat_result, other: os.stat_result) -> bool:
    """Return whether they are known to be the same: where a network share numbers no files, none are."""
    return bool(one.st_ino) and os.path.samestat(one, other)


class FileSystem:
    """The system's own. Every method raises OSError, as `os` does."""

    def located(self, place: Location) -> tuple[Path | str, int | None]:
        """Return what `os` is told: the path, and the descriptor that it is relative to."""
        return located(place)

    def open_folder(self, folder: Path) -> int | None:
        """Open a folder that is not reached through a link; None where the system has no such descriptors."""
        if sys.platform == "win32":
            return None
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)

    def names(self, folder: Path | int) -> list[str]:
        """Return what is in a folder."""
        return os.listdir(folder if isinstance(folder, int) else self.located(folder)[0])

    def stat(self, path: Path) -> os.stat_result:
        """Return what a path leads to, links followed."""
        return os.stat(self.located(path)[0])

    def lstat(self, place: Location) -> os.stat_result:
        """Return what is there; of a link, the link."""
        name, at = self.located(place)
        return os.lstat(name, dir_fd=at)

    def open(self, place: Location, flags: int) -> int:
        """Open it; a new file is for its owner alone."""
        name, at = self.located(place)
        return os.open(name, flags, PRIVATE_MODE, dir_fd=at)

    def fstat(self, descriptor: int) -> os.stat_result:
        """Return what was opened."""
        return os.fstat(descriptor)

    def read(self, descriptor: int, size: int) -> bytes:
        """Read at most `size` octets; none at the end."""
        return os.read(descriptor, size)

    def write(self, descriptor: int, content: memoryview) -> int:
        """Write, and return how many octets were taken."""
        return os.write(descriptor, content)

    def fchmod(self, descriptor: int, mode: int) -> None:
        """Set the mode whatever the umask is; Windows knows none."""
        if sys.platform != "win32":
            os.fchmod(descriptor, mode)

    def mode(self, _place: Location, status: os.stat_result) -> int:
        """Return the file's rights as a mode, by what its `lstat` or `fstat` said. Calls nothing."""
        return stat.S_IMODE(status.st_mode)

    def fsync(self, descriptor: int) -> None:
        """Wait until it is on disk."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close it: the descriptor is gone afterwards, also after an error."""
        os.close(descriptor)

    def link(self, source: Location, target: Location) -> None:
        """Give a second name; refused where the name exists."""
        (old, old_at), (new, new_at) = self.located(source), self.located(target)
        os.link(old, new, src_dir_fd=old_at, dst_dir_fd=new_at, follow_symlinks=False)

    def replace(self, source: Location, target: Location) -> None:
        """Rename in one step: the target is the old file until it is the new one."""
        (old, old_at), (new, new_at) = self.located(source), self.located(target)
        os.replace(old, new, src_dir_fd=old_at, dst_dir_fd=new_at)

    def unlink(self, place: Location) -> None:
        """Remove a name."""
        name, at = self.located(place)
        os.unlink(name, dir_fd=at)

    def lock(self, descriptor: int) -> None:
        """Lock an open file until it is closed or the process dies; BlockingIOError if another has it."""
        if sys.platform == "win32":
            import msvcrt

            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except PermissionError as error:
                raise BlockingIOError(errno.EAGAIN, "Another program has it") from error
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def mkdir(self, folder: Path) -> None:
        """Make a folder, for its owner alone."""
        os.mkdir(folder, 0o700)

    def rmdir(self, folder: Path) -> None:
        """Remove an empty folder."""
        os.rmdir(self.located(folder)[0])


class MacFileSystem(FileSystem):
    """The system's own on macOS, where fsync leaves what was written in the memory of the disk: fsync(2).

    `full_sync`: the F_FULLFSYNC of fcntl(2), which waits until the disk itself has it.
    """

    def __init__(self, full_sync: Callable[[int], object]) -> None:
        self._full_sync = full_sync

    def fsync(self, descriptor: int) -> None:
        """Wait until it is on disk, as far as the disk lets the system know that."""
        try:
            self._full_sync(descriptor)
        except OSError as error:
            if error.errno not in _NOT_ON_THIS_DISK:
                raise
            super().fsync(descriptor)


class WindowsFileSystem(FileSystem):
    """The system's own on Windows, where an access list does what elsewhere the mode does."""

    def __init__(self, access: "WindowsAccess", patience: Patience | None = None) -> None:
        self._access = access
        self._patience = patience or Patience()

    def located(self, place: Location) -> tuple[Path | str, int | None]:
        """Return the path, in the form that has no greatest length where it needs that."""
        return self._path(place), None

    def open(self, place: Location, flags: int) -> int:
        """Open it; what must be new is for its owner alone from the start, and nobody opens it meanwhile."""
        if not flags & os.O_EXCL:
            return super().open(place, flags)
        handle = self._access.create(self._path(place))
        try:
            return _descriptor(handle)
        except OSError:
            self._access.close(handle)
            raise

    def mode(self, place: Location, _status: os.stat_result) -> int:
        """Return 0600 where the access list on the disk lets in only the owner, else 0666."""
        try:
            private = self._access.is_private(self._path(place))
        except OSError:  # no lists, or none that may be read
            private = False
        return PRIVATE_MODE if private else OPEN_TO_OTHERS

    def link(self, source: Location, target: Location) -> None:
        """Give a second name, with patience."""
        self._patience.try_again(lambda: super(WindowsFileSystem, self).link(source, target))

    def replace(self, source: Location, target: Location) -> None:
        """Rename in one step, with patience."""
        self._patience.try_again(lambda: super(WindowsFileSystem, self).replace(source, target))

    def unlink(self, place: Location) -> None:
        """Remove a name, with patience."""
        self._patience.try_again(lambda: super(WindowsFileSystem, self).unlink(place))

    def mkdir(self, folder: Path) -> None:
        """Make a folder, for the person alone."""
        self._access.make_folder(self._path(folder))

    def _path(self, place: Location) -> str:
        return extended(os.path.abspath(str(place)))


def _descriptor(handle: int) -> int:
    """Turn a handle of Windows into a descriptor."""
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.open_osfhandle(handle, os.O_BINARY | os.O_NOINHERIT)
    raise OSError(errno.ENOTSUP, f"No handles here: {handle}")


def _system() -> FileSystem:
    if sys.platform == "win32":
        from app.storage.writer.windows_access import system_access

        return WindowsFileSystem(system_access())
    if sys.platform == "darwin":
        import fcntl

        return MacFileSystem(lambda descriptor: fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC))
    return FileSystem()


SYSTEM = _system()
