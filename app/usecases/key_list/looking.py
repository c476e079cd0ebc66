"""Looks at the files of remembered keys: whether they are there, encrypted, and the owner's alone.

Promises: nothing is decrypted, at most 64 KiB of a file are read, and a share that does not answer holds
nobody up: what was not seen in time is UNREADABLE. Runs for as long as the disk needs: on a thread.
"""

import base64
import os
import stat
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum

from app.errors import KeygenError
from app.storage.names import PRIVATE_SUFFIX, PUBLIC_SUFFIX
from app.storage.reading import read_file
from app.storage.registry.record import KeyFile, KeyRecord, fingerprint_of
from app.storage.registry.registry import Registry
from app.usecases.key_list.key_files import LARGEST
from app.usecases.key_list.remembering import now
from app.usecases.progress import OnProgress, silent
from app.waiting import wait_for

_SECONDS_FOR_A_FOLDER = 10.0
_DAY = 86_400  # seconds
_LEAST_SECONDS = 1.0  # where other folders were silent: they may all be of one dead share
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_ENCRYPTED = b"-----BEGIN ENCRYPTED PRIVATE KEY-----"


class FileState(Enum):
    """What was found. Only WELL is as it should be."""

    WELL = "well"
    NOT_FOUND = "not found"
    ANOTHER_KEY = "another key"
    NOT_ENCRYPTED = "not encrypted"
    READABLE_BY_OTHERS = "readable by others"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found at the path of the key with this fingerprint."""

    fingerprint: str
    path: str
    state: FileState


def look(records: Iterable[KeyRecord], on_progress: OnProgress = silent) -> tuple[Finding, ...]:
    """Look at every file of these records, a folder after the other."""
    folders: dict[str, list[tuple[KeyRecord, KeyFile]]] = {}
    for record in records:
        for file in record.files:
            folders.setdefault(os.path.dirname(file.path), []).append((record, file))
    findings: list[Finding] = []
    seconds = _SECONDS_FOR_A_FOLDER
    for done, files in enumerate(folders.values()):
        on_progress(done, len(folders))
        found = _look_in_folder(files, seconds, on_progress)
        if len(found) < len(files):
            seconds = max(seconds / 2, _LEAST_SECONDS)
        silent = files[len(found) :]
        findings += found
        findings += (Finding(key.fingerprint, file.path, FileState.UNREADABLE) for key, file in silent)
    return tuple(findings)


def is_unremembered(record: KeyRecord, found: Mapping[tuple[str, str], FileState]) -> bool:
    """Return whether a file of it was found well, and for a day or more that has not been remembered.

    `found`: by fingerprint and path.
    """
    return any(_is_unremembered(record, file, found) for file in record.files)


def _is_unremembered(record: KeyRecord, file: KeyFile, found: Mapping[tuple[str, str], FileState]) -> bool:
    is_well = found.get((record.fingerprint, file.path)) is FileState.WELL
    return is_well and file.seen < now(time.time() - _DAY)


def remember_seen(
    fingerprints: Iterable[str], found: Mapping[tuple[str, str], FileState], registry: Registry
) -> None:
    """Remember when the files of these keys were last seen well. `found`: by fingerprint and path."""

    def seen(record: KeyRecord) -> KeyRecord:
        files = (
            replace(file, seen=now()) if _is_unremembered(record, file, found) else file
            for file in record.files
        )
        return replace(record, files=tuple(files))

    registry.change(fingerprints, seen)


def _look_in_folder(
    files: list[tuple[KeyRecord, KeyFile]], seconds: float, on_progress: OnProgress
) -> list[Finding]:
    """Return what was found in time, in the order of the files."""
    found: list[Finding] = []

    def work() -> None:
        for record, file in files:
            found.append(Finding(record.fingerprint, file.path, state_of(file.path, record.public_key)))

    with suppress(TimeoutError):
        wait_for(work, seconds + len(files) / 1000, lambda: on_progress(0, 0))
    return list(found)


def state_of(path: str, public_key: bytes) -> FileState:
    """Return what is at the path, where the key with this DER SubjectPublicKeyInfo should be."""
    try:
        status = os.stat(path)
        data = read_file(path, LARGEST)
    except FileNotFoundError:
        return FileState.NOT_FOUND
    except NotADirectoryError:
        return FileState.NOT_FOUND
    except (OSError, ValueError):
        return FileState.UNREADABLE
    return _state(path, data, public_key, status)


def _state(path: str, data: bytes, public_key: bytes, status: os.stat_result) -> FileState:
    is_encrypted = data.startswith(_ENCRYPTED)
    if not is_encrypted:
        from app.keys.foreign.document import identify

        try:
            document = identify(data)
        except KeygenError:
            return FileState.ANOTHER_KEY
        if not document.is_private or document.fingerprint not in (None, fingerprint_of(public_key)):
            return FileState.ANOTHER_KEY
        is_encrypted = document.encryption is not None
    if not _beside_is_same(path, public_key):
        return FileState.ANOTHER_KEY
    if not is_encrypted:
        return FileState.NOT_ENCRYPTED
    if sys.platform != "win32" and status.st_mode & _OTHERS:
        return FileState.READABLE_BY_OTHERS
    return FileState.WELL


def _beside_is_same(path: str, public_key: bytes) -> bool:
    """Return whether the public key beside our file, if there is one, is this one: the private is hidden."""
    if not path.endswith(PRIVATE_SUFFIX):
        return True
    try:
        data = read_file(path.removesuffix(PRIVATE_SUFFIX) + PUBLIC_SUFFIX, LARGEST)
    except (OSError, ValueError):
        return True
    if base64.b64encode(public_key) in b"".join(data.split()):
        return True
    from app.keys.foreign.document import identify

    try:
        return identify(data).fingerprint in (None, fingerprint_of(public_key))
    except KeygenError:
        return True
