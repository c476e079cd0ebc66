"""Revolut X: Ed25519 over time, method, path, query and body, in headers."""

from app.signing.parameters import query_and_body, url_of
from app.signing.recipe import Recipe
from app.signing.request import SignRequest
from app.signing.schemes import ED25519
from app.signing.signed import HTTPRequest
from app.text import text


def payload(request: SignRequest) -> bytes:
    """Return timestamp, method, path from /api, query without `?`, and body."""
    query, body = query_and_body(request)
    return f"{request.timestamp}{request.method}{request.path}{query}".encode() + body


def place(request: SignRequest, signature: str) -> HTTPRequest:
    """Put the signature into X-Revx-Signature."""
    query, body = query_and_body(request)
    headers = [
        ("X-Revx-API-Key", request.api_key),
        ("X-Revx-Timestamp", request.timestamp),
        ("X-Revx-Signature", signature),
    ]
    if body:
        headers.append(("Content-Type", "application/json"))
    return HTTPRequest(request.method, url_of(request, query), tuple(headers), body)


REST = Recipe(
    identifier="revolut-x",
    title="Revolut X REST",
    venues=("revolut-x",),
    api="rest",
    schemes=(ED25519,),
    why_not=text("Revolut X takes Ed25519 keys alone."),
    bases={"revolut-x": "https://revx.revolut.com"},
    start=("GET", "/api/1.0/balances"),
    agrees_with=("ccxt 4.5.90", "revolut-x-python 1.1.1"),
    sources=("https://developer.revolut.com/docs/x-api/revolut-x-crypto-exchange-rest-api",),
    checked="2026-11-29",
    payload=payload,
    place=place,
)
