"""What is wrong besides the signature, or although it is right: it shows in the request itself.

Promises: a time is old only against the date of an answer; every pasted request is old by the clock.
"""

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import unquote

from app.signing.doctor.case import Case, Place
from app.signing.pasted.sent import Pair
from app.signing.request import TimeUnit

Found = tuple[str, bool]
"""A cause, and whether it is proved."""

_API_KEY = re.compile(r"[A-Za-z0-9]{64}", re.ASCII)
_KEY_TEXT = re.compile(r"-----|BEGIN|PRIVATE-KEY-REMOVED|^MC[ow][A-Za-z0-9+/]{40}|^MI[IG][A-Za-z0-9+/]{60}")
_EXPONENT = re.compile(r"-?\d+(?:\.\d+)?[eE][+-]?\d+", re.ASCII)
_COMMA = re.compile(r"-?\d+,\d+", re.ASCII)
_NUMBERS = (
    "price",
    "quantity",
    "quoteOrderQty",
    "stopPrice",
    "icebergQty",
    "amount",
    "qty",
    "size",
    "activationPrice",
)
_DIGITS = {TimeUnit.SECONDS: (10,), TimeUnit.MILLISECONDS: (13,)}
_LARGEST_WINDOW = 60_000
_USUAL_WINDOW = 5_000
_AHEAD = 1_000
_MARGIN = 1_000  # the header has whole seconds


def checks(case: Case) -> Iterator[Found]:
    """Yield what shows in a request, the graver first."""
    yield from _api_key(case)
    yield from _time(case)
    yield from _window(case)
    yield from _values(case)
    if case.recipe.identifier.startswith("binance") and case.place is Place.ADDRESS and case.behind:
        yield "signature-not-last", True


def _api_key(case: Case) -> Iterator[Found]:
    """Look at the API key of Binance; a request without its headers says nothing about it."""
    if not case.recipe.identifier.startswith("binance"):
        return
    key = case.api_key
    code = case.sent.answer.code
    if not key:
        needs = case.place is Place.MESSAGE and case.recipe.identifier.startswith("binance-ws")
        if needs or (case.place is Place.FIELD) or code == "-2014" or (case.sent.headers and _is_plain(case)):
            yield "apikey-missing", True
    elif _KEY_TEXT.search(key):
        yield "apikey-is-pem", True
    elif not _API_KEY.fullmatch(key):
        yield "apikey-format", True


def _is_plain(case: Case) -> bool:
    """Return whether the headers are those of the request, and not a few lines of something else."""
    return case.sent.form.value in ("curl", "http", "log")


def _time(case: Case) -> Iterator[Found]:
    unit = case.recipe.time
    is_signed = unit is not None and case.recipe.identifier != "plain" and case.place is not Place.TOKEN
    if not is_signed or unit is None:
        return
    if not case.timestamp:
        yield "timestamp-missing", True
        return
    if unit in _DIGITS and case.timestamp.isdecimal():
        microseconds = (16,) if case.recipe.identifier.startswith("binance") else ()
        if len(case.timestamp) not in (*_DIGITS[unit], *microseconds):
            yield "timestamp-unit", True
            return
    yield from _against_answer(case, unit)


def _against_answer(case: Case, unit: TimeUnit) -> Iterator[Found]:
    """Compare the time with the date of the answer; where there is none, with what the answer says."""
    answer = case.sent.answer
    sent = unit.nanoseconds(case.timestamp)
    if sent is not None and (then := _milliseconds(answer.date)):
        late = then - sent // 1_000_000
        if late < -_AHEAD:
            yield "timestamp-ahead", True
        elif late > _window_of(case) + _MARGIN:
            yield "timestamp-old", True
        return
    if answer.code == "-1021":
        yield ("timestamp-ahead" if "ahead" in answer.message else "timestamp-old"), False


def _milliseconds(date: str) -> int:
    try:
        return int(parsedate_to_datetime(date).timestamp() * 1000) if date else 0
    except (ValueError, OverflowError):
        return 0


def _window_of(case: Case) -> int:
    whole = case.window.partition(".")[0]
    return int(whole) if whole.isdecimal() and whole.isascii() and len(whole) < 9 else _USUAL_WINDOW


def _window(case: Case) -> Iterator[Found]:
    if case.recipe.identifier.startswith("binance") and case.window and _window_of(case) > _LARGEST_WINDOW:
        yield "recvwindow-too-large", True


def _values(case: Case) -> Iterator[Found]:
    if not case.recipe.identifier.startswith("binance"):
        return
    pairs = [pair for pair in (*case.query, *case.form) if pair.name or pair.value]
    values = [unquote(pair.value) for pair in pairs]
    if any(_EXPONENT.fullmatch(value) for value in values):
        yield "scientific-notation", True
    if any(pair.name in _NUMBERS and _COMMA.fullmatch(unquote(pair.value)) for pair in pairs):
        yield "decimal-comma", True
    if any(value in ("True", "False") for value in values):
        yield "boolean-case", True
    if any(value[:2] == "['" or "': " in value for value in values if value[:1] in ("[", "{")):
        yield "list-format", True
    if any(not pair.value for pair in pairs):
        yield "empty-value", True
    if len({pair.name for pair in pairs}) < len(pairs):
        yield "duplicate-param", True


def names_twice(pairs: tuple[Pair, ...]) -> list[str]:
    """Return the names that come more than once."""
    names = [pair.name for pair in pairs]
    return sorted({name for name in names if names.count(name) > 1})
