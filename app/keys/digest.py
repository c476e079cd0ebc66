"""SHA-256, by the library that does all other cryptography here: hashlib would load a second OpenSSL."""

from cryptography.hazmat.primitives import hashes


def sha256(data: bytes) -> bytes:
    """The digest (FIPS 180-4), 32 bytes."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()
