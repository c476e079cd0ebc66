"""What a text is and how it is protected is known before a passphrase is asked and before any KDF runs."""

import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, rsa, x25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import KeygenError, RefusedError, UnusableKeyError
from app.keys import pbes2
from app.keys.foreign.document import Container, identify
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from tests.keys import der, samples
from tests.sentences import values_of

_PEM = samples.ed25519_file()


@pytest.fixture
def no_kdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails the test where any key derivation, or a loader that could start one, is called."""

    def forbidden(*_: object, **__: object) -> None:
        pytest.fail("a KDF ran before it was allowed to")

    monkeypatch.setattr(pbes2, "_derive_key", forbidden)
    for name in ("load_der_private_key", "load_pem_private_key", "load_ssh_private_key"):
        monkeypatch.setattr(f"app.keys.foreign.reader.{name}", forbidden)


@pytest.mark.parametrize(
    "data",
    [
        _PEM,
        _PEM.replace(b"\n", b"\r\n"),
        _PEM.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + _PEM,
        _PEM.decode().encode("utf-16"),
        b"\xfe\xff" + _PEM.decode().encode("utf-16-be"),
        _PEM[:-1],
        _PEM.replace(b"\n", b" "),
        b"  " + _PEM.replace(b"\n", b"\n  "),
        b"Dear Bob,\n" + _PEM + b"Yours",
        b"0 is the first character here\n" + _PEM,
        "cl\xe9 priv\xe9e\n".encode("latin-1") + _PEM,
    ],
    ids=[
        "as written",
        "CRLF",
        "CR",
        "BOM",
        "UTF-16",
        "UTF-16-BE",
        "no final newline",
        "one line",
        "indented",
        "in a letter",
        "after a digit 0",
        "after Latin-1",
    ],
)
def test_key_when_it_went_through_editors_and_mail_then_is_recognised(data: bytes) -> None:
    document = identify(data)

    assert (document.container, document.algorithm, document.bits) == (Container.PKCS8, "ed25519", 256)
    assert document.encryption is None


def test_der_when_opened_then_is_recognised(pairs: dict[str, KeyPair]) -> None:
    for name, pair in pairs.items():
        private, public = identify(pair.private_key_info), identify(pair.subject_public_key_info)

        assert (private.container, private.algorithm, private.is_private) == (Container.PKCS8, name, True)
        assert (public.container, public.algorithm, public.is_private) == (Container.SPKI, name, False)
        assert public.fingerprint == pair.fingerprint


def test_file_of_ours_when_identified_then_its_protection_is_known(
    pairs: dict[str, KeyPair], request: pytest.FixtureRequest
) -> None:
    text = private_key_pem(pairs["ed25519"], Encrypted(Passphrase("x")))
    request.getfixturevalue("no_kdf")

    document = identify(text.encode())

    assert document.container is Container.ENCRYPTED_PKCS8
    assert (document.algorithm, document.bits, document.fingerprint) == (None, None, None)
    encryption = document.encryption
    assert encryption is not None
    assert (encryption.scheme, encryption.kdf, encryption.prf) == ("PBES2", "PBKDF2", "HMAC-SHA256")
    assert (encryption.iterations, encryption.cipher, encryption.weakness) == (600_000, "AES-256-CBC", "")


@pytest.mark.parametrize(("iterations", "weak"), [(1, True), (2048, True), (99_999, True), (100_000, False)])
def test_few_iterations_when_identified_then_are_named_as_a_weakness(iterations: int, weak: bool) -> None:
    encryption = identify(samples.pbes2(samples.pbkdf2(iterations))).encryption

    assert encryption is not None
    assert bool(encryption.weakness) == weak


def test_scrypt_and_pbes1_when_identified_then_are_named() -> None:
    scrypt = identify(samples.pbes2(samples.scrypt(2**14, 8, 1))).encryption
    legacy = identify(samples.pbes1(2048)).encryption

    assert scrypt is not None
    assert legacy is not None
    assert (scrypt.kdf, scrypt.iterations, scrypt.prf) == ("scrypt", None, None)
    assert (legacy.scheme, legacy.iterations, legacy.cipher) == ("PBES1", 2048, "SHA-1 and Triple DES")
    assert not scrypt.weakness
    assert values_of(legacy.weakness) == {"cipher": legacy.cipher}


_HUGE = 1 << 4096  # 4,097 bits
_COSTLY = {
    "PBKDF2, one above the limit": samples.pbes2(samples.pbkdf2(6_000_001)),
    "PBKDF2, 2**31 (the library panics)": samples.pbes2(samples.pbkdf2(2**31)),
    "PBKDF2, 2**64": samples.pbes2(samples.pbkdf2(2**64)),
    "PBES1, one above the limit": samples.pbes1(10_000_001),
    "PBES1, 2**31": samples.pbes1(2**31),
    "PBES1, 2**64": samples.pbes1(2**64),
    "scrypt, 256 MiB": samples.pbes2(samples.scrypt(2**18, 8, 1)),
    "scrypt, 17 passes": samples.pbes2(samples.scrypt(2**14, 8, 17)),
    "scrypt, 128 MiB and four passes": samples.pbes2(samples.scrypt(2**17, 8, 4)),
    "OpenSSH, 101 rounds": samples.openssh(cipher=b"aes256-ctr", kdf=b"bcrypt", rounds=101),
    "OpenSSH, RSA": samples.openssh(public_blob=samples.ssh_rsa_blob(_HUGE | 1)),
    "64 KiB and one": b"x" * (64 * 1024 + 1),
    "RSA, modulus": samples.rsa_private_key(n=_HUGE | 1),
    "RSA, modulus of 16,384 bits": samples.rsa_private_key(n=(1 << 16383) | 1),
    **{
        f"RSA, {name}": samples.rsa_private_key(**({"n": 1 << 2047 | 1} | {name: value}))
        for name in ("e", "d", "p", "q", "dp", "dq", "u")
        for value in (_HUGE, -_HUGE)
    },
}


@pytest.mark.parametrize("name", _COSTLY)
def test_file_that_costs_too_much_when_identified_then_is_refused_before_any_kdf(
    name: str, no_kdf: None
) -> None:
    data = _COSTLY[name]
    forms = [data]
    if name.startswith("RSA"):
        forms += [
            samples.in_pkcs8(data),
            samples.armour("RSA PRIVATE KEY", data),
            samples.armour("PRIVATE KEY", samples.in_pkcs8(data)),
        ]
    elif data.startswith(b"0"):
        forms.append(samples.armour("ENCRYPTED PRIVATE KEY", data))

    for form in forms:
        with pytest.raises(RefusedError) as caught:
            identify(form)
        assert len(caught.value.message) < 130
        assert caught.value.hint


@pytest.mark.parametrize("iterations", [0, -1, -(2**31), -(2**64)])
def test_iterations_that_are_not_positive_when_identified_then_are_damage(
    iterations: int, no_kdf: None
) -> None:
    for data in (samples.pbes2(samples.pbkdf2(iterations)), samples.pbes1(iterations)):
        with pytest.raises(UnusableKeyError, match="iteration count"):
            identify(data)


def test_largest_file_when_identified_then_is_still_looked_at() -> None:
    assert identify(_PEM + b" " * (64 * 1024 - len(_PEM))).algorithm == "ed25519"


def test_identifier_without_end_when_identified_then_is_no_crash_and_no_flood() -> None:
    endless = der.tlv(0x06, b"\x83" * 60_000 + b"\x01")

    for data in (samples.private_key_info(endless, b"x"), samples.pbes2(der.sequence(endless))):
        with pytest.raises(UnusableKeyError, match="does not say what algorithm") as caught:
            identify(data)
        assert len(caught.value.message) < 100


def _other_kinds() -> dict[str, tuple[bytes, str]]:
    pkcs8 = Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    curve = ec.generate_private_key(ec.SECP256R1())
    digital = dsa.generate_private_key(1024)
    return {
        "EC P-256": (curve.private_bytes(*pkcs8), "ec-p256"),
        "EC P-384": (ec.generate_private_key(ec.SECP384R1()).private_bytes(*pkcs8), "ec-p384"),
        "EC secp256k1": (ec.generate_private_key(ec.SECP256K1()).private_bytes(*pkcs8), "ec-secp256k1"),
        "EC, SEC 1": (
            curve.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()),
            "ec",
        ),
        "EC, SEC 1 in DER": (
            curve.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()),
            "ec",
        ),
        "EC, SEC 1 encrypted": (
            curve.private_bytes(
                Encoding.PEM, PrivateFormat.TraditionalOpenSSL, BestAvailableEncryption(b"x")
            ),
            "ec",
        ),
        "EC, OpenSSH": (curve.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()), "ec-p256"),
        "DSA": (digital.private_bytes(*pkcs8), "dsa"),
        "DSA, traditional": (
            digital.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()),
            "dsa",
        ),
        "X25519": (x25519.X25519PrivateKey.generate().private_bytes(*pkcs8), "x25519"),
        "Ed448": (ed448.Ed448PrivateKey.generate().private_bytes(*pkcs8), "ed448"),
    }


OTHER_KINDS = _other_kinds()


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_key_of_another_kind_when_identified_then_has_its_honest_name(kind: str) -> None:
    data, name = OTHER_KINDS[kind]
    document = identify(data)

    assert (document.algorithm, document.is_private) == (name, True)
    assert (document.encryption is not None) == ("encrypted" in kind)
    assert (document.container is Container.PKCS8) == (b"BEGIN PRIVATE KEY" in data)


def test_parameters_before_an_ec_key_when_identified_then_are_passed_over() -> None:
    parameters = samples.armour("EC PARAMETERS", der.oid("1.2.840.10045.3.1.7"))

    assert identify(parameters + OTHER_KINDS["EC, SEC 1"][0]).algorithm == "ec"


def test_two_keys_in_one_text_when_identified_then_it_is_asked_for_one() -> None:
    with pytest.raises(UnusableKeyError, match="private keys") as caught:
        identify(_PEM + samples.ed25519_file())
    assert values_of(caught.value.message) == {"number": 2}
    assert caught.value.hint


@pytest.mark.parametrize("keep", [1, 20, 47])
def test_der_when_cut_short_then_is_damage(keep: int) -> None:
    with pytest.raises(UnusableKeyError, match=r"damaged|not a private key"):
        identify(samples.ed25519_file(encoding=Encoding.DER)[:keep])


def test_der_when_cut_short_within_whole_lines_then_is_damage() -> None:
    der_bytes = samples.ed25519_file(encoding=Encoding.DER)

    for label in (
        "PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY",
        "RSA PRIVATE KEY",
        "PUBLIC KEY",
        "OPENSSH PRIVATE KEY",
    ):
        with pytest.raises(UnusableKeyError, match="damaged"):
            identify(samples.armour(label, der_bytes[:30]))


def test_public_keys_when_identified_then_are_told_apart(pairs: dict[str, KeyPair]) -> None:
    key = rsa.generate_private_key(65537, 2048).public_key()
    forms = {
        Container.PKCS1_PUBLIC: key.public_bytes(Encoding.PEM, PublicFormat.PKCS1),
        Container.SPKI: key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        Container.OPENSSH_PUBLIC: key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH) + b" me@laptop\n",
    }

    for container, data in forms.items():
        document = identify(data)
        assert (document.container, document.algorithm, document.bits) == (container, "rsa-2048", 2048)
        assert not document.is_private


def test_legacy_headers_that_make_no_sense_when_identified_then_are_damage() -> None:
    for headers in (
        "Proc-Type: 4,ENCRYPTED",
        "DEK-Info: AES-128-CBC,00",
        "Proc-Type: 4,ENCRYPTED\nDEK-Info: \x1b,0",
    ):
        text = f"-----BEGIN RSA PRIVATE KEY-----\n{headers}\n\nAAAA\n-----END RSA PRIVATE KEY-----\n"
        with pytest.raises(UnusableKeyError, match="headers make no sense"):
            identify(text.encode())


def test_document_when_shown_then_has_no_secret_in_it(pairs: dict[str, KeyPair]) -> None:
    document = identify(private_key_pem(pairs["ed25519"], Unencrypted()).encode())

    assert repr(document) == "KeyDocument(PKCS#8, 48 bytes)"


@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda content: b"\x30" + content))
@example(b"0" * 64)
@example(b"\x30\x80" + b"\x00" * 50)
@example(b"\xff\xfe\x00")
def test_any_bytes_when_identified_then_only_our_errors_come_out(data: bytes) -> None:
    result = samples.outcome(lambda: identify(data))

    if isinstance(result, KeygenError):
        assert result.message.isprintable()
