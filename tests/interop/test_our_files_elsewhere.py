"""Files as `save` writes them are opened by other programs, and what they sign verifies elsewhere."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from Crypto.Hash import SHA256
from Crypto.PublicKey import ECC, RSA
from Crypto.Signature import eddsa, pkcs1_15
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from app.keys.algorithm import ALGORITHMS
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.usecases.save import SaveRequest, save
from tests.interop import programs

pytestmark = pytest.mark.interop

_MESSAGE = b"symbol=BTCUSDT&side=BUY&timestamp=1668481559918&note=%EF%BC%91"
_PASSPHRASE = " correct horse: \"battery\" 'staple' $HOME "


@dataclass(frozen=True)
class Saved:
    """The files of one pair; the passphrase is empty where they are not encrypted."""

    private: Path
    public: Path
    passphrase: str
    is_rsa: bool


@pytest.fixture(
    scope="module",
    params=[(row.name, way) for row in ALGORITHMS for way in ("encrypted", "plain")],
    ids="-".join,
)
def saved(
    request: pytest.FixtureRequest, pairs: dict[str, KeyPair], tmp_path_factory: pytest.TempPathFactory
) -> Saved:
    name, way = request.param
    folder = tmp_path_factory.mktemp(name)
    protection = Encrypted(Passphrase(_PASSPHRASE)) if way == "encrypted" else Unencrypted()
    report = save(SaveRequest((pairs[name],), "my key", folder, protection))
    private, public = report.paths
    return Saved(private, public, _PASSPHRASE if way == "encrypted" else "", name.startswith("rsa"))


def _openssl_sign(saved: Saved) -> bytes:
    key = ["-passin", f"pass:{saved.passphrase}"]
    if saved.is_rsa:
        return programs.openssl("dgst", "-sha256", "-sign", saved.private, *key, stdin=_MESSAGE)
    message = saved.private.with_name("message")
    message.write_bytes(_MESSAGE)  # openssl 3.0 signs with Ed25519 only what is a file
    return programs.openssl("pkeyutl", "-sign", "-rawin", "-inkey", saved.private, *key, "-in", message)


def _node_sign(saved: Saved) -> bytes:
    return programs.node_sign(saved.private, saved.passphrase, _MESSAGE, is_rsa=saved.is_rsa)


def _pycryptodome_sign(saved: Saved) -> bytes:
    """As the venue's Python SDK does: the text of the file and the passphrase as a `str`."""
    text, passphrase = saved.private.read_text(), saved.passphrase or None
    if saved.is_rsa:
        return pkcs1_15.new(RSA.import_key(text, passphrase=passphrase)).sign(SHA256.new(_MESSAGE))
    return eddsa.new(ECC.import_key(text, passphrase=passphrase), "rfc8032").sign(_MESSAGE)


def _cryptography_sign(saved: Saved) -> bytes:
    key = load_pem_private_key(saved.private.read_bytes(), saved.passphrase.encode() or None)
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(_MESSAGE, padding.PKCS1v15(), hashes.SHA256())
    assert isinstance(key, ed25519.Ed25519PrivateKey)
    return key.sign(_MESSAGE)


def _openssl_verifies(saved: Saved, signature: bytes) -> bool:
    file, message = saved.private.with_name("signature"), saved.private.with_name("message")
    file.write_bytes(signature)
    message.write_bytes(_MESSAGE)
    if saved.is_rsa:
        command: list[str | Path] = ["dgst", "-sha256", "-verify", saved.public, "-signature", file, message]
    else:
        command = ["pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", saved.public]
        command += ["-in", message, "-sigfile", file]
    return not programs.fails("openssl", *command)


def _node_verifies(saved: Saved, signature: bytes) -> bool:
    return programs.node_verifies(saved.public, signature, _MESSAGE, is_rsa=saved.is_rsa)


def _cryptography_verifies(saved: Saved, signature: bytes) -> bool:
    key = load_pem_public_key(saved.public.read_bytes())
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, _MESSAGE, padding.PKCS1v15(), hashes.SHA256())
    else:
        assert isinstance(key, ed25519.Ed25519PublicKey)
        key.verify(signature, _MESSAGE)
    return True


