"""Opens a private key: any format that `document.identify` knows, to one KeyPair of a usable kind.

The KDF of PBES2 files runs here, where it releases the GIL. What only the library can decrypt
(PBES1, OpenSSL's legacy encryption, OpenSSH) goes through its loader after its cost was bounded,
without the library's slow key check; every key then passes the same gate: kind, size, full check.
"""

import binascii
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cryptography.exceptions import InternalError, InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
    load_pem_private_key,
    load_ssh_private_key,
)

from app.errors import PassphraseError, RefusedError, UnusableKeyError
from app.keys import cost, pbes2, rsa_numbers
from app.keys import structures as s
from app.keys.algorithm import MINIMUM_RSA_BITS
from app.keys.document import Container, Encryption, KeyDocument, key_name
from app.keys.pair import KeyPair, key_pair_of
from app.keys.passphrase import Passphrase, encodings_to_try

# What the library decrypts of these schemes, by the names in `document.Encryption`.
_CIPHERS = {
    "PBES1": ("MD5 and DES", "SHA-1 and Triple DES", "SHA-1 and RC4, 128 bits"),
    "OpenSSL traditional": ("AES-128-CBC", "AES-256-CBC", "DES-EDE3-CBC"),
    "OpenSSH": ("aes256-ctr", "aes256-cbc", "aes256-gcm@openssh.com"),
}
_FOREIGN_PUBLIC_KEY = "The key is damaged: the public key inside does not belong to the private key."
_USABLE = "Exchanges take Ed25519, or RSA of 2048 bits and more. Generate a new key pair."


def open_private_key(document: KeyDocument, passphrase: Passphrase | None) -> KeyPair:
    """The key pair in the document; a passphrase for a key in clear is not used.

    Raises PassphraseError (missing, wrong), UnusableKeyError (a public key, another kind, too small,
    damaged), RefusedError (too costly to check).
    """
    pair = _pair_of(private_key_info(document, passphrase))
    if document.fingerprint not in (None, pair.fingerprint):
        raise UnusableKeyError(_FOREIGN_PUBLIC_KEY)
    return pair


def private_key_info(document: KeyDocument, passphrase: Passphrase | None) -> bytes:
    """DER PrivateKeyInfo in clear, decrypted but not yet checked to be a sound key; raises as above."""
    check_usable(document)
    encodings = (None,) if document.encryption is None else _encodings(passphrase)
    affordable = encodings[: cost.runs_within_budget(document.encryption.work if document.encryption else 0)]
    for encoding in affordable:
        if (info := _decrypt(document, encoding)) is not None:
            return info
    left_out = "" if affordable == encodings else " Opening costs so much that only UTF-8 was tried."
    raise PassphraseError(
        "Wrong passphrase, or the file is damaged.",
        f"Check caps lock and the keyboard layout; spaces at either end count.{left_out}",
    )


def _encodings(passphrase: Passphrase | None) -> tuple[bytes, ...]:
    if not passphrase:
        raise PassphraseError(
            "This private key is encrypted, and no passphrase was given.", "Type its passphrase."
        )
    return encodings_to_try(passphrase)


def check_usable(document: KeyDocument) -> None:
    """Raises UnusableKeyError where it shows without a passphrase that no usable key is in there."""
    if not document.is_private:
        raise UnusableKeyError(
            f"This is a public key ({document.container.value}), not a private key.",
            "Choose the file that ends in .private.pem, or the text with PRIVATE KEY in its first line.",
        )
    _check_kind(document.algorithm)
    if document.encryption:
        _check_cipher(document.encryption)


def _check_cipher(encryption: Encryption) -> None:
    known = encryption.scheme != "OpenSSH" or encryption.kdf == "bcrypt"
    if known and encryption.cipher in _CIPHERS.get(encryption.scheme, (encryption.cipher,)):
        return
    if encryption.scheme == "OpenSSH":
        raise UnusableKeyError(
            f"This OpenSSH key has an encryption that is not read here: {encryption.cipher}.",
            "Run “ssh-keygen -p -Z aes256-ctr -f FILE” on a copy of it, and open the copy.",
        )
    raise UnusableKeyError(
        f"This key has a legacy encryption that is not read here: {encryption.cipher}.",
        "Convert it with the program that made it, for example with “openssl pkcs8 -topk8”.",
    )


