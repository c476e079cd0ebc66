"""Signs and verifies: the one door of this room to the cryptographic library.

Promises: a signature that does not verify is False and never an exception, whatever its bytes are. Public
keys are loaded once for thousands of verifications. Refuses: to sign where `salt` is None.
"""

from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key

from app.keys.algorithm import Family
from app.keys.pair import KeyPair
from app.signing.schemes import Padding, Scheme

ED25519_LENGTH = 64  # bytes of a signature (RFC 8032, section 5.1.6)

_TRAILER = 0xBC
_CERTAIN = 8  # zeros of the padding, which come by chance once in 2**64
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "SHA-1": hashes.SHA1(),  # noqa: S303  found in signatures of others, never made
    "SHA-256": hashes.SHA256(),
    "SHA-384": hashes.SHA384(),
    "SHA-512": hashes.SHA512(),
}
_DIGEST_INFO = {  # DER of DigestInfo up to the digest (RFC 8017, section 9.2, note 1)
    "SHA-1": bytes.fromhex("3021300906052b0e03021a05000414"),
    "SHA-256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "SHA-384": bytes.fromhex("3041300d060960864801650304020205000430"),
    "SHA-512": bytes.fromhex("3051300d060960864801650304020305000440"),
}


def sign(pair: KeyPair, payload: bytes, scheme: Scheme) -> bytes:
    """Return the raw signature. Raises TypeError for a scheme of the other family."""
    key = load_der_private_key(pair.private_key_info, None, unsafe_skip_rsa_key_validation=True)
    if isinstance(key, Ed25519PrivateKey) and scheme.family is Family.ED25519:
        return key.sign(payload)
    if isinstance(key, RSAPrivateKey) and scheme.family is Family.RSA:
        return key.sign(payload, _padding(scheme, signing=True), _HASHES[scheme.digest])
    raise TypeError("a scheme of another kind of key")


def verify(subject_public_key_info: bytes, payload: bytes, signature: bytes, scheme: Scheme) -> bool:
    """Return whether the signature is that of the payload; False for a scheme of the other family."""
    key = _public_key(subject_public_key_info)
    try:
        if isinstance(key, Ed25519PublicKey) and scheme.family is Family.ED25519:
            key.verify(signature, payload)
        elif isinstance(key, RSAPublicKey) and scheme.family is Family.RSA:
            key.verify(signature, payload, _padding(scheme), _HASHES[scheme.digest])
        else:
            return False
    except InvalidSignature:
        return False
    return True


def recovered_digest(subject_public_key_info: bytes, signature: bytes) -> tuple[str, bytes] | None:
    """Return what an RSASSA-PKCS1-v1_5 signature was made of: the name of the digest, and the digest.

    The name is empty where it is not one of `DIGESTS`; then it is all that was padded. None: another key, or
    another padding, or no RSA at all. Whatever comes back proves that this key signed it.
    """
    key = _public_key(subject_public_key_info)
    if not isinstance(key, RSAPublicKey):
        return None
    try:
        data = key.recover_data_from_signature(signature, padding.PKCS1v15(), None)
    except (InvalidSignature, ValueError):
        return None
    for name, prefix in _DIGEST_INFO.items():
        if data.startswith(prefix) and len(data) == len(prefix) + _HASHES[name].digest_size:
            return name, data.removeprefix(prefix)
    return "", data


@dataclass(frozen=True, slots=True)
class OpenedPSS:
    """What an RSASSA-PSS signature was made of: the digest's name and MGF1's, the salt, and the digest H.

    `is_certain`: so much of the padding is as it has to be that this key made it, of whatever text.
    """

    name: str
    mask_name: str
    salt: bytes
    value: bytes
    is_certain: bool

    def is_of(self, payload: bytes) -> bool:
        """Return whether this was signed (RFC 8017, section 9.1.2, steps 12 to 14)."""
        return digest(bytes(8) + digest(payload, self.name) + self.salt, self.name) == self.value


def opened_pss(subject_public_key_info: bytes, signature: bytes) -> tuple[OpenedPSS, ...]:
    """Open an RSASSA-PSS signature of any two digests (RFC 8017, section 9.1.2, steps 3 to 11).

    Nothing in it: another key, or another padding, or no RSA at all.
    """
    key = _public_key(subject_public_key_info)
    if not isinstance(key, RSAPublicKey) or len(signature) != signature_length(subject_public_key_info):
        return ()
    numbers, size = key.public_numbers(), (key.key_size + 6) // 8
    number = pow(int.from_bytes(signature), numbers.e, numbers.n)
    if number >> (8 * size) or number % 256 != _TRAILER:
        return ()
    encoded = number.to_bytes(size)
    unused = 8 * size - key.key_size + 1
    found = (_opened_with(name, mask, encoded, unused) for name in _HASHES for mask in _HASHES)
    return tuple(each for each in found if each is not None)


def _opened_with(name: str, mask_name: str, encoded: bytes, unused_bits: int) -> OpenedPSS | None:
    length = _HASHES[name].digest_size
    masked, value = encoded[: -length - 1], encoded[-length - 1 : -1]
    block = int.from_bytes(masked) ^ int.from_bytes(_mask(value, len(masked), mask_name))
    block &= (1 << 8 * len(masked) - unused_bits) - 1
    zeros, mark, salt = block.to_bytes(len(masked)).partition(b"\x01")
    if not mark or any(zeros):
        return None
    return OpenedPSS(name, mask_name, salt, value, len(zeros) >= _CERTAIN)


def _mask(seed: bytes, length: int, name: str) -> bytes:
    """Return MGF1 (appendix B.2.1)."""
    count = -(-length // _HASHES[name].digest_size)
    return b"".join(digest(seed + at.to_bytes(4), name) for at in range(count))[:length]


def digest(payload: bytes, name: str) -> bytes:
    """Return the digest of this name of `DIGESTS`."""
    state = hashes.Hash(_HASHES[name])
    state.update(payload)
    return state.finalize()


def signature_length(subject_public_key_info: bytes) -> int:
    """Return how many bytes a signature of this key has."""
    key = _public_key(subject_public_key_info)
    return (key.key_size + 7) // 8 if isinstance(key, RSAPublicKey) else ED25519_LENGTH


def family_of(subject_public_key_info: bytes) -> Family:
    """Return the family of a public key that was checked before."""
    is_rsa = isinstance(_public_key(subject_public_key_info), RSAPublicKey)
    return Family.RSA if is_rsa else Family.ED25519


@lru_cache(maxsize=64)
def _public_key(subject_public_key_info: bytes) -> Ed25519PublicKey | RSAPublicKey:
    key = load_der_public_key(subject_public_key_info)
    if not isinstance(key, Ed25519PublicKey | RSAPublicKey):
        raise TypeError("a public key that was not checked before")
    return key


def _padding(scheme: Scheme, *, signing: bool = False) -> padding.PKCS1v15 | padding.PSS:
    if scheme.padding is Padding.PKCS1:
        return padding.PKCS1v15()
    if scheme.salt is None and signing:
        raise TypeError("no salt to sign with")
    mgf = padding.MGF1(_HASHES[scheme.digest])
    return padding.PSS(mgf, padding.PSS.AUTO if scheme.salt is None else scheme.salt)
