"""The keys that are registered at the venue, and whether a signature is theirs."""

import base64
import binascii
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key


@dataclass(frozen=True, slots=True)
class Registered:
    """One public key, under the API key that the venue has given it."""

    api_key: str
    public_key_pem: str

    @property
    def is_ed25519(self) -> bool:
        return isinstance(load_pem_public_key(self.public_key_pem.encode()), ed25519.Ed25519PublicKey)

    def signed(self, payload: bytes, signature: str) -> bool:
        """Whether the base64, strictly read, is this key's signature of the payload."""
        try:
            raw = base64.b64decode(signature, validate=True)
        except (binascii.Error, ValueError):
            return False
        key = load_pem_public_key(self.public_key_pem.encode())
        try:
            if isinstance(key, ed25519.Ed25519PublicKey):
                key.verify(raw, payload)
            elif isinstance(key, rsa.RSAPublicKey):
                key.verify(raw, payload, padding.PKCS1v15(), hashes.SHA256())
            else:
                return False
        except InvalidSignature:
            return False
        return True
