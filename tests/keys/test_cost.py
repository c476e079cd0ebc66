"""What opening may cost is bounded as a whole: every KDF by its own factor, and the encodings together."""

import unicodedata
from collections.abc import Callable

import pytest

from app.errors import PassphraseError, RefusedError, UnusableKeyError
from app.keys import cost
from app.keys.foreign import reader
from app.keys.foreign.document import identify
from app.keys.passphrase import Passphrase
from tests.keys import der, samples

_PBKDF2 = {
    "SHA-1, two blocks": ("1.2.840.113549.2.7", samples.AES_256_CBC, 3_000_000),
    "SHA-1, one block": ("1.2.840.113549.2.7", "2.16.840.1.101.3.4.1.2", 6_000_000),
    "SHA-224, two blocks": ("1.2.840.113549.2.8", samples.AES_256_CBC, 3_000_000),
    "SHA-256": ("1.2.840.113549.2.9", samples.AES_256_CBC, 6_000_000),
    "SHA-384": ("1.2.840.113549.2.10", samples.AES_256_CBC, 1_500_000),
    "SHA-512": ("1.2.840.113549.2.11", samples.AES_256_CBC, 1_500_000),
}


def _pbkdf2(prf: str, cipher: str, iterations: int, salt: bytes = b"s" * 16) -> bytes:
    parameters = der.sequence(der.octets(salt), der.integer(iterations), der.sequence(der.oid(prf), der.NULL))
    return samples.pbes2(der.sequence(der.oid(samples.PBKDF2), parameters), cipher)


def _pbes1(scheme: str) -> Callable[[int], bytes]:
    return lambda iterations: samples.pbes1(iterations, scheme)


_LIMITS: dict[str, tuple[Callable[[int], bytes], int]] = {
    **{
        name: (lambda count, prf=prf, cipher=cipher: _pbkdf2(prf, cipher, count), limit)  # type: ignore[misc]
        for name, (prf, cipher, limit) in _PBKDF2.items()
    },
    "PBES1, MD5": (_pbes1("1.2.840.113549.1.5.3"), 2_000_000),
    "PBES1, Triple DES": (_pbes1(samples.PBE_SHA1_3DES), 1_200_000),
    "OpenSSH": (
        lambda rounds: samples.openssh(cipher=b"aes256-ctr", kdf=b"bcrypt", rounds=rounds),
        100,
    ),
    "scrypt, passes": (lambda passes: samples.pbes2(samples.scrypt(2**16, 8, passes)), 3),
    "salt": (lambda size: _pbkdf2(samples.HMAC_SHA256, samples.AES_256_CBC, 1, b"s" * size), 1024),
    "salt of PBES1": (
        lambda size: samples.encrypted_private_key_info(
            samples.PBE_SHA1_3DES, der.sequence(der.octets(b"s" * size), der.integer(1))
        ),
        1024,
    ),
}


@pytest.mark.parametrize("name", _LIMITS)
def test_file_at_its_limit_when_identified_then_is_taken_and_one_above_is_refused(name: str) -> None:
    make, limit = _LIMITS[name]

    assert identify(make(limit)).encryption is not None
    with pytest.raises(RefusedError):
        identify(make(limit + 1))


def test_salt_of_openssh_when_it_is_there_to_waste_time_then_is_refused() -> None:
    with pytest.raises(RefusedError, match="salt of 1,025 bytes"):
        cost.check_salt(b"s" * 1025)


def test_key_length_when_it_is_not_that_of_the_cipher_then_is_damage() -> None:
    prf = der.sequence(der.oid(samples.HMAC_SHA256), der.NULL)
    for length in (0, 1, 31, 33, 1 << 40):
        parameters = der.sequence(der.octets(b"s" * 8), der.integer(1), der.integer(length), prf)
        with pytest.raises(UnusableKeyError, match="key length"):
            identify(samples.pbes2(der.sequence(der.oid(samples.PBKDF2), parameters)))


@pytest.mark.parametrize(("iterations", "tried"), [(1, 2), (3_000_000, 2), (3_000_001, 1), (6_000_000, 1)])
def test_encodings_when_one_run_is_dear_then_only_those_within_the_budget_are_tried(
    iterations: int, tried: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a passphrase whose octets differ as typed and in NFC
    runs: list[bytes | None] = []
    monkeypatch.setattr(reader, "_decrypt", lambda _, passphrase: runs.append(passphrase))
    document = identify(samples.pbes2(samples.pbkdf2(iterations)))

    with pytest.raises(PassphraseError, match="Wrong passphrase") as caught:
        reader.open_private_key(document, Passphrase(unicodedata.normalize("NFD", "\xe9")))

    # THEN the likeliest is tried first, and it is said where one was left out
    assert len(runs) == tried
    assert runs[0] == b"e\xcc\x81"
    assert ("only UTF-8 was tried" in caught.value.hint) == (tried == 1)


def test_work_of_nothing_when_counted_then_one_run_is_allowed() -> None:
    assert cost.runs_within_budget(0) >= 3
    assert cost.runs_within_budget(cost.MAXIMUM_WORK) == 1
    assert cost.runs_within_budget(cost.MAXIMUM_WORK + 1) == 1
