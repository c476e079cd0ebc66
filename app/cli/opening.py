"""Opens an existing key with the passphrase that the command line names, where one is needed."""

from app.cli.interruption import interruptible
from app.cli.sources import FromKeyring, Source, existing_passphrase
from app.keys.foreign.document import KeyDocument
from app.keys.foreign.reader import check_usable, open_private_key
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase


def public_key_of(file: str, document: KeyDocument, source: Source | FromKeyring) -> bytes:
    """Return DER SubjectPublicKeyInfo of a public key, or of the private one, which is opened for it."""
    if not document.is_private:
        from app.keys.foreign.public_key import subject_public_key_info

        return subject_public_key_info(document)
    check_usable(document)
    return open_pair(file, document, source).subject_public_key_info


def open_pair(file: str, document: KeyDocument, source: Source | FromKeyring) -> KeyPair:
    """Return the pair; the passphrase is asked for only where the key is encrypted."""
    return open_with_passphrase(file, document, source)[0]


def open_with_passphrase(
    file: str, document: KeyDocument, source: Source | FromKeyring
) -> tuple[KeyPair, Passphrase | None]:
    """Return the pair, and what opened it: None, and nobody is asked, for a key in clear."""
    if not document.encryption:
        return interruptible(lambda: open_private_key(document, None)), None
    if isinstance(source, FromKeyring):
        from app.cli.keyring import open_with_recalled

        return open_with_recalled(file, document)
    passphrase = existing_passphrase(source)
    return interruptible(lambda: open_private_key(document, passphrase)), passphrase
