"""Numbers chosen by somebody who wishes us ill: refused before any check that takes long, and by name."""

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.errors import RefusedError, UnusableKeyError
from app.keys.foreign import reader
from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.keys.passphrase import Passphrase
from app.usecases.open_key import inspect
from tests.keys import der, samples
from tests.sentences import values_of

_P, _Q = (rsa.generate_private_key(65537, 2048).private_numbers().p for _ in range(2))


def _key(p: int, q: int, e: int = 65537) -> bytes:
    d = pow(e, -1, (p - 1) * (q - 1))
    return samples.rsa_private_key(
        n=p * q, e=e, d=d, p=p, q=q, dp=d % (p - 1), dq=d % (q - 1), u=pow(q, -1, p)
    )


@pytest.mark.parametrize("large", ["p", "q"])
def test_rsa_of_a_huge_and_a_tiny_prime_when_identified_then_is_refused_before_its_check(
    large: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN numbers whose check would test a prime of 2,049 bits and more: the time goes with its cube
    monkeypatch.setattr(reader, "load_der_private_key", lambda *_: pytest.fail("it was checked"))
    numbers = {"n": 1 << 2200 | 1, "p": 3, "q": 3} | {large: 1 << 2048}
    key = samples.rsa_private_key(**numbers)

    for data, passphrase in ((key, None), (samples.encrypted(samples.in_pkcs8(key), b"x"), "x")):
        with pytest.raises(RefusedError, match="very different size"):
            open_private_key(identify(data), Passphrase(passphrase) if passphrase else None)


@pytest.mark.parametrize("exponent", [(1 << 64) + 13, (1 << 1000) + 1])
def test_rsa_of_a_long_exponent_when_identified_then_is_refused_by_its_length(exponent: int) -> None:
    # OpenSSL refuses such an exponent only when it verifies: that looks like a broken computer
    data = samples.rsa_private_key(n=1 << 4095 | 1, e=exponent)

    with pytest.raises(UnusableKeyError, match=rf"public exponent of {exponent.bit_length():,} bits"):
        identify(data)


@pytest.mark.parametrize(
    "numbers",
    [{"n": 0}, {"n": -(1 << 2047) - 1}, {"n": 1 << 2047}, {"e": 1}, {"e": 2}, {"e": -3}, {"d": 0}, {"p": -3}],
    ids=str,
)
def test_rsa_of_impossible_numbers_when_identified_then_is_damage(numbers: dict[str, int]) -> None:
    data = samples.rsa_private_key(**({"n": 1 << 2047 | 1} | numbers))

    for form in (data, samples.in_pkcs8(data), samples.armour("RSA PRIVATE KEY", data)):
        with pytest.raises(UnusableKeyError, match="numbers are not those of an RSA key"):
            identify(form)


@pytest.mark.thorough
def test_two_unequal_primes_within_the_limit_when_opened_then_are_a_key() -> None:
    small = rsa.generate_private_key(65537, 2048).private_numbers().p
    large = rsa.generate_private_key(65537, 3072).private_numbers().p

    assert open_private_key(identify(_key(large, small)), None).algorithm.bits == (large * small).bit_length()
    assert open_private_key(identify(_key(_P, _Q)), None).algorithm.name == "rsa-2048"


def test_diffie_hellman_parameters_when_identified_then_are_no_rsa_public_key() -> None:
    with pytest.raises(UnusableKeyError, match="not those of an RSA key"):
        identify(der.sequence(der.integer(1 << 2047 | 1), der.integer(2)))


def test_dsa_in_der_when_identified_then_is_named() -> None:
    assert identify(der.sequence(*map(der.integer, (0, 7, 3, 2, 4, 2)))).algorithm == "dsa"


@pytest.mark.parametrize("key", [b"\x00" + b"k" * 31, b"\x00" + b"k" * 33, b"\x07" + b"\x80" * 32])
def test_ed25519_public_key_of_a_wrong_length_when_identified_then_is_damage(key: bytes) -> None:
    with pytest.raises(UnusableKeyError, match="public key is damaged"):
        identify(der.sequence(der.sequence(der.oid(samples.ED25519)), der.tlv(0x03, key)))


def test_openssh_file_when_its_header_names_another_public_key_then_is_damage() -> None:
    # GIVEN the private key of one pair behind the public key of another, three times in the file
    mine, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    public = other.public_key().public_bytes_raw()
    blob = samples.string(b"ssh-ed25519") + samples.string(public)
    private = b"c" * 8 + blob + samples.string(mine.private_bytes_raw() + public) + samples.string(b"")
    private += bytes(range(1, 1 + -len(private) % 8))
    head = b"openssh-key-v1\x00" + samples.string(b"none") * 2 + samples.string(b"") + b"\x00\x00\x00\x01"
    data = samples.armour("OPENSSH PRIVATE KEY", head + samples.string(blob) + samples.string(private))

    with pytest.raises(UnusableKeyError, match="does not belong"):
        open_private_key(identify(data), None)
    # THEN the same file with its own public key opens
    good = mine.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    assert open_private_key(identify(good), None).fingerprint == inspect(good).fingerprint


def test_legacy_cipher_in_lower_case_when_identified_then_is_named() -> None:
    text = samples.armour("RSA PRIVATE KEY", b"c" * 64).decode()
    headers = "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: id-aes256-GCM,001122334455667788990011\n\n"
    document = identify(text.replace("KEY-----\n", headers, 1).encode())

    with pytest.raises(UnusableKeyError) as caught:
        open_private_key(document, Passphrase("x"))
    assert values_of(caught.value.message) == {"cipher": "id-aes256-GCM"}


def test_identifier_as_long_as_is_shown_when_named_then_the_sentence_stays_short() -> None:
    document = identify(samples.private_key_info(der.tlv(0x06, b"\x7f" * 16), b"x"))

    with pytest.raises(UnusableKeyError) as caught:
        open_private_key(document, None)
    assert len(caught.value.message) < 250
    assert identify(samples.private_key_info(der.tlv(0x06, b"\x7f" * 17), b"x")).algorithm == "unknown"
