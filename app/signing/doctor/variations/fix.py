"""The text of a FIX logon, and what people sign instead."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations

from app.signing.doctor.case import Case
from app.signing.doctor.pieces import Draft, Piece, Role

_SOH = "\x01"
_FORMAT = "%Y%m%d-%H:%M:%S"
_NEAR = 5
_FAR = 2000
_LITERALS = ("^A", "\\x01", "\\u0001", "\\001", "<SOH>", "\u2401", "SOH")


def separators(draft: Draft, _: Case) -> Iterator[Draft]:
    """Join the values with something else."""
    for separator, cause in (
        ("|", "fix-soh-as-pipe"),
        *((each, "fix-soh-literal") for each in _LITERALS),
        ("", "fix-no-separator"),
        (" ", "fix-no-separator"),
        (",", "fix-no-separator"),
        ("\n", "fix-no-separator"),
    ):
        yield draft.becoming(cause, _glued(draft.pieces, separator))


def trailing(draft: Draft, _: Case) -> Iterator[Draft]:
    """End with a separator, whichever is between the values."""
    separator = draft.pieces[1].glue if len(draft.pieces) > 1 else _SOH
    if separator:
        yield draft.becoming("fix-trailing-soh", made=draft.text + separator)


def orders(draft: Draft, _: Case) -> Iterator[Draft]:
    """Sign the values in every other order."""
    separator = draft.pieces[1].glue if len(draft.pieces) > 1 else _SOH
    for pieces in permutations(draft.pieces):
        if pieces != draft.pieces:
            yield draft.becoming("fix-order", _glued(pieces, separator))


def tags(draft: Draft, _: Case) -> Iterator[Draft]:
    """Sign the tags as well."""
    yield draft.becoming("fix-tags-signed", [replace(piece, role=Role.FIXED) for piece in draft.pieces])


def fields(draft: Draft, case: Case) -> Iterator[Draft]:
    """Sign the usual values of 49, 56 and 34 in place of those that were sent."""
    sent = dict(case.sent.fields)
    usual = {
        Role.TARGET: ("SPOT", "Spot", "spot", "BINANCE"),
        Role.NUMBER: ("1", "0", "2", "01", "3"),
        Role.SENDER: (
            "EXAMPLE",
            "SENDER",
            "CLIENT",
            "BINANCE",
            "SPOT",
            "TRADER",
            "ME",
            "AKG1",
            sent.get("553", ""),
        ),
    }
    for at, piece in enumerate(draft.pieces):
        for value in usual.get(piece.role, ()):
            if value != piece.value:
                yield draft.becoming("fix-field-differs", _with(draft.pieces, at, value))
        if piece.role is Role.SENDER:
            for value in (piece.value.lower(), piece.value.upper()):
                if value != piece.value:
                    yield draft.becoming("fix-field-differs", _with(draft.pieces, at, value))


def swapped(draft: Draft, _: Case) -> Iterator[Draft]:
    """Swap sender and target."""
    values = {piece.role: piece.value for piece in draft.pieces}
    other = {Role.SENDER: values.get(Role.TARGET, ""), Role.TARGET: values.get(Role.SENDER, "")}
    pieces = [replace(piece, value=other.get(piece.role, piece.value)) for piece in draft.pieces]
    yield draft.becoming("fix-order", pieces)


def near_times(draft: Draft, _: Case) -> Iterator[Draft]:
    """Sign SendingTime with another precision, or some milliseconds away."""
    yield from _times(draft, range(1, _NEAR + 1), precisions=True)


def far_times(draft: Draft, _: Case) -> Iterator[Draft]:
    """Sign SendingTime up to two seconds away."""
    yield from _times(draft, range(_NEAR + 1, _FAR + 1), precisions=False)


def _times(draft: Draft, distances: range, *, precisions: bool) -> Iterator[Draft]:
    at = next((at for at, piece in enumerate(draft.pieces) if piece.role is Role.TIMESTAMP), None)
    if at is None:
        return
    value = draft.pieces[at].value
    whole, point, fraction = value.partition(".")
    if precisions:
        for written in (whole, *(f"{whole}.{fraction[:digits].ljust(digits, '0')}" for digits in (3, 6, 9))):
            if written != value:
                yield draft.becoming("fix-sendingtime-differs", _with(draft.pieces, at, written))
    try:
        moment = datetime.strptime(whole, _FORMAT)  # noqa: DTZ007  # only written back as text
    except ValueError:
        return
    if not (fraction.isdecimal() or not point) or len(fraction) > 9:
        return
    moment += timedelta(microseconds=int((fraction + "000000")[:6]))
    for distance in distances:
        for other in (moment - timedelta(milliseconds=distance), moment + timedelta(milliseconds=distance)):
            content = other.strftime(_FORMAT) + (
                point + f"{other.microsecond:06}"[: max(3, len(fraction))] if point else ""
            )
            yield draft.becoming("fix-sendingtime-differs", _with(draft.pieces, at, content))


def _glued(pieces: tuple[Piece, ...], separator: str) -> tuple[Piece, ...]:
    return tuple(replace(piece, glue=separator if at else "") for at, piece in enumerate(pieces))


def _with(pieces: tuple[Piece, ...], at: int, value: str) -> tuple[Piece, ...]:
    return (*pieces[:at], replace(pieces[at], value=value), *pieces[at + 1 :])
