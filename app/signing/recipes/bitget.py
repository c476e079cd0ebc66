"""Bitget v2: RSA signatures. The API passphrase goes with each request, and is not signed."""

from dataclasses import replace

from app.signing.parameters import query_and_body, url_of
from app.signing.recipe import Part, Recipe
from app.signing.request import SignRequest
from app.signing.schemes import RSA_PKCS1
from app.signing.signed import HTTPRequest
from app.text import text

PLACEHOLDER = "YOUR-API-PASSPHRASE"


def payload(request: SignRequest) -> bytes:
    """Return timestamp, method, path with the query sorted by name, and body."""
    query, body = query_and_body(_sorted(request))
    asked = f"?{query}" if query else ""
    return f"{request.timestamp}{request.method}{request.path}{asked}".encode() + body


def place(request: SignRequest, signature: str) -> HTTPRequest:
    """Put the signature into ACCESS-SIGN."""
    query, body = query_and_body(_sorted(request))
    headers = (
        ("ACCESS-KEY", request.api_key),
        ("ACCESS-SIGN", signature),
        ("ACCESS-TIMESTAMP", request.timestamp),
        ("ACCESS-PASSPHRASE", request.secret.reveal() if request.secret else PLACEHOLDER),
        ("Content-Type", "application/json"),
    )
    return HTTPRequest(request.method, url_of(request, query), headers, body)


def _sorted(request: SignRequest) -> SignRequest:
    """Sort the query by name; a body keeps its order."""
    if request.method not in ("GET", "DELETE"):
        return request
    return replace(request, parameters=tuple(sorted(request.parameters, key=lambda pair: pair[0])))


REST = Recipe(
    identifier="bitget-v2-rest",
    title="Bitget v2 REST",
    venues=("bitget",),
    api="rest",
    schemes=(RSA_PKCS1,),
    why_not=text("Bitget takes RSA keys alone."),
    bases={"bitget": "https://api.bitget.com"},
    start=("GET", "/api/v2/spot/account/info"),
    secret=Part.SENT,
    agrees_with=("v3-bitget-api-sdk 9bdab50", "bitget-api 3.2.3"),
    sources=("https://github.com/BitgetLimited/v3-bitget-api-sdk",),
    checked="2026-11-29",
    payload=payload,
    place=place,
)
