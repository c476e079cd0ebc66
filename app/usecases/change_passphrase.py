"""Change the passphrase: an existing private key becomes strong PKCS#8, at the same path.

The old file may have any format that is read. All that can be refused is refused before anything is written.
The new file is written, synced, read back, decrypted and compared with the key before it takes the old one's
place. The old content is kept as a backup (0600) until then, and removed after: a passphrase that still opens
a copy was not changed. What cannot be promised: that the disk itself forgets it, and copies that were made
elsewhere.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from app.errors import KeygenError, NotReadBackError, RefusedError, StorageError
from app.keys.foreign.document import MAXIMUM_SIZE, KeyDocument, check_alone, identify
from app.keys.foreign.reader import open_private_key, private_key_info
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted
from app.storage.key_file import read_replaceable
from app.storage.reading import read_at_most
from app.storage.writer import folder, whole_file
from app.storage.writer.backups import backups_in, is_copy_of
from app.storage.writer.directory import Directory
from app.storage.writer.file_system import SYSTEM, FileSystem
from app.storage.writer.pair_writer import PRIVATE_MODE, Published, staging
from app.storage.writer.recovered import Recovered
from app.text import first_of, listed, text
from app.usecases.open_key import Opened, recognise
from app.usecases.passphrases import protect
from app.usecases.progress import OnProgress, silent
from app.usecases.recovered import MOST_NAMES, Check, backup_rows, recovered_rows, recovering
from app.usecases.save_report import CHECKED, PRIVATE_KEY_TITLE, disk_warnings, file_and_access

_SUSPECT = text("Suspect the disk. What ends in .bak is the old file; copy it elsewhere.")

_OLD_FILE = text("Old file")


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """Must be shown. `pair`: the key, which is the same. `has_warnings`: as in SaveReport."""

    rows: tuple[Check, ...]
    path: Path
    pair: KeyPair
    has_warnings: bool


@dataclass(frozen=True, slots=True, repr=False)
class _Change:
    file: Path
    before: bytes
    after: bytes
    pair: KeyPair
    new: Encrypted
    disk: FileSystem
    where: Directory
    recovered: Recovered


def change_passphrase(
    file: Path,
    document: KeyDocument,
    old: Passphrase | None,
    new: Encrypted,
    on_progress: OnProgress = silent,
    *,
    disk: FileSystem = SYSTEM,
) -> ChangeReport:
    """Replace the file that `document` was read from. `old`: None or unused where it is not encrypted.

    `on_progress` is called for the last time before the old file is replaced. Raises with the file as it was:
    PassphraseError (old missing or wrong), UnusableKeyError, RefusedError (more than the key, a link, no
    file, changed since it was read, the old passphrase again), StorageError. Costs the KDF of the old
    file, and twice that of the new one.
    """
    check_alone(document)
    _refuse_the_old_one(document, old, new)
    before = _read(file, document, disk)
    pair = open_private_key(document, old)
    after = private_key_pem(pair, new).encode("ascii")
    on_progress(1, 2)
    where = folder.opened(file.parent, disk)
    try:
        with recovering(where, disk) as recovered:
            change = _Change(file, before, after, pair, new, disk, where, recovered)
            published, settled = _replace(change, on_progress)
    finally:
        folder.closed(where, disk)
    warnings = [row for row in settled if not row.good] + disk_warnings(published, published.durable)
    rows = (*_rows(change, published), *(row for row in settled if row.good), *warnings)
    return ChangeReport(rows, file, pair, not all(row.good for row in rows))


def change_opened(
    opened: Opened, new: Passphrase, on_progress: OnProgress = silent, *, weak_ok: bool
) -> tuple[ChangeReport, Opened]:
    """Change the passphrase of an opened file as `change_passphrase` does; also return what it is now.

    Also raises StorageError where it was not a file, and what `protect` raises.
    """
    if opened.path is None:
        raise StorageError(text("The key was not opened from a file."))
    protection = protect(new, opened.label, weak_ok=weak_ok)
    done = change_passphrase(opened.path, opened.document, opened.passphrase, protection, on_progress)
    return done, replace(
        opened, document=recognise(read_at_most(opened.path, MAXIMUM_SIZE + 1)), passphrase=new
    )


def _read(file: Path, document: KeyDocument, disk: FileSystem) -> bytes:
    before = read_replaceable(file, disk)
    if not _holds(before, document):
        raise _changed(file)
    return before


def _refuse_the_old_one(document: KeyDocument, old: Passphrase | None, new: Encrypted) -> None:
    if document.encryption and old == new.passphrase:
        raise RefusedError(text("That is the current passphrase."), text("Type a new one."))


def _holds(data: bytes, document: KeyDocument) -> bool:
    try:
        return identify(data) == document
    except KeygenError:
        return False


def _changed(file: Path) -> RefusedError:
    return RefusedError(
        text("Another program has changed {path} meanwhile; it is left as it is.", path=str(file)),
        text("Look at it, then try again."),
    )


def _replace(change: _Change, on_progress: OnProgress) -> tuple[Published, list[Check]]:
    """Replace it. Until the old file is gone, the record says that its copy is to go."""
    with staging(change.where, change.disk, keep_backups=False, recovered=change.recovered) as job:
        staged = job.add(change.file.name, change.after, PRIVATE_MODE)
        _verify(change, staged.read_back())
        on_progress(2, 2)
        if read_replaceable(change.file, change.disk) != change.before:
            raise _changed(change.file)
        published = job.publish(replace=True)
        settled = _settle(change, published)
        published = replace(published, left=published.left + tuple(job.finish()))
        durable = whole_file.sync_folder(change.disk, change.where) and published.durable
        return replace(published, durable=durable), settled


def _verify(change: _Change, data: bytes) -> None:
    found = b""
    with suppress(KeygenError):
        found = private_key_info(identify(data), change.new.passphrase)
    if found != change.pair.private_key_info:
        raise NotReadBackError(text("Suspect the disk; the old file is as it was."))


def _settle(change: _Change, published: Published) -> list[Check]:
    """Remove the backup where all is well; keep it where it contains what nobody has seen."""
    if _content_of(change.file, change.disk) != change.after:
        kept = listed(str(path) for path in published.backups + published.left)
        message = text(
            "{path} cannot be read back. Kept beside it: {names}.", path=str(change.file), names=kept
        )
        raise StorageError(message, _SUSPECT)
    rows = [_end_of(backup, change) for backup in published.backups]
    return rows + _others(change, published.backups)


def _others(change: _Change, known: tuple[Path, ...]) -> list[Check]:
    """Return a row for older copies beside the file: their passphrase was not changed."""
    name = change.file.name
    there = backups_in(change.where, change.disk, beside=name, known=known)
    copies = [each for each in there if is_copy_of(name, each)]
    others = set(there).difference(copies, (path.name for path in change.recovered.backups))
    rows = backup_rows(sorted(others))
    if not copies:
        return rows
    detail = text(
        "{names} beside it: not changed, and opened by an older passphrase or by none",
        names=first_of(copies, MOST_NAMES),
    )
    return [*rows, Check(text("Older copies"), detail, good=False)]


def _end_of(backup: Path, change: _Change) -> Check:
    if _content_of(backup, change.disk) != change.before:
        detail = text(
            "the file was changed at the last moment; what was there is kept as {path}",
            path=str(backup),
        )
        return Check(_OLD_FILE, detail, good=False)
    if not whole_file.remove(change.disk, backup):
        detail = text("{path} could not be removed and opens as before; remove it yourself", path=str(backup))
        return Check(_OLD_FILE, detail, good=False)
    return Check(_OLD_FILE, text("removed; a copy elsewhere still opens as before"))


def _content_of(path: Path, disk: FileSystem) -> bytes | None:
    for _ in range(2):
        with suppress(OSError):
            return whole_file.read(disk, path)[0]
    return None


def _rows(change: _Change, published: Published) -> list[Check]:
    return [
        *recovered_rows(published.recovered),
        Check(PRIVATE_KEY_TITLE, file_and_access(change.file, published.modes[0])),
        Check(CHECKED, text("the file opens with the new passphrase, and it is the same key")),
    ]
