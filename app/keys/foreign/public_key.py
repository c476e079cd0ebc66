"""A public key that others wrote, as the one structure that everything here is made of.

Promises: kind and size are checked before the library reads the key, and what the library does not read is
damaged: whatever is returned has every form that a key of its family has.
"""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from app.errors import UnusableKeyError
from app.keys.algorithm import Family
from app.keys.foreign import openssh, rsa_numbers
from app.keys.foreign.kinds import Container, KeyDocument
from app.keys.foreign.reader import check_kind, only_our_errors
from app.text import text


def subject_public_key_info(document: KeyDocument) -> bytes:
    """Return DER SubjectPublicKeyInfo (RFC 5280, section 4.1) of a public key that was identified.

    Raises UnusableKeyError for a private key, for what exchanges do not take and for what is damaged;
    RefusedError for RSA above 4,096 bits.
    """
    if document.is_private:
        raise UnusableKeyError(
            text("This is not a public key."),
            text("Choose the file that ends in .public.pem, or the text with PUBLIC KEY in its first line."),
        )
    check_kind(document.algorithm)
    rsa_numbers.refuse_large(document.bits or 0)
    if document.container is Container.OPENSSH_PUBLIC:
        return openssh.describe_public_key(document.data)[2]
    with only_our_errors():
        key = load_der_public_key(document.data)
        if not isinstance(key, Ed25519PublicKey | RSAPublicKey):
            raise TypeError("another kind than its structure says")
        return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def family_of(subject_public_key_info: bytes) -> Family:
    """Return the family of a public key that was checked before."""
    key = load_der_public_key(subject_public_key_info)
    return Family.RSA if isinstance(key, RSAPublicKey) else Family.ED25519
