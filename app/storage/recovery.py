"""What an interrupted save left in a folder, and how the next save there deals with it.

Only what a record proves is finished or removed: a record in the folder that it was written for, under the
key of this user (`record`, `user_key`), whose lock nobody holds any more. Temporary files without such a
record may come from an archive, a clone or a stick. They stay, and are named.

A save that had not begun to give names is undone. Otherwise it is finished: each file that is whole and
has the recorded digest gets its name where that is free, or where exactly the recorded old content has
it; anything else there stays and is named. A change of a passphrase that came as far as the new file
loses its copy of the old one; one that did not is undone.

Where files cannot be locked, a save counts as dead when its record is a day old, or dated a day ahead.
All of it is bounded: so many records, so many bytes of them, so many names in a report.
"""

import os
import stat
import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.errors import UsageError
from app.storage import whole_file
from app.storage.directory import Directory, Entry
from app.storage.file_system import UPDATED, FileSystem, is_own_file
from app.storage.names import ARCHIVE_SUFFIX, PRIVATE_SUFFIX, PUBLIC_SUFFIX, check_label
from app.storage.record import Phase, PlannedFile, Record, last_record, parsed_name, record_name
from app.storage.user_key import user_key

_DAY = 24 * 60 * 60
_MOST_RECORDS = 500
_MOST_BYTES = 32 * 1024 * 1024
_LARGEST_KEY_FILE = 64 * 1024
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was done with the files of interrupted saves: names given after all, files removed.

    `unreplaced`: names that the save had not come to, and that something else has. `backups`: copies of what
    it replaced. `unknown`: some of the `unknown_count` temporary files that no record proves to be ours.
    `stuck`: files of a save that the disk did not let us finish or remove.
    """

    finished: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    unreplaced: tuple[Path, ...] = ()
    backups: tuple[Path, ...] = ()
    stuck: tuple[Path, ...] = ()
    unknown: tuple[Path, ...] = ()
    unknown_count: int = 0

    @property
    def settled(self) -> "Recovered":
        """Without what is found again by the next save."""
        return replace(self, unknown=(), unknown_count=0)


@dataclass(slots=True, eq=False)
class _Findings:
    finished: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    unreplaced: list[Path] = field(default_factory=list)
    backups: list[Path] = field(default_factory=list)
    stuck: list[Path] = field(default_factory=list)
    unknown: list[Path] = field(default_factory=list)
    unknown_count: int = 0

    def result(self) -> Recovered:
        return Recovered(
            tuple(self.finished),
            tuple(self.removed),
            tuple(self.unreplaced),
            tuple(self.backups),
            tuple(self.stuck),
            tuple(self.unknown),
            self.unknown_count,
        )


def recover(disk: FileSystem, folder: Directory) -> Recovered:
    """Finishes, removes or names what interrupted saves left. Where nobody may look, nothing is touched."""
    try:
        jobs = _jobs(disk.names(folder.target))
    except OSError:
        return Recovered()
    recovery = _Recovery(disk, folder)
    for job, names in jobs.items():
        recovery.settle(job, names)
    return recovery.findings.result()


def _jobs(names: Iterable[str]) -> dict[str, list[str]]:
    jobs: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if found := parsed_name(name):
            jobs[found[0]].append(name)
    return jobs


class _Recovery:
    def __init__(self, disk: FileSystem, folder: Directory) -> None:
        self.findings = _Findings()
        self._disk = disk
        self._folder = folder
        self._records = _MOST_RECORDS
        self._bytes = _MOST_BYTES
        self._key: bytes | None = None
        self._has_key = False

    def settle(self, job: str, names: list[str]) -> None:
        """One save. Does nothing if its owner is at work."""
        record = self._folder.entry(record_name(job))
        if record.name not in names or not self._records:
            self._name_unknown(names)
            return
        self._records -= 1
        try:
            with whole_file.opened(self._disk, record, UPDATED) as (descriptor, status):
                if not is_own_file(status):
                    self._name_unknown(names)
                elif self._is_orphan(record, descriptor, status):
                    self._settle_orphan(record, descriptor, status, names)
        except FileNotFoundError:  # its owner has just finished
            return
        except PermissionError:
            if os.name != "nt":  # there nobody opens the record of who is at work
                self._name_unknown(names)
        except OSError:
            self._name_unknown(names)

    def _is_orphan(self, record: Entry, descriptor: int, status: os.stat_result) -> bool:
        """Whether its owner is dead, and nobody else deals with it."""
        try:
            self._disk.lock(descriptor)
        except BlockingIOError:
            return False
        except OSError:  # no locks on this file system
            return abs(time.time() - status.st_mtime) >= _DAY
        try:
            return _is_same(self._disk.lstat(record), status)
        except FileNotFoundError:
            return False

    def _settle_orphan(
        self, record: Entry, descriptor: int, status: os.stat_result, names: list[str]
    ) -> None:
        others = sorted(name for name in names if name != record.name)
        content = self._content_of(descriptor, status)
        found = self._record_in(content)
        if found and self._is_for_here(found, record):
            self._settle_record(found, record, others)
        elif not others and self._is_beginning(content, record):
            self._remove([record])
        else:
            self._name_unknown(names)

    def _is_for_here(self, found: Record, record: Entry) -> bool:
        return found.folder == self._folder.identity and record_name(found.job) == record.name

    def _content_of(self, descriptor: int, status: os.stat_result) -> bytes | None:
        if status.st_size > self._bytes:
            return None
        self._bytes -= status.st_size
        return b"".join(whole_file.pieces(self._disk, descriptor))

    def _record_in(self, content: bytes | None) -> Record | None:
        key = self._user_key() if content else None
        return last_record(content, key) if content and key else None

    def _user_key(self) -> bytes | None:
        if not self._has_key:
            self._key, self._has_key = user_key(), True
        return self._key

    def _is_beginning(self, content: bytes | None, record: Entry) -> bool:
        """Whether a save was killed before its first line was whole."""
        if not content:
            return content is not None
        key, found = self._user_key(), parsed_name(record.name)
        if not key or not found:
            return False
        lines = (Record(found[0], self._folder.identity, keep=keep).line(key) for keep in (True, False))
        return any(line.startswith(content) for line in lines)

    def _settle_record(self, record: Record, entry: Entry, others: list[str]) -> None:
        """Finishes or undoes it; the record goes last, so that a failure now is settled the next time."""
        temporaries = [self._folder.entry(name) for name in others]
        try:
            if record.phase is Phase.COMMITTED:
                unsound = [name for each in record.files if (name := self._finish(each, record))]
            else:
                unsound = []
            for each in record.files:
                self._settle_backup(each, record)
        except OSError:
            self.findings.stuck += [each.path for each in (entry, *temporaries)]
            return
        if unsound:
            self._name_unknown([entry.name, *unsound])
            return
        if self._remove(each for each in temporaries if self._is_temporary(each)):
            self._remove([entry])
        whole_file.sync_folder(self._disk, self._folder)

    def _is_temporary(self, entry: Entry) -> bool:
        with suppress(OSError):
            return is_own_file(self._disk.lstat(entry))
        return False

    def _remove(self, entries: Iterable[Entry]) -> bool:
        """Whether all of them are gone."""
        gone = True
        for entry in entries:
            if whole_file.remove(self._disk, entry):
                self.findings.removed.append(entry.path)
            else:
                self.findings.stuck.append(entry.path)
                gone = False
        return gone

    def _finish(self, file: PlannedFile, record: Record) -> str:
        """Gives the name. Returns the temporary name if what has it is not what was recorded."""
        temporary, final = self._folder.entry(file.temporary), self._folder.entry(file.name)
        try:
            status = self._disk.lstat(temporary)
        except FileNotFoundError:  # it has its name already, or somebody has removed it
            return ""
        if not (_is_of_our_kind(file.name) and self._is_sound(temporary, status, file)):
            return file.temporary
        there = self._there(final)
        if there and _is_same(there, status):
            return ""
        try:
            if there and self._may_be_replaced(final, there, file, record):
                self._disk.replace(temporary, final)
            else:
                whole_file.give_name(self._disk, temporary, final, lambda: None)
        except FileExistsError:
            self.findings.unreplaced.append(final.path)
        else:
            self.findings.finished.append(final.path)
        return ""

    def _there(self, entry: Entry) -> os.stat_result | None:
        try:
            return self._disk.lstat(entry)
        except FileNotFoundError:
            return None

    def _is_sound(self, temporary: Entry, status: os.stat_result, file: PlannedFile) -> bool:
        """Whether it is whole, ours, and holds what such a file holds."""
        if not is_own_file(status) or (status.st_size, status.st_ino) != (file.size, file.inode):
            return False
        if os.name != "nt" and stat.S_IMODE(status.st_mode) & ~file.mode:
            return False
        return whole_file.digest(self._disk, temporary) == file.sha256 and self._parses(temporary, file)

    def _parses(self, temporary: Entry, file: PlannedFile) -> bool:
        with whole_file.opened(self._disk, temporary) as (descriptor, _):
            beginning = self._disk.read(descriptor, _LARGEST_KEY_FILE)
        return beginning.startswith(_beginnings(file.name))

    def _may_be_replaced(
        self, final: Entry, there: os.stat_result, file: PlannedFile, record: Record
    ) -> bool:
        """Whether there is the empty file of a reservation, or the old content, which has its copy."""
        if not is_own_file(there):
            return False
        if record.reserves and there.st_size == 0:
            return True
        if not file.backup or not self._there(self._folder.entry(file.backup)):
            return False
        digests = [whole_file.digest(self._disk, each) for each in (final, self._folder.entry(file.backup))]
        return digests == [file.old_sha256] * 2

    def _settle_backup(self, file: PlannedFile, record: Record) -> None:
        """Removes the copy where the old file has its name, or the passphrase was changed; else names it."""
        if not file.backup:
            return
        backup, final = self._folder.entry(file.backup), self._folder.entry(file.name)
        status = self._there(backup)
        if status is None:
            return
        now = whole_file.digest(self._disk, final) if self._there(final) else ""
        copied = is_own_file(status) and whole_file.digest(self._disk, backup) == file.old_sha256
        undone = now == file.old_sha256 and (copied or self._is_part(backup, status, final))
        changed = not record.keep and now == file.sha256 and copied
        if undone or changed:
            self._remove([backup])
        else:
            self.findings.backups.append(backup.path)

    def _is_part(self, backup: Entry, status: os.stat_result, final: Entry) -> bool:
        """Whether it is a copy of the file that was cut short."""
        if not is_own_file(status):
            return False
        with (
            whole_file.opened(self._disk, backup) as (copy, _),
            whole_file.opened(self._disk, final) as (original, _),
        ):
            for piece in whole_file.pieces(self._disk, copy):
                if self._disk.read(original, len(piece)) != piece:
                    return False
        return True

    def _name_unknown(self, names: Iterable[str]) -> None:
        """Counts them, and keeps some examples. Its owner may have finished while the folder was read."""
        for name in names:
            entry = self._folder.entry(name)
            if len(self.findings.unknown) < _EXAMPLES:
                if not whole_file.exists(self._disk, entry):
                    continue
                self.findings.unknown.append(entry.path)
            self.findings.unknown_count += 1


def _is_same(one: os.stat_result, other: os.stat_result) -> bool:
    """Some network shares number no files: there, no two are known to be the same."""
    return bool(one.st_ino) and os.path.samestat(one, other)


def _is_of_our_kind(name: str) -> bool:
    for suffix in (PRIVATE_SUFFIX, PUBLIC_SUFFIX, ARCHIVE_SUFFIX):
        if name.endswith(suffix):
            try:
                check_label(name.removesuffix(suffix))
            except UsageError:
                return False
            return True
    return False


def _beginnings(name: str) -> tuple[bytes, ...]:
    """How a file of such a name begins, if it is what the name says."""
    if name.endswith(ARCHIVE_SUFFIX):
        return (b"\x1f\x8b",)
    if name.endswith(PUBLIC_SUFFIX):
        return (b"-----BEGIN PUBLIC KEY-----\n",)
    return (b"-----BEGIN PRIVATE KEY-----\n", b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
