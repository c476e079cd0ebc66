"""A JSON Web Key (RFC 7517, 8037): a private Ed25519 or RSA key becomes PKCS#8, others get their names."""

import json
from dataclasses import replace
from typing import Any

from cryptography.hazmat import asn1

from app.errors import UnusableKeyError
from app.keys import public_formats
from app.keys import structures as s
from app.keys.foreign import der_documents, rsa_numbers, text_forms
from app.keys.foreign.kinds import Container, KeyDocument
from app.text import text

_ED25519_PRIVATE = bytes.fromhex(
    "302e020100300506032b657004220420"
)  # RFC 8410, section 10.3: the seed follows
_ED25519_PUBLIC = bytes.fromhex("302a300506032b6570032100")  # the same, section 10.1
_NULL = b"\x05\x00"
_RSA_NUMBERS = ("n", "e", "d", "p", "q", "dp", "dq", "qi")
_OTHER_KINDS = {
    "EC": text("This JSON Web Key is an EC key. Exchanges take Ed25519 or RSA."),
    "OKP": text("This JSON Web Key is a key on another curve. Exchanges take Ed25519 or RSA."),
    "oct": text("This JSON Web Key is a symmetric key. Exchanges take Ed25519 or RSA."),
}
_OTHER_KIND = text("This JSON Web Key is of another kind. Exchanges take Ed25519 or RSA.")
_GENERATE = text("Generate a new key pair.")
_DAMAGED = (
    text("This JSON Web Key is damaged or incomplete."),
    text("Copy the whole text again, with its braces."),
)


def identify(content: str) -> KeyDocument:
    """Return the document of a JSON text. Raises UnusableKeyError for what is not one usable private key."""
    members = _parse(content)
    if "keys" in members and "kty" not in members:
        raise UnusableKeyError(
            text("This is a set of JSON Web Keys."),
            text("Paste the one private key alone, with its braces."),
        )
    if "d" not in members and members.get("kty") in ("OKP", "RSA", "EC"):
        raise UnusableKeyError(
            text("This is a public key (JSON Web Key), not a private key."),
            text("A private one has a member “d”."),
        )
    match members.get("kty"), members.get("crv"):
        case "OKP", "Ed25519":
            document = _ed25519(members)
        case "RSA", _:
            document = _rsa(members)
        case kind, _:
            known = _OTHER_KINDS.get(kind, _OTHER_KIND) if isinstance(kind, str) else _OTHER_KIND
            raise UnusableKeyError(known, _GENERATE)
    return replace(document, container=Container.JWK)


def _parse(content: str) -> dict[str, Any]:
    try:
        members = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnusableKeyError(*_DAMAGED) from error
    return members if isinstance(members, dict) else {}


def _octets(members: dict[str, Any], name: str) -> bytes:
    value = members.get(name)
    octets = text_forms.from_base64(value) if isinstance(value, str) else None
    if not octets:
        raise UnusableKeyError(*_DAMAGED)
    return octets


def _ed25519(members: dict[str, Any]) -> KeyDocument:
    seed, public = _octets(members, "d"), _octets(members, "x")
    if len(seed) != 32 or len(public) != 32:
        raise UnusableKeyError(*_DAMAGED)
    mark = public_formats.fingerprint(_ED25519_PUBLIC + public)
    return replace(der_documents.private_key_info(_ED25519_PRIVATE + seed), fingerprint=mark)


def _rsa(members: dict[str, Any]) -> KeyDocument:
    if "oth" in members:
        raise UnusableKeyError(*rsa_numbers.SEVERAL_PRIMES)
    n, e, d, p, q, dp, dq, qi = (int.from_bytes(_octets(members, name)) for name in _RSA_NUMBERS)
    key = s.RSAPrivateKey(
        version=0,
        modulus=n,
        public_exponent=e,
        private_exponent=d,
        prime1=p,
        prime2=q,
        exponent1=dp,
        exponent2=dq,
        coefficient=qi,
    )
    return der_documents.private_key_info(
        asn1.encode_der(
            s.PrivateKeyInfo(
                version=0,
                private_key_algorithm=s.identifier(s.RSA, _NULL),
                private_key=asn1.encode_der(key),
                attributes=None,
                public_key=None,
            )
        )
    )
