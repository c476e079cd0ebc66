"""Finishes or undoes one interrupted save, as far as its record proves it; the rest stays, and is named.

A save that had not begun to give names is undone. Otherwise it is finished: each file that is whole and
has the recorded digest gets its name where that is free, or where exactly the recorded old content has
it; anything else there stays and is named. A change of a passphrase that came as far as the new file
loses its copy of the old one; one that did not is undone.
"""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress

from app.errors import UsageError
from app.storage.names import ARCHIVE_SUFFIX, PRIVATE_SUFFIX, PUBLIC_SUFFIX, check_label
from app.storage.writer import whole_file
from app.storage.writer.directory import Directory, Entry
from app.storage.writer.file_system import FileSystem, is_own_file, is_same_file
from app.storage.writer.record import Phase, PlannedFile, Record
from app.storage.writer.recovered import RecoveredSoFar

_LARGEST_KEY_FILE = 64 * 1024


class Settling:
    """One save. `record` was written by this user, for this folder, and nobody is at work on it."""

    def __init__(self, disk: FileSystem, folder: Directory, record: Record, findings: RecoveredSoFar) -> None:
        self._disk = disk
        self._folder = folder
        self._record = record
        self._findings = findings

    def settle(self, entry: Entry, names: list[str]) -> list[str]:
        """Settle its temporary files, and the record last, so that a failure now is settled the next time.

        `entry`: where the record is. Returns what is not as it was recorded; then nothing is removed.
        """
        temporaries = [self._folder.entry(name) for name in names]
        try:
            unsound = self._finish_all() if self._record.phase is Phase.COMMITTED else []
            for file in self._record.files:
                self._settle_backup(file)
        except OSError:
            self._findings.stuck += [each.path for each in (entry, *temporaries)]
            return []
        if unsound:
            return [entry.name, *unsound]
        ours = [each for each in temporaries if self._is_own(each)]
        if remove_all(self._disk, ours, self._findings):
            remove_all(self._disk, [entry], self._findings)
        whole_file.sync_folder(self._disk, self._folder)
        return []

    def _is_own(self, entry: Entry) -> bool:
        with suppress(OSError):
            return is_own_file(self._disk.lstat(entry))
        return False

    def _finish_all(self) -> list[str]:
        return [name for file in self._record.files if (name := self._finish(file))]

    def _finish(self, file: PlannedFile) -> str:
        """Give the name. Returns the name of what is not what was recorded; empty if all is."""
        temporary, final = self._folder.entry(file.temporary), self._folder.entry(file.name)
        status = self._there(temporary)
        if status is None:  # it has its name already, or somebody has removed it
            return ""
        if not self._is_sound(temporary, status, file):
            return temporary.name
        there = self._there(final)
        if there and is_same_file(there, status):
            return ""
        try:
            if there and self._may_be_replaced(final, there, file):
                self._disk.replace(temporary, final)
            else:
                whole_file.give_name(self._disk, temporary, final, lambda: None)
        except FileExistsError:
            self._findings.unreplaced.append(final.path)
            return ""
        if not self._is_sound(final, self._disk.lstat(final), file):
            return final.name  # somebody has exchanged it at this moment
        self._findings.finished.append(final.path)
        return ""

    def _there(self, entry: Entry) -> os.stat_result | None:
        try:
            return self._disk.lstat(entry)
        except FileNotFoundError:
            return None

    def _is_sound(self, entry: Entry, status: os.stat_result, file: PlannedFile) -> bool:
        """Return whether it is whole, ours, and contains what such a file contains."""
        if not is_own_file(status) or (status.st_size, status.st_ino) != (file.size, file.inode):
            return False
        if os.name != "nt" and stat.S_IMODE(status.st_mode) & ~file.mode:
            return False
        if not _is_of_our_kind(file.name):
            return False
        return whole_file.digest(self._disk, entry) == file.sha256 and self._parses(entry, file)

    def _parses(self, entry: Entry, file: PlannedFile) -> bool:
        with whole_file.opened(self._disk, entry) as (descriptor, _):
            beginning = self._disk.read(descriptor, _LARGEST_KEY_FILE)
        return beginning.startswith(_beginnings(file.name))

    def _may_be_replaced(self, final: Entry, there: os.stat_result, file: PlannedFile) -> bool:
        """Return whether there is the empty file of a reservation, or the old content, which has its copy."""
        if not is_own_file(there):
            return False
        if self._record.reserves and there.st_size == 0:
            return True
        if not file.backup or not self._there(self._folder.entry(file.backup)):
            return False
        digests = [whole_file.digest(self._disk, each) for each in (final, self._folder.entry(file.backup))]
        return digests == [file.old_sha256] * 2

    def _settle_backup(self, file: PlannedFile) -> None:
        """Remove the copy where the old file has its name, or the passphrase was changed; else name it."""
        if not file.backup:
            return
        backup, final = self._folder.entry(file.backup), self._folder.entry(file.name)
        status = self._there(backup)
        if status is None:
            return
        now = whole_file.digest(self._disk, final) if self._there(final) else ""
        copied = is_own_file(status) and whole_file.digest(self._disk, backup) == file.old_sha256
        undone = now == file.old_sha256 and (copied or self._is_part(backup, status, final))
        changed = not self._record.keep and now == file.sha256 and copied
        if undone or changed:
            remove_all(self._disk, [backup], self._findings)
        else:
            self._findings.backups.append(backup.path)

    def _is_part(self, backup: Entry, status: os.stat_result, final: Entry) -> bool:
        """Return whether it is a copy of the file that was cut short."""
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


def remove_all(disk: FileSystem, entries: Iterable[Entry], findings: RecoveredSoFar) -> bool:
    """Return whether all of them are gone."""
    gone = True
    for entry in entries:
        if whole_file.remove(disk, entry):
            findings.removed.append(entry.path)
        else:
            findings.stuck.append(entry.path)
            gone = False
    return gone


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
    """Return how a file of such a name begins, if it is what the name says."""
    if name.endswith(ARCHIVE_SUFFIX):
        return (b"\x1f\x8b",)
    if name.endswith(PUBLIC_SUFFIX):
        return (b"-----BEGIN PUBLIC KEY-----\n",)
    return (b"-----BEGIN PRIVATE KEY-----\n", b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
