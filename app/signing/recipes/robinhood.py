"""Robinhood Crypto: Ed25519 over API key, time in seconds, path with query, method and body, in headers."""

from app.signing.parameters import query_and_body, target_of, url_of
from app.signing.recipe import Part, Recipe
from app.signing.request import SignRequest, TimeUnit
from app.signing.schemes import ED25519
from app.signing.signed import HTTPRequest
from app.text import text


def payload(request: SignRequest) -> bytes:
    """Return API key, timestamp, path with query, method, and body."""
    query, body = query_and_body(request)
    target = target_of(request, query)
    return f"{request.api_key}{request.timestamp}{target}{request.method}".encode() + body


def place(request: SignRequest, signature: str) -> HTTPRequest:
    """Put the signature into x-signature."""
    query, body = query_and_body(request)
    headers = [
        ("x-api-key", request.api_key),
        ("x-timestamp", request.timestamp),
        ("x-signature", signature),
    ]
    if body:
        headers.append(("Content-Type", "application/json"))
    return HTTPRequest(request.method, url_of(request, query), tuple(headers), body)


REST = Recipe(
    identifier="robinhood-crypto",
    title="Robinhood Crypto REST",
    venues=("robinhood",),
    api="rest",
    schemes=(ED25519,),
    why_not=text("Robinhood takes Ed25519 keys alone."),
    time=TimeUnit.SECONDS,
    api_key=Part.SIGNED,
    bases={"robinhood": "https://trading.robinhood.com"},
    start=("GET", "/api/v2/crypto/trading/accounts/"),
    notes=(text("The signature is valid for 30 seconds."),),
    agrees_with=("pyhood 0.12.3",),
    sources=("https://docs.robinhood.com/crypto/trading/",),
    checked="2026-11-29",
    payload=payload,
    place=place,
)
