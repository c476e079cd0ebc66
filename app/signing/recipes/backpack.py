"""Backpack: Ed25519 over the instruction and the sorted parameters. The API key is the public key itself."""

import json

from app.errors import UsageError
from app.keys.encodings import RAW_BASE64
from app.signing.parameters import joined, query_and_body, raw_query_of, url_of
from app.signing.recipe import Field, Recipe
from app.signing.request import JSONText, Pair, SignRequest
from app.signing.schemes import ED25519
from app.signing.signed import HTTPRequest
from app.text import text

_OWN = ("instruction",)


def payload(request: SignRequest) -> bytes:
    """Return instruction and parameters sorted by name, for each order of a batch, then time and window."""
    instruction = f"instruction={request.value('instruction')}"
    orders = (joined(instruction, raw_query_of(sorted(each))) for each in _orders(request.without(_OWN)))
    ending = f"timestamp={request.timestamp}&window={request.recv_window}"
    return joined(*orders, ending).encode()


def _orders(request: SignRequest) -> list[list[Pair]]:
    if not request.body:
        return [list(request.parameters)]
    try:
        found = json.loads(request.body, parse_float=JSONText, parse_int=JSONText)
    except (ValueError, RecursionError) as error:
        raise _no_object() from error
    return [_pairs_of(each) for each in (found if isinstance(found, list) else [found])]


def _pairs_of(members: object) -> list[Pair]:
    if not isinstance(members, dict):
        raise _no_object()
    return [(name, _value(member)) for name, member in members.items() if member is not None]


def _value(member: object) -> str:
    if isinstance(member, bool):
        return "true" if member else "false"
    if isinstance(member, str):
        return member
    raise _no_object()


def _no_object() -> UsageError:
    return UsageError(
        text("Backpack signs the members of the body, and this body is not a flat JSON object."),
        text("A batch is a list of such objects."),
    )


def place(request: SignRequest, signature: str) -> HTTPRequest:
    """Put the signature into X-Signature."""
    query, body = query_and_body(request.without(_OWN))
    headers = [
        ("X-API-Key", RAW_BASE64.encode(request.public_key, "")),
        ("X-Timestamp", request.timestamp),
        ("X-Window", request.recv_window),
        ("X-Signature", signature),
    ]
    if body:
        headers.append(("Content-Type", "application/json"))
    return HTTPRequest(request.method, url_of(request, query), tuple(headers), body)


REST = Recipe(
    identifier="backpack",
    title="Backpack REST",
    venues=("backpack",),
    api="rest",
    schemes=(ED25519,),
    why_not=text("Backpack takes Ed25519 keys alone."),
    window="5000",
    bases={"backpack": "https://api.backpack.exchange"},
    start=("GET", "/api/v1/capital"),
    fields=(Field("instruction", text("what the request does, such as balanceQuery"), "balanceQuery"),),
    api_key=None,
    dispute=text(
        "A value here needs percent-encoding in a URL. It was signed as it is; some programs for Backpack "
        "sign it percent-encoded. Which one its server takes is not known: use values of letters and digits."
    ),
    agrees_with=("bpx-py 2.0.11", "backpack-exchange-sdk 1.1.4", "ccxt 4.5.90"),
    sources=("https://github.com/backpack-exchange/bpx-api-client",),
    checked="2026-11-29",
    payload=payload,
    place=place,
)
