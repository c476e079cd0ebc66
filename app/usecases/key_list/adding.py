"""Keys that were made before, or elsewhere, come into the list: from their files, and from folders of files.

Promises: nothing is decrypted and no passphrase asked for; what an encrypted file hides is read from the
public key beside it. A share that does not answer is left behind.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.errors import KeygenError, UsageError
from app.storage.names import label_in
from app.storage.reading import read_at_most
from app.storage.registry.record import KeyRecord, checked, merged
from app.storage.registry.registry import Registry, user_registry
from app.text import Text, text
from app.usecases.key_list.key_files import LARGEST, files_in, public_key_of
from app.usecases.key_list.remembering import Intent, record_of
from app.usecases.key_list.rotation import day_made
from app.usecases.progress import OnProgress, silent
from app.waiting import wait_for

_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file or folder that gave no key, or not all, and why."""

    path: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Added:
    """What came in, what was there already, and what did not show a key."""

    new: tuple[KeyRecord, ...]
    known: tuple[KeyRecord, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(slots=True)
class _Found:
    records: list[KeyRecord] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def leave_out(self, path: Path, reason: Text) -> None:
        self.left_out.append(LeftOut(str(path), reason))


def add(
    paths: Iterable[Path], intent: Intent, registry: Registry | None = None, on_progress: OnProgress = silent
) -> Added:
    """Add the keys of these files, and of the files in these folders, all or none of those that may be in it.

    When they were made is known from their names alone; else they are due as if that was today. Raises
    RegistryError.
    """
    registry = registry or user_registry()
    parts = [_look(path, intent, on_progress) for path in paths]
    records: dict[str, KeyRecord] = {}
    for record in (each for part in parts for each in part.records):
        known = records.get(record.fingerprint)
        records[record.fingerprint] = merged(known, record) if known else record
    before = {record.fingerprint for record in registry.all()}
    if records:
        registry.enrol(records.values())
    return Added(
        new=tuple(each for each in records.values() if each.fingerprint not in before),
        known=tuple(each for each in records.values() if each.fingerprint in before),
        left_out=tuple(each for part in parts for each in part.left_out),
    )


def _look(path: Path, intent: Intent, on_progress: OnProgress) -> _Found:
    found = _Found()
    try:
        wait_for(lambda: _read(path, intent, found), _SECONDS, lambda: on_progress(0, 0))
    except TimeoutError:
        seen = _Found(list(found.records), list(found.left_out))  # the thread that is left behind has its own
        seen.leave_out(path, text("It does not answer in time; it may be on a network that is gone."))
        return seen
    return found


def _read(path: Path, intent: Intent, found: _Found) -> None:
    if not path.is_dir():
        _read_file(path, intent, found, is_named=True)
        return
    for file in files_in(path, found.leave_out):
        _read_file(file, intent, found, is_named=False)


def _read_file(path: Path, intent: Intent, found: _Found, *, is_named: bool) -> None:
    from app.keys.foreign.document import identify

    try:
        document = identify(read_at_most(path, LARGEST + 1))
        public_key, file = public_key_of(path, document)
        if public_key is None:
            found.leave_out(
                path,
                text(
                    "Without its passphrase it does not show which key it is. Put its public key beside it: "
                    "X.public.pem for X.private.pem, otherwise FILE.pub."
                ),
            )
            return
        name = label_in(path.name)
        made = replace(intent, day=day_made(name, intent.day))
        record = record_of(public_key, _algorithm_of(public_key), name, made, file)
    except KeygenError as error:
        if is_named:
            found.leave_out(path, error.message)
        return
    try:
        found.records.append(checked(record))
    except UsageError as error:  # it is a key, and is called what no record may contain
        found.leave_out(path, error.message)


def _algorithm_of(public_key: bytes) -> str:
    from app.keys.foreign.document import identify

    return identify(public_key).algorithm or ""