@pytest.mark.parametrize(
    ("sign", "verifies"),
    [
        (_openssl_sign, _node_verifies),
        (_node_sign, _openssl_verifies),
        (_pycryptodome_sign, _openssl_verifies),
        (_cryptography_sign, _node_verifies),
        (_openssl_sign, _cryptography_verifies),
    ],
    ids=[
        "openssl, Node",
        "Node, openssl",
        "pycryptodome, openssl",
        "cryptography, Node",
        "openssl, cryptography",
    ],
)
def test_file_when_a_client_signs_with_it_then_another_verifies_it_with_the_public_file(
    saved: Saved, sign: Callable[[Saved], bytes], verifies: Callable[[Saved, bytes], bool]
) -> None:
    assert verifies(saved, sign(saved))


@pytest.mark.parametrize("verifies", [_openssl_verifies, _node_verifies])
def test_signature_when_an_octet_is_changed_then_the_verifiers_of_these_tests_notice(
    saved: Saved, verifies: Callable[[Saved, bytes], bool]
) -> None:
    signature = bytearray(_cryptography_sign(saved))
    signature[10] ^= 1

    assert not verifies(saved, bytes(signature))


def test_file_when_opened_with_a_wrong_passphrase_then_other_programs_refuse_it(saved: Saved) -> None:
    if saved.passphrase:
        trimmed = saved.passphrase.strip()
        assert programs.fails("openssl", "pkey", "-in", saved.private, "-passin", f"pass:{trimmed}", "-noout")
    else:
        assert programs.openssl("pkey", "-in", saved.private, "-pubout") == saved.public.read_bytes()


_STRUCTURE = """
SEQUENCE
SEQUENCE
OBJECT PBES2
SEQUENCE
SEQUENCE
OBJECT PBKDF2
SEQUENCE
OCTET STRING 16
INTEGER 0927C0
SEQUENCE
OBJECT hmacWithSHA256
NULL
SEQUENCE
OBJECT aes-256-cbc
OCTET STRING 16
OCTET STRING
"""


def test_structure_when_openssl_lists_it_then_is_the_form_that_every_client_opens(saved: Saved) -> None:
    """0927C0 is 600,000; no INTEGER follows it (keyLength), and the PRF has its NULL."""
    listed = []
    for line in programs.openssl("asn1parse", "-in", saved.private).decode().splitlines():
        # For example "   41:d=4  hl=2 l=  16 prim: OCTET STRING      [HEX DUMP]:00112233"
        place, _, rest = line.partition(": ")
        length = place.split("l=")[-1].split()[0]
        kind = re.split(r" *(?:\[HEX DUMP\])?:| *$", rest.strip())[0].strip()
        value = rest.rpartition(":")[2].strip() if ":" in rest else ""
        if kind == "OCTET STRING":
            value = length if length == "16" else ""
        listed.append(f"{kind} {value}".strip())

    assert (listed == _STRUCTURE.split("\n")[1:-1]) == bool(saved.passphrase)


def test_fingerprint_when_openssl_computes_it_then_is_the_same(
    saved: Saved, pairs: dict[str, KeyPair]
) -> None:
    der = programs.openssl("pkey", "-pubin", "-in", saved.public, "-outform", "DER")
    digest = programs.openssl("dgst", "-sha256", "-binary", stdin=der)

    shown = "SHA256:" + base64.b64encode(digest).decode().rstrip("=")
    assert shown in {pair.fingerprint for pair in pairs.values()}


def test_fingerprint_when_computed_as_readme_says_then_is_what_akg_shows(
    saved: Saved, pairs: dict[str, KeyPair]
) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^.*openssl dgst -sha256 -binary.*$", readme, re.MULTILINE)

    shown = programs.run("sh", "-c", command.replace("LABEL.public.pem", f"'{saved.public}'")).decode()

    assert shown.removesuffix("\n") in {pair.fingerprint for pair in pairs.values()}
