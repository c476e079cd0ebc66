"""Removes the file of a key that nobody needs any more, after it was compared with the key.

Promises: only a plain file of the user's whose fingerprint is that of the key is removed, and of it only what
was looked at; its public half goes with it. The key is not decrypted: the file shows its fingerprint itself,
or the public key beside it does. What a disk remembers of a removed file: `replacing.deletion_limits`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.errors import KeygenError, RefusedError, RegistryError, StorageError, reason_of
from app.keys.foreign.document import identify
from app.storage.key_file import read_replaceable
from app.storage.names import PRIVATE_SUFFIX, PUBLIC_SUFFIX
from app.storage.registry.record import KeyRecord
from app.storage.registry.registry import Registry
from app.storage.writer import folder, whole_file
from app.storage.writer.backups import backups_in, is_copy_of
from app.storage.writer.file_system import SYSTEM, FileSystem
from app.text import first_of, text
from app.usecases.key_list.key_files import public_key_of
from app.usecases.key_list.looking import FileState, state_of
from app.usecases.recovered import MOST_NAMES, Check

Discard = Callable[[Path], None]
"""Takes a file away by its path, for example into the trash. Raises KeygenError."""


@dataclass(frozen=True, slots=True)
class RemovalReport:
    """Must be shown. `has_warnings`: something that opens the key is still there, or its path in the list."""

    rows: tuple[Check, ...]
    has_warnings: bool


def remove_key_file(
    path: Path,
    record: KeyRecord,
    registry: Registry,
    discard: Discard | None = None,
    disk: FileSystem = SYSTEM,
) -> RemovalReport:
    """Remove the private-key file at `path` and the public key beside it, and their path from the list.

    `discard`: what takes them away; they are deleted without it. Raises RefusedError where it is not the
    file of this key, or nothing shows that it is; StorageError where it cannot be removed.
    """
    content = read_replaceable(path, disk)
    _check_is(path, content, record)
    public = _public_half(path, record)
    rows = [_away(path, discard, disk, content)]
    if public is not None:
        rows.append(_away(public, discard, disk))
    in_the_list = _forgotten(path, record, registry)
    rows += [*_rest(path, disk), *in_the_list]
    return RemovalReport(tuple(rows), not all(row.good for row in rows))


def _check_is(path: Path, content: bytes, record: KeyRecord) -> None:
    """Raise RefusedError where the file is not known to be that of the key."""
    if state_of(str(path), record.public_key) is FileState.ANOTHER_KEY:
        raise RefusedError(
            text("{path} is not the file of this key; it is left as it is.", path=str(path)),
            text("Look at what it is: akg inspect."),
        )
    try:
        shown = public_key_of(path, identify(content))[0]
    except KeygenError:
        shown = None
    if shown != record.public_key:
        raise RefusedError(
            text("Nothing shows that {path} is the file of this key; it is left as it is.", path=str(path)),
            text("Without the public key beside it only its passphrase could show that."),
        )


def _public_half(path: Path, record: KeyRecord) -> Path | None:
    """Return the public file that we made beside the private one, where it is this key's."""
    if not path.name.endswith(PRIVATE_SUFFIX):
        return None
    public = path.with_name(path.name.removesuffix(PRIVATE_SUFFIX) + PUBLIC_SUFFIX)
    try:
        is_ours = identify(read_replaceable(public)).fingerprint == record.fingerprint
    except KeygenError:
        return None
    return public if is_ours else None


def _away(path: Path, discard: Discard | None, disk: FileSystem, content: bytes | None = None) -> Check:
    if content is not None and read_replaceable(path, disk) != content:
        raise RefusedError(
            text("Another program has changed {path} meanwhile; it is left as it is.", path=str(path)),
            text("Look at it, then try again."),
        )
    if discard is not None:
        discard(path)
        return Check(text("Moved to the trash"), text("{path}", path=str(path)))
    where = folder.opened(path.parent, disk)
    try:
        disk.unlink(where.entry(path.name))
        durable = whole_file.sync_folder(disk, where)
    except OSError as error:
        raise StorageError(
            text("{path} cannot be removed: {reason}.", path=str(path), reason=reason_of(error)),
            text("Remove it yourself."),
        ) from error
    finally:
        folder.closed(where, disk)
    return Check(text("Deleted"), text("{path}", path=str(path)), good=durable)


def _forgotten(path: Path, record: KeyRecord, registry: Registry) -> list[Check]:
    """Take the path off the list. Returns a warning where that fails: the file is gone already."""
    try:
        registry.change([record.fingerprint], lambda known: _without(known, path))
    except RegistryError:
        return [Check(text("List of keys"), text("{path} is still in it", path=str(path)), good=False)]
    return []


def _without(record: KeyRecord, path: Path) -> KeyRecord:
    return replace(record, files=tuple(file for file in record.files if Path(file.path) != path))


def _rest(path: Path, disk: FileSystem) -> list[Check]:
    """Return a warning for backups of the file, which open the key as well."""
    where = folder.opened(path.parent, disk)
    try:
        copies = [name for name in backups_in(where, disk, beside=path.name) if is_copy_of(path.name, name)]
    finally:
        folder.closed(where, disk)
    if not copies:
        return []
    detail = text("{names}: they open as the file did", names=first_of(copies, MOST_NAMES))
    return [Check(text("Still there"), detail, good=False)]
