"""The private key in forms that other programs want: OpenSSH's own, and the bare seed of Ed25519.

Decision: 64 rounds of bcrypt in an OpenSSH file. One costs 8 ms (measured on the machine of `cost`), so that
opening takes half a second, ssh-keygen's opening too; its own default of 16 takes 0.15. 100 are the most that
we open ourselves. Nobody types this passphrase several times a minute: an agent or KeePassXC keeps the key.
"""

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, load_der_private_key

from app.errors import RefusedError
from app.keys.pair import KeyPair, PrivateKey
from app.keys.protection import Encrypted, Unencrypted
from app.text import text

OPENSSH_ROUNDS = 64


def openssh_private_key(pair: KeyPair, protection: Encrypted) -> str:
    """Return an encrypted OpenSSH private key (PROTOCOL.key: aes256-ctr, bcrypt), without a comment.

    Costs the KDF: half a second. Of the protection the passphrase counts, not the iterations.
    """
    passphrase = protection.passphrase.reveal().encode("ascii")
    encryption = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(OPENSSH_ROUNDS).build(passphrase)
    return _loaded(pair).private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, encryption).decode("ascii")


def seed_base64(pair: KeyPair, protection: Unencrypted) -> str:
    """Return the 32 bytes that an Ed25519 key is made of (RFC 8032, section 5.1.5), in base64.

    Raises RefusedError for RSA.
    """
    del protection  # it is there to be seen wherever this is called
    key = _loaded(pair)
    if not isinstance(key, Ed25519PrivateKey):
        raise RefusedError(
            text("Only an Ed25519 key has a seed; this is an RSA key."),
            text("Give the client the PEM file, or generate an Ed25519 key for it."),
        )
    return base64.b64encode(key.private_bytes_raw()).decode("ascii")


def is_seed_of(octets: bytes, subject_public_key_info: bytes) -> bool:
    """Return whether these 32 octets are the seed of the Ed25519 key with this DER SubjectPublicKeyInfo."""
    public = Ed25519PrivateKey.from_private_bytes(octets).public_key().public_bytes_raw()
    return subject_public_key_info.endswith(public)


def _loaded(pair: KeyPair) -> PrivateKey:
    key = load_der_private_key(pair.private_key_info, None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, Ed25519PrivateKey | RSAPrivateKey):
        raise TypeError("a pair is Ed25519 or RSA")
    return key
