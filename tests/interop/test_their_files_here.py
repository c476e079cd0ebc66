"""Files of openssl and ssh-keygen are known before a passphrase is asked, and open with the right one."""

import base64
import re
from pathlib import Path
from typing import Any

import pytest

from app.errors import PassphraseError, RefusedError, UnusableKeyError
from app.keys.foreign.document import Container, Encryption, identify
from app.keys.foreign.kinds import describe_other_kind
from app.keys.foreign.reader import open_private_key
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase
from app.usecases.open_key import inspect
from tests.interop import programs
from tests.interop.programs import openssl
from tests.keys.samples import armour

pytestmark = pytest.mark.interop

_RIGHT = "right Passphrase, with spaces "
_PASS = ("-passout", f"pass:{_RIGHT}")
_LEGACY = ("-provider", "legacy", "-provider", "default")


@pytest.fixture(scope="module")
def plain() -> dict[str, bytes]:
    return {"ed25519": openssl("genpkey", "-algorithm", "ed25519"), "rsa": openssl("genrsa", "2048")}


def _public_pem(private: bytes) -> str:
    return openssl("pkey", "-pubout", stdin=private).decode()


def _opens_only_with_the_right_passphrase(data: bytes, public_pem: str) -> None:
    document = identify(data)
    pair: KeyPair = open_private_key(document, Passphrase(_RIGHT))

    assert pair.public_key_pem == public_pem
    for wrong, message in ((None, "no passphrase"), (Passphrase(_RIGHT.strip()), "Wrong passphrase")):
        with pytest.raises(PassphraseError, match=message):
            open_private_key(document, wrong)


_PKCS8 = [
    (("-v2prf", "hmacWithSHA1"), ("PBES2", "PBKDF2", "HMAC-SHA1", 2048, "AES-256-CBC")),
    (("-v2prf", "hmacWithSHA256"), ("PBES2", "PBKDF2", "HMAC-SHA256", 2048, "AES-256-CBC")),
    (("-v2prf", "hmacWithSHA512"), ("PBES2", "PBKDF2", "HMAC-SHA512", 2048, "AES-256-CBC")),
    (("-v2", "aes-128-cbc", "-iter", "100000"), ("PBES2", "PBKDF2", "HMAC-SHA256", 100_000, "AES-128-CBC")),
    (("-v2", "aes-192-cbc", "-iter", "1"), ("PBES2", "PBKDF2", "HMAC-SHA256", 1, "AES-192-CBC")),
    (("-v2", "des3"), ("PBES2", "PBKDF2", "HMAC-SHA256", 2048, "DES-EDE3-CBC")),
    (("-scrypt",), ("PBES2", "scrypt", None, None, "AES-256-CBC")),
    (("-v1", "PBE-SHA1-3DES"), ("PBES1", "PBKDF1 or PKCS#12", None, 2048, "SHA-1 and Triple DES")),
    (("-v1", "PBE-MD5-DES", *_LEGACY), ("PBES1", "PBKDF1 or PKCS#12", None, 2048, "MD5 and DES")),
    (
        ("-v1", "PBE-SHA1-RC4-128", *_LEGACY),
        ("PBES1", "PBKDF1 or PKCS#12", None, 2048, "SHA-1 and RC4, 128 bits"),
    ),
]


@pytest.mark.parametrize("kind", ["ed25519", "rsa"])
@pytest.mark.parametrize("form", ["PEM", "DER"])
@pytest.mark.parametrize(("options", "expected"), _PKCS8, ids=lambda value: str(value[0:2]))
def test_encrypted_pkcs8_of_openssl_when_read_then_is_known_and_opens(
    plain: dict[str, bytes], kind: str, form: str, options: tuple[str, ...], expected: tuple[Any, ...]
) -> None:
    data = openssl("pkcs8", "-topk8", "-outform", form, *options, *_PASS, stdin=plain[kind])
    encryption = identify(data).encryption

    assert identify(data).container is Container.ENCRYPTED_PKCS8
    assert encryption is not None
    scheme, kdf, prf, iterations, cipher = expected
    assert encryption == Encryption(scheme, kdf, prf, iterations, cipher, encryption.weakness)
    assert bool(encryption.weakness) == (scheme == "PBES1" or (iterations or 100_000) < 100_000)
    assert inspect(data).fingerprint is None
    _opens_only_with_the_right_passphrase(data, _public_pem(plain[kind]))


