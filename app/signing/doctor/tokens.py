"""The header and the claims of a JSON Web Token, and what does not fit in them."""

import base64
import binascii
import re
from collections.abc import Iterator

from app.keys.algorithm import Family
from app.signing.pasted.values import Kind, Value, read_value

_NOTHING = Value(Kind.OBJECT, "{}")
_LONGEST = 3600  # seconds; what Snowflake takes
_FINGERPRINT = re.compile(r"^(.*)\.SHA256:(.*)$", re.IGNORECASE | re.DOTALL)


def parts_of(token: str) -> tuple[Value, Value]:
    """Return header and claims; an empty object for what cannot be read."""
    pieces = token.split(".")
    return (_object(pieces[0]), _object(pieces[1])) if len(pieces) > 1 else (_NOTHING, _NOTHING)


def _object(piece: str) -> Value:
    try:
        data = base64.urlsafe_b64decode(piece + "=" * (-len(piece) % 4))
        value, _ = read_value(data.decode("utf-8"))
    except (ValueError, binascii.Error):
        return _NOTHING
    return value if value.kind is Kind.OBJECT else _NOTHING


def problems(token: str, family: Family, fingerprint: str, *, is_snowflake: bool) -> Iterator[str]:
    """Yield the causes that show in header and claims; `fingerprint` as base64 of SHA-256 over the key."""
    header, claims = parts_of(token)
    algorithm = header.text_of("alg")
    if algorithm not in (("EdDSA", "Ed25519") if family is Family.ED25519 else ("RS256",)):
        yield "jwt-alg"
    yield from _lifetime(claims, is_snowflake=is_snowflake)
    found = _FINGERPRINT.match(claims.text_of("iss"))
    if is_snowflake and found:
        if found[2].rstrip("=") != fingerprint.rstrip("="):
            yield "snowflake-fingerprint"
        if found[1] != found[1].upper() or claims.text_of("sub") != claims.text_of("sub").upper():
            yield "snowflake-case"


def _lifetime(claims: Value, *, is_snowflake: bool) -> Iterator[str]:
    issued, expires = claims.text_of("iat"), claims.text_of("exp")
    if not expires.isdecimal() or len(expires) > 11 or len(issued) > 11:
        yield "jwt-lifetime"
    elif issued.isdecimal():
        life = int(expires) - int(issued)
        if life <= 0 or (is_snowflake and life > _LONGEST):
            yield "jwt-lifetime"
