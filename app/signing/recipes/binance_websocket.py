"""Binance over WebSocket: the parameters of the message, sorted, with values as they are.

Decision: raw values. The documents of the venue say so, and ccxt does it; the venue's own SDKs
percent-encode. They agree unless a value needs encoding, and nobody has tried which one the server takes
then: whoever signs such a value is told.
"""

from dataclasses import replace

from app.signing.parameters import json_of, raw_query_of
from app.signing.recipe import Kind, Part, Recipe
from app.signing.request import JSONText, Pair, SignRequest
from app.signing.schemes import ED25519, RSA_PKCS1
from app.signing.signed import Message
from app.text import text

_SOURCE = "https://github.com/binance/binance-spot-api-docs/blob/master/web-socket-api.md"
_CHECKED = "2026-11-29"
_AGREES = ("ccxt 4.5.90", "binance-common 4.7.0", "@binance/common 2.4.9")
_IDENTIFIER = "1"
_DISPUTE = text(
    "A value here needs percent-encoding in a URL. On the WebSocket the venue's documents sign values as "
    "they are, which was done here; its own SDKs sign them percent-encoded. Which one its server takes is "
    "not known: use values of letters and digits."
)


def payload(request: SignRequest) -> bytes:
    """Return the parameters with the API key, without the signature, sorted by name."""
    return raw_query_of(sorted(_parameters(request), key=lambda pair: pair[0])).encode()


def place(request: SignRequest, signature: str) -> Message:
    """Put the signature beside the other parameters, as plain base64."""
    parameters = json_of([*_parameters(request), ("signature", signature)])
    method = (("id", _IDENTIFIER), ("method", request.method), ("params", JSONText(parameters)))
    return Message(json_of(method))


def _parameters(request: SignRequest) -> list[Pair]:
    given = {name for name, _ in request.parameters}
    added: list[Pair] = [
        ("recvWindow", JSONText(request.recv_window)),
        ("timestamp", JSONText(request.timestamp)),
        ("apiKey", request.api_key),
    ]
    missing = [(name, value) for name, value in added if value and name not in given]
    return [*request.parameters, *missing]


REQUEST = Recipe(
    identifier="binance-ws",
    title="Binance WebSocket API, signed request",
    venues=("binance", "binance-testnet", "binance-demo"),
    api="ws",
    kind=Kind.MESSAGE,
    schemes=(ED25519, RSA_PKCS1),
    start=("account.status", ""),
    agrees_with=_AGREES,
    sources=(_SOURCE,),
    api_key=Part.SIGNED,
    dispute=_DISPUTE,
    checked=_CHECKED,
    payload=payload,
    place=place,
)

LOGON = replace(
    REQUEST,
    identifier="binance-ws-logon",
    title="Binance WebSocket API, session.logon",
    api="ws-logon",
    schemes=(ED25519,),
    why_not=text("session.logon takes Ed25519 keys alone; with an RSA key each request is signed: --api ws."),
    start=("session.logon", ""),
)

USER_DATA = replace(
    REQUEST,
    identifier="binance-ws-userdata",
    title="Binance WebSocket API, user data stream",
    api="ws-userdata",
    start=("userDataStream.subscribe.signature", ""),
)
