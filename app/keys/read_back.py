"""Reads what was just written, by the format of our own files alone: what is on the disk against the pair.

Opens the two forms that `pair` writes and refuses every other one. So saving loads no reader of other
people's files, and with a key in clear nothing that decrypts.
"""

from app.errors import PassphraseError, UnusableKeyError
from app.keys import pem
from app.keys.pair import CLEAR_LABEL, ENCRYPTED_LABEL
from app.keys.protection import Encrypted, Protection
from app.keys.public_formats import PUBLIC_LABEL
from app.text import text


def private_key_info(content: bytes, protection: Protection) -> bytes:
    """Return DER PrivateKeyInfo of a private file, decrypted if it is to be encrypted (costs the KDF).

    Raises UnusableKeyError where it is not of this form, PassphraseError where it does not decrypt.
    """
    if not isinstance(protection, Encrypted):
        return _der(content, CLEAR_LABEL)
    from app.keys.pbes2 import open_own

    opened = open_own(_der(content, ENCRYPTED_LABEL), protection)
    if opened is None:
        raise PassphraseError(text("What was written does not open with its passphrase."))
    return opened


def subject_public_key_info(content: bytes) -> bytes:
    """Return DER SubjectPublicKeyInfo of a public file. Raises UnusableKeyError for any other form."""
    return _der(content, PUBLIC_LABEL)


def _der(content: bytes, label: str) -> bytes:
    blocks = pem.parse(content.decode("ascii", "replace"))
    if [block.label for block in blocks] != [label]:
        raise UnusableKeyError(text("This is not one {label}.", label=label))
    return blocks[0].der
