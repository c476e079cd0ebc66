"""Public keys that others wrote: the same structure out of each form, or what is wrong with the key."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed448, rsa, x25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from app.errors import KeygenError, RefusedError, UnusableKeyError
from app.keys.encodings import BY_NAME, encodings_of
from app.keys.foreign.document import identify
from app.keys.foreign.public_key import family_of, subject_public_key_info
from app.keys.pair import KeyPair, private_key_pem
from app.keys.protection import Unencrypted

FORMS = {
    "PEM": (Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
    "DER": (Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
    "OpenSSH": (Encoding.OpenSSH, PublicFormat.OpenSSH),
    "PKCS#1": (Encoding.PEM, PublicFormat.PKCS1),
    "PKCS#1 DER": (Encoding.DER, PublicFormat.PKCS1),
}
PEM, SSH, PKCS1 = FORMS["PEM"], FORMS["OpenSSH"], FORMS["PKCS#1"]


def read(data: bytes) -> bytes:
    return subject_public_key_info(identify(data))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
@pytest.mark.parametrize("algorithm", ["ed25519", "rsa-2048", "rsa-4096"])
def test_each_form_gives_the_same_structure(
    pairs: dict[str, KeyPair], algorithm: str, form: tuple[Encoding, PublicFormat]
) -> None:
    if algorithm == "ed25519" and form[1] is PublicFormat.PKCS1:
        return
    der = pairs[algorithm].subject_public_key_info
    written = load_der_public_key(der).public_bytes(*form)
    assert read(written) == der


@pytest.mark.parametrize("algorithm", ["ed25519", "rsa-2048", "rsa-4096"])
@pytest.mark.parametrize("form", ["pem", "body", "openssh", "pkcs1"])
def test_what_we_write_is_read(pairs: dict[str, KeyPair], algorithm: str, form: str) -> None:
    pair = pairs[algorithm]
    der = pair.subject_public_key_info
    assert family_of(der) is pair.algorithm.family
    if pair.algorithm.family in BY_NAME[form].families:
        assert read(BY_NAME[form].encode(der, "desk").encode()) == der


def test_a_private_key_is_not_one(pairs: dict[str, KeyPair]) -> None:
    document = identify(private_key_pem(pairs["ed25519"], Unencrypted()).encode())
    with pytest.raises(UnusableKeyError):
        subject_public_key_info(document)


@pytest.mark.parametrize(
    "written",
    [
        ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(*PEM),
        ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(*SSH),
        ed448.Ed448PrivateKey.generate().public_key().public_bytes(*PEM),
        x25519.X25519PrivateKey.generate().public_key().public_bytes(*PEM),
        rsa.generate_private_key(65537, 1024).public_key().public_bytes(*PEM),
        rsa.generate_private_key(65537, 1024).public_key().public_bytes(*SSH),
    ],
    ids=["EC", "EC, OpenSSH", "Ed448", "X25519", "RSA 1024", "RSA 1024, OpenSSH"],
)
def test_what_exchanges_do_not_take_is_refused(written: bytes) -> None:
    with pytest.raises(UnusableKeyError):
        read(written)


@pytest.mark.parametrize("form", [PEM, SSH, PKCS1], ids=["PEM", "OpenSSH", "PKCS#1"])
def test_a_key_too_large_is_refused(form: tuple[Encoding, PublicFormat]) -> None:
    numbers = rsa.RSAPublicNumbers(65537, (1 << 8192) + 1)
    with pytest.raises(RefusedError):
        read(numbers.public_key().public_bytes(*form))


@pytest.mark.parametrize("algorithm", ["ed25519", "rsa-2048"])
@pytest.mark.parametrize("change", [0x01, 0x41, 0x80, 0xFF])
def test_a_damaged_key_is_another_key_with_each_form_or_an_error_of_ours(
    pairs: dict[str, KeyPair], algorithm: str, change: int
) -> None:
    der = pairs[algorithm].subject_public_key_info
    for position in range(0, len(der), 1 + len(der) // 44):
        damaged = bytearray(der)
        damaged[position] ^= change
        body = base64.b64encode(damaged)
        found, said = key_or_message(b"-----BEGIN PUBLIC KEY-----\n" + body + b"\n-----END PUBLIC KEY-----\n")
        assert bool(found) != bool(said)
        assert body.decode() not in said
        if found:
            assert all(encoding.encode(found, "") for encoding in encodings_of(family_of(found)))


def key_or_message(data: bytes) -> tuple[bytes, str]:
    try:
        return read(data), ""
    except KeygenError as error:
        return b"", error.message + error.hint