def _check_kind(algorithm: str | None) -> None:
    if algorithm is None:
        return
    if not re.fullmatch(r"ed25519|rsa(-\d+)?", algorithm, re.ASCII):
        raise UnusableKeyError(f"This is a private key of another kind: {algorithm}.", _USABLE)
    size = algorithm.removeprefix("rsa-")
    if size.isdigit() and int(size) < MINIMUM_RSA_BITS:
        raise UnusableKeyError(f"This RSA key has only {size} bits.", _USABLE)


def _decrypt(document: KeyDocument, passphrase: bytes | None) -> bytes | None:
    """DER PrivateKeyInfo in clear; None for a wrong passphrase."""
    match document.container:
        case Container.ENCRYPTED_PKCS8 if document.encryption and document.encryption.scheme == "PBES2":
            return pbes2.open_encrypted(document.data, passphrase or b"")
        case Container.ENCRYPTED_PKCS8:
            return _load(load_der_private_key, document, passphrase)
        case Container.PKCS1 if document.encryption:
            return _load(load_pem_private_key, document, passphrase)
        case Container.PKCS1:
            return _load(load_der_private_key, document, None)
        case Container.OPENSSH:
            return _load(load_ssh_private_key, document, passphrase)
        case _:
            return document.data


def _load(
    loader: Callable[..., PrivateKeyTypes], document: KeyDocument, passphrase: bytes | None
) -> bytes | None:
    try:
        with _only_our_errors():
            key = loader(document.data, passphrase, unsafe_skip_rsa_key_validation=True)
            return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    except UnusableKeyError as error:
        if passphrase is not None and not isinstance(error.__cause__, UnsupportedAlgorithm):
            return None
        raise


def _pair_of(der: bytes) -> KeyPair:
    """The gate that every key passes: kind and size, then the library's full check, then a signature."""
    info = s.decode(s.PrivateKeyInfo, der)
    name = key_name(info.private_key_algorithm)
    if name == "rsa":
        name = f"rsa-{rsa_numbers.check_private(info.private_key)}"
    check_usable(KeyDocument(Container.PKCS8, b"", name))
    with _only_our_errors():
        key = load_der_private_key(_first_version(info, der), None)
        if not isinstance(key, ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey):
            raise UnusableKeyError(f"This is a private key of another kind: {name}.", _USABLE)
        pair = key_pair_of(key)
    _check_public_key(info, pair)
    return pair


def _first_version(info: s.PrivateKeyInfo, der: bytes) -> bytes:
    """The same key without the public key of RFC 5958's second version, which the library does not read."""
    if info.public_key is None:
        return der
    from cryptography.hazmat.asn1 import encode_der

    return encode_der(
        s.PrivateKeyInfo(
            version=0,
            private_key_algorithm=info.private_key_algorithm,
            private_key=info.private_key,
            attributes=None,
            public_key=None,
        )
    )


def _check_public_key(info: s.PrivateKeyInfo, pair: KeyPair) -> None:
    if info.public_key is None:
        return
    own = s.decode(s.SubjectPublicKeyInfo, pair.subject_public_key_info).subject_public_key
    if info.public_key.as_bytes() != own.as_bytes():
        raise UnusableKeyError(_FOREIGN_PUBLIC_KEY)


@contextmanager
def _only_our_errors() -> Iterator[None]:
    """Whatever the library raises for a key becomes an UnusableKeyError, its Rust panics included."""
    try:
        yield
    except UnsupportedAlgorithm as error:
        raise UnusableKeyError(
            "This key is encrypted or built in a way that is not supported.",
            "Convert it to PKCS#8 with the program that made it.",
        ) from error
    except (ValueError, TypeError, InternalError, InvalidTag, binascii.Error) as error:
        raise UnusableKeyError(
            "The key is damaged, or not a consistent key.", "Copy or export the key again."
        ) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise RefusedError("This file makes the cryptographic library fail; it is refused.") from error
