"""akg public and akg inspect: good input, and every kind of bad input, each with its own words."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat import asn1
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa, x25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from app.keys import pem
from app.keys import structures as s
from tests.cli.conftest import PASSPHRASE, Akg, Here, Worded
from tests.product import BOTH

API_KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"


def pkcs8(key: Any) -> bytes:
    text: bytes = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return text


def certificate() -> bytes:
    from datetime import UTC, datetime

    key = ed25519.Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "somebody")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    signed = builder.not_valid_before(now).not_valid_after(now).sign(key, None)
    return signed.public_bytes(Encoding.PEM)


def cost_bomb() -> bytes:
    prf = s.identifier(s.HMAC_SHA256, b"\x05\x00")
    kdf = s.PBKDF2Params(salt=bytes(16), iteration_count=10_000_001, key_length=None, prf=prf)
    scheme = s.PBES2Params(
        key_derivation_function=s.identifier(s.PBKDF2, asn1.encode_der(kdf)),
        encryption_scheme=s.identifier(s.AES_256_CBC, asn1.encode_der(bytes(16))),
    )
    info = s.EncryptedPrivateKeyInfo(
        encryption_algorithm=s.identifier(s.PBES2, asn1.encode_der(scheme)), encrypted_data=bytes(64)
    )
    return pem.encode("ENCRYPTED PRIVATE KEY", asn1.encode_der(info)).encode()


ED25519 = ed25519.Ed25519PrivateKey.generate()
PUBLIC = ED25519.public_key()
PEM = pkcs8(ED25519)

BAD = {
    "certificate": (certificate(), 4),
    "API key": (API_KEY.encode(), 4),
    "RSA 1024": (pkcs8(rsa.generate_private_key(65537, 1024)), 4),
    "EC": (pkcs8(ec.generate_private_key(ec.SECP256R1())), 4),
    "X25519": (pkcs8(x25519.X25519PrivateKey.generate()), 4),
    "empty": (b"", 4),
    "only space": (b" \r\n", 4),
    "truncated": (PEM[:80], 4),
    "binary": (bytes(range(256)), 4),
    "damaged DER": (b"\x30\x82\x01\x00\x02\x01\x00", 4),
    "two keys": (PEM + PEM, 4),
    "too large": (b"x" * 65_537, 5),
    "cost bomb": (cost_bomb(), 5),
}


@pytest.mark.parametrize(("data", "status"), BAD.values(), ids=BAD.keys())
def test_what_is_not_a_usable_private_key(here: Here, data: bytes, status: int, worded: Worded) -> None:
    (here.home / "bad").write_bytes(data)
    result = here("public", "bad")
    assert (result.status, result.out) == (status, "")
    worded(result)
    error, hint = result.err.splitlines()
    assert error.startswith("akg: error: ")
    assert hint.startswith("akg: hint: ")


@BOTH
def test_what_is_pasted_is_never_repeated(akg: Akg) -> None:
    result = akg("public", "-", stdin=API_KEY.encode())
    assert result.status == 4
    assert API_KEY not in result.err


@pytest.mark.parametrize("command", ["public", "inspect"])
@pytest.mark.parametrize("file", ["missing.pem", "."])
def test_a_file_that_cannot_be_read(here: Here, command: str, file: str, worded: Worded) -> None:
    result = here(command, file)
    assert result.status == 1
    worded(result)


@BOTH
def test_a_wrong_passphrase(akg: Akg, saved: Path, worded: Worded) -> None:
    result = akg("public", str(saved / "key.private.pem"), "--passphrase-stdin", stdin=b"wrong")
    assert (result.status, result.out) == (3, "")
    worded(result)


@BOTH
def test_a_missing_passphrase(akg: Akg, saved: Path, worded: Worded) -> None:
    result = akg("public", str(saved / "key.private.pem"), "--no-passphrase")
    assert (result.status, result.out) == (3, "")
    worded(result)


@BOTH
def test_no_passphrase_is_wanted_for_a_key_that_is_of_no_use(akg: Akg, worded: Worded) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    text = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, BestAvailableEncryption(b"p"))
    result = akg("public", "-", stdin=text)
    assert result.status == 4
    worded(result)


@BOTH
def test_a_key_in_clear_needs_no_passphrase(akg: Akg, saved: Path) -> None:
    result = akg("public", str(saved / "plain.private.pem"))
    assert (result.status, result.out) == (0, (saved / "plain.public.pem").read_text())


@BOTH
@pytest.mark.parametrize("change", [bytes, lambda text: b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n")])
def test_der_and_windows_text_are_read_too(akg: Akg, change: Any) -> None:
    expected = PUBLIC.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    der = ED25519.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    assert akg("public", "-", stdin=change(PEM)).out == expected
    assert akg("public", "-", stdin=der).out == expected


@BOTH
def test_legacy_encryption_is_opened_and_named(akg: Akg, worded: Worded) -> None:
    made = subprocess.run(
        ["openssl", "pkcs8", "-topk8", "-v1", "PBE-SHA1-3DES", "-passout", "file:passphrase.txt"],
        input=PEM,
        capture_output=True,
        cwd=akg.home,
        check=True,
    ).stdout
    result = akg("public", "-", "--passphrase-file", "passphrase.txt", stdin=made)
    assert (result.status, result.out.splitlines()[0]) == (0, "-----BEGIN PUBLIC KEY-----")
    worded(result)


def inspected(here: Here, data: bytes) -> dict[str, Any]:
    (here.home / "key").write_bytes(data)
    result = here("inspect", "--json", "key")
    assert result.status == 0, result.err
    description: dict[str, Any] = json.loads(result.out)
    assert list(description) == [
        "kind",
        "container",
        "algorithm",
        "bits",
        "encrypted",
        "encryption",
        "fingerprint",
        "notes",
    ]
    return description


def test_inspect_an_encrypted_key(here: Here, saved: Path) -> None:
    assert inspected(here, (saved / "key.private.pem").read_bytes()) == {
        "kind": "private-key",
        "container": "encrypted PKCS#8",
        "algorithm": None,
        "bits": None,
        "encrypted": True,
        "encryption": {
            "scheme": "PBES2",
            "kdf": "PBKDF2",
            "prf": "HMAC-SHA256",
            "iterations": 600_000,
            "cipher": "AES-256-CBC",
        },
        "fingerprint": None,
        "notes": [],
    }


def test_inspect_tells_the_same_fingerprint_of_both_halves(here: Here, saved: Path) -> None:
    private = inspected(here, (saved / "plain.private.pem").read_bytes())
    public = inspected(here, (saved / "plain.public.pem").read_bytes())
    assert (private["kind"], private["container"]) == ("private-key", "PKCS#8")
    assert (public["kind"], public["container"]) == ("public-key", "SubjectPublicKeyInfo")
    for each in (private, public):
        assert (each["algorithm"], each["bits"], each["encrypted"], each["encryption"]) == (
            "ed25519",
            256,
            False,
            None,
        )
        assert each["fingerprint"].startswith("SHA256:")
    assert private["fingerprint"] == public["fingerprint"]


@pytest.mark.parametrize(("key", "name"), [("RSA 1024", "rsa-1024"), ("EC", "ec-p256"), ("X25519", "x25519")])
def test_inspect_names_what_akg_does_not_use(here: Here, key: str, name: str) -> None:
    assert inspected(here, BAD[key][0])["algorithm"] == name


def test_inspect_an_openssh_key(here: Here) -> None:
    text = ED25519.private_bytes(
        Encoding.PEM, PrivateFormat.OpenSSH, BestAvailableEncryption(PASSPHRASE.encode())
    )
    described = inspected(here, text)
    assert (described["container"], described["algorithm"]) == ("OpenSSH", "ed25519")
    assert (described["encryption"]["kdf"], described["encryption"]["prf"]) == ("bcrypt", None)
    assert described["fingerprint"].startswith("SHA256:")


@pytest.mark.parametrize("name", ["certificate", "API key", "empty", "binary", "two keys", "cost bomb"])
def test_inspect_says_what_else_it_is(here: Here, name: str, worded: Worded) -> None:
    data, status = BAD[name]
    (here.home / "bad").write_bytes(data)
    result = here("inspect", "bad")
    assert (result.status, result.out) == (status, "")
    worded(result)


@BOTH
def test_inspect_for_a_person(akg: Akg, saved: Path) -> None:
    result = akg("inspect", str(saved / "key.private.pem"))
    assert result.out == (
        "Kind         private key\n"
        "Container    encrypted PKCS#8\n"
        "Algorithm    hidden by the encryption\n"
        "Encryption   PBES2: PBKDF2 with HMAC-SHA256, 600,000 iterations, AES-256-CBC\n"
        "Fingerprint  not known without the passphrase\n"
    )
    assert "Encryption   none\n" in akg("inspect", str(saved / "plain.private.pem")).out
    assert "Encryption" not in akg("inspect", str(saved / "key.public.pem")).out


def test_what_is_beside_the_key_is_named_and_ignored(here: Here, saved: Path) -> None:
    private, public = (saved / f"plain.{half}.pem" for half in ("private", "public"))
    text = private.read_bytes() + public.read_bytes()
    (note,) = inspected(here, text)["notes"]
    (here.home / "both.pem").write_bytes(text)
    for command in ("public", "inspect"):
        result = here(command, "both.pem")
        assert result.status == 0
        assert result.err == f"Note: {note}\n"
    assert here("public", "both.pem").out == public.read_text()


def test_a_key_without_its_lines_is_opened_and_called_what_it_is(here: Here, saved: Path) -> None:
    body = "".join((saved / "plain.private.pem").read_text().splitlines()[1:-1])
    described = inspected(here, body.encode())
    assert (described["kind"], described["container"]) == ("private-key", "PKCS#8")
    assert len(described["notes"]) == 1
    assert here("public", "key").out == (saved / "plain.public.pem").read_text()


def test_a_key_typed_where_a_file_is_named_is_not_repeated(here: Here, saved: Path, worded: Worded) -> None:
    body = "".join((saved / "plain.private.pem").read_text().splitlines()[1:-1])
    result = here("inspect", "--", body)
    assert (result.status, result.out) == (2, "")
    worded(result)
    assert body[24:32] not in result.err
