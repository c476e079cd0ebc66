"""Remember: the passphrase of a key in the system keyring, found again by the key's fingerprint.

The fingerprint of an encrypted PKCS#8 file is hidden by its encryption: the public key beside it shows it.
Nothing depends on it being the right one: a passphrase of another key opens nothing.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.errors import KeygenError, KeyringError
from app.keys.foreign.document import MAXIMUM_SIZE, KeyDocument, identify
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase
from app.storage.keyring.store import SecretStore, system_store
from app.storage.names import PRIVATE_SUFFIX, PUBLIC_SUFFIX
from app.storage.reading import read_at_most
from app.text import paragraph, plural


def known_fingerprint(file: Path, document: KeyDocument) -> str | None:
    """Return the fingerprint of the key in `file`, as far as it shows without a passphrase.

    From the document itself, else from a public key beside the file: LABEL.public.pem for
    LABEL.private.pem, otherwise FILE.pub, then X.pub for X.pem.
    """
    if document.fingerprint:
        return document.fingerprint
    return next(filter(None, map(_public_fingerprint, _public_files(file))), None)


def _public_files(file: Path) -> Iterator[Path]:
    if file.name.endswith(PRIVATE_SUFFIX):
        yield file.with_name(file.name.removesuffix(PRIVATE_SUFFIX) + PUBLIC_SUFFIX)
    elif file.name:
        yield file.with_name(file.name + ".pub")
        if file.suffix == ".pem":
            yield file.with_suffix(".pub")


def _public_fingerprint(file: Path) -> str | None:
    try:
        document = identify(read_at_most(file, MAXIMUM_SIZE + 1))
    except KeygenError:
        return None
    return None if document.is_private else document.fingerprint


def keyring_name() -> str:
    """Return the name of the system keyring. Raises KeyringError where there is none."""
    return system_store().name


def remember(pairs: Sequence[KeyPair], passphrase: Passphrase, store: SecretStore | None = None) -> None:
    """Store the one passphrase for each of the pairs. Raises KeyringError, which counts what is stored."""
    store = store or system_store()
    for done, pair in enumerate(pairs):
        try:
            store.store(pair.fingerprint, passphrase)
        except KeyringError as error:
            if not done:
                raise
            raise _stored_in_part(error, done, len(pairs)) from error


def _stored_in_part(error: KeyringError, done: int, count: int) -> KeyringError:
    stored = plural(
        "It is stored for {number} of {count} key pairs.",
        "It is stored for {number} of {count} key pairs.",
        done,
        count=count,
    )
    return KeyringError(paragraph(error.message, stored), error.hint)


def recall(fingerprint: str, store: SecretStore | None = None) -> Passphrase | None:
    """Return what is stored for the key of this fingerprint, None for nothing. Raises KeyringError."""
    return (store or system_store()).load(fingerprint)


def forget(fingerprint: str, store: SecretStore | None = None) -> bool:
    """Remove it. Returns whether anything was stored. Raises KeyringError."""
    return (store or system_store()).forget(fingerprint)
