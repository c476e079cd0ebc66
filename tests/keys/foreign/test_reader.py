"""Opening: every container, every wrong thing in it, and passphrases as people typed them elsewhere."""

import re
import unicodedata

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import KeygenError, PassphraseError, RefusedError, UnusableKeyError
from app.keys.foreign import reader
from app.keys.foreign.document import identify
from app.keys.foreign.kinds import describe_other_kind
from app.keys.foreign.reader import open_private_key
from app.keys.pair import KeyPair, key_pair_of, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from tests.conftest import examples
from tests.keys import samples
from tests.keys.foreign.test_document import OTHER_KINDS
from tests.sentences import values_of


def _open(data: bytes, passphrase: str | None = None) -> KeyPair:
    return open_private_key(identify(data), None if passphrase is None else Passphrase(passphrase))


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["ed25519", "rsa-2048", "rsa-3072", "rsa-4096"])
def test_file_of_ours_when_opened_then_the_pair_comes_back(
    name: str, pairs: dict[str, KeyPair], few_iterations: int
) -> None:
    plain = private_key_pem(pairs[name], Unencrypted())
    encrypted = private_key_pem(pairs[name], Encrypted(Passphrase("pass"), few_iterations))

    assert _open(plain.encode()) == pairs[name]
    assert _open(plain.encode(), "a passphrase that is not needed") == pairs[name]
    assert _open(encrypted.encode(), "pass") == pairs[name]


@pytest.mark.parametrize("wrong", ["Pass", "pass ", " pass", "", "p", "\xe4"])
def test_passphrase_when_wrong_then_is_said_and_where_to_look(wrong: str, few_iterations: int) -> None:
    pair = key_pair_of(Ed25519PrivateKey.generate())
    text = private_key_pem(pair, Encrypted(Passphrase("pass"), few_iterations))

    with pytest.raises(PassphraseError) as caught:
        _open(text.encode(), wrong)

    assert ("no passphrase was given" if wrong == "" else "Wrong passphrase") in caught.value.message
    assert caught.value.hint


def test_passphrase_when_missing_then_is_said(few_iterations: int) -> None:
    pair = key_pair_of(Ed25519PrivateKey.generate())
    text = private_key_pem(pair, Encrypted(Passphrase("pass"), few_iterations))

    with pytest.raises(PassphraseError):
        _open(text.encode())


def test_thousand_wrong_passphrases_when_tried_then_none_looks_like_anything_else() -> None:
    # One in some 250 wrong passphrases decrypts to a valid padding: it must end the same way.
    document = identify(
        samples.encrypted(key_pair_of(Ed25519PrivateKey.generate()).private_key_info, b"right")
    )

    for number in range(1000):
        with pytest.raises(PassphraseError, match="Wrong passphrase"):
            open_private_key(document, Passphrase(f"wrong {number}"))


@pytest.mark.parametrize(
    ("typed", "octets"),
    [
        ("p\xe4ssw\xf6rd", "p\xe4ssw\xf6rd".encode()),
        ("p\xe4ssw\xf6rd", "p\xe4ssw\xf6rd".encode("latin-1")),
        (unicodedata.normalize("NFD", "p\xe4ssw\xf6rd"), "p\xe4ssw\xf6rd".encode()),
        ("pa\u0308sswo\u0308rd", "pa\u0308sswo\u0308rd".encode()),
        ("\u043f\u0430\u0440\u043e\u043b\u044c", "\u043f\u0430\u0440\u043e\u043b\u044c".encode()),
        ("\U0001f511", "\U0001f511".encode()),
        ("  spaces  ", b"  spaces  "),
        ("tab\tand\nline", b"tab\tand\nline"),
        ("x" * 5000, b"x" * 5000),
    ],
)
def test_existing_file_when_its_passphrase_is_beyond_ascii_then_still_opens(
    typed: str, octets: bytes
) -> None:
    pair = key_pair_of(Ed25519PrivateKey.generate())

    assert _open(samples.encrypted(pair.private_key_info, octets), typed) == pair


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_key_of_another_kind_when_opened_then_is_refused_by_its_name(kind: str) -> None:
    data, name = OTHER_KINDS[kind]

    with pytest.raises(UnusableKeyError) as caught:
        _open(data)
    assert values_of(caught.value.message)["kind"] == describe_other_kind(name)
    assert caught.value.hint


