"""Writes files of keys: all of them or none, whole or absent, never over an existing one by accident.

The way of a file: a temporary name in the same folder, created exclusively with 0600, written, synced, read
back; only when every file of the job is there and has been verified do they get their names, private before
public, by links. A link fails where a name exists, so two programs that save the same name cannot both win.
What got its name before a failure is removed again, and what was replaced is restored; what cannot be undone
is named exactly. What a job is about to do is in its record (`journal`); a killed job is settled by the next
one (`recovery`). All of it happens in the folder that was opened at first, wherever its path leads meanwhile.

Decision: not QSaveFile, which opens 0644 for a moment and follows links; not os.replace, which
overwrites, except where replacing was asked for, and of an empty file of our own where a file system
has no links (FAT, some network shares).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from functools import partial
from pathlib import Path

from app.errors import NOTHING_WRITTEN, KeygenError, LeftBehindError, RefusedError, left_behind, reason_of
from app.storage.writer import folder as folders
from app.storage.writer import whole_file
from app.storage.writer.directory import Directory, Entry
from app.storage.writer.file_system import PRIVATE_MODE, SYSTEM, FileSystem
from app.storage.writer.journal import Journal
from app.storage.writer.publishing import Publication, StagedFile, damaged
from app.storage.writer.record import Phase, Record, temporary_name
from app.storage.writer.recovered import Recovered
from app.storage.writer.recovery import recover
from app.text import Text, paragraph, text

__all__ = ["PRIVATE_MODE", "PUBLIC_MODE", "Published", "StagedFile", "Staging", "staging"]

PUBLIC_MODE = 0o644


@dataclass(frozen=True, slots=True)
class Published:
    """What is there now: the names, the backups of what was replaced, and whether the folder was synced.

    `left`: temporary names that could not be removed, so that the files have two names. `modes`: those
    that the files really have, in the order of the names; `wanted_modes`: those that were asked for.
    `moved`: the path leads to another folder by now. `recovered`: what earlier saves had left.
    """

    folder: Path
    names: tuple[str, ...]
    backups: tuple[Path, ...]
    durable: bool
    left: tuple[Path, ...] = ()
    modes: tuple[int, ...] = ()
    wanted_modes: tuple[int, ...] = ()
    moved: bool = False
    recovered: Recovered = field(default_factory=Recovered)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return where the files are."""
        return tuple(self.folder / name for name in self.names)


