"""Remember: the passphrase of a key in the system keyring, found again by the key's fingerprint.

The fingerprint of an encrypted PKCS#8 file is hidden by its encryption: the public key beside it shows it.
Nothing depends on it being the right one: a passphrase of another key opens nothing.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from app.errors import KeyringError
from app.keys.foreign.document import KeyDocument
from app.keys.passphrase import Passphrase
from app.storage.keyring.store import SecretStore, system_store
from app.text import paragraph, plural
from app.usecases.public_half import public_file_beside


class Fingerprinted(Protocol):
    """What a passphrase opens: a pair, or what is known of one."""

    @property
    def fingerprint(self) -> str:
        """Return SHA-256 over the public key, as `SHA256:` and base64."""


def known_fingerprint(file: Path, document: KeyDocument) -> str | None:
    """Return the fingerprint of the key in `file`, as far as it shows without a passphrase.

    From the document itself, else from a public key beside the file.
    """
    if document.fingerprint:
        return document.fingerprint
    beside = public_file_beside(file)
    return beside.fingerprint if beside else None


def keyring_name() -> str:
    """Return the name of the system keyring. Raises KeyringError where there is none."""
    return system_store().name


def remember(
    pairs: Sequence[Fingerprinted], passphrase: Passphrase, store: SecretStore | None = None
) -> None:
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
