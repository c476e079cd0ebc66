"""JSON Web Tokens (RFC 7519) with EdDSA or RS256: Snowflake's, and private_key_jwt (RFC 7523, 2.2)."""

import base64
from collections.abc import Callable
from functools import partial

from app.keys.digest import sha256
from app.keys.encodings import base64url
from app.signing.parameters import json_of
from app.signing.recipe import Field, Fresh, Kind, Part, Recipe
from app.signing.request import JSONText, Pair, SignRequest, TimeUnit
from app.signing.schemes import ED25519, RSA_PKCS1
from app.signing.signatures import Form
from app.signing.signed import Token
from app.text import text

_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LIFETIME = Field("lifetime", text("seconds until it expires"), "60", pattern="[0-9]{1,9}")
_CLIENT_FIELDS = (
    Field("aud", text("the token endpoint, as an address")),
    Field("kid", text("the key's identifier, where the server has several"), may_be_empty=True),
    Field("jti", text("an identifier, used once"), fresh=Fresh.IDENTIFIER),
    _LIFETIME,
)
_SNOWFLAKE_FIELDS = (
    Field("account", text("the account identifier")),
    Field("user", text("the user's name")),
    _LIFETIME,
)
_CHECKED = "2026-11-29"


def client_payload(algorithm: str, request: SignRequest) -> bytes:
    """Return header and claims of a token that names its client and its key."""
    client, kid = request.api_key, request.value("kid")
    claims: list[Pair] = [("iss", client), ("sub", client)]
    claims += [(name, request.value(name)) for name in ("aud", "jti") if request.value(name)]
    header: list[Pair] = [("alg", algorithm), ("typ", "JWT"), *([("kid", kid)] if kid else [])]
    return _token(header, _with_others(claims, request, _CLIENT_FIELDS))


def snowflake_payload(request: SignRequest) -> bytes:
    """Return header and claims; the issuer has the fingerprint of the public key."""
    account = _without_region(request.value("account"))
    subject = f"{account}.{request.value('user')}".upper()
    fingerprint = base64.b64encode(sha256(request.public_key)).decode("ascii")
    issuer = f"{subject}.SHA256:{fingerprint}"
    claims: list[Pair] = [("iss", issuer), ("sub", subject)]
    return _token([("alg", "RS256"), ("typ", "JWT")], _with_others(claims, request, _SNOWFLAKE_FIELDS))


def _without_region(account: str) -> str:
    """Return the account alone, as Snowflake's own programs do: tokens name neither region nor cloud."""
    return account.partition("-" if ".global" in account.lower() else ".")[0]


def _with_others(claims: list[Pair], request: SignRequest, fields: tuple[Field, ...]) -> list[Pair]:
    """Add when it was issued and when it expires, then whatever else was asked for, which comes first."""
    lifetime = request.value(_LIFETIME.name, _LIFETIME.default)
    expires = int(request.timestamp) + int(lifetime)
    claims += [("iat", JSONText(request.timestamp)), ("exp", JSONText(expires))]
    others = dict(request.without([each.name for each in fields]).parameters)
    return list({**dict(claims), **others}.items())


def _token(header: list[Pair], claims: list[Pair]) -> bytes:
    return ".".join(base64url(json_of(part).encode()) for part in (header, claims)).encode()


def place_assertion(payload: Callable[[SignRequest], bytes], request: SignRequest, signature: str) -> Token:
    """Return the token as the parameters of a token request."""
    token = f"{payload(request).decode()}.{signature}"
    return Token(token, parameters=(("client_assertion_type", _ASSERTION), ("client_assertion", token)))


def place_for_snowflake(request: SignRequest, signature: str) -> Token:
    """Return the token as the headers of a request."""
    token = f"{snowflake_payload(request).decode()}.{signature}"
    kind = ("X-Snowflake-Authorization-Token-Type", "KEYPAIR_JWT")
    return Token(token, headers=(("Authorization", f"Bearer {token}"), kind))


_EDDSA = partial(client_payload, "EdDSA")
_RS256 = partial(client_payload, "RS256")

SNOWFLAKE_JWT = Recipe(
    identifier="snowflake-jwt",
    title="Snowflake, key-pair token",
    venues=("snowflake",),
    api="jwt",
    kind=Kind.CLAIMS,
    schemes=(RSA_PKCS1,),
    why_not=text("Snowflake takes RSA keys alone."),
    form=Form.BASE64URL,
    time=TimeUnit.SECONDS,
    fields=_SNOWFLAKE_FIELDS,
    api_key=None,
    agrees_with=("snowflake-connector-python 4.8.1", "PyJWT 2.15.1"),
    sources=("https://docs.snowflake.com/en/developer-guide/sql-api/authenticating",),
    checked=_CHECKED,
    payload=snowflake_payload,
    place=place_for_snowflake,
)

JWT_EDDSA = Recipe(
    identifier="jwt-eddsa",
    title="private_key_jwt, EdDSA",
    venues=("other",),
    api="jwt-eddsa",
    kind=Kind.CLAIMS,
    schemes=(ED25519,),
    why_not=text("EdDSA is signed with an Ed25519 key; with an RSA key it is RS256: --api jwt-rs256."),
    form=Form.BASE64URL,
    time=TimeUnit.SECONDS,
    fields=_CLIENT_FIELDS,
    api_key=Part.SIGNED,
    agrees_with=("PyJWT 2.15.1", "Authlib 1.6.12", "jose 6.2.18"),
    sources=("https://www.rfc-editor.org/rfc/rfc7523", "https://www.rfc-editor.org/rfc/rfc8037"),
    checked=_CHECKED,
    payload=_EDDSA,
    place=partial(place_assertion, _EDDSA),
)

JWT_RS256 = Recipe(
    identifier="jwt-rs256",
    title="private_key_jwt, RS256",
    venues=("other",),
    api="jwt-rs256",
    kind=Kind.CLAIMS,
    schemes=(RSA_PKCS1,),
    why_not=text("RS256 is signed with an RSA key; with an Ed25519 key it is EdDSA: --api jwt-eddsa."),
    form=Form.BASE64URL,
    time=TimeUnit.SECONDS,
    fields=_CLIENT_FIELDS,
    api_key=Part.SIGNED,
    agrees_with=("PyJWT 2.15.1", "Authlib 1.6.12", "jose 6.2.18"),
    sources=("https://www.rfc-editor.org/rfc/rfc7523", "https://www.rfc-editor.org/rfc/rfc7518"),
    checked=_CHECKED,
    payload=_RS256,
    place=partial(place_assertion, _RS256),
)
