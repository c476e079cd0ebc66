"""The public key in each form: standards' own examples, and the same key back through other programs."""

import base64
import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UnusableKeyError
from app.keys.algorithm import Family
from app.keys.encodings import BY_NAME, ENCODINGS, base58, encodings_of, json_web_key, thumbprint
from app.keys.pair import KeyPair
from app.usecases.open_key import recognise

EACH = pytest.mark.parametrize(
    ("algorithm", "name"),
    [
        (algorithm, encoding.name)
        for algorithm in ("ed25519", "rsa-2048")
        for encoding in ENCODINGS
        if Family(algorithm.partition("-")[0]) in encoding.families
    ],
)


def encoded(pair: KeyPair, name: str, comment: str = "") -> str:
    return BY_NAME[name].encode(pair.subject_public_key_info, comment)


# Published examples


def test_thumbprint_is_that_of_rfc_7638_section_3_1() -> None:
    modulus = (
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRX"
        "jBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaS"
        "qzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksIN"
        "HaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
    )
    members = {"kty": "RSA", "n": modulus, "e": "AQAB"}
    assert thumbprint(members) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"


def test_ed25519_key_is_that_of_rfc_8037_appendix_a() -> None:
    public = base64.urlsafe_b64decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
    der = bytes.fromhex("302a300506032b6570032100") + public
    assert json_web_key(der) == {
        "kty": "OKP",
        "crv": "Ed25519",
        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        "use": "sig",
        "kid": "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
    }


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Hello World!", "2NEpo7TZRRrLZSi2U"),
        (
            b"The quick brown fox jumps over the lazy dog.",
            "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
        ),
        (bytes.fromhex("0000287fb4cd"), "11233QC4"),
    ],
)
def test_base58_is_that_of_the_draft(data: bytes, text: str) -> None:
    assert base58(data) == text


# Round trips


@EACH
def test_each_form_gives_the_same_key_back(pairs: dict[str, KeyPair], algorithm: str, name: str) -> None:
    pair = pairs[algorithm]
    assert _back(name, encoded(pair, name, "desk 1")) == pair.subject_public_key_info


@given(data=st.binary(max_size=40))
def test_base58_is_a_bijection(data: bytes) -> None:
    assert _from_base58(base58(data)) == data


def test_a_comment_is_one_line(pairs: dict[str, KeyPair]) -> None:
    line = encoded(pairs["ed25519"], "openssh", "desk\nssh-ed25519 AAAA")
    assert len(line.splitlines()) == 1
    assert line.endswith(" desk ssh-ed25519 AAAA")


def test_what_is_pasted_ends_with_a_newline_only_where_it_is_pem(pairs: dict[str, KeyPair]) -> None:
    for family in Family:
        pair = pairs["ed25519" if family is Family.ED25519 else "rsa-2048"]
        for encoding in encodings_of(family):
            assert encoded(pair, encoding.name).endswith("\n") == (encoding.name in ("pem", "pkcs1"))


@pytest.mark.parametrize("name", ["raw-hex", "raw-base64", "raw-base58"])
def test_raw_forms_are_not_those_of_rsa(pairs: dict[str, KeyPair], name: str) -> None:
    assert Family.RSA not in BY_NAME[name].families
    with pytest.raises(TypeError):
        encoded(pairs["rsa-2048"], name)


@pytest.mark.interop
@pytest.mark.parametrize(("algorithm", "bits"), [("ed25519", "256"), ("rsa-2048", "2048")])
def test_ssh_keygen_reads_the_line(
    pairs: dict[str, KeyPair], algorithm: str, bits: str, tmp_path: Path
) -> None:
    line = tmp_path / "key.pub"
    line.write_text(encoded(pairs[algorithm], "openssh", "desk") + "\n")
    done = subprocess.run(["ssh-keygen", "-l", "-f", str(line)], capture_output=True, text=True, check=True)
    blob = base64.b64decode(line.read_text().split()[1])
    digest = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    assert done.stdout.split()[:3] == [bits, f"SHA256:{digest}", "desk"]


@pytest.mark.interop
@pytest.mark.parametrize("algorithm", ["ed25519", "rsa-2048"])
@pytest.mark.parametrize("name", ["pem", "pkcs1", "jwk"])
def test_node_reads_it_as_the_same_key(pairs: dict[str, KeyPair], algorithm: str, name: str) -> None:
    if Family(algorithm.partition("-")[0]) not in BY_NAME[name].families:
        return
    script = """
    const {createPublicKey} = require('crypto');
    const input = require('fs').readFileSync(0, 'utf8');
    const key = createPublicKey(input[0] === '{' ? {key: JSON.parse(input), format: 'jwk'} : input);
    process.stdout.write(key.export({type: 'spki', format: 'pem'}));
    """
    done = subprocess.run(
        ["node", "-e", script],
        input=encoded(pairs[algorithm], name),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == pairs[algorithm].public_key_pem


@pytest.mark.parametrize("name", ["pem", "openssh", "jwk"])
def test_a_public_form_is_named_where_a_private_key_is_wanted(pairs: dict[str, KeyPair], name: str) -> None:
    with pytest.raises(UnusableKeyError) as caught:
        recognise(encoded(pairs["ed25519"], name).encode())
    assert "public key" in caught.value.message


def _back(name: str, text: str) -> bytes:
    """The DER SubjectPublicKeyInfo of the text, read by another implementation."""
    prefix = bytes.fromhex("302a300506032b6570032100")
    match name:
        case "pem" | "pkcs1":
            key = serialization.load_pem_public_key(text.encode())
        case "body":
            return base64.b64decode(text, validate=True)
        case "raw-base64":
            return prefix + base64.b64decode(text, validate=True)
        case "raw-base64url":
            return prefix + base64.urlsafe_b64decode(text + "=")
        case "raw-hex":
            return prefix + bytes.fromhex(text)
        case "raw-base58":
            return prefix + _from_base58(text)
        case "openssh":
            key = serialization.load_ssh_public_key(text.encode())
        case "jwk" | "jwks":
            return _from_jwk(json.loads(text))
        case _:
            raise AssertionError(f"no way back is known for {name}")
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _from_jwk(members: dict[str, object]) -> bytes:
    from Crypto.PublicKey import RSA

    if isinstance(keys := members.get("keys"), list):
        (members,) = keys
    octets = {
        name: base64.urlsafe_b64decode(str(members[name]) + "==")
        for name in ("x", "n", "e")
        if name in members
    }
    if "x" in octets:
        return bytes.fromhex("302a300506032b6570032100") + octets["x"]
    numbers = [int.from_bytes(octets[name], "big") for name in ("n", "e")]
    der = RSA.construct((numbers[0], numbers[1])).public_key().export_key("DER")
    assert isinstance(der, bytes)
    return der


def _from_base58(text: str) -> bytes:
    """Another way to compute it: digit by digit, least significant first."""
    alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    number = sum(alphabet.index(digit) * int(58**place) for place, digit in enumerate(reversed(text)))
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
