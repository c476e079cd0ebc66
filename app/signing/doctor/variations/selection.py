"""What was signed and what was left out: parameters, the API key, the body."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from app.signing.doctor.case import Case
from app.signing.doctor.pieces import Draft, Part, Piece, Role, glued, joined
from app.text import Text, text, verbatim

_MOST_TOGETHER = 3
_MOST_NAMES = 9  # combinations of so many are tried
_MOST_SINGLE = 200
_WINDOWS = ("5000", "10000", "60000", "20000", "30000", "6000", "59999", "50000")
_OPTIONAL = (
    "timeInForce",
    "price",
    "stopPrice",
    "newClientOrderId",
    "recvWindow",
    "orderId",
    "limit",
    "symbol",
)


def _names(pieces: Iterable[Piece]) -> Text:
    return text("Not signed: {names}.", names=verbatim(", ".join(piece.name[:60] for piece in pieces)))


def parameters(draft: Draft, case: Case) -> Iterator[Draft]:
    """Leave out what was sent behind the signature, the timestamp, and each parameter alone."""
    pairs = [piece for piece in draft.pieces if piece.role is Role.PAIR and not _is_empty(piece)]
    behind = {(pair.name, pair.value) for pair in case.behind}
    if later := [piece for piece in pairs if (piece.name, piece.value) in behind]:
        yield _without(draft, later)
    parts = {piece.part for piece in pairs}
    for piece in pairs[:_MOST_SINGLE]:
        if len(parts) == 1 or any(other.part is piece.part and other is not piece for other in pairs):
            yield _without(draft, [piece])


def several_parameters(draft: Draft, _: Case) -> Iterator[Draft]:
    """Leave out two or three parameters."""
    pairs = [piece for piece in draft.pieces if piece.role is Role.PAIR][:_MOST_NAMES]
    for count in range(2, _MOST_TOGETHER + 1):
        for chosen in combinations(pairs, count):
            yield _without(draft, chosen)


def _is_empty(piece: Piece) -> bool:
    return not piece.value


def _without(draft: Draft, left_out: Iterable[Piece]) -> Draft:
    gone = list(left_out)
    pieces = [piece for piece in draft.pieces if not any(piece is each for each in gone)]
    names = {piece.name for piece in gone}
    if names == {"timestamp"}:
        return draft.becoming("timestamp-not-signed", _glued_like(draft, pieces))
    if names == {"apiKey"}:
        return draft.becoming("ws-apikey-left-out", _glued_like(draft, pieces))
    found = draft.becoming("param-not-signed", _glued_like(draft, pieces), detail=_names(gone))
    return found.becoming("timestamp-not-signed") if "timestamp" in names else found


def _glued_like(draft: Draft, pieces: list[Piece]) -> tuple[Piece, ...]:
    has_joint = any(piece.part is Part.BODY for piece in draft.pieces) and any(
        piece.part is Part.QUERY for piece in draft.pieces
    )
    body = next((piece for piece in draft.pieces if piece.part is Part.BODY), None)
    return glued(pieces) if has_joint and body is not None and not body.glue else joined(pieces)


def empty_values(draft: Draft, _: Case) -> Iterator[Draft]:
    """Leave out parameters without a value, and the pieces between two &."""
    kept = [piece for piece in draft.pieces if piece.value or not piece.name]
    if len(kept) < len(draft.pieces):
        yield draft.becoming("empty-value", _glued_like(draft, kept))
    named = [piece for piece in draft.pieces if piece.name or piece.value]
    if len(named) < len(draft.pieces):
        yield draft.becoming("stray-char", _glued_like(draft, named))


def query_and_body(draft: Draft, _: Case) -> Iterator[Draft]:
    """Sign only one of the two, or join them with an &."""
    query = [piece for piece in draft.pieces if piece.part is not Part.BODY]
    body = [piece for piece in draft.pieces if piece.part is Part.BODY]
    if not query or not body:
        return
    yield draft.becoming("joined-with-amp", joined(draft.pieces))
    yield draft.becoming("only-body-signed", joined(body))
    yield draft.becoming("only-query-signed", joined(query))
    yield draft.becoming("order-differs", joined([*body, *query]))
    first, *rest = query
    yield draft.becoming(
        "order-differs", [replace(each) for each in (*joined(body), replace(first, glue=""), *rest)]
    )


def not_sent(draft: Draft, _: Case) -> Iterator[Draft]:
    """Add what some programs sign and do not send: a window, or a name whose value is None."""
    if not any(piece.role is Role.PAIR for piece in draft.pieces):
        return
    names = {piece.name for piece in draft.pieces}
    missing = [("recvWindow", value) for value in _WINDOWS]
    missing += [(name, value) for name in _OPTIONAL for value in ("None", "null", "undefined", "")]
    for name, value in missing:
        if name not in names:
            yield from _with(draft, Piece(value, name, part=Part.ADDED))


def _with(draft: Draft, added: Piece) -> Iterator[Draft]:
    """Put a parameter behind the others, before the time, in front, and where it is sorted."""
    pieces = draft.pieces
    times = [at for at, piece in enumerate(pieces) if piece.is_timestamp]
    before = sum(piece.name < added.name for piece in pieces)
    for at in dict.fromkeys((len(pieces), *times, 0, before)):
        every = joined((*pieces[:at], added, *pieces[at:]))
        yield draft.becoming(
            "param-not-sent", every, detail=text("Not sent: {name}.", name=verbatim(added.name))
        )


def signature_name(draft: Draft, _: Case) -> Iterator[Draft]:
    """Add the name of the signature."""
    if any(piece.role is Role.PAIR for piece in draft.pieces):
        name = Piece("", "signature", "&", part=Part.ADDED)
        yield draft.becoming("signature-in-payload", (*draft.pieces, name))
        yield draft.becoming("signature-in-payload", (*draft.pieces, replace(name, is_bare=True)))


def api_key(draft: Draft, case: Case) -> Iterator[Draft]:
    """Add the API key as WebSocket requests have it."""
    if case.api_key and not any(piece.name == "apiKey" for piece in draft.pieces):
        key = Piece(case.api_key, "apiKey", "&", part=Part.ADDED)
        both = (*draft.pieces, key)
        yield draft.becoming("ws-rule-on-rest", joined(sorted(both, key=lambda piece: piece.name)))
        yield draft.becoming("ws-rule-on-rest", joined((key, *draft.pieces)))
        yield draft.becoming("ws-rule-on-rest", joined(both))
