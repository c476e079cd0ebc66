"""Kalshi: RSA-PSS over time, method and path alone; query and body are not signed."""

from app.signing.parameters import query_and_body, url_of
from app.signing.recipe import Recipe
from app.signing.request import SignRequest
from app.signing.schemes import RSA_PSS
from app.signing.signed import HTTPRequest
from app.text import text


def payload(request: SignRequest) -> bytes:
    """Return timestamp, method and path from /trade-api, without its query."""
    return f"{request.timestamp}{request.method}{request.path.partition('?')[0]}".encode()


def place(request: SignRequest, signature: str) -> HTTPRequest:
    """Put the signature into KALSHI-ACCESS-SIGNATURE."""
    query, body = query_and_body(request)
    headers = [
        ("KALSHI-ACCESS-KEY", request.api_key),
        ("KALSHI-ACCESS-TIMESTAMP", request.timestamp),
        ("KALSHI-ACCESS-SIGNATURE", signature),
    ]
    if body:
        headers.append(("Content-Type", "application/json"))
    return HTTPRequest(request.method, url_of(request, query), tuple(headers), body)


REST = Recipe(
    identifier="kalshi",
    title="Kalshi REST",
    venues=("kalshi",),
    api="rest",
    schemes=(RSA_PSS,),
    why_not=text("Kalshi takes RSA keys alone."),
    bases={"kalshi": "https://api.elections.kalshi.com"},
    start=("GET", "/trade-api/v2/portfolio/balance"),
    notes=(text("PSS is salted: the signature is another one each time."),),
    agrees_with=("kalshi-python-sync 3.2.0", "kalshi-typescript 3.30.0"),
    sources=("https://docs.kalshi.com/getting_started/quick_start_authenticated_requests",),
    checked="2026-11-29",
    payload=payload,
    place=place,
)
