"""Change the passphrase: an existing private key becomes strong PKCS#8, at the same path.

Any format that is read may be there before. All that can be refused is refused before anything is
written. The new file is written, synced, read back, decrypted and compared with the key before it takes
the old one's place. The old content is kept as a backup (0600) until then, and removed after: a
passphrase that still opens a copy was not changed.
What cannot be promised: that the disk itself forgets it, and copies that were made elsewhere.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import KeygenError, RefusedError, StorageError
from app.keys.document import KeyDocument, identify
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.pbes2 import Encrypted
from app.keys.reader import open_private_key, private_key_info
from app.storage.key_file import read_replaceable, remove
from app.storage.pair_writer import PRIVATE_MODE, Published, staging
from app.usecases.progress import Report, silent
from app.usecases.save import Check


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """Must be shown: a row whose `good` is False is a reservation. `pair`: the key, which is the same."""

    rows: tuple[Check, ...]
    path: Path
    pair: KeyPair


def change_passphrase(
    file: Path, document: KeyDocument, old: Passphrase | None, new: Encrypted, report: Report = silent
) -> ChangeReport:
    """Replaces the file that `document` was read from. `old`: None or unused where it is not encrypted.

    Raises with the file as it was: PassphraseError (old missing or wrong), UnusableKeyError,
    RefusedError (a link, no file, changed since it was read, the old passphrase again), StorageError.
    """
    _refuse_the_old_one(document, old, new)
    before = read_replaceable(file)
    if not _holds(before, document):
        raise _changed(file)
    pair = open_private_key(document, old)
    change = _Change(file, before, private_key_pem(pair, new).encode("ascii"), pair, new)
    report(1, 2)
    published = _replace(change, report)
    rows = (*_rows(change), *_settled(change, published), *_reservations(published))
    return ChangeReport(rows, file, pair)


@dataclass(frozen=True, slots=True, repr=False)
class _Change:
    file: Path
    before: bytes
    after: bytes
    pair: KeyPair
    new: Encrypted


def _refuse_the_old_one(document: KeyDocument, old: Passphrase | None, new: Encrypted) -> None:
    if document.encryption and old == new.passphrase:
        raise RefusedError(
            "The new passphrase is the old one; nothing was changed.", "Choose one that was never used."
        )


def _holds(data: bytes, document: KeyDocument) -> bool:
    try:
        return identify(data) == document
    except KeygenError:
        return False


def _changed(file: Path) -> RefusedError:
    return RefusedError(
        f"Another program has changed {file} meanwhile; it is left as it is.", "Look at it, then try again."
    )


def _replace(change: _Change, report: Report) -> Published:
    with staging(change.file.parent) as job:
        staged = job.add(change.file.name, change.after, PRIVATE_MODE)
        _verify(change, staged.read_back())
        report(2, 2)
        if read_replaceable(change.file) != change.before:
            raise _changed(change.file)
        return job.publish(replace=True)


def _verify(change: _Change, data: bytes) -> None:
    found = b""
    with suppress(KeygenError):
        found = private_key_info(identify(data), change.new.passphrase)
    if found != change.pair.private_key_info:
        raise StorageError(
            "What was read back is not the key that was written.", "Suspect the disk; the old file stands."
        )


def _settled(change: _Change, published: Published) -> list[Check]:
    """The backup's end: removed where all is well, kept where it holds what nobody has seen."""
    if _content_of(change.file) != change.after:
        kept = ", ".join(str(path) for path in published.backups)
        raise StorageError(
            f"{change.file} cannot be read back. The old file is kept as {kept}.", "Suspect the disk."
        )
    return [_settle(backup, change) for backup in published.backups]


def _settle(backup: Path, change: _Change) -> Check:
    if _content_of(backup) != change.before:
        detail = f"another program changed the file in the last moment; its version is kept as {backup}"
        return Check("Old file", detail, good=False)
    if not remove(backup):
        detail = f"{backup} could not be removed and opens as before; remove it yourself"
        return Check("Old file", detail, good=False)
    return Check("Old file", "removed; a copy elsewhere still opens as before")


def _content_of(path: Path) -> bytes | None:
    with suppress(OSError):
        return path.read_bytes()
    return None


def _rows(change: _Change) -> tuple[Check, ...]:
    how = f"with the new passphrase (PBKDF2, {change.new.iterations:,} iterations)"
    return (
        Check("Private key", f"{change.file} (0600)"),
        Check("Read back and verified", f"decrypted {how}; it is the same key"),
    )


def _reservations(published: Published) -> list[Check]:
    if published.durable:
        return []
    detail = "The system did not confirm that the folder's entries are on disk."
    return [Check("Not confirmed", detail, good=False)]
