"""A key pair: made, checked, and kept as the two DER structures that its files contain."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from app.errors import KeygenError
from app.keys import pem, public_formats
from app.keys.algorithm import ED25519, PUBLIC_EXPONENT, Algorithm, Family
from app.keys.algorithm import rsa as rsa_algorithm
from app.keys.protection import Encrypted, Protection, Unencrypted
from app.text import text

PrivateKey = ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey

CLEAR_LABEL = "PRIVATE KEY"
ENCRYPTED_LABEL = "ENCRYPTED PRIVATE KEY"

_CHECK_MESSAGE = b"Asymmetric Key Generator: every pair signs this before anybody sees it."


@dataclass(frozen=True, slots=True, repr=False)
class KeyPair:
    """`private_key_info`: DER PrivateKeyInfo (RFC 5958) in clear; `subject_public_key_info`: DER (5280)."""

    algorithm: Algorithm
    private_key_info: bytes
    subject_public_key_info: bytes

    @property
    def fingerprint(self) -> str:
        """Return SHA-256 over the DER SubjectPublicKeyInfo, as `SHA256:` and base64."""
        return public_formats.fingerprint(self.subject_public_key_info)

    @property
    def public_key_pem(self) -> str:
        """Return SubjectPublicKeyInfo PEM: the text for API Management."""
        return public_formats.public_key_pem(self.subject_public_key_info)

    def __repr__(self) -> str:
        return f"KeyPair({self.algorithm.name}, {self.fingerprint})"


def generate_key_pair(algorithm: Algorithm) -> KeyPair:
    """Generate a pair from the system's random source, checked by a signature. RSA takes up to seconds."""
    match algorithm.family:
        case Family.ED25519:
            return key_pair_of(ed25519.Ed25519PrivateKey.generate())
        case Family.RSA:
            return key_pair_of(rsa.generate_private_key(PUBLIC_EXPONENT, algorithm.bits))


def key_pair_of(key: PrivateKey) -> KeyPair:
    """Return the pair of a loaded or generated private key, after it has signed and verified a message."""
    _check_signature(key)
    return KeyPair(
        algorithm=rsa_algorithm(key.key_size) if isinstance(key, rsa.RSAPrivateKey) else ED25519,
        private_key_info=key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        subject_public_key_info=key.public_key().public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        ),
    )


def private_key_pem(pair: KeyPair, protection: Protection) -> str:
    """Return PKCS#8 PEM of the private key: encrypted (costs the KDF), or in clear if asked for."""
    match protection:
        case Encrypted():
            from app.keys.pbes2 import encrypt

            return pem.encode(ENCRYPTED_LABEL, encrypt(pair.private_key_info, protection))
        case Unencrypted():
            return pem.encode(CLEAR_LABEL, pair.private_key_info)


def _check_signature(key: PrivateKey) -> None:
    try:
        if isinstance(key, rsa.RSAPrivateKey):
            signature = key.sign(_CHECK_MESSAGE, padding.PKCS1v15(), hashes.SHA256())
            key.public_key().verify(signature, _CHECK_MESSAGE, padding.PKCS1v15(), hashes.SHA256())
        else:
            key.public_key().verify(key.sign(_CHECK_MESSAGE), _CHECK_MESSAGE)
    except (InvalidSignature, ValueError) as error:
        raise KeygenError(
            text("A key pair failed its own check: what it signed does not verify."),
            text("Do not use this key. If it happens again, suspect this computer's memory or processor."),
        ) from error
