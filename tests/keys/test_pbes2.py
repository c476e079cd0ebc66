"""The one form of encrypted file that every client opens, and the limits of what others hand us."""

import gc
import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from Crypto.Cipher import AES
from Crypto.Util.asn1 import DerObjectId, DerOctetString, DerSequence
from Crypto.Util.Padding import unpad
from hypothesis import given
from hypothesis import strategies as st

from app.errors import RefusedError, UnusableKeyError
from app.keys import pbes2, protection
from app.keys import structures as s
from app.keys.passphrase import Passphrase
from app.keys.pbes2 import encrypt
from app.keys.protection import Encrypted
from tests.keys import der, samples
from tests.sentences import refusal, values_of

_PLAIN = b"a private key in clear, DER"


class _Fields:
    """What a file holds, by pycryptodome's own DER decoder."""

    def __init__(self, content: bytes) -> None:
        algorithm, ciphertext = _sequence(content)
        scheme, parameters = _sequence(algorithm)
        kdf, cipher = _sequence(parameters)
        kdf_name, kdf_parameters = _sequence(kdf)
        self.names = [DerObjectId().decode(name).value for name in (scheme, kdf_name)]
        self.kdf = _sequence(kdf_parameters)
        self.cipher = _sequence(cipher)
        self.salt = DerOctetString().decode(self.kdf[0]).payload
        self.iv = DerOctetString().decode(self.cipher[1]).payload
        self.ciphertext = DerOctetString().decode(ciphertext, strict=True).payload


def _sequence(content: bytes) -> list[Any]:
    decoded = DerSequence()
    decoded.decode(content, strict=True)
    return [decoded[index] for index in range(len(decoded))]


def test_file_when_written_then_has_exactly_the_structure_that_every_client_opens() -> None:
    fields = _Fields(encrypt(_PLAIN, Encrypted(Passphrase("pass phrase"))))

    # THEN it is PBES2 with PBKDF2: salt, iterations and PRF, and no keyLength between them
    assert fields.names == [samples.PBES2, samples.PBKDF2]
    assert len(fields.kdf) == 3
    assert len(fields.salt) == 16
    assert fields.kdf[1] == 600_000
    prf_name, prf_parameters = _sequence(fields.kdf[2])
    assert DerObjectId().decode(prf_name).value == samples.HMAC_SHA256
    assert prf_parameters == b"\x05\x00"  # an explicit NULL

    # THEN the cipher is AES-256-CBC with an IV of 16 octets
    assert len(fields.cipher) == 2
    assert DerObjectId().decode(fields.cipher[0]).value == samples.AES_256_CBC
    assert len(fields.iv) == 16


@pytest.mark.thorough
def test_file_when_written_then_opens_by_other_means_with_the_passphrase_octet_for_octet() -> None:
    fields = _Fields(encrypt(_PLAIN, Encrypted(Passphrase(" spaces stay "), 600_001)))

    key = hashlib.pbkdf2_hmac("sha256", b" spaces stay ", fields.salt, fields.kdf[1], 32)

    assert fields.kdf[1] == 600_001
    assert unpad(AES.new(key, AES.MODE_CBC, iv=fields.iv).decrypt(fields.ciphertext), 16) == _PLAIN


def test_files_when_written_with_one_passphrase_then_share_neither_salt_nor_iv(few_iterations: int) -> None:
    protection = Encrypted(Passphrase("x"), few_iterations)
    files = [_Fields(encrypt(_PLAIN, protection)) for _ in range(50)]

    assert len({file.salt for file in files}) == 50
    assert len({file.iv for file in files}) == 50
    assert len({file.ciphertext for file in files}) == 50
    assert not any(file.salt == file.iv for file in files)


def test_files_when_the_first_key_was_begun_ahead_then_are_as_all_others(few_iterations: int) -> None:
    protection = Encrypted(Passphrase(" spaces stay "), few_iterations)
    protection.begin()
    files = [encrypt(_PLAIN, protection) for _ in range(5)]

    assert len({_Fields(file).salt for file in files}) == 5
    for file in files:
        fields = _Fields(file)
        key = hashlib.pbkdf2_hmac("sha256", b" spaces stay ", fields.salt, few_iterations, 32)
        assert unpad(AES.new(key, AES.MODE_CBC, iv=fields.iv).decrypt(fields.ciphertext), 16) == _PLAIN


def test_key_when_begun_ahead_then_is_not_kept_once_it_was_used(few_iterations: int) -> None:
    protection = Encrypted(Passphrase("x"), few_iterations)
    protection.begin()
    salt = protection.new_salt()
    key = protection.key(salt)

    assert protection.key(salt) == key
    lists = [each for each in gc.get_objects() if type(each) is list and len(each) == 1]
    assert not [held for (held,) in lists if type(held) is bytes and held == key]