@pytest.mark.parametrize("name", ["PBE-SHA1-RC2-128", "PBE-SHA1-RC4-40", "PBE-MD5-RC2-64"])
def test_legacy_cipher_that_is_not_read_when_opened_then_is_named_and_not_called_a_wrong_passphrase(
    plain: dict[str, bytes], name: str
) -> None:
    data = openssl("pkcs8", "-topk8", "-v1", name, *_LEGACY, *_PASS, stdin=plain["ed25519"])

    assert identify(data).encryption is not None
    with pytest.raises(UnusableKeyError, match=r"not supported: .*RC"):
        open_private_key(identify(data), Passphrase(_RIGHT))


@pytest.mark.parametrize("cipher", ["camellia-256-cbc", "aria-128-cbc"])
def test_cipher_that_is_not_read_when_identified_then_is_named(plain: dict[str, bytes], cipher: str) -> None:
    data = openssl("pkcs8", "-topk8", "-v2", cipher, *_PASS, stdin=plain["ed25519"])

    with pytest.raises(UnusableKeyError, match=r"cipher of this file is not supported: 1\.2\.\d+"):
        identify(data)


@pytest.mark.parametrize(
    ("option", "cipher"), [("-aes128", "AES-128-CBC"), ("-aes256", "AES-256-CBC"), ("-des3", "DES-EDE3-CBC")]
)
def test_traditional_rsa_of_openssl_when_encrypted_then_is_known_and_opens(
    plain: dict[str, bytes], option: str, cipher: str
) -> None:
    data = openssl("rsa", "-traditional", option, *_PASS, stdin=plain["rsa"])
    document = identify(data)

    assert (document.container, document.algorithm) == (Container.PKCS1, "rsa")
    assert document.encryption is not None
    assert (document.encryption.scheme, document.encryption.cipher) == ("OpenSSL traditional", cipher)
    assert document.encryption.weakness
    _opens_only_with_the_right_passphrase(data, _public_pem(plain["rsa"]))


@pytest.mark.parametrize("option", ["-aes192", "-camellia128"])
def test_traditional_cipher_that_is_not_read_when_opened_then_is_named(
    plain: dict[str, bytes], option: str
) -> None:
    data = openssl("rsa", "-traditional", option, *_PASS, stdin=plain["rsa"])

    with pytest.raises(UnusableKeyError, match="encryption of this key is not supported"):
        open_private_key(identify(data), Passphrase(_RIGHT))


@pytest.mark.parametrize("form", ["PEM", "DER"])
def test_key_in_clear_of_openssl_when_read_then_opens(plain: dict[str, bytes], form: str) -> None:
    files = {
        Container.PKCS8: [
            openssl("pkcs8", "-topk8", "-nocrypt", "-outform", form, stdin=key) for key in plain.values()
        ],
        Container.PKCS1: [openssl("rsa", "-traditional", "-outform", form, stdin=plain["rsa"])],
    }

    for container, contents in files.items():
        for data in contents:
            pair = open_private_key(identify(data), None)
            assert identify(data).container is container
            assert identify(data).encryption is None
            assert pair.public_key_pem in {_public_pem(key) for key in plain.values()}


@pytest.mark.parametrize(("kind", "options"), [("ed25519", ()), ("rsa", ("-b", "2048"))])
@pytest.mark.parametrize("cipher", ["aes256-ctr", "aes256-cbc", "aes256-gcm@openssh.com"])
def test_encrypted_key_of_ssh_keygen_when_read_then_is_known_and_opens(
    tmp_path: Path, kind: str, options: tuple[str, ...], cipher: str
) -> None:
    file = programs.ssh_keygen(tmp_path, kind, _RIGHT, "-a", "3", "-Z", cipher, *options)
    data = file.read_bytes()
    document = identify(data)

    assert document.container is Container.OPENSSH
    assert document.encryption == Encryption("OpenSSH", "bcrypt", None, 3, cipher)
    assert document.algorithm == ("rsa-2048" if kind == "rsa" else "ed25519")
    public_pem = (
        programs.run("ssh-keygen", "-e", "-m", "PKCS8", "-f", f"{file}.pub").decode() if kind == "rsa" else ""
    )
    pair = open_private_key(document, Passphrase(_RIGHT))
    assert public_pem in ("", pair.public_key_pem)
    assert document.fingerprint == pair.fingerprint == identify(Path(f"{file}.pub").read_bytes()).fingerprint
    _opens_only_with_the_right_passphrase(data, pair.public_key_pem)


