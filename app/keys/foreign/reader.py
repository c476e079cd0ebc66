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
from app.keys import cost, pbes2
from app.keys import structures as s
from app.keys.algorithm import MINIMUM_RSA_BITS
from app.keys.foreign import rsa_numbers
from app.keys.foreign.document import Container, Encryption, KeyDocument, key_name
from app.keys.foreign.kinds import describe_other_kind
from app.keys.pair import KeyPair, key_pair_of
from app.keys.passphrase import Passphrase, encodings_to_try
from app.text import NOTHING, paragraph, text

# What the library decrypts of these schemes, by the names in `document.Encryption`.
_CIPHERS = {
    "PBES1": ("MD5 and DES", "SHA-1 and Triple DES", "SHA-1 and RC4, 128 bits"),
    "OpenSSL traditional": ("AES-128-CBC", "AES-256-CBC", "DES-EDE3-CBC"),
    "OpenSSH": ("aes256-ctr", "aes256-cbc", "aes256-gcm@openssh.com"),
}
_FOREIGN_PUBLIC_KEY = text("The key is damaged: the public key inside does not belong to the private key.")
_GENERATE = text("Generate a new key pair.")


def open_private_key(document: KeyDocument, passphrase: Passphrase | None) -> KeyPair:
    """Return the key pair in the document; a passphrase for a key in clear is not used.

    Raises PassphraseError (missing, wrong), UnusableKeyError (a public key, another kind, too small,
    damaged), RefusedError (too costly to check).
    """
    pair = _pair_of(private_key_info(document, passphrase))
    if document.fingerprint not in (None, pair.fingerprint):
        raise UnusableKeyError(_FOREIGN_PUBLIC_KEY, s.EXPORT_AGAIN)
    return pair


def private_key_info(document: KeyDocument, passphrase: Passphrase | None) -> bytes:
    """Return DER PrivateKeyInfo in clear, not yet checked to be a sound key; raises as above."""
    check_usable(document)
    encodings = (None,) if document.encryption is None else _encodings(passphrase)
    affordable = encodings[: cost.runs_within_budget(document.encryption.work if document.encryption else 0)]
    for encoding in affordable:
        if (info := _decrypt(document, encoding)) is not None:
            return info
    all_tried = affordable == encodings
    raise PassphraseError(
        text("Wrong passphrase, or the file is damaged."),
        paragraph(
            text("Check caps lock and the keyboard layout; spaces at either end count."),
            text("If you forgot it, nobody can open the key: make a new one and replace the API key."),
            NOTHING if all_tried else text("Opening costs so much that only UTF-8 was tried."),
        ),
    )


def _encodings(passphrase: Passphrase | None) -> tuple[bytes, ...]:
    if not passphrase:
        raise PassphraseError(
            text("This private key is encrypted, and no passphrase was given."), text("Type its passphrase.")
        )
    return encodings_to_try(passphrase)


def check_usable(document: KeyDocument) -> None:
    """Raise UnusableKeyError where it shows without a passphrase that there is no usable key in it."""
    if not document.is_private:
        raise UnusableKeyError(
            text("This is a public key ({form}), not a private key.", form=document.container.title),
            text(
                "Choose the file that ends in .private.pem, or the text with PRIVATE KEY in its first line."
            ),
        )
    check_kind(document.algorithm)
    if document.encryption:
        _check_cipher(document.encryption)


def _check_cipher(encryption: Encryption) -> None:
    known = encryption.scheme != "OpenSSH" or encryption.kdf == "bcrypt"
    if known and encryption.cipher in _CIPHERS.get(encryption.scheme, (encryption.cipher,)):
        return
    if encryption.scheme == "OpenSSH":
        raise UnusableKeyError(
            text("The encryption of this OpenSSH key is not supported: {cipher}.", cipher=encryption.cipher),
            text("Run “ssh-keygen -p -Z aes256-ctr -f FILE” on a copy of it, and open the copy."),
        )
    raise UnusableKeyError(
        text("The outdated encryption of this key is not supported: {cipher}.", cipher=encryption.cipher),
        text("Convert it with the program that made it, for example with “openssl pkcs8 -topk8”."),
    )


def check_kind(algorithm: str | None) -> None:
    """Raise UnusableKeyError for what is not Ed25519, or RSA of 2048 bits and more; None is not known yet."""
    if algorithm is None:
        return
    if not re.fullmatch(r"ed25519|rsa(-\d+)?", algorithm, re.ASCII):
        raise _of_another_kind(algorithm)
    size = algorithm.removeprefix("rsa-")
    if size.isdigit() and int(size) < MINIMUM_RSA_BITS:
        raise UnusableKeyError(
            text("This RSA key has only {bits} bits. Exchanges take RSA of 2048 bits and more.", bits=size),
            _GENERATE,
        )


def _of_another_kind(algorithm: str) -> UnusableKeyError:
    kind = describe_other_kind(algorithm)
    return UnusableKeyError(text("This is {kind}. Exchanges take Ed25519 or RSA.", kind=kind), _GENERATE)


def _decrypt(document: KeyDocument, passphrase: bytes | None) -> bytes | None:
    """Return DER PrivateKeyInfo in clear; None for a wrong passphrase."""
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
        with only_our_errors():
            key = loader(document.data, passphrase, unsafe_skip_rsa_key_validation=True)
            return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    except UnusableKeyError as error:
        if passphrase is not None and not isinstance(error.__cause__, UnsupportedAlgorithm):
            return None
        raise


def _pair_of(der: bytes) -> KeyPair:
    """Check what every key has to pass: kind and size, then the library's full check, then a signature."""
    info = s.decode(s.PrivateKeyInfo, der)
    name = key_name(info.private_key_algorithm)
    if name == "rsa":
        name = f"rsa-{rsa_numbers.check_private(info.private_key)}"
    check_usable(KeyDocument(Container.PKCS8, b"", name))
    with only_our_errors():
        key = load_der_private_key(_first_version(info, der), None)
        if not isinstance(key, ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey):
            raise _of_another_kind(name)
        pair = key_pair_of(key)
    _check_public_key(info, pair)
    return pair


def _first_version(info: s.PrivateKeyInfo, der: bytes) -> bytes:
    """Return the key without the public key of RFC 5958's version 2, which the library does not read."""
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
        raise UnusableKeyError(_FOREIGN_PUBLIC_KEY, s.EXPORT_AGAIN)


@contextmanager
def only_our_errors() -> Iterator[None]:
    """Turn whatever the library raises for a key into an error of ours, its Rust panics included."""
    try:
        yield
    except UnsupportedAlgorithm as error:
        raise UnusableKeyError(
            text("This key is encrypted or built in a way that is not supported."),
            text("Convert it to PKCS#8 with the program that made it."),
        ) from error
    except (ValueError, TypeError, InternalError, InvalidTag, binascii.Error) as error:
        raise UnusableKeyError(
            text("The key is damaged, or not a consistent key."), s.EXPORT_AGAIN
        ) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise RefusedError(
            text("This file makes the cryptographic library fail; it is refused."), s.EXPORT_AGAIN
        ) from error
