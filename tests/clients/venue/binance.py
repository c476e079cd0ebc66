"""Judges a request as Binance's documents say: the API key, then the time, then the signature.

REST: what is signed is the query and the body, byte for byte as they were sent, without the signature. The
signature is base64, percent-encoded: a bare + is a space, as servers read it, and a bare / or = is remarked.
WebSocket: the parameters but the signature, sorted by name, raw. Whatever no document says (the code for a
session.logon with RSA) has a comment.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, unquote_plus

from tests.clients.venue.keys import Registered

_API_KEY = re.compile("[A-Za-z0-9]{64}")
_PUBLIC = re.compile(
    r"/(api|fapi|dapi|eapi)/v\d+/(ping|time|exchangeInfo|ticker.*|depth|klines|premiumIndex|fundingInfo)$"
)
_WINDOW, _LONGEST_WINDOW, _AHEAD = 5_000, 60_000, 1_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """`status` of HTTP; `code` and `message` as in the documents."""

    status: int
    code: int
    message: str


SIGNATURE = Refusal(400, -1022, "Signature for this request is not valid.")
TIMESTAMP = Refusal(400, -1021, "Timestamp for this request is outside of the recvWindow.")
AHEAD = Refusal(400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.")
KEY_FORMAT = Refusal(401, -2014, "API-key format invalid.")
KEY = Refusal(401, -2015, "Invalid API-key, IP, or permissions for action.")


def missing(name: str) -> Refusal:
    return Refusal(400, -1102, f"Mandatory parameter '{name}' was not sent, was empty/null, or malformed.")


@dataclass(frozen=True, slots=True)
class Request:
    """As it came: `query` and `body` raw, `headers` with names in lower case."""

    path: str
    query: str
    body: str
    headers: Mapping[str, str]


def is_public(path: str) -> bool:
    return bool(_PUBLIC.fullmatch(path))


def judge(
    request: Request, keys: Mapping[str, Registered], now: int, *, strict: bool = True
) -> Registered | Refusal:
    """The key that signed it, or why it is refused. `now` in ms. Not `strict`: base64 may be bare."""
    key = find_key(request.headers.get("x-mbx-apikey", ""), keys)
    if isinstance(key, Refusal):
        return key
    sent = request.query + request.body
    pairs = [*_pairs(request.query), *_pairs(request.body)]
    signatures = [value for name, value in pairs if name == "signature"]
    if not any(signatures):
        return missing("signature")
    values = dict(pairs)
    if refusal := time_refusal(values.get("timestamp", ""), values.get("recvWindow", ""), now):
        return refusal
    if strict and re.search("[+/=]", signatures[-1]):
        return SIGNATURE
    read = unquote_plus if strict else unquote
    return key if key.signed(_without_signature(sent), read(signatures[-1])) else SIGNATURE


def find_key(api_key: str, keys: Mapping[str, Registered]) -> Registered | Refusal:
    if not _API_KEY.fullmatch(api_key):
        return KEY_FORMAT
    return keys.get(api_key, KEY)


def time_refusal(timestamp: str, window: str, now: int) -> Refusal | None:
    """Milliseconds or microseconds; the window is 5 s, and at most 60."""
    if not re.fullmatch(r"\d{13}|\d{16}", timestamp):
        return missing("timestamp")
    sent = int(timestamp) // (1000 if len(timestamp) == 16 else 1)
    try:
        longest = float(window) if window else _WINDOW
    except ValueError:
        return missing("recvWindow")
    if longest > _LONGEST_WINDOW:
        return missing("recvWindow")
    if sent >= now + _AHEAD:
        return AHEAD
    return TIMESTAMP if now - sent > longest else None


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(name, value) for name, _, value in (pair.partition("=") for pair in text.split("&")) if name]


def _without_signature(sent: str) -> bytes:
    """The raw text with `signature=...` cut out, and nothing parsed and built again."""
    return re.sub(r"(^|&)signature=[^&]*", "", sent).removeprefix("&").encode("utf-8", "surrogateescape")


def judge_call(
    call: Mapping[str, object], keys: Mapping[str, Registered], session: Registered | None, now: int
) -> Registered | Refusal:
    """The key that signed a request through the WebSocket API, or that of the session that it belongs to."""
    params = call.get("params") or {}
    assert isinstance(params, dict)
    if session and "signature" not in params and call["method"] != "session.logon":
        return time_refusal(_text(params.get("timestamp", now)), "", now) or session
    key = find_key(str(params.get("apiKey", "")), keys)
    if isinstance(key, Refusal):
        return key
    if "signature" not in params:
        return missing("signature")
    window = _text(params.get("recvWindow", ""))
    if refusal := time_refusal(_text(params.get("timestamp", "")), window, now):
        return refusal
    if not key.signed(payload_of(params), str(params["signature"])):
        return SIGNATURE
    if call["method"] == "session.logon" and not key.is_ed25519:
        return Refusal(400, -1022, "Only Ed25519 keys are supported.")  # no document has the code
    return key


def payload_of(params: Mapping[str, object]) -> bytes:
    """What is signed of a call: sorted by name, raw."""
    signed = sorted((name, value) for name, value in params.items() if name != "signature")
    return "&".join(f"{name}={_text(value)}" for name, value in signed).encode()


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
