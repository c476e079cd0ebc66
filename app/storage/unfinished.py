"""What a save that was killed left in a folder, and how the next save there deals with it.

The temporary files are the journal: `.akg-JOB-NUMBER-NAME.tmp`. Number 0 is the commit record, an empty
file: it is made when all files of the job are whole and verified, before the first gets its name, and
goes before the others do. So a job with a record is finished now, by giving the names that are still
free; of a job without one no name was given, and its files are removed. Nothing that stands under a
name is ever replaced or removed here.

Decision: a save holds a shared lock on the folder, which the system takes back when the process dies.
Whoever gets it alone knows that every temporary file there is an orphan, however young. Where folders
cannot be locked (Windows, some network shares) or others are at work, only jobs older than a day are
touched; no save takes that long. Files of other owners and anything but files stay as they are.
"""

import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from app.storage.file_system import FileSystem
from app.storage.whole_file import give_name, remove

_NAME = re.compile(r"\.akg-([0-9a-f]{16})-([0-9]{5,})-(.+)\.tmp", re.DOTALL)
_DAY = 24 * 60 * 60
_TRIES, _PAUSE = 50, 0.02  # together a second: longer than anybody needs who holds the folder alone


def temporary_name(job: str, number: int, name: str) -> str:
    """`job` has 16 hexadecimal digits; `number` counts from 1; `name` is what the file will be called."""
    return f".akg-{job}-{number:05}-{name}.tmp"


def record_name(job: str) -> str:
    """The job's commit record."""
    return temporary_name(job, 0, "commit")


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was done with a killed save's files: names given after all, temporary files removed.

    `unreplaced`: names that the killed save had not come to, and where something else still stands.
    """

    finished: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    unreplaced: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Orphan:
    job: str
    number: int
    path: Path
    final: Path
    status: os.stat_result


@dataclass(slots=True, eq=False)
class _Findings:
    finished: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    unreplaced: list[Path] = field(default_factory=list)


@contextmanager
def presence(disk: FileSystem, folder: Path) -> Iterator[Recovered]:
    """Deals with what killed saves left, then tells others, for as long as it lasts, that one is at work."""
    descriptor = _opened(disk, folder)
    try:
        alone = _locked(disk, descriptor, alone=True)
        recovered = _recover(disk, folder, minimum_age=0 if alone else _DAY)
        _hold(disk, descriptor, tries=_TRIES if alone is not None else 1)
        yield recovered
    finally:
        if descriptor is not None:
            with suppress(OSError):
                disk.close(descriptor)


def _opened(disk: FileSystem, folder: Path) -> int | None:
    try:
        return disk.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        return None


def _locked(disk: FileSystem, descriptor: int | None, *, alone: bool) -> bool | None:
    """Whether the lock was got; None where there is no such thing."""
    if descriptor is None:
        return None
    try:
        disk.lock(descriptor, alone=alone)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _hold(disk: FileSystem, descriptor: int | None, tries: int) -> None:
    for _ in range(tries):
        if _locked(disk, descriptor, alone=False) is not False:
            return
        time.sleep(_PAUSE)


def _recover(disk: FileSystem, folder: Path, minimum_age: int) -> Recovered:
    findings = _Findings()
    try:
        orphans = _orphans(disk, folder)
    except OSError:  # where not everything can be seen, nothing is touched
        return Recovered()
    for _, job in groupby(orphans, key=lambda orphan: orphan.job):
        files = list(job)
        if time.time() - max(orphan.status.st_mtime for orphan in files) >= minimum_age:
            _settle(disk, files, findings)
    return Recovered(tuple(findings.finished), tuple(findings.removed), tuple(findings.unreplaced))


def _orphans(disk: FileSystem, folder: Path) -> list[_Orphan]:
    """Sorted by job and number."""
    found = []
    for name in disk.names(folder):
        if match := _NAME.fullmatch(name):
            path = folder / name
            orphan = _Orphan(match[1], int(match[2]), path, folder / match[3], disk.lstat(path))
            if _is_ours(orphan.status):
                found.append(orphan)
    return sorted(found, key=lambda orphan: (orphan.job, orphan.number))


def _is_ours(status: os.stat_result) -> bool:
    return stat.S_ISREG(status.st_mode) and (not hasattr(os, "geteuid") or status.st_uid == os.geteuid())


def _settle(disk: FileSystem, files: list[_Orphan], findings: _Findings) -> None:
    committed = files[0].number == 0
    record, files = (files[:1], files[1:]) if committed else ([], files)
    if committed:
        finished = [_finish(disk, orphan, findings) for orphan in files]
        if not all(finished):
            return
    for orphan in record + files:
        if not remove(disk, orphan.path):
            return
        findings.removed.append(orphan.path)


def _finish(disk: FileSystem, orphan: _Orphan, findings: _Findings) -> bool:
    """Gives the name if it is free, or reserved by an empty file. False if the disk would not do it."""
    try:
        standing = _standing(disk, orphan.final)
        if standing and _is_same(standing, orphan.status):
            return True
        if standing and _is_ours(standing) and standing.st_size == 0:
            disk.replace(orphan.path, orphan.final)
        else:
            give_name(disk, orphan.path, orphan.final, claimed=lambda: None)
    except FileExistsError:
        findings.unreplaced.append(orphan.final)
    except OSError:
        return False
    else:
        findings.finished.append(orphan.final)
    return True


def _standing(disk: FileSystem, final: Path) -> os.stat_result | None:
    try:
        return disk.lstat(final)
    except FileNotFoundError:
        return None


def _is_same(one: os.stat_result, other: os.stat_result) -> bool:
    """Some network shares number no files: there, no two are known to be the same."""
    return bool(one.st_ino) and os.path.samestat(one, other)
