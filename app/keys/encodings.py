"""The public key in every form that a venue, a program or a standard wants.

Promises: each form is made of the DER SubjectPublicKeyInfo (RFC 5280, section 4.1) alone, so none needs the
private key, and other programs read each back to the same key. Lines end with LF; only PEM ends with one.
The table itself loads no cryptography: the names are wanted where nothing is encoded yet.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.keys.algorithm import Family
from app.text import Text, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"  # Base58: without 0, O, I and l
_BOTH = frozenset(Family)
_ONLY_ED25519 = frozenset({Family.ED25519})
_ONLY_RSA = frozenset({Family.RSA})


@dataclass(frozen=True, slots=True, eq=False)
class Encoding:
    """A form. `name` is that of `akg public --format`; `families`: the keys that have it.

    `encode` takes the DER SubjectPublicKeyInfo and a comment, which only some forms have room for.
    """

    name: str
    title: Text
    families: frozenset[Family]
    encode: Callable[[bytes, str], str]


def _pem(der: bytes, _: str) -> str:
    from app.keys.public_formats import public_key_pem

    return public_key_pem(der)


def _body(der: bytes, _: str) -> str:
    return base64.b64encode(der).decode("ascii")


def _raw(der: bytes) -> bytes:
    """Return the 32 bytes of an Ed25519 public key (RFC 8032, section 5.1.5)."""
    return _ed25519(der).public_bytes_raw()


def _raw_base64(der: bytes, _: str) -> str:
    return base64.b64encode(_raw(der)).decode("ascii")


def _raw_base64url(der: bytes, _: str) -> str:
    return base64url(_raw(der))


def _raw_hex(der: bytes, _: str) -> str:
    return _raw(der).hex()


def _raw_base58(der: bytes, _: str) -> str:
    return base58(_raw(der))


def _openssh(der: bytes, comment: str) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding as Bytes
    from cryptography.hazmat.primitives.serialization import PublicFormat, load_der_public_key

    line = load_der_public_key(der).public_bytes(Bytes.OpenSSH, PublicFormat.OpenSSH).decode("ascii")
    return f"{line} {' '.join(comment.split())}".rstrip()


def _jwk(der: bytes, _: str) -> str:
    return json.dumps(json_web_key(der), indent=2)


def _jwks(der: bytes, _: str) -> str:
    return json.dumps({"keys": [json_web_key(der)]}, indent=2)


def _pkcs1(der: bytes, _: str) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding as Bytes
    from cryptography.hazmat.primitives.serialization import PublicFormat, load_der_public_key

    return load_der_public_key(der).public_bytes(Bytes.PEM, PublicFormat.PKCS1).decode("ascii")


PEM = Encoding("pem", text("PEM (SubjectPublicKeyInfo)"), _BOTH, _pem)
BODY = Encoding("body", text("PEM's base64 in one line, without BEGIN and END"), _BOTH, _body)
RAW_BASE64 = Encoding("raw-base64", text("Raw 32 bytes, base64"), _ONLY_ED25519, _raw_base64)
RAW_BASE64URL = Encoding("raw-base64url", text("Raw 32 bytes, base64url"), _ONLY_ED25519, _raw_base64url)
RAW_HEX = Encoding("raw-hex", text("Raw 32 bytes, hexadecimal"), _ONLY_ED25519, _raw_hex)
RAW_BASE58 = Encoding("raw-base58", text("Raw 32 bytes, base58"), _ONLY_ED25519, _raw_base58)
OPENSSH = Encoding("openssh", text("OpenSSH line"), _BOTH, _openssh)
JWK = Encoding("jwk", text("JSON Web Key"), _BOTH, _jwk)
JWKS = Encoding("jwks", text("JSON Web Key Set"), _BOTH, _jwks)
PKCS1 = Encoding("pkcs1", text("PKCS#1 PEM (RSAPublicKey)"), _ONLY_RSA, _pkcs1)

ENCODINGS = (PEM, BODY, RAW_BASE64, RAW_BASE64URL, RAW_HEX, RAW_BASE58, OPENSSH, JWK, JWKS, PKCS1)
BY_NAME = {encoding.name: encoding for encoding in ENCODINGS}


def encodings_of(family: Family) -> tuple[Encoding, ...]:
    """Return the forms that a key of this family has."""
    return tuple(encoding for encoding in ENCODINGS if family in encoding.families)


def json_web_key(der: bytes) -> dict[str, str]:
    """Return the members of a JWK (RFC 7517; RFC 8037 for Ed25519) with its thumbprint as `kid`."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    key = load_der_public_key(der)
    if isinstance(key, RSAPublicKey):
        numbers = key.public_numbers()
        members = {"e": _integer(numbers.e), "kty": "RSA", "n": _integer(numbers.n)}
    else:
        members = {"crv": "Ed25519", "kty": "OKP", "x": base64url(_raw(der))}
    return {**members, "use": "sig", "kid": thumbprint(members)}


def thumbprint(members: dict[str, str]) -> str:
    """Return base64url of SHA-256 over the required members, sorted, without white space (RFC 7638)."""
    from app.keys.digest import sha256

    required = {name: members[name] for name in sorted(members)}
    return base64url(sha256(json.dumps(required, separators=(",", ":")).encode("ascii")))


def base64url(data: bytes) -> str:
    """Return base64url without padding (RFC 7515, section 2)."""
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def base58(data: bytes) -> str:
    """Return base58 in Bitcoin's alphabet (draft-msporny-base58), a `1` for each zero byte in front."""
    number, digits = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
    return _ALPHABET[0] * (len(data) - len(data.lstrip(b"\0"))) + digits


def _integer(number: int) -> str:
    """Return Base64urlUInt (RFC 7518, section 2): big-endian, as few octets as possible."""
    return base64url(number.to_bytes((number.bit_length() + 7) // 8, "big"))


def _ed25519(der: bytes) -> Ed25519PublicKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    key = load_der_public_key(der)
    if not isinstance(key, Ed25519PublicKey):
        raise TypeError("raw forms are those of Ed25519")
    return key