@pytest.mark.parametrize("kind", ["EC P-256", "DSA", "X25519", "Ed448"])
def test_key_of_another_kind_when_it_hides_in_encryption_then_is_refused_by_its_name(kind: str) -> None:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    data, name = OTHER_KINDS[kind]
    content = load_pem_private_key(data, None).private_bytes(
        Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
    )

    with pytest.raises(UnusableKeyError, match=re.escape(describe_other_kind(name))):
        _open(samples.encrypted(content, b"x"), "x")


@pytest.mark.thorough
@pytest.mark.parametrize("bits", [1024, 1536, 2047])
def test_rsa_below_2048_when_opened_then_is_refused_by_its_size(bits: int) -> None:
    key = rsa.generate_private_key(65537, bits)
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    content = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    forms = [
        (plain, None),
        (key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()), None),
        (key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()), None),
        (samples.encrypted(content, b"x"), "x"),
    ]

    for data, passphrase in forms:
        with pytest.raises(UnusableKeyError, match=f"only {bits} bits"):
            _open(data, passphrase)


def test_rsa_above_the_limit_when_it_hides_in_encryption_then_is_refused_before_its_check() -> None:
    for numbers in ({"n": 1 << 16383 | 1}, {"n": 1 << 2047 | 1, "d": 1 << 9000}):
        content = samples.in_pkcs8(samples.rsa_private_key(**numbers))

        with pytest.raises(RefusedError, match="above 4,096"):
            _open(samples.encrypted(content, b"x"), "x")


@pytest.mark.thorough
def test_rsa_numbers_that_are_no_key_when_opened_then_are_damage(pairs: dict[str, KeyPair]) -> None:
    key = load_der_private_key(pairs["rsa-2048"].private_key_info, None)
    assert isinstance(key, rsa.RSAPrivateKey)
    good = key.private_numbers()
    numbers = {"n": good.public_numbers.n, "d": good.d, "p": good.p, "q": good.q}
    numbers |= {"dp": good.dmp1, "dq": good.dmq1, "u": good.iqmp}
    assert _open(samples.rsa_private_key(**numbers)) == pairs["rsa-2048"]

    for name, value in numbers.items():
        for wrong in (value + 2, value - 2, -value, 0, 1):
            changed = samples.rsa_private_key(**(numbers | {name: wrong}))
            with pytest.raises((UnusableKeyError, RefusedError)):
                _open(changed)


def test_other_public_exponent_when_it_does_not_belong_then_is_damage(pairs: dict[str, KeyPair]) -> None:
    for exponent in (0, 1, 2, 3, -65537, 1 << 100):
        data = samples.rsa_private_key(n=1 << 2047 | 1, e=exponent)
        with pytest.raises(UnusableKeyError):
            _open(data)


def test_public_keys_when_opened_as_private_then_are_told(pairs: dict[str, KeyPair]) -> None:
    pair = pairs["ed25519"]

    for data in (pair.public_key_pem.encode(), pair.subject_public_key_info):
        with pytest.raises(UnusableKeyError) as caught:
            _open(data)
        assert values_of(caught.value.message) == {"form": "SubjectPublicKeyInfo"}
        assert ".private.pem" in caught.value.hint


@pytest.mark.parametrize(
    "scheme", ["1.2.840.113549.1.5.1", "1.2.840.113549.1.12.1.6", "1.2.840.113549.1.5.11"]
)
def test_legacy_cipher_that_the_library_lacks_when_opened_then_is_not_called_a_wrong_passphrase(
    scheme: str,
) -> None:
    document = identify(samples.pbes1(2048, scheme))

    for passphrase in (None, Passphrase("right or wrong")):
        with pytest.raises(UnusableKeyError) as caught:
            open_private_key(document, passphrase)
        assert document.encryption
        assert values_of(caught.value.message) == {"cipher": document.encryption.cipher}
        assert "openssl pkcs8 -topk8" in caught.value.hint


@pytest.mark.parametrize(
    "kind", [b"rsa-x", b"rsa-", b"ed25519-5", b"rsa-2048", b"sk-ssh-ed25519@openssh.com", b""]
)
def test_openssh_key_of_an_invented_kind_when_opened_then_is_refused(kind: bytes) -> None:
    with pytest.raises(UnusableKeyError):
        _open(samples.openssh(kind))


def test_openssh_cipher_that_is_unknown_when_opened_then_is_not_called_a_wrong_passphrase() -> None:
    with pytest.raises(UnusableKeyError, match="not supported: unknown"):
        _open(samples.openssh(cipher=b"rot13", kdf=b"bcrypt", rounds=1), "x")


