"""The last step of a file, and the way back: it gets its name, what stood there is kept, or all is undone."""

import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import NameTakenError, RefusedError, StorageError
from app.storage import whole_file
from app.storage.file_system import PRIVATE_MODE, SYSTEM, FileSystem


@dataclass(frozen=True, slots=True, eq=False)
class StagedFile:
    """A file that is whole on disk under its temporary name, and the mode that it has there."""

    name: str
    mode: int
    temporary: Path
    disk: FileSystem = field(default=SYSTEM, repr=False)
    identity: tuple[int, int] = (0, 0)

    def read_back(self) -> bytes:
        """What the disk holds."""
        return whole_file.read(self.disk, self.temporary)[0]


@dataclass(slots=True, eq=False)
class Naming:
    """A file on the way to its name: what stood there is kept in `backup`; `ours` once the new one does."""

    staged: StagedFile
    final: Path
    backup: Path | None = None
    old: os.stat_result | None = None
    ours: bool = False

    def claim(self) -> None:
        """From now on what stands under the name is ours to take away."""
        self.ours = True

    def back_up(self) -> None:
        """Copies what stands under the name, if anything does: 0600, with the time in the name.

        Raises RefusedError for a link and for what is no file.
        """
        disk, final = self.staged.disk, self.final
        with suppress(FileNotFoundError):
            _check_replaceable(final, disk.lstat(final).st_mode)
            content, self.old = whole_file.read(disk, final)
            stamp = time.strftime("%Y%m%d-%H%M%S")
            self.backup = final.with_name(f"{final.name}.{stamp}-{os.urandom(2).hex()}.bak")
            whole_file.create(disk, self.backup, content, PRIVATE_MODE)
            if whole_file.read(disk, self.backup)[0] != content:
                raise damaged(self.backup.name)

    def give(self) -> None:
        """The name, in one step. Raises NameTakenError; RefusedError if the old file has changed since."""
        if self.old:
            self._replace(self.old)
            return
        try:
            whole_file.give_name(self.staged.disk, self.staged.temporary, self.final, self.claim)
        except FileExistsError as error:
            if not self._is_ours():
                raise NameTakenError((self.staged.name,), str(self.final.parent)) from error

    def _replace(self, old: os.stat_result) -> None:
        if _version(self.staged.disk.lstat(self.final)) != _version(old):
            raise RefusedError(f"{self.final} was changed by another program at this moment.", "Try again.")
        self.staged.disk.replace(self.staged.temporary, self.final)
        self.claim()

    def take_back(self) -> list[str]:
        """As it was before. Returns what could not be undone: names, each with what it is."""
        disk, final, backup = self.staged.disk, self.final, self.backup
        left = []
        if self._is_ours():
            if backup and self.old:
                return self._restore(backup, stat.S_IMODE(self.old.st_mode))
            if not whole_file.remove(disk, final):
                left.append(f"{final.name} (new)")
        if backup and not whole_file.remove(disk, backup):
            left.append(f"{backup.name} (a copy of {final.name})")
        return left

    def _is_ours(self) -> bool:
        """Whether the new file stands there: a call may fail and be done all the same (network shares)."""
        try:
            status = self.staged.disk.lstat(self.final)
        except OSError:
            return self.ours
        return self.ours or (bool(status.st_ino) and (status.st_dev, status.st_ino) == self.staged.identity)

    def _restore(self, backup: Path, mode: int) -> list[str]:
        """Until it is the old file again, the backup stays its owner's alone."""
        disk, name = self.staged.disk, self.final.name
        if not _again(lambda: disk.replace(backup, self.final)) and whole_file.exists(disk, backup):
            return [f"{name} (new)", f"{backup.name} (the old {name})"]
        if not _again(lambda: whole_file.set_mode(disk, self.final, mode)):
            return [f"{name} (the old one, but with mode 0600)"]
        return []


def damaged(name: str) -> StorageError:
    """What was read back is not what was written."""
    return StorageError(f"{name} was not written as it should be.", "Suspect the disk; choose another.")


def _again(work: Callable[[], None]) -> bool:
    """Whether the call succeeded, at once or at a second try."""
    for _ in range(2):
        with suppress(OSError):
            work()
            return True
    return False


def _check_replaceable(final: Path, mode: int) -> None:
    if stat.S_ISLNK(mode):
        raise RefusedError(f"{final} is a symbolic link; nothing is written through one.")
    if not stat.S_ISREG(mode):
        raise RefusedError(f"{final} is not a file; it is not replaced.")


def _version(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
