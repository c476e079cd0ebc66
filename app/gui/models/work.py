"""What runs on the pool for the window: plain functions that make a callable, and never touch the model.

Whatever needs cryptography is imported in here, when it runs: the first frame does not wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import StorageError
from app.storage.names import PRIVATE_SUFFIX

if TYPE_CHECKING:
    from app.gui.jobs import Work
    from app.keys.algorithm import Algorithm
    from app.keys.document import KeyDocument
    from app.keys.pair import KeyPair
    from app.keys.passphrase import Passphrase
    from app.keys.pbes2 import Protection
    from app.usecases.progress import Report


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Opened:
    """A recognised key text, and its pair unless a passphrase is still wanted."""

    document: KeyDocument
    pair: KeyPair | None
    passphrase: Passphrase | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class SaveFields:
    """What the fields say when Save is pressed."""

    pairs: tuple[KeyPair, ...]
    label: str
    folder: str
    as_archive: bool


def protection_of(passphrase: Passphrase) -> Protection:
    """Encrypted with it; the named type Unencrypted for an empty one, which the model has asked about."""
    from app.keys.pbes2 import Encrypted, Unencrypted

    return Encrypted(passphrase) if passphrase else Unencrypted()


def warm_up() -> Work:
    """Imports what the first click will need. Fails with SelfTestError where no key may be made."""

    def work(_: Report) -> object:
        from app.keys.self_test import self_test
        from app.usecases import generate, open_key, save

        self_test()
        return (generate, open_key, save)

    return work


def generating(algorithm: Algorithm, count: int) -> Work:
    """Results in a tuple of KeyPair."""

    def work(report: Report) -> object:
        from app.usecases.generate import GenerateRequest, generate_key_pairs

        return generate_key_pairs(GenerateRequest(algorithm, count), report)

    return work


def saving(fields: SaveFields, passphrase: Passphrase) -> Work:
    """Results in a SaveReport."""

    def work(report: Report) -> object:
        from app.storage.folder import resolve
        from app.usecases.save import SaveRequest, save

        request = SaveRequest(
            fields.pairs, fields.label, resolve(fields.folder), protection_of(passphrase), fields.as_archive
        )
        return save(request, report)

    return work


def finding_free_label(label: str, count: int, folder: str, as_archive: bool) -> Work:
    """Results in a label whose files do not exist."""

    def work(_: Report) -> object:
        from app.storage.folder import resolve
        from app.usecases.save import free_label

        return free_label(label, count, resolve(folder), as_archive)

    return work


def encoding(pair: KeyPair, passphrase: Passphrase) -> Work:
    """Results in the PEM text of the private key, protected as it would be saved now."""

    def work(_: Report) -> object:
        from app.keys.pair import private_key_pem

        return private_key_pem(pair, protection_of(passphrase))

    return work


def recognising(data: bytes) -> Work:
    """Results in an Opened, without a pair where a passphrase is wanted."""

    def work(_: Report) -> object:
        return _read(data)

    return work


def _read(data: bytes) -> Opened:
    """What the text is, and its pair unless a passphrase is wanted."""
    from app.keys.reader import open_private_key
    from app.usecases.open_key import recognise

    document = recognise(data)
    return Opened(document, None if document.encryption else open_private_key(document, None))


def reading(path: Path) -> Work:
    """As `recognising`, of a file's contents."""

    def work(_: Report) -> object:
        from app.keys.document import MAXIMUM_SIZE

        try:
            with path.open("rb") as file:
                data = file.read(MAXIMUM_SIZE + 1)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise StorageError(f"{path} cannot be read: {reason}.", "Choose another file.") from error
        label = path.name.removesuffix(PRIVATE_SUFFIX).removesuffix(".pem")
        return replace(_read(data), label=label)

    return work


def unlocking(locked: Opened, passphrase: Passphrase) -> Work:
    """Results in an Opened with its pair and the passphrase that opened it."""

    def work(_: Report) -> object:
        from app.keys.reader import open_private_key

        return replace(locked, pair=open_private_key(locked.document, passphrase), passphrase=passphrase)

    return work
