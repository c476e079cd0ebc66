"""The last step of a file, and the way back: it gets its name, what was there is kept, or all is undone."""

import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from app.errors import SUSPECT_THE_DISK, NameTakenError, RefusedError, StorageError
from app.storage.writer import whole_file
from app.storage.writer.backups import backup_name
from app.storage.writer.directory import Directory, Entry, Location, is_a_link
from app.storage.writer.file_system import EXISTING, PRIVATE_MODE, SYSTEM, FileSystem, is_own_file
from app.storage.writer.record import PlannedFile
from app.text import Text, text


@dataclass(frozen=True, slots=True, eq=False)
class StagedFile:
    """A file that is whole on disk under its temporary name, and the mode that it has there."""

    name: str
    mode: int
    temporary: Location
    disk: FileSystem = field(default=SYSTEM, repr=False)
    identity: tuple[int, int] = (0, 0)
    wanted_mode: int = PRIVATE_MODE
    size: int = 0
    sha256: bytes = b""

    def read_back(self) -> bytes:
        """Return what is on the disk."""
        return whole_file.read(self.disk, self.temporary)[0]


@dataclass(slots=True, eq=False)
class Publication:
    """A file on the way to its name: what was there is kept in `backup`; `ours` once the new one is there.

    There may be 20,000 of them at once: what can be had from something else is no field.
    """

    staged: StagedFile
    folder: Directory
    backup: Entry | None = None
    old: os.stat_result | None = None
    old_sha256: str = ""
    ours: bool = False
    _backup_identity: tuple[int, int] = (0, 0)

    @property
    def final(self) -> Entry:
        """Return the name that it gets."""
        return self.folder.entry(self.staged.name)

    def planned(self) -> PlannedFile:
        """Return it as the record has it."""
        staged = self.staged
        return PlannedFile(
            temporary=staged.temporary.name,
            name=staged.name,
            mode=staged.wanted_mode,
            size=staged.size,
            sha256=staged.sha256.hex(),
            inode=staged.identity[1],
            backup=self.backup.name if self.backup else "",
            old_sha256=self.old_sha256,
        )

    def plan_backup(self) -> None:
        """Look at what has the name, if anything does, and choose the name of its copy.

        Raises RefusedError for a link and for what is not a file.
        """
        disk, final = self.staged.disk, self.final
        with suppress(FileNotFoundError):
            _check_replaceable(final, disk.lstat(final).st_mode)
            self.old_sha256 = whole_file.digest(disk, final)
            self.backup = final.folder.entry(backup_name(final.name, time.strftime("%Y%m%d-%H%M%S")))

    def back_up(self) -> None:
        """Copy what has the name, in pieces: 0600. Raises RefusedError if it is no longer what it was."""
        if self.backup is None:
            return
        disk = self.staged.disk
        with whole_file.opened(disk, self.final) as (descriptor, self.old):
            pieces = whole_file.pieces(disk, descriptor)
            made = whole_file.copy(disk, self.backup, pieces, PRIVATE_MODE)
        self._backup_identity = (made.st_dev, made.st_ino)
        if whole_file.digest(disk, self.backup) != self.old_sha256:
            if whole_file.digest(disk, self.final) != self.old_sha256:
                raise _changed(self.final)
            raise damaged(self.backup.name)

    def publish(self, reserving: Callable[[], None] = lambda: None) -> None:
        """Give the name, in one step. Raises NameTakenError; RefusedError if the old file has changed, or
        if what has the name now is not the file that was written.
        """
        if self.old:
            self._replace(self.old)
        else:
            self._link(reserving)
        self._check_published()

    def _link(self, reserving: Callable[[], None]) -> None:
        try:
            whole_file.give_name(
                self.staged.disk, self.staged.temporary, self.final, self.mark_created, reserving
            )
        except FileExistsError as error:
            if not self._is_ours():
                raise NameTakenError((self.staged.name,), str(self.final.folder.path)) from error

    def _check_published(self) -> None:
        """Raise if the file is another one: who may write to the folder can put one under the temporary name.

        Its number alone proves nothing: that of a removed file is given to the next one. Nor is the number
        always the same (network shares), nor the owner always this user (disks without owners).
        """
        disk, staged = self.staged.disk, self.staged
        status = disk.lstat(self.final)
        is_known = is_own_file(status) or (status.st_dev, status.st_ino) == staged.identity
        if is_known and whole_file.digest(disk, self.final) == staged.sha256.hex():
            return
        raise RefusedError(
            text("{path} is not the file that was written.", path=str(self.final)),
            text(
                "Another user, or another program, has exchanged it at this moment: look at who may write "
                "there."
            ),
        )

    def mark_created(self) -> None:
        """Mark what has the name as ours to remove."""
        self.ours = True

    def _replace(self, old: os.stat_result) -> None:
        if _version(self.staged.disk.lstat(self.final)) != _version(old):
            raise _changed(self.final)
        self.staged.disk.replace(self.staged.temporary, self.final)
        self.mark_created()

    def roll_back(self) -> list[Text]:
        """Undo it. Returns what could not be undone: names, each with what it is."""
        disk, final, backup = self.staged.disk, self.final, self.backup
        left = []
        if self._is_ours():
            if backup and self.old:
                return self._restore(backup, stat.S_IMODE(self.old.st_mode))
            if not whole_file.remove(disk, final):
                left.append(_new(final))
        if backup and not whole_file.remove(disk, backup):
            left.append(text("{copy} (a copy of {name})", copy=backup.name, name=final.name))
        return left

    def _is_ours(self) -> bool:
        """Return whether the new file is there: a call may fail and be done all the same (network shares)."""
        try:
            status = self.staged.disk.lstat(self.final)
        except OSError:
            return self.ours
        return self.ours or (bool(status.st_ino) and (status.st_dev, status.st_ino) == self.staged.identity)

    def _restore(self, backup: Entry, mode: int) -> list[Text]:
        """Restore the mode first, on the file itself, then the name. What has the name is not touched."""
        disk, name = self.staged.disk, self.final.name
        has_mode = _again(lambda: self._set_mode(backup, mode))
        if not _again(lambda: disk.replace(backup, self.final)) and whole_file.exists(disk, backup):
            _again(lambda: self._set_mode(backup, PRIVATE_MODE))
            return [_new(self.final), text("{copy} (the old {name})", copy=backup.name, name=name)]
        return [] if has_mode else [text("{name} (the old one, but only you can read it now)", name=name)]

    def _set_mode(self, backup: Entry, mode: int) -> None:
        """Set the mode of the copy made here alone: somebody may have put another file in its place."""
        disk = self.staged.disk
        with whole_file.opened(disk, backup, EXISTING) as (descriptor, status):
            if (status.st_dev, status.st_ino) != self._backup_identity:
                raise FileNotFoundError(backup.name)
            disk.fchmod(descriptor, mode)


def _new(final: Entry) -> Text:
    return text("{name} (new)", name=final.name)


def damaged(name: str) -> StorageError:
    """Return the error for what was not read back as it was written."""
    return StorageError(text("{name} was not written as it should be.", name=name), SUSPECT_THE_DISK)


def _changed(final: Entry) -> RefusedError:
    return RefusedError(
        text("{path} was changed by another program at this moment.", path=str(final)), text("Try again.")
    )


def _again(work: Callable[[], None]) -> bool:
    """Return whether the call succeeded, at once or at a second try."""
    for _ in range(2):
        with suppress(OSError):
            work()
            return True
    return False


def _check_replaceable(final: Entry, mode: int) -> None:
    if stat.S_ISLNK(mode):
        raise RefusedError(is_a_link(final))
    if not stat.S_ISREG(mode):
        raise RefusedError(text("{path} is not a file; it is not replaced.", path=str(final)))


def _version(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
