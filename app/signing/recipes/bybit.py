"""Bybit v5: RSA signatures over REST and for the private WebSocket."""

import json

from app.signing.parameters import COMPACT, json_of, query_and_body, url_of
from app.signing.recipe import Kind, Part, Recipe
from app.signing.request import JSONText, SignRequest
from app.signing.schemes import RSA_PKCS1
from app.signing.signed import HTTPRequest, Message
from app.text import text

_SOURCES = ("https://github.com/bybit-exchange/docs/blob/master/docs/v5/guide.mdx",)
_CHECKED = "2026-11-29"
_AHEAD = 1000  # milliseconds that `expires` is after the timestamp
_ONLY_RSA = text("Bybit takes RSA keys alone.")


def payload(request: SignRequest) -> bytes:
    """Return timestamp, API key and window, then the query without `?` or the body, byte for byte."""
    query, body = query_and_body(request)
    before = request.timestamp + request.api_key + request.recv_window
    return before.encode() + (body or query.encode())


def place(request: SignRequest, signature: str) -> HTTPRequest:
    """Put the signature into X-BAPI-SIGN."""
    query, body = query_and_body(request)
    headers = (
        ("X-BAPI-API-KEY", request.api_key),
        ("X-BAPI-TIMESTAMP", request.timestamp),
        ("X-BAPI-RECV-WINDOW", request.recv_window),
        ("X-BAPI-SIGN", signature),
        ("Content-Type", "application/json"),
    )
    return HTTPRequest(request.method, url_of(request, query), headers, body)


def socket_payload(request: SignRequest) -> bytes:
    """Return the fixed words and the time at which the signature expires."""
    return f"GET/realtime{_expires(request)}".encode()


def place_in_message(request: SignRequest, signature: str) -> Message:
    """Return the message that authenticates the connection."""
    arguments = json.dumps([request.api_key, int(_expires(request)), signature], separators=COMPACT)
    return Message(json_of((("op", "auth"), ("args", JSONText(arguments)))))


def _expires(request: SignRequest) -> str:
    return str(int(request.timestamp) + _AHEAD)


REST = Recipe(
    identifier="bybit-v5-rest",
    title="Bybit v5 REST",
    venues=("bybit",),
    api="rest",
    schemes=(RSA_PKCS1,),
    why_not=_ONLY_RSA,
    window="5000",
    api_key=Part.SIGNED,
    bases={"bybit": "https://api.bybit.com"},
    start=("GET", "/v5/user/query-api"),
    agrees_with=("pybit 5.17.0", "ccxt 4.5.90", "bybit-api 4.7.7"),
    sources=_SOURCES,
    checked=_CHECKED,
    payload=payload,
    place=place,
)

WEBSOCKET = Recipe(
    identifier="bybit-ws",
    title="Bybit v5 private WebSocket",
    venues=("bybit",),
    api="ws",
    kind=Kind.FIELDS,
    schemes=(RSA_PKCS1,),
    why_not=_ONLY_RSA,
    start=("auth", ""),
    agrees_with=("pybit 5.17.0", "bybit-api 4.7.7"),
    sources=_SOURCES,
    checked=_CHECKED,
    payload=socket_payload,
    place=place_in_message,
)
