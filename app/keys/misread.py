"""Public keys of seeds that nobody chose: what programs make of a file that they read as the wrong thing."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_PEM = (
    b"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw",
    b"-----BEGIN PRIVATE KEY-----\r\nMC4CAQAwBQYDK2Vw",
    b"-----BEGIN ENCRYPTED PRIVATE KEY-----",
)
_SEED = 32  # octets


def keys_of_pem_texts() -> tuple[bytes, ...]:
    """Return DER SubjectPublicKeyInfo of the first 32 octets of PEM texts, taken for the seed (RFC 8032)."""
    return tuple(key_of_seed(text[:_SEED]) for text in _PEM)


def key_of_seed(seed: bytes) -> bytes:
    """Return DER SubjectPublicKeyInfo of the key that has these 32 octets as its seed."""
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