@given(st.binary(max_size=300), st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1))
def test_any_content_when_encrypted_and_decrypted_then_comes_back(content: bytes, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(protection, "MINIMUM_ITERATIONS", 1)
        encrypted = encrypt(content, Encrypted(Passphrase(text), 1))
    info = s.decode(s.EncryptedPrivateKeyInfo, encrypted)
    parameters = pbes2.read_parameters(info.encryption_algorithm)

    assert pbes2.decrypt(parameters, info.encrypted_data, text.encode()) == content
    assert pbes2.decrypt(parameters, info.encrypted_data, text.encode() + b" ") != content


def _read(encrypted_private_key_info: bytes) -> pbes2.PBES2Parameters:
    return pbes2.read_parameters(
        s.decode(s.EncryptedPrivateKeyInfo, encrypted_private_key_info).encryption_algorithm
    )


def test_parameters_when_read_then_are_named_for_people() -> None:
    read = _read(samples.pbes2(samples.pbkdf2(123_456)))

    assert isinstance(read.kdf, s.PBKDF2Params)
    assert (read.kdf.iteration_count, read.prf_name, read.cipher_name) == (
        123_456,
        "HMAC-SHA256",
        "AES-256-CBC",
    )


def test_missing_prf_when_read_then_is_hmac_sha1_as_the_standard_says() -> None:
    kdf = der.sequence(der.oid(samples.PBKDF2), der.sequence(der.octets(b"s" * 8), der.integer(2048)))

    assert _read(samples.pbes2(kdf)).prf_name == "HMAC-SHA1"


@pytest.mark.parametrize("iterations", [10_000_001, 2**31 - 1, 2**31, 2**32, 2**63, 2**64, 2**4096])
def test_iterations_above_the_limit_when_read_then_are_refused_by_name(iterations: int) -> None:
    with pytest.raises(RefusedError, match="iterations") as caught:
        _read(samples.pbes2(samples.pbkdf2(iterations)))
    assert values_of(caught.value.message)["limit"] == 6_000_000
    assert len(caught.value.message) < 120


@pytest.mark.parametrize("iterations", [0, -1, -(2**31), -(2**64)])
def test_iterations_that_are_not_positive_when_read_then_are_damage(iterations: int) -> None:
    with pytest.raises(UnusableKeyError, match="not a positive number"):
        _read(samples.pbes2(samples.pbkdf2(iterations)))


def test_iterations_at_the_limit_when_read_then_are_allowed() -> None:
    assert _read(samples.pbes2(samples.pbkdf2(6_000_000))).prf_name == "HMAC-SHA256"


@pytest.mark.parametrize(
    ("n", "r", "p"),
    [
        (2**18, 8, 1),
        (2**20, 8, 1),
        (2**17, 9, 1),
        (2**17, 8, 4),
        (2**14, 8, 17),
        (2**63, 8, 1),
        (2**127, 8, 1),
        (2, 2**20, 1),
        (2, 2**19, 1),
        (2, 2**19, 16),
        (16, 2**30, 2**30),
    ],
)
def test_scrypt_above_128_mib_or_16_passes_when_read_then_is_refused(n: int, r: int, p: int) -> None:
    with pytest.raises(RefusedError, match="128 MiB"):
        _read(samples.pbes2(samples.scrypt(n, r, p)))


@pytest.mark.parametrize(
    ("n", "r", "p"),
    [(0, 8, 1), (1, 8, 1), (3, 8, 1), (-4, 8, 1), (16, 0, 1), (16, 8, 0), (16, -8, -1), (2**17, 1, 1)],
)
def test_scrypt_parameters_that_make_no_sense_when_read_then_are_damage(n: int, r: int, p: int) -> None:
    with pytest.raises(UnusableKeyError, match="make no sense"):
        _read(samples.pbes2(samples.scrypt(n, r, p)))


def test_scrypt_at_the_limit_when_read_then_is_allowed() -> None:
    assert _read(samples.pbes2(samples.scrypt(2**17, 8, 1))).prf_name is None


def test_scrypt_when_memory_runs_out_then_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from cryptography.hazmat.primitives.kdf import scrypt

    class Hungry:
        def __init__(self, *_: object) -> None:
            """Takes the parameters of Scrypt."""

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(scrypt, "Scrypt", Hungry)

    with pytest.raises(RefusedError):
        pbes2.decrypt(_read(samples.pbes2(samples.scrypt(2**14, 8, 1))), b"c" * 16, b"x")


@pytest.mark.parametrize(
    ("make", "values"),
    [
        (lambda: samples.pbes2(samples.pbkdf2(1), cipher="1.2.3.4"), {"oid": "1.2.3.4"}),
        (
            lambda: samples.pbes2(der.sequence(der.oid("2.999.1"), der.NULL)),
            {"oid": "2.999.1"},
        ),
        (
            lambda: samples.pbes2(
                der.sequence(
                    der.oid(samples.PBKDF2),
                    der.sequence(der.octets(b"s"), der.integer(1), der.sequence(der.oid("1.2.3"), der.NULL)),
                )
            ),
            {"oid": "1.2.3"},
        ),
        (lambda: samples.pbes2(samples.pbkdf2(1), iv=b"short"), {}),
        (lambda: samples.encrypted_private_key_info(samples.PBES2, der.NULL), {}),
        (
            lambda: samples.pbes2(der.sequence(der.oid(samples.PBKDF2), der.NULL)),
            {},
        ),
        (lambda: samples.pbes2(der.sequence(der.oid(samples.PBKDF2))), {}),
        (lambda: samples.pbes2(der.sequence()), {}),
    ],
)
def test_parameters_that_are_unknown_or_damaged_when_read_then_are_named(
    make: Callable[[], bytes], values: dict[str, str]
) -> None:
    with refusal(UnusableKeyError, **values):
        _read(make())


@pytest.mark.parametrize("length", [0, 1, 15, 17])
def test_ciphertext_of_a_wrong_length_when_decrypted_then_is_like_a_wrong_passphrase(length: int) -> None:
    assert pbes2.decrypt(_read(samples.pbes2(samples.pbkdf2(1))), b"c" * length, b"x") is None
