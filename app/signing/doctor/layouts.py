"""The text that each venue wants signed, in pieces, made of what was sent.

The recipes make the same text of what is to be sent; the tests compare the two for every worked example.
"""

from collections.abc import Callable, Iterator

from app.signing.doctor.case import Case, value_of
from app.signing.doctor.instructions import instruction_of
from app.signing.doctor.pieces import Part, Piece, Role, glued, joined, piece_of
from app.signing.pasted.sent import Pair
from app.signing.pasted.values import Kind, Value, read_value

_FIX = (
    ("35", Role.KIND),
    ("49", Role.SENDER),
    ("56", Role.TARGET),
    ("34", Role.NUMBER),
    ("52", Role.TIMESTAMP),
)


def layout(case: Case) -> tuple[Piece, ...]:
    """Return the pieces of the text that should have been signed."""
    make = _LAYOUTS.get(case.recipe.identifier, _binance)
    return tuple(make(case))


def _binance(case: Case) -> tuple[Piece, ...]:
    query = (piece_of(pair) for pair in case.query)
    form = (piece_of(pair, Part.BODY) for pair in case.form)
    if "json-body" in case.given:
        return joined((*query, *form))
    return glued((*query, *form))


def _websocket(case: Case) -> tuple[Piece, ...]:
    return joined(sorted((piece_of(pair) for pair in case.query), key=lambda piece: piece.name))


def _fix(case: Case) -> Iterator[Piece]:
    fields = dict(reversed(case.sent.fields))
    for at, (tag, role) in enumerate(_FIX):
        yield Piece(fields.get(tag, ""), tag, "\x01" if at else "", role)


def _head(case: Case, *, path: str) -> Iterator[Piece]:
    yield Piece(case.timestamp, role=Role.TIMESTAMP)
    yield Piece(case.method.upper(), role=Role.METHOD)
    yield Piece(path, role=Role.PATH)


def _bybit(case: Case) -> Iterator[Piece]:
    yield Piece(case.timestamp, role=Role.TIMESTAMP)
    yield Piece(case.api_key, role=Role.API_KEY)
    yield Piece(case.window, role=Role.WINDOW)
    if case.query:
        yield Piece(case.query_text, role=Role.QUERY)
    if case.body:
        yield Piece(case.body, role=Role.BODY)


def _bybit_websocket(case: Case) -> Iterator[Piece]:
    yield Piece("GET", role=Role.METHOD)
    yield Piece("/realtime", role=Role.PATH)
    yield Piece(case.timestamp, role=Role.TIMESTAMP)


def _bitget(case: Case) -> Iterator[Piece]:
    yield from _head(case, path=case.path)
    if case.query:
        yield Piece("?", role=Role.MARK)
        ordered = sorted(case.query, key=lambda pair: pair.name)
        yield Piece("&".join(pair.text for pair in ordered), role=Role.QUERY)
    if case.body:
        yield Piece(case.body, role=Role.BODY)


def _deribit(case: Case) -> Iterator[Piece]:
    yield Piece(case.timestamp, role=Role.TIMESTAMP)
    yield Piece(value_of(case.query, "nonce"), glue="\n", role=Role.NONCE)
    yield Piece(value_of(case.query, "data"), glue="\n", role=Role.DATA)


def _revolut(case: Case) -> Iterator[Piece]:
    begin = case.path.find("/api")
    yield from _head(case, path=case.path[max(begin, 0) :])
    if case.query:
        yield Piece(case.query_text, role=Role.QUERY)
    if case.body:
        yield Piece(case.body, role=Role.BODY)


def _robinhood(case: Case) -> Iterator[Piece]:
    yield Piece(case.api_key, role=Role.API_KEY)
    yield Piece(case.timestamp, role=Role.TIMESTAMP)
    yield Piece(case.path, role=Role.PATH)
    if case.query:
        yield Piece("?", role=Role.MARK)
        yield Piece(case.query_text, role=Role.QUERY)
    yield Piece(case.method.upper(), role=Role.METHOD)
    if case.body:
        yield Piece(case.body, role=Role.BODY)


def _kalshi(case: Case) -> Iterator[Piece]:
    begin = case.path.find("/trade-api")
    yield from _head(case, path=case.path[max(begin, 0) :])


def _backpack(case: Case) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for order in _orders(case):
        pieces.append(Piece(instruction_of(case.method, case.path), "instruction", role=Role.FIXED))
        pieces += sorted((piece_of(pair) for pair in order), key=lambda piece: piece.name)
    pieces.append(Piece(case.timestamp, "timestamp", role=Role.FIXED))
    pieces.append(Piece(case.window or "5000", "window", role=Role.FIXED))
    return joined(pieces)


def _orders(case: Case) -> list[tuple[Pair, ...]]:
    """Return the parameters of the query, or of each order of a batch."""
    if not case.body:
        return [case.query]
    try:
        value, _ = read_value(case.body)
    except ValueError:
        return [case.query]
    return [_members(each) for _, each in value.items] if value.kind is Kind.LIST else [_members(value)]


def _members(value: Value) -> tuple[Pair, ...]:
    return tuple(Pair(name, each.text) for name, each in value.items if each.raw not in ("null", "None"))


def _token(case: Case) -> Iterator[Piece]:
    yield Piece(case.body, role=Role.BODY)


def _oauth(case: Case) -> Iterator[Piece]:
    """Yield the base string of OAuth 1.0a without what is in front of it, which is a secret."""
    from urllib.parse import quote_plus

    pairs = sorted(pair.text for pair in case.query if pair.name != "realm")
    yield Piece(case.method.upper(), role=Role.METHOD)
    yield Piece("&", role=Role.MARK)
    yield Piece(quote_plus(f"https://{case.sent.host}{case.path}"), role=Role.PATH)
    yield Piece("&", role=Role.MARK)
    yield Piece(quote_plus("&".join(pairs)), role=Role.QUERY)


_LAYOUTS: dict[str, Callable[[Case], Iterator[Piece] | tuple[Piece, ...]]] = {
    "binance-ws": _websocket,
    "binance-ws-logon": _websocket,
    "binance-ws-userdata": _websocket,
    "binance-fix-logon": _fix,
    "bybit-v5-rest": _bybit,
    "bybit-ws": _bybit_websocket,
    "bitget-v2-rest": _bitget,
    "deribit": _deribit,
    "revolut-x": _revolut,
    "robinhood-crypto": _robinhood,
    "kalshi": _kalshi,
    "backpack": _backpack,
    "ibkr-oauth1a": _oauth,
    "snowflake-jwt": _token,
    "jwt-eddsa": _token,
    "jwt-rs256": _token,
}
