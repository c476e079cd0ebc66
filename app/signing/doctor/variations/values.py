"""Values that programs write in two ways: numbers, true and false, lists, the time."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import combinations, product
from urllib.parse import quote, unquote

from app.signing.doctor.case import Case
from app.signing.doctor.pieces import Draft, Piece, Role, respelled
from app.signing.doctor.variations.rendering import STYLES
from app.signing.pasted.values import read_value

_NUMBER = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_TIMES = ("timestamp", "recvWindow", "window")
_NEAR = 5  # milliseconds that are tried together with other causes
FAR = 2000
_LONGEST_LIST = 4096
_MOST_SINGLE = 24
_MOST_TOGETHER = 6
_BOOLEANS = {"true": "True", "false": "False", "True": "true", "False": "false"}


def _shortest(value: Decimal) -> str:
    content = f"{value:f}"
    return (content.rstrip("0").rstrip(".") if "." in content else content) or "0"


_NUMBERS: tuple[Callable[[Decimal], str], ...] = (
    _shortest,
    lambda value: repr(float(value)),
    lambda value: f"{value:.8f}",
    lambda value: f"{value:.2f}",
    lambda value: f"{value:.1f}",
    lambda value: f"{value:.4f}",
    lambda value: f"{value:.6f}",
    lambda value: f"{value:g}",
    lambda value: str(value.normalize()),
    lambda value: _shortest(value).replace(".", ","),
)


def numbers(draft: Draft, _: Case) -> Iterator[Draft]:
    """Write numbers in another way: all of them, then each alone."""
    places = [at for at, piece in enumerate(draft.pieces) if _is_number(piece)]
    for style in _NUMBERS:
        yield from _changed(draft, places, lambda value, to=style: _written(value, to))  # type: ignore[misc]
    if 1 < len(places) <= _MOST_SINGLE:
        for at in places:
            for style in _NUMBERS:
                yield from _changed(draft, [at], lambda value, to=style: _written(value, to))  # type: ignore[misc]


def several_numbers(draft: Draft, _: Case) -> Iterator[Draft]:
    """Write two or three numbers, each in a way of its own."""
    places = [at for at, piece in enumerate(draft.pieces) if _is_number(piece)][:_MOST_TOGETHER]
    ways = {at: _spellings(draft.pieces[at].value) for at in places}
    for count in (2, 3) if len(places) <= 3 else (2,):
        for chosen in combinations(places, count):
            for values in product(*(ways[at] for at in chosen)):
                pieces = list(draft.pieces)
                for at, value in zip(chosen, values, strict=True):
                    pieces[at] = replace(pieces[at], value=value)
                yield draft.becoming("number-format", pieces)


def _spellings(value: str) -> list[str]:
    """Return the other ways of writing a number."""
    return [each for each in dict.fromkeys(_written(value, style) for style in _NUMBERS) if each != value]


def _is_number(piece: Piece) -> bool:
    return piece.role is Role.PAIR and piece.name not in _TIMES and bool(_NUMBER.fullmatch(piece.value))


def _written(value: str, style: Callable[[Decimal], str]) -> str:
    with suppress(InvalidOperation, OverflowError, ValueError):
        return style(Decimal(value))
    return value


def _changed(draft: Draft, places: list[int], change: Callable[[str], str]) -> Iterator[Draft]:
    pieces = list(draft.pieces)
    for at in places:
        pieces[at] = replace(pieces[at], value=change(pieces[at].value))
    if draft.made is None and tuple(pieces) != draft.pieces:
        yield draft.becoming("number-format", pieces)


def booleans(draft: Draft, _: Case) -> Iterator[Draft]:
    """Write true and false as Python does, or the reverse, or as numbers."""
    roles = (Role.PAIR,)
    yield from respelled(draft, "boolean-case", lambda value: _BOOLEANS.get(value, value), roles)
    yield from respelled(
        draft, "boolean-case", lambda value: value.upper() if value in _BOOLEANS else value, roles
    )
    numbers = {"true": "1", "false": "0"}
    yield from respelled(draft, "boolean-case", lambda value: numbers.get(value.lower(), value), roles)


def lists(draft: Draft, _: Case) -> Iterator[Draft]:
    """Write lists in another way, encoded or not as they were sent."""
    for style in STYLES:
        for encode in (False, True):
            yield from respelled(
                draft,
                "list-format",
                lambda value, to=style, quoted=encode: _rendered(value, to, quoted=quoted),  # type: ignore[misc]
                (Role.PAIR,),
            )


def _rendered(value: str, style: Callable[..., str], *, quoted: bool) -> str:
    plain = unquote(value)
    if plain[:1] not in ("[", "{") or len(plain) > _LONGEST_LIST:
        return value
    try:
        found, end = read_value(plain)
    except ValueError:
        return value
    if end != len(plain):
        return value
    return quote(style(found), safe="") if quoted else style(found)


def near_times(draft: Draft, _: Case) -> Iterator[Draft]:
    """Sign a timestamp that is some milliseconds away."""
    yield from _times(draft, range(1, _NEAR + 1))


def far_times(draft: Draft, _: Case) -> Iterator[Draft]:
    """Sign a timestamp that is up to two seconds away, the near ones first."""
    yield from _times(draft, range(_NEAR + 1, FAR + 1))


def _times(draft: Draft, distances: range) -> Iterator[Draft]:
    at = next((at for at, piece in enumerate(draft.pieces) if piece.is_timestamp), None)
    if at is None or draft.made is not None:
        return
    piece = draft.pieces[at]
    if not (piece.value.isdecimal() and piece.value.isascii() and len(piece.value) <= 20):
        return
    for distance in distances:
        for moment in (int(piece.value) - distance, int(piece.value) + distance):
            changed = replace(piece, value=str(moment))
            yield draft.becoming("timestamp-changed", (*draft.pieces[:at], changed, *draft.pieces[at + 1 :]))


def time_units(draft: Draft, _: Case) -> Iterator[Draft]:
    """Sign the time in another unit than it was sent in."""
    at = next((at for at, piece in enumerate(draft.pieces) if piece.is_timestamp), None)
    if at is None or draft.made is not None or not draft.pieces[at].value.isdecimal():
        return
    piece = draft.pieces[at]
    for value in (piece.value[:-3], piece.value + "000", piece.value[:-6], piece.value + "000000"):
        changed = replace(piece, value=value)
        yield draft.becoming("timestamp-unit", (*draft.pieces[:at], changed, *draft.pieces[at + 1 :]))
