"""`--keyring` and `akg keyring forget`: the passphrase in the system keyring, and its errors in words."""

from collections.abc import Sequence
from pathlib import Path

from app.cli.arguments import STANDARD_INPUT
from app.cli.interruption import interruptible
from app.cli.output import Messages
from app.cli.status import DONE, DONE_WITH_WARNING
from app.errors import KeyringError, PassphraseError
from app.keys.foreign.document import KeyDocument
from app.keys.foreign.reader import open_private_key
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase
from app.storage.keyring.store import SecretStore, system_store
from app.text import Text, paragraph, text
from app.usecases import remember as keyring
from app.usecases.open_key import Inspection

__all__ = ["forget", "open_with_recalled", "remember", "system_store"]


def remember(
    pairs: Sequence[keyring.Fingerprinted], passphrase: Passphrase, store: SecretStore, messages: Messages
) -> int:
    """Store the passphrase of what is saved. Returns the exit status: DONE_WITH_WARNING if that fails."""
    try:
        keyring.remember(pairs, passphrase, store)
    except KeyringError as error:
        messages.warning(
            paragraph(text("All is saved, but the passphrase is not remembered."), error.message)
        )
        return DONE_WITH_WARNING
    messages.success(f"Remembered in the system keyring ({store.name}): the passphrase.")
    return DONE


def open_with_recalled(file: str, document: KeyDocument) -> tuple[KeyPair, Passphrase]:
    """Return the pair of an encrypted key, and the stored passphrase that opened it.

    Raises PassphraseError where the key is not known, nothing is stored, or it does not open the key;
    KeyringError.
    """
    fingerprint = document.fingerprint or _fingerprint_beside(file, document)
    store = system_store()
    passphrase = keyring.recall(fingerprint, store)
    if passphrase is None:
        hint = text("Leave --keyring out, and you are asked for it.")
        raise _nothing_stored(fingerprint, store, hint)
    try:
        return interruptible(lambda: open_private_key(document, passphrase)), passphrase
    except PassphraseError as error:
        hint = text("The stored passphrase is of another file, or an old one: see akg keyring forget --help.")
        raise PassphraseError(error.message, hint) from error


def forget(file: str, inspection: Inspection) -> None:
    """Remove what is stored for a key. Raises PassphraseError where nothing is, and KeyringError."""
    fingerprint = inspection.fingerprint or _fingerprint_beside(file, inspection.document)
    store = system_store()
    if not keyring.forget(fingerprint, store):
        raise _nothing_stored(fingerprint, store, text("There is nothing to forget."))
    Messages().success(f"Removed from the system keyring ({store.name}): the passphrase of {fingerprint}.")


def _fingerprint_beside(file: str, document: KeyDocument) -> str:
    beside = None if file == STANDARD_INPUT else keyring.known_fingerprint(Path(file), document)
    if beside is None:
        raise PassphraseError(
            text(
                "Without its passphrase this file does not show which key it is, "
                "and there is no public key beside it."
            ),
            text("Put its public key there: X.public.pem for X.private.pem, otherwise FILE.pub."),
        )
    return beside


def _nothing_stored(fingerprint: str, store: SecretStore, hint: Text) -> PassphraseError:
    return PassphraseError(
        text(
            "The system keyring ({name}) has no passphrase for this key, {fingerprint}.",
            name=store.name,
            fingerprint=fingerprint,
        ),
        hint,
    )
