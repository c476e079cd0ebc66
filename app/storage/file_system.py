"""The system calls that key files are made with: one thin door, so that tests can make each of them fail.

Promises: every method is one call of `os`, nothing is retried, nothing is hidden. What a failure means
is decided by those who call; `tests/faults` replaces this class by one whose nth call goes wrong.
"""

import errno
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.storage.windows_access import WindowsAccess

PRIVATE_MODE = 0o600
OPEN_TO_OTHERS = 0o666
_MORE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | _MORE
"""Flags for a file that must not exist yet, not even as a link."""
EXISTING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _MORE
"""Flags for reading what stands there: never through a link, never waiting for a pipe's other end."""


class FileSystem:
    """The system's own. Every method raises OSError, as `os` does."""

    def names(self, folder: Path) -> list[str]:
        """What stands in a folder."""
        return os.listdir(folder)

    def lstat(self, path: Path) -> os.stat_result:
        """What stands there; of a link, the link."""
        return os.lstat(path)

    def open(self, path: Path, flags: int) -> int:
        """A descriptor; a new file is for its owner alone."""
        return os.open(path, flags, PRIVATE_MODE)

    def fstat(self, descriptor: int) -> os.stat_result:
        """What was opened."""
        return os.fstat(descriptor)

    def read(self, descriptor: int, size: int) -> bytes:
        """At most `size` octets; none at the end."""
        return os.read(descriptor, size)

    def write(self, descriptor: int, content: memoryview) -> int:
        """How many octets were taken."""
        return os.write(descriptor, content)

    def fchmod(self, descriptor: int, mode: int) -> None:
        """Sets the mode whatever the umask is; Windows knows none."""
        if sys.platform != "win32":
            os.fchmod(descriptor, mode)

    def mode(self, _path: Path, status: os.stat_result) -> int:
        """What the file's rights are, as a mode, by what its `lstat` or `fstat` said. Calls nothing."""
        return stat.S_IMODE(status.st_mode)

    def fsync(self, descriptor: int) -> None:
        """Returns when it is on disk."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """The descriptor is gone afterwards, also after an error."""
        os.close(descriptor)

    def link(self, source: Path, target: Path) -> None:
        """A second name; refused where the name exists."""
        os.link(source, target, follow_symlinks=False)

    def replace(self, source: Path, target: Path) -> None:
        """Another name, in one step: the target is the old file until it is the new one."""
        os.replace(source, target)

    def unlink(self, path: Path) -> None:
        """Takes a name away."""
        os.unlink(path)

    def lock(self, descriptor: int, *, alone: bool) -> None:
        """Locks an open folder until it is closed or the process dies; BlockingIOError if others hold it.

        `alone`: nobody else may hold it; otherwise others may hold it in the same way.
        """
        if sys.platform == "win32":
            raise OSError(errno.ENOTSUP, "Windows locks no folders")
        import fcntl

        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)

    def mkdir(self, folder: Path) -> None:
        """A new folder, for its owner alone."""
        os.mkdir(folder, 0o700)

    def chmod(self, folder: Path, mode: int) -> None:
        """Sets the mode of a folder."""
        os.chmod(folder, mode)

    def rmdir(self, folder: Path) -> None:
        """Takes an empty folder away."""
        os.rmdir(folder)


class WindowsFileSystem(FileSystem):
    """The system's own on Windows, where an access list does what elsewhere the mode does."""

    def __init__(self, access: "WindowsAccess") -> None:
        self._access = access

    def open(self, path: Path, flags: int) -> int:
        """A descriptor; a new file is for its owner alone from the start."""
        if not flags & os.O_CREAT:
            return super().open(path, flags)
        handle = self._access.create(str(path))
        try:
            return _descriptor(handle)
        except OSError:
            self._access.close(handle)
            raise

    def mode(self, path: Path, _status: os.stat_result) -> int:
        """0600 where the access list on the disk lets in only the owner, else 0666."""
        from app.storage.windows_access import is_owner_only

        try:
            private = is_owner_only(self._access.access_list(str(path)))
        except OSError:  # no lists, or none that may be read
            private = False
        return PRIVATE_MODE if private else OPEN_TO_OTHERS


def _descriptor(handle: int) -> int:
    """Takes a handle of Windows over."""
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.open_osfhandle(handle, os.O_BINARY | os.O_NOINHERIT)
    raise OSError(errno.ENOTSUP, f"No handles here: {handle}")


def _system() -> FileSystem:
    if sys.platform == "win32":
        from app.storage.windows_access import system_access

        return WindowsFileSystem(system_access())
    return FileSystem()


SYSTEM = _system()
