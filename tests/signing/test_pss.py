"""RSASSA-PSS that is opened without the text, against what the library signs and verifies."""

import os

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS, PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.signing.algorithms import opened_pss

_DIGESTS = {
    "SHA-1": hashes.SHA1(),
    "SHA-256": hashes.SHA256(),
    "SHA-384": hashes.SHA384(),
    "SHA-512": hashes.SHA512(),
}
_SIZES = (
    1024,
    1025,
    1031,
    2048,
)  # also those whose encoded message has an octet less, or bits that are not used
_KEYS = {size: rsa.generate_private_key(65537, size) for size in _SIZES}


def public(size: int) -> bytes:
    return _KEYS[size].public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize("size", _SIZES)
@pytest.mark.parametrize("name", _DIGESTS)
@pytest.mark.parametrize("mask", _DIGESTS)
def test_signature_when_opened_then_tells_the_text_the_digests_and_the_salt(
    size: int, name: str, mask: str
) -> None:
    longest = (size - 1 + 7) // 8 - _DIGESTS[name].digest_size - 2
    for salt in {0, 20, min(32, longest), longest}:
        raw = _KEYS[size].sign(b"text", PSS(MGF1(_DIGESTS[mask]), salt), _DIGESTS[name])
        (found,) = (each for each in opened_pss(public(size), raw) if each.is_of(b"text"))
        assert (found.name, found.mask_name, len(found.salt)) == (name, mask, salt)
        assert not found.is_of(b"other")
        assert found.is_certain is (longest - salt >= 8)


@pytest.mark.parametrize("size", _SIZES)
def test_signature_when_it_is_of_another_key_or_padding_or_none_then_nothing_is_certain(size: int) -> None:
    length = (size + 7) // 8
    pkcs1 = _KEYS[size].sign(b"text", PKCS1v15(), hashes.SHA256())
    for raw in (
        pkcs1,
        bytes(length),
        b"\xff" * length,
        *(b"\x01" + os.urandom(length - 1) for _ in range(300)),
    ):
        assert not any(each.is_certain or each.is_of(b"text") for each in opened_pss(public(size), raw))
    assert opened_pss(public(size), b"short") == ()
