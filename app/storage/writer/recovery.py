"""What an interrupted save left in a folder, and how the next save there deals with it.

Only what a record proves is finished or removed: a record in the folder that it was written for, under the
key of this user (`record`, `user_key`), which nobody has locked any more. Temporary files without such a
record may come from an archive, a clone or a stick. They stay, and are named.

Where files cannot be locked, a save counts as dead when its record is a day old, or dated a day ahead.
All of it is bounded: so many records, so many bytes of them, so many names in a report.
"""

import os
import time
from collections import defaultdict
from collections.abc import Iterable

from app.storage.writer import whole_file
from app.storage.writer.directory import Directory, Entry
from app.storage.writer.file_system import UPDATED, FileSystem, is_own_file, is_same_file
from app.storage.writer.record import Record, last_record, parsed_name, record_name
from app.storage.writer.recovered import Recovered, RecoveredSoFar
from app.storage.writer.settling import Settling, remove_all
from app.storage.writer.user_key import user_key

_DAY = 24 * 60 * 60
_MOST_RECORDS = 500
_MOST_BYTES = 96 * 1024 * 1024  # three lines of 20,000 files with the longest names take 90
_EXAMPLES = 3


def recover(disk: FileSystem, folder: Directory) -> Recovered:
    """Finish, remove or name what interrupted saves left. Where nobody may look, nothing is touched."""
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
        self.findings = RecoveredSoFar()
        self._disk = disk
        self._folder = folder
        self._records = _MOST_RECORDS
        self._bytes = _MOST_BYTES
        self._key: bytes | None = None
        self._has_key = False

    def settle(self, job: str, names: list[str]) -> None:
        """Settle one save. Does nothing if its owner is at work."""
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
        """Return whether its owner is dead, and nobody else deals with it."""
        try:
            self._disk.lock(descriptor)
        except BlockingIOError:
            return False
        except OSError:  # no locks on this file system
            return abs(time.time() - status.st_mtime) >= _DAY
        try:
            return is_same_file(self._disk.lstat(record), status)
        except FileNotFoundError:
            return False

    def _settle_orphan(
        self, record: Entry, descriptor: int, status: os.stat_result, names: list[str]
    ) -> None:
        others = sorted(name for name in names if name != record.name)
        content = self._content_of(descriptor, status)
        found = self._record_in(content)
        if found and self._is_for_here(found, record):
            settling = Settling(self._disk, self._folder, found, self.findings)
            self._name_unknown(settling.settle(record, others))
        elif not others and self._is_beginning(content, record):
            remove_all(self._disk, [record], self.findings)
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
        """Return whether a save was killed before its first line was whole."""
        if not content:
            return content is not None
        key, found = self._user_key(), parsed_name(record.name)
        if not key or not found:
            return False
        lines = (Record(found[0], self._folder.identity, keep=keep).line(key) for keep in (True, False))
        return any(line.startswith(content) for line in lines)

    def _name_unknown(self, names: Iterable[str]) -> None:
        """Count them, and keep some examples. Their owner may have finished while the folder was read."""
        for name in names:
            entry = self._folder.entry(name)
            if len(self.findings.unknown) < _EXAMPLES:
                if not whole_file.exists(self._disk, entry):
                    continue
                self.findings.unknown.append(entry.path)
            self.findings.unknown_count += 1
