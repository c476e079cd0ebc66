"""Binance over HTTP: query and form body, exactly as they are sent, with values encoded before signing."""

from dataclasses import replace

from app.signing.parameters import joined, names_in, percent_encoded, sent_query, url_of
from app.signing.recipe import Recipe
from app.signing.request import SignRequest
from app.signing.schemes import ED25519, RSA_PKCS1
from app.signing.signed import HTTPRequest
from app.text import text

_SPOT = "https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md"
_CHECKED = "2026-11-29"
_HOSTS = {"/dapi": "https://dapi.binance.com", "/eapi": "https://eapi.binance.com"}
_FORM = "application/x-www-form-urlencoded"


def payload(request: SignRequest) -> bytes:
    """Return query, then body, nothing between."""
    timed = _timed(request)
    return sent_query(timed).encode() + timed.body


def place(request: SignRequest, signature: str) -> HTTPRequest:
    """Put the signature last: behind the body where there is one, behind the query where not."""
    timed = _timed(request)
    last = f"signature={percent_encoded(signature)}"
    headers = [("X-MBX-APIKEY", request.api_key)]
    query, body = sent_query(timed), timed.body
    if body:
        headers.append(("Content-Type", _FORM))
        body += b"&" + last.encode()
    else:
        query = joined(query, last)
    return HTTPRequest(request.method, url_of(timed, query), tuple(headers), body)


def _timed(request: SignRequest) -> SignRequest:
    """Add recvWindow and timestamp to the query, unless query or body has them."""
    given = names_in(sent_query(request)) | names_in(request.body.decode("utf-8", "replace"))
    added = [("recvWindow", request.recv_window), ("timestamp", request.timestamp)]
    missing = tuple((name, value) for name, value in added if value and name not in given)
    return replace(request, parameters=request.parameters + missing)


SPOT_REST = Recipe(
    identifier="binance-spot-rest",
    title="Binance Spot REST",
    venues=("binance", "binance-testnet", "binance-demo"),
    api="rest",
    schemes=(ED25519, RSA_PKCS1),
    bases={
        "binance": "https://api.binance.com",
        "binance-testnet": "https://testnet.binance.vision",
        "binance-demo": "https://demo-api.binance.com",
    },
    start=("GET", "/api/v3/account"),
    agrees_with=("binance-sdk-spot 13.3.0", "ccxt 4.5.90"),
    sources=(_SPOT,),
    checked=_CHECKED,
    payload=payload,
    place=place,
)

FUTURES_REST = Recipe(
    identifier="binance-futures-rest",
    title="Binance Futures and Options REST",
    venues=("binance", "binance-demo"),
    api="futures",
    schemes=(ED25519, RSA_PKCS1),
    bases={"binance": "https://fapi.binance.com", "binance-demo": "https://demo-fapi.binance.com"},
    hosts=_HOSTS,
    start=("GET", "/fapi/v3/account"),
    notes=(text("The path says where it goes: /fapi, /dapi for coin futures, /eapi for options."),),
    agrees_with=(
        "binance-sdk-derivatives-trading-usds-futures 18.1.0",
        "binance-sdk-derivatives-trading-coin-futures 14.1.0",
        "binance-sdk-derivatives-trading-options 8.7.0",
        "ccxt 4.5.90",
    ),
    sources=("https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info",),
    checked=_CHECKED,
    payload=payload,
    place=place,
)

SAPI = Recipe(
    identifier="binance-sapi",
    title="Binance wallet and margin REST",
    venues=("binance",),
    api="sapi",
    schemes=(ED25519, RSA_PKCS1),
    bases={"binance": "https://api.binance.com"},
    start=("GET", "/sapi/v1/account/apiRestrictions"),
    agrees_with=("binance-sdk-wallet 13.8.0", "ccxt 4.5.90"),
    sources=(_SPOT,),
    checked=_CHECKED,
    payload=payload,
    place=place,
)