class Staging:
    """The files of one job, on their way. Made by `staging`, which leaves no temporary behind.

    `left`: what could not be undone; `is_published`: all files have their names, whatever fails after that.
    """

    def __init__(self, folder: Directory, disk: FileSystem, recovered: Recovered, *, keep: bool) -> None:
        self._folder = folder
        self._disk = disk
        self._recovered = recovered
        self._keep = keep
        self._journal = Journal(disk, folder)
        self._job = ""
        self._temporaries: list[Entry] = []
        self._files: list[StagedFile] = []
        self.left: list[Text] = []
        self.is_published = False

    def add(self, name: str, content: bytes, mode: int) -> StagedFile:
        """Write one file under a temporary name and compare what is on the disk."""
        from app.keys.digest import sha256

        self._job = self._job or self._journal.begin(keep=self._keep)
        temporary = self._folder.entry(temporary_name(self._job, len(self._temporaries) + 1, name))
        self._temporaries.append(temporary)
        status = whole_file.create(self._disk, temporary, content, mode)
        staged = StagedFile(
            name,
            self._disk.mode(temporary, status),
            temporary,
            self._disk,
            (status.st_dev, status.st_ino),
            wanted_mode=mode,
            size=len(content),
            sha256=sha256(content),
        )
        if whole_file.digest(self._disk, temporary) != staged.sha256.hex():
            raise damaged(name)
        self._files.append(staged)
        return staged

    def publish(self, *, replace: bool) -> Published:
        """Give every file its name, in the order in which they were added; all or none.

        `replace`: what is there is kept under a backup name (0600) first. Raises NameTakenError
        otherwise, RefusedError for a symbolic link, for what is not a file, and where the folder's path
        leads to another folder by now. Where backups are not to be kept, `finish` comes after this.
        """
        names = tuple(staged.name for staged in self._files)
        folders.check_free(self._folder, names, replace=replace, disk=self._disk)
        self._refuse_another_folder()
        publications = [Publication(staged, self._folder) for staged in self._files]
        try:
            durable = self._keep_what_is_there(publications) if replace else True
            if self._keep:
                self._write_down(Phase.COMMITTED, publications)
            for publication in publications:
                publication.publish(partial(self._write_down_reserving, publications))
        except BaseException:
            for publication in reversed(publications):
                self.left += publication.roll_back()
            raise
        self.is_published = True
        left = self._discard() + (self.finish() if self._keep else [])
        return self._published(publications, left, durable)

    def _published(self, publications: list[Publication], left: list[Path], durable: bool) -> Published:
        durable = whole_file.sync_folder(self._disk, self._folder) and durable
        try:
            moved = not folders.is_same(self._folder, self._disk)
        except OSError:
            moved, durable = False, False
        return Published(
            folder=self._folder.path,
            names=tuple(publication.staged.name for publication in publications),
            backups=tuple(publication.backup.path for publication in publications if publication.backup),
            durable=durable,
            left=tuple(left),
            modes=tuple(publication.staged.mode for publication in publications),
            wanted_modes=tuple(publication.staged.wanted_mode for publication in publications),
            moved=moved,
            recovered=self._recovered,
        )

    def _refuse_another_folder(self) -> None:
        if not folders.is_same(self._folder, self._disk):
            raise RefusedError(
                paragraph(
                    text(
                        "{folder} is no longer the folder that it was when saving began.",
                        folder=str(self._folder.path),
                    ),
                    NOTHING_WRITTEN,
                ),
                text("Another program, or another user, has put something else in its place: look at it."),
            )

    def _keep_what_is_there(self, publications: list[Publication]) -> bool:
        """Back up all before the first is replaced. Returns whether the backups' names are on disk."""
        for publication in publications:
            publication.plan_backup()
        if not any(publication.backup for publication in publications):
            return True
        self._write_down(Phase.PLANNED, publications)
        for publication in publications:
            publication.back_up()
        return whole_file.sync_folder(self._disk, self._folder)

    def _write_down(self, phase: Phase, publications: list[Publication]) -> None:
        """Write the record, which is there from here on if this process is killed."""
        self._add(replaced(self._journal.record, phase=phase), publications)

    def _write_down_reserving(self, publications: list[Publication]) -> None:
        """Write once that from here on an empty file under one of the names may be ours."""
        if not self._journal.record.reserves:
            self._add(replaced(self._journal.record, reserves=True), publications)

    def _add(self, record: Record, publications: list[Publication]) -> None:
        self._journal.add(record, lambda: (publication.planned() for publication in publications))

    def _discard(self) -> list[Path]:
        """Remove the temporary names. Returns those that could not be removed."""
        temporaries, self._temporaries = self._temporaries, []
        return [entry.path for entry in temporaries if not whole_file.remove(self._disk, entry)]

    def finish(self) -> list[Path]:
        """Remove the record, after everything else is done. Returns it if it could not be removed."""
        name = self._journal.name
        return [] if self._journal.remove() else [self._folder.entry(name).path]

    def abandon(self) -> None:
        """Remove the temporary names of what was not published; `left` says what could not be removed."""
        self.left += [text("{name} (temporary)", name=path.name) for path in self._discard() + self.finish()]


@contextmanager
def staging(
    folder: Path | Directory,
    disk: FileSystem = SYSTEM,
    *,
    keep_backups: bool = True,
    recovered: Recovered | None = None,
) -> Iterator[Staging]:
    """Yield a job of files for this folder. Whatever happens inside, no temporary file stays.

    Deals with what interrupted jobs left first, unless the caller has done so and passes what came of it.
    Raises LeftBehindError, with the names of what stays, where the disk did not allow that.
    """
    if isinstance(folder, Path):
        opened = folders.opened(folder, disk)
        try:
            with staging(opened, disk, keep_backups=keep_backups, recovered=recovered) as job:
                yield job
        finally:
            folders.closed(opened, disk)
        return
    if recovered is None:
        recovered = recover(disk, folder)
    job = Staging(folder, disk, recovered, keep=keep_backups)
    try:
        yield job
    except BaseException as error:
        job.abandon()
        reported = _final_error(error, folder.path, job.left)
        if reported is error:
            raise
        raise reported from error
    job.abandon()


def _final_error(error: BaseException, folder: Path, left: list[Text]) -> BaseException:
    """Return the error that says everything: what went wrong, and what could not be undone."""
    if isinstance(error, OSError):
        message = text(
            "The files could not be written to {folder}: {reason}.",
            folder=str(folder),
            reason=reason_of(error),
        )
        error = folders.cannot(message, error)
    if not left:
        return error
    if isinstance(error, KeygenError):
        return LeftBehindError(error, str(folder), left)
    error.add_note(left_behind(str(folder), left))
    return error
