"""Writes files of keys: all of them or none, whole or absent, never over an existing one by accident.

The way of a file: a temporary name in the same folder, created exclusively with 0600, written, synced,
read back; only when every file of the job stands so and has been verified do they get their names,
private before public, by links. A link fails where a name exists, so two programs that save the same
name cannot both win. What got its name before a failure is taken away again, and what was replaced
stands again as it was; what cannot be taken back is named exactly. A killed job is settled by the next
one (`unfinished`).

Decision: not QSaveFile, which opens 0644 for a moment and follows links; not os.replace, which
overwrites, except where replacing was asked for, and of an empty file of our own where a file system
has no links (FAT, some network shares).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import KeygenError, LeftBehindError
from app.storage import folder as folders
from app.storage import whole_file
from app.storage.file_system import PRIVATE_MODE, SYSTEM, FileSystem
from app.storage.naming import Naming, StagedFile, damaged
from app.storage.unfinished import Recovered, presence, record_name, temporary_name

__all__ = ["PRIVATE_MODE", "PUBLIC_MODE", "Published", "StagedFile", "Staging", "staging"]

PUBLIC_MODE = 0o644


@dataclass(frozen=True, slots=True)
class Published:
    """What stands now: the paths, the backups of what was replaced, and whether the folder was synced.

    `left`: temporary names that could not be removed, so that the files have two names. `modes`: those
    that the files really have, in the order of the paths. `recovered`: what an earlier save had left.
    """

    paths: tuple[Path, ...]
    backups: tuple[Path, ...]
    durable: bool
    left: tuple[Path, ...] = ()
    modes: tuple[int, ...] = ()
    recovered: Recovered = field(default_factory=Recovered)


class Staging:
    """The files of one job, on their way. Made by `staging`, which leaves no temporary behind."""

    def __init__(self, folder: Path, disk: FileSystem, recovered: Recovered) -> None:
        self._folder = folder
        self._disk = disk
        self._recovered = recovered
        self._job = os.urandom(8).hex()
        self._temporaries: list[Path] = []
        self._files: list[StagedFile] = []
        self.left: list[str] = []

    def add(self, name: str, content: bytes, mode: int) -> StagedFile:
        """Writes one file under a temporary name and compares what the disk holds."""
        temporary = self._folder / temporary_name(self._job, len(self._temporaries) + 1, name)
        self._temporaries.append(temporary)
        status = whole_file.create(self._disk, temporary, content, mode)
        staged = StagedFile(
            name, self._disk.mode(temporary, status), temporary, self._disk, (status.st_dev, status.st_ino)
        )
        if staged.read_back() != content:
            raise damaged(name)
        self._files.append(staged)
        return staged

    def publish(self, *, replace: bool) -> Published:
        """Gives every file its name, in the order in which they were added; all or none.

        `replace`: what stands there is kept under a backup name (0600) first. Raises NameTakenError
        otherwise, RefusedError for a symbolic link and for what is no file.
        """
        names = tuple(staged.name for staged in self._files)
        folders.check_free(self._folder, names, replace=replace, disk=self._disk)
        namings = [Naming(staged, self._folder / staged.name) for staged in self._files]
        try:
            durable = self._keep_what_stands(namings) if replace else True
            self._commit()
            for naming in namings:
                naming.give()
        except BaseException:
            for naming in reversed(namings):
                self.left += naming.take_back()
            raise
        left = tuple(self._discard())
        return Published(
            paths=tuple(naming.final for naming in namings),
            backups=tuple(naming.backup for naming in namings if naming.backup),
            durable=whole_file.sync_folder(self._disk, self._folder) and durable,
            left=left,
            modes=tuple(naming.staged.mode for naming in namings),
            recovered=self._recovered,
        )

    def _keep_what_stands(self, namings: list[Naming]) -> bool:
        """Backs up all before the first is replaced. Returns whether the backups' names are on disk."""
        for naming in namings:
            naming.back_up()
        if any(naming.backup for naming in namings):
            return whole_file.sync_folder(self._disk, self._folder)
        return True

    def _commit(self) -> None:
        """From here on, a job that is killed will be finished and not removed."""
        record = self._folder / record_name(self._job)
        self._temporaries.insert(0, record)
        whole_file.create(self._disk, record, b"", PRIVATE_MODE)

    def _discard(self) -> list[Path]:
        """Removes the temporary names, the commit record first. Returns those that could not be removed."""
        temporaries, self._temporaries = self._temporaries, []
        return [path for path in temporaries if not whole_file.remove(self._disk, path)]

    def abandon(self) -> None:
        """Removes the temporary names of what was not published; `left` says what could not be removed."""
        self.left += [f"{path.name} (temporary)" for path in self._discard()]


@contextmanager
def staging(folder: Path, disk: FileSystem = SYSTEM) -> Iterator[Staging]:
    """A job of files for this folder. Whatever happens inside, no temporary file stays.

    Raises LeftBehindError, with the names of what stays, where the disk did not let it be so.
    """
    with presence(disk, folder) as recovered:
        job = Staging(folder, disk, recovered)
        try:
            yield job
        except BaseException as error:
            job.abandon()
            told = _told(error, folder, job.left)
            if told is error:
                raise
            raise told from error
        job.abandon()


def _told(error: BaseException, folder: Path, left: list[str]) -> BaseException:
    """The error that says all: what the matter was, and what could not be undone."""
    if isinstance(error, OSError):
        error = folders.cannot(f"The files could not be written to {folder}", error)
    if not left:
        return error
    if isinstance(error, KeygenError):
        return LeftBehindError(error.message, str(folder), left)
    error.add_note(LeftBehindError("", str(folder), left).message)
    return error
