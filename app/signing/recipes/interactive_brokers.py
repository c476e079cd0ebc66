"""Interactive Brokers, OAuth 1.0a: the request for a live session token. Later requests are HMAC.

The text begins with the access token secret, decrypted, in hexadecimal: it is a secret, as the session is.
"""

from urllib.parse import quote_plus

from app.signing.parameters import raw_query_of
from app.signing.recipe import Field, Fresh, Kind, Part, Recipe
from app.signing.request import Pair, SignRequest, TimeUnit
from app.signing.schemes import RSA_PKCS1
from app.signing.signatures import Form
from app.signing.signed import HTTPRequest
from app.text import text

_REALM = "limited_poa"
_WORD = "[A-Za-z0-9._~-]+"
_FIELDS = (
    Field("oauth_token", text("the access token"), pattern=_WORD),
    Field("diffie_hellman_challenge", text("the challenge, in hexadecimal"), pattern="[0-9A-Fa-f]+"),
    Field("oauth_nonce", text("any text, used once"), fresh=Fresh.NONCE, pattern=_WORD),
)


def payload(request: SignRequest) -> bytes:
    """Return the secret, the method, and address and parameters, each encoded once more."""
    secret = request.secret.reveal() if request.secret else ""
    address = quote_plus(request.base + request.path)
    return f"{secret}{request.method}&{address}&{quote_plus(raw_query_of(_parameters(request)))}".encode()


def place(request: SignRequest, signature: str) -> HTTPRequest:
    """Put the signature among the parameters of the Authorization header."""
    signed = sorted([*_parameters(request), ("oauth_signature", signature)])
    members = ", ".join(f'{name}="{value}"' for name, value in (("realm", _REALM), *signed))
    headers = (("Authorization", f"OAuth {members}"),)
    return HTTPRequest(request.method, request.base + request.path, headers)


def _parameters(request: SignRequest) -> list[Pair]:
    return sorted(
        [
            ("oauth_consumer_key", request.api_key),
            ("oauth_signature_method", "RSA-SHA256"),
            ("oauth_timestamp", request.timestamp),
            *request.parameters,
        ]
    )


LIVE_SESSION_TOKEN = Recipe(
    identifier="ibkr-oauth1a",
    title="Interactive Brokers, live session token",
    venues=("interactive-brokers",),
    api="oauth",
    kind=Kind.FIELDS,
    schemes=(RSA_PKCS1,),
    why_not=text("Interactive Brokers takes RSA keys alone."),
    form=Form.BASE64_QUOTED,
    time=TimeUnit.SECONDS,
    bases={"interactive-brokers": "https://api.ibkr.com"},
    start=("POST", "/v1/api/oauth/live_session_token"),
    fields=_FIELDS,
    api_key=Part.SIGNED,
    secret=Part.SIGNED,
    agrees_with=("ibind 0.2.2",),
    sources=("https://www.interactivebrokers.com/campus/ibkr-api-page/oauth-1-0a-extended/",),
    checked="2026-11-29",
    payload=payload,
    place=place,
)
