"""Binance over FIX: the Logon message (35=A), whose RawData (96) is the signature of five of its values."""

from app.signing.parameters import joined
from app.signing.recipe import Field, Kind, Recipe
from app.signing.request import SignRequest, TimeUnit
from app.signing.schemes import ED25519
from app.signing.signed import FIXMessage
from app.text import text

SOH = "\x01"
_WORD = "[A-Za-z0-9_-]{1,8}"
_HEARTBEAT, _UNORDERED = "30", "2"

_FIELDS = (
    Field("SenderCompID", text("tag 49: 1 to 8 of letters, digits, - and _"), "AKG1", pattern=_WORD),
    Field("TargetCompID", text("tag 56"), "SPOT", pattern=_WORD),
    Field("MsgSeqNum", text("tag 34"), "1", pattern="[0-9]{1,9}"),
)


def payload(request: SignRequest) -> bytes:
    """Return the values of 35, 49, 56, 34 and 52, with one SOH between."""
    sender, target, number = _values(request)
    return SOH.join(("A", sender, target, number, request.timestamp)).encode()


def place(request: SignRequest, signature: str) -> FIXMessage:
    """Return the whole message, with BodyLength (9) and CheckSum (10) computed."""
    sender, target, number = _values(request)
    fields = (
        ("35", "A"),
        ("34", number),
        ("49", sender),
        ("52", request.timestamp),
        ("56", target),
        ("95", str(len(signature))),
        ("96", signature),
        ("98", "0"),
        ("108", _HEARTBEAT),
        ("141", "Y"),
        ("553", request.api_key),
        ("25035", _UNORDERED),
    )
    body = _encoded(fields)
    message = _encoded((("8", "FIX.4.4"), ("9", str(len(body))))) + body
    return FIXMessage(message + _encoded((("10", f"{sum(message) % 256:03}"),)))


def _values(request: SignRequest) -> tuple[str, str, str]:
    sender, target, number = (request.value(each.name, each.default) for each in _FIELDS)
    return sender, target, number


def _encoded(fields: tuple[tuple[str, str], ...]) -> bytes:
    return joined(*(f"{tag}={value}{SOH}" for tag, value in fields), between="").encode()


FIX_LOGON = Recipe(
    identifier="binance-fix-logon",
    title="Binance FIX, Logon",
    venues=("binance", "binance-testnet"),
    api="fix",
    kind=Kind.FIELDS,
    schemes=(ED25519,),
    why_not=text("The FIX API takes Ed25519 keys alone."),
    time=TimeUnit.UTC,
    start=("Logon", ""),
    fields=_FIELDS,
    agrees_with=("binance-fix-connector 1.2.0",),
    sources=("https://github.com/binance/binance-spot-api-docs/blob/master/fix-api.md",),
    checked="2026-11-29",
    payload=payload,
    place=place,
)