@pytest.mark.parametrize(("kind", "options"), [("ed25519", ()), ("rsa", ("-b", "2048"))])
def test_key_in_clear_of_ssh_keygen_when_read_then_opens(
    tmp_path: Path, kind: str, options: tuple[str, ...]
) -> None:
    file = programs.ssh_keygen(tmp_path, kind, "", *options)
    document = identify(file.read_bytes())

    assert (document.container, document.encryption) == (Container.OPENSSH, None)
    assert open_private_key(document, None).fingerprint == document.fingerprint


def test_ssh_key_with_too_many_rounds_when_read_then_is_refused_before_bcrypt(tmp_path: Path) -> None:
    file = programs.ssh_keygen(tmp_path, "ed25519", _RIGHT, "-a", "1")
    data = file.read_bytes()
    lines = data.decode().splitlines()
    content = bytearray(base64.b64decode("".join(lines[1:-1])))
    place = content.index(b"bcrypt") + 6 + 4 + 4 + 16
    assert content[place : place + 4] == b"\x00\x00\x00\x01"
    content[place : place + 4] = b"\x00\x00\x01\x01"
    with pytest.raises(RefusedError, match="257 rounds of bcrypt"):
        identify(armour("OPENSSH PRIVATE KEY", bytes(content)))


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"), "ec-p256"),
        (("ecparam", "-name", "prime256v1", "-genkey"), "ec"),
        (("ecparam", "-name", "secp256k1", "-genkey", "-noout"), "ec"),
        (("genpkey", "-algorithm", "X25519"), "x25519"),
        (("genpkey", "-algorithm", "X448"), "x448"),
        (("genpkey", "-algorithm", "ED448"), "ed448"),
        (("genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"), "rsa-pss"),
        (("dsaparam", "-genkey", "1024"), "dsa"),
    ],
)
def test_key_of_another_kind_when_opened_then_is_refused_by_its_name(
    command: tuple[str, ...], name: str
) -> None:
    data = openssl(*command)

    with pytest.raises(UnusableKeyError, match=rf"This is {re.escape(describe_other_kind(name))}\."):
        open_private_key(identify(data), None)
    encrypted = openssl("pkcs8", "-topk8", "-iter", "1", *_PASS, stdin=data)
    with pytest.raises(UnusableKeyError, match=f"This is {re.escape(describe_other_kind(name))}"):
        open_private_key(identify(encrypted), Passphrase(_RIGHT))


def test_small_rsa_when_opened_then_is_refused_by_its_size(tmp_path: Path) -> None:
    for data in (
        openssl("genrsa", "1024"),
        programs.ssh_keygen(tmp_path, "rsa", "", "-b", "1024").read_bytes(),
    ):
        with pytest.raises(UnusableKeyError, match="only 1024 bits"):
            open_private_key(identify(data), None)


def test_ssh_keys_of_another_kind_when_opened_then_are_refused_by_their_names(tmp_path: Path) -> None:
    file = programs.ssh_keygen(tmp_path, "ecdsa", "")

    for data in (file.read_bytes(), Path(f"{file}.pub").read_bytes()):
        assert identify(data).algorithm == "ec-p256"
        with pytest.raises(UnusableKeyError):
            open_private_key(identify(data), None)


def test_what_is_no_private_key_when_opened_then_is_told_by_its_name(
    tmp_path: Path, plain: dict[str, bytes]
) -> None:
    file = tmp_path / "key.pem"
    file.write_bytes(plain["ed25519"])
    ssh = programs.ssh_keygen(tmp_path, "ed25519", "")
    subject = ("-key", file, "-subj", "/CN=example")
    cases = [
        (openssl("req", "-x509", *subject), "This is a certificate, not"),
        (openssl("req", "-x509", *subject, "-outform", "DER"), "certificate or certificate request"),
        (openssl("req", "-new", *subject), "certificate request"),
        (openssl("req", "-new", *subject, "-outform", "DER"), "certificate or certificate request"),
        (openssl("pkey", "-pubout", stdin=plain["rsa"]), "This is a public key"),
        (openssl("pkey", "-pubout", "-outform", "DER", stdin=plain["rsa"]), "This is a public key"),
        (openssl("rsa", "-RSAPublicKey_out", stdin=plain["rsa"]), "This is a public key"),
        (Path(f"{ssh}.pub").read_bytes(), "This is a public key"),
        (programs.run("ssh-keygen", "-e", "-f", f"{ssh}.pub"), "SSH public key"),
        (plain["ed25519"] + plain["rsa"], "2 private keys"),
    ]

    for data, message in cases:
        with pytest.raises(UnusableKeyError, match=message):
            open_private_key(identify(data), None)
