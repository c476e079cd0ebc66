"""SHA-256, by the library that does all other cryptography here: hashlib would load a second OpenSSL."""

from collections.abc import Iterable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, hmac


def sha256(data: bytes) -> bytes:
    """Return the digest (FIPS 180-4), 32 bytes."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


def sha256_of(pieces: Iterable[bytes]) -> bytes:
    """Return the digest of what the pieces are together; only one at a time is in memory."""
    digest = hashes.Hash(hashes.SHA256())
    for piece in pieces:
        digest.update(piece)
    return digest.finalize()


def hmac_sha256_of(key: bytes, pieces: Iterable[bytes]) -> bytes:
    """Return the message authentication code (RFC 2104) of what the pieces are together, 32 bytes."""
    code = hmac.HMAC(key, hashes.SHA256())
    for piece in pieces:
        code.update(piece)
    return code.finalize()


def is_hmac_sha256(key: bytes, data: bytes, code: bytes) -> bool:
    """Return whether this is the code of the data; takes as long for a wrong one as for the right one."""
    expected = hmac.HMAC(key, hashes.SHA256())
    expected.update(data)
    try:
        expected.verify(code)
    except InvalidSignature:
        return False
    return True
