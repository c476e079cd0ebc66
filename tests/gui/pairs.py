"""Signs with a pair as any program would, without a line of the code that is to find it out."""

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from app.keys.pair import KeyPair, private_key_pem
from app.keys.protection import Unencrypted


def signature_of(pair: KeyPair, content: str) -> str:
    """Of an Ed25519 key, in base64."""
    private = load_pem_private_key(private_key_pem(pair, Unencrypted()).encode(), None)
    assert isinstance(private, Ed25519PrivateKey)
    return base64.b64encode(private.sign(content.encode())).decode()
