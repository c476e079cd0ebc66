"""PBKDF2-HMAC-SHA256 (RFC 8018, section 5.2) as our own files have it. It releases the GIL."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from app.keys.passphrase import Passphrase

_KEY_LENGTH = 32  # of AES-256


def pbkdf2_hmac_sha256(passphrase: Passphrase, salt: bytes, iterations: int) -> bytes:
    """Return the key for a passphrase that a new file may have."""
    return PBKDF2HMAC(SHA256(), _KEY_LENGTH, salt, iterations).derive(passphrase.reveal().encode("ascii"))
