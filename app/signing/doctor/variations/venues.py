"""The texts of other venues: parts that are missing or different, and bodies that were written again."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from app.signing.doctor.case import Case, pairs_in
from app.signing.doctor.instructions import INSTRUCTIONS
from app.signing.doctor.pieces import Draft, Piece, Role, joined, piece_of
from app.signing.doctor.variations.rendering import STYLES
from app.signing.pasted.sent import Pair
from app.signing.pasted.values import Value, read_value
from app.text import Text, text

_MOST_PERMUTED = 5
_PARAMETERS = (Role.PAIR,)


def missing_parts(draft: Draft, case: Case) -> Iterator[Draft]:
    """Leave out each part, or each thing between parts, or two of them."""
    pieces = draft.pieces
    for at, piece in enumerate(pieces):
        if piece.role in _PARAMETERS:
            continue
        rest = (*pieces[:at], *pieces[at + 1 :])
        rest = joined(rest) if piece.role is Role.FIXED else rest
        yield draft.becoming("venue-part-missing", rest, detail=_missing(piece))
        if piece.glue and piece.role is not Role.FIXED:
            yield draft.becoming(
                "venue-part-missing", (*pieces[:at], replace(piece, glue=""), *pieces[at + 1 :])
            )
    windows = [at for at, piece in enumerate(pieces) if piece.role is Role.WINDOW or piece.name == "window"]
    for at in windows:
        for value in ("5000", "20000", "10000", "60000"):
            if value != pieces[at].value:
                changed = replace(pieces[at], value=value)
                yield draft.becoming("venue-part-missing", (*pieces[:at], changed, *pieces[at + 1 :]))
    yield from _added(draft, case)


def _missing(piece: Piece) -> Text:
    return text("Missing: {part}.", part=piece.name or piece.role.value)


def _added(draft: Draft, case: Case) -> Iterator[Draft]:
    """Sign a part more than the venue wants: the API key, the path, the query with its ?."""
    said = draft.pieces
    roles = {piece.role for piece in said}
    if Role.API_KEY not in roles and case.api_key:
        key = Piece(case.api_key, role=Role.API_KEY)
        yield draft.becoming("venue-part-missing", (key, *said))
        yield draft.becoming("venue-part-missing", (*said[:1], key, *said[1:]))
    if Role.PATH not in roles and case.path:
        path = Piece(case.path, role=Role.PATH)
        for extra in ((path,), (Piece(case.method.upper(), role=Role.METHOD), path)):
            for at in range(len(said) + 1):
                yield draft.becoming("venue-part-missing", (*said[:at], *extra, *said[at:]))
    if Role.QUERY in roles and Role.MARK not in roles:
        pieces: list[Piece] = []
        for piece in said:
            pieces += [Piece("?", role=Role.MARK)] * (piece.role is Role.QUERY) + [piece]
        yield draft.becoming("venue-part-missing", pieces)


def other_orders(draft: Draft, _: Case) -> Iterator[Draft]:
    """Sign the parts in another order."""
    if len(draft.pieces) <= _MOST_PERMUTED and not any(piece.name for piece in draft.pieces):
        glues = [piece.glue for piece in draft.pieces]
        for pieces in permutations(draft.pieces):
            if pieces != draft.pieces:
                placed = [replace(piece, glue=glue) for piece, glue in zip(pieces, glues, strict=True)]
                yield draft.becoming("venue-part-missing", placed)


def _place_of(draft: Draft, role: Role) -> int | None:
    return next((at for at, piece in enumerate(draft.pieces) if piece.role is role), None)


def methods(draft: Draft, case: Case) -> Iterator[Draft]:
    """Sign the method in lower case, or as it was written."""
    for value in ("lower", "title", "sent"):
        pieces = [
            replace(piece, value=_method(piece.value, value, case)) if piece.role is Role.METHOD else piece
            for piece in draft.pieces
        ]
        if tuple(pieces) != draft.pieces:
            yield draft.becoming("method-case", pieces)


def _method(value: str, way: str, case: Case) -> str:
    if way == "sent":
        return case.method
    return value.lower() if way == "lower" else value.title()


def paths(draft: Draft, case: Case) -> Iterator[Draft]:
    """Sign a part of the path, or more than it."""
    at = _place_of(draft, Role.PATH)
    if at is None:
        return
    piece = draft.pieces[at]
    steps = piece.value.split("/")
    values = ["/" + "/".join(steps[begin:]) for begin in range(2, min(len(steps), 8))]
    values += [piece.value.rstrip("/"), piece.value + "/", piece.value.lstrip("/"), case.path]
    values += [case.sent.host + case.path, f"https://{case.sent.host}{case.path}"]
    for value in dict.fromkeys(values):
        if value != piece.value:
            yield draft.becoming(
                "path-differs", (*draft.pieces[:at], replace(piece, value=value), *draft.pieces[at + 1 :])
            )


def queries(draft: Draft, case: Case) -> Iterator[Draft]:
    """Sign the query where it is not signed; in another order where it is."""
    if not case.query:
        return
    at = _place_of(draft, Role.QUERY)
    if at is None:
        path = _place_of(draft, Role.PATH)
        if path is not None:
            behind = draft.pieces[path + 1 :]
            for sign in ("?", ""):
                query = Piece(sign + case.query_text, role=Role.QUERY)
                yield draft.becoming("query-signed", (*draft.pieces[: path + 1], query, *behind))
        return
    mark = at - 1 if at and draft.pieces[at - 1].role is Role.MARK else at
    without = (*draft.pieces[:mark], *draft.pieces[at + 1 :])
    yield draft.becoming("venue-part-missing", without, detail=text("Missing: {part}.", part="query"))
    pairs = [pair.text for pair in pairs_in(draft.pieces[at].value)]
    for order in ([pair.text for pair in case.query], sorted(pairs), pairs[::-1]):
        value = replace(draft.pieces[at], value="&".join(order))
        if value != draft.pieces[at]:
            yield draft.becoming("order-differs", (*draft.pieces[:at], value, *draft.pieces[at + 1 :]))


def bodies(draft: Draft, case: Case) -> Iterator[Draft]:
    """Sign the JSON of the body written in another way."""
    at = _place_of(draft, Role.BODY)
    if at is None:
        if case.recipe.identifier not in ("kalshi", "backpack", "deribit", "bybit-ws"):
            for body in ("{}", "null", '""', "None"):
                piece = Piece(body, role=Role.BODY)
                yield draft.becoming("body-reserialised", (*draft.pieces, piece))
        return
    piece = draft.pieces[at]
    for value in _bodies(piece.value):
        if value != piece.value:
            yield draft.becoming(
                "body-reserialised",
                (*draft.pieces[:at], replace(piece, value=value), *draft.pieces[at + 1 :]),
            )


def _bodies(body: str) -> Iterator[str]:
    yield body.strip()
    yield body + "\n"
    try:
        value, _ = read_value(body)
    except ValueError:
        return
    for style in STYLES:
        yield style(value)
    yield "&".join(f"{name}={each.text}" for name, each in value.items)
    without = tuple(item for item in value.items if item[1].raw not in ("null", '""'))
    if len(without) < len(value.items):
        yield STYLES[0](Value(value.kind, "", "", without, '"'))


def instructions(draft: Draft, case: Case) -> Iterator[Draft]:
    """Sign another instruction (Backpack), or what a guide says in its place: method and path."""
    if not any(piece.name == "instruction" for piece in draft.pieces):
        return
    for value in (*INSTRUCTIONS, case.method + case.path, f"{case.method.upper()}{case.path}"):
        pieces = [
            replace(piece, value=value) if piece.name == "instruction" else piece for piece in draft.pieces
        ]
        yield draft.becoming(
            "venue-part-missing", pieces, detail=text("Signed as instruction: {name}.", name=value[:80])
        )
    unsorted = [piece_of(Pair(name, each.text)) for name, each in _members(case.body)] or [
        piece_of(pair) for pair in case.query
    ]
    fixed = [piece for piece in draft.pieces if piece.role is Role.FIXED]
    if len(fixed) == len(("instruction", "timestamp", "window")):
        yield draft.becoming("order-differs", joined((fixed[0], *unsorted, *fixed[1:])))
        yield draft.becoming(
            "order-differs", joined(sorted((*fixed, *unsorted), key=lambda piece: piece.name))
        )


def _members(body: str) -> tuple[tuple[str, Value], ...]:
    try:
        return read_value(body)[0].items
    except ValueError:
        return ()