def test_openssh_key_when_encrypted_then_opens_only_with_its_passphrase() -> None:
    key = Ed25519PrivateKey.generate()
    protection = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(1).build(b"right")
    data = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, protection)

    assert _open(data, "right") == key_pair_of(key)
    assert identify(data).fingerprint == key_pair_of(key).fingerprint
    with pytest.raises(PassphraseError, match="Wrong passphrase"):
        _open(data, "wrong")
    with pytest.raises(PassphraseError, match="no passphrase"):
        _open(data)


@pytest.mark.thorough
def test_traditional_rsa_when_encrypted_then_opens_also_after_mail_and_editors(
    pairs: dict[str, KeyPair],
) -> None:
    key = load_der_private_key(pairs["rsa-2048"].private_key_info, None)
    data = key.private_bytes(
        Encoding.PEM, PrivateFormat.TraditionalOpenSSL, BestAvailableEncryption(b"right")
    )

    for changed in (
        data,
        data.replace(b"\n", b"\r\n"),
        b"  " + data.replace(b"\n", b"\n  "),
        b"Hi,\n" + data,
    ):
        assert _open(changed, "right") == pairs["rsa-2048"]
        with pytest.raises(PassphraseError, match="Wrong passphrase"):
            _open(changed, "wrong")


@pytest.mark.parametrize("error", [ValueError, TypeError, MemoryError, KeyboardInterrupt])
def test_errors_of_the_library_when_raised_then_become_ours_but_for_what_is_not_about_the_key(
    error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("details")

    monkeypatch.setattr(reader, "load_der_private_key", fail)
    expected = error if error in (MemoryError, KeyboardInterrupt) else UnusableKeyError

    with pytest.raises(expected):
        _open(samples.ed25519_file())


def test_panic_of_the_library_when_raised_then_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        """Stands for pyo3_runtime.PanicException, which nobody can import."""

    def fail(*_: object, **__: object) -> None:
        raise PanicException("called `Result::unwrap()` on an `Err` value")

    monkeypatch.setattr(reader, "load_der_private_key", fail)

    with pytest.raises(RefusedError):
        _open(samples.ed25519_file())


def _valid_files() -> list[bytes]:
    ed25519, rsa_key = Ed25519PrivateKey.generate(), rsa.generate_private_key(65537, 2048)
    plain = NoEncryption()
    files = [
        samples.encrypted(ed25519.private_bytes(Encoding.DER, PrivateFormat.PKCS8, plain), b"x"),
        ed25519.private_bytes(Encoding.DER, PrivateFormat.PKCS8, plain),
        rsa_key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, plain),
        rsa_key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, BestAvailableEncryption(b"x")),
        samples.pbes1(2),
        samples.pbes2(samples.scrypt(2, 1, 1)),
    ]
    rounds = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(1).build(b"x")
    files += [ed25519.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, how) for how in (plain, rounds)]
    return [
        *files,
        samples.armour("ENCRYPTED PRIVATE KEY", files[0]),
        samples.armour("PRIVATE KEY", files[1]),
    ]


_FILES = _valid_files()


@st.composite
def _mutated(draw: st.DrawFn) -> bytes:
    """A valid file with some octets flipped, cut out, put in or repeated."""
    data = bytearray(draw(st.sampled_from(_FILES)))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["flip", "set", "cut", "truncate", "insert"])):
            case "flip" if place < len(data):
                data[place] ^= 1 << draw(st.integers(0, 7))
            case "set" if place < len(data):
                data[place] = draw(st.sampled_from([0x00, 0x01, 0x7F, 0x80, 0xFF, 0x30, 0x02, 0x04]))
            case "cut":
                del data[place : place + draw(st.integers(1, 8))]
            case "truncate":
                del data[place:]
            case _:
                data[place:place] = draw(st.binary(min_size=1, max_size=8))
    return bytes(data)


# A flipped bit may ask for a costly, still permitted KDF: the limits of this test stand where it is cheap.
@pytest.mark.thorough
@settings(max_examples=examples(600))
@given(_mutated(), st.sampled_from([None, "x", "wrong", "\xe9"]))
def test_damaged_file_when_opened_then_gives_a_key_or_an_error_of_ours(
    data: bytes, passphrase: str | None
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.keys.cost.MAXIMUM_ITERATIONS_TO_OPEN", 10_000)
        patch.setattr("app.keys.cost.MAXIMUM_SCRYPT_MEMORY", 1024 * 1024)
        patch.setattr("app.keys.cost.MAXIMUM_ROUNDS", 2)
        result = samples.outcome(lambda: _open(data, passphrase))

    if isinstance(result, KeygenError):
        assert result.message.isprintable()
        assert result.hint.isprintable()
    else:
        assert isinstance(result, KeyPair)
