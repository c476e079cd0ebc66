"""The order of parameters."""

from collections.abc import Iterable, Iterator
from itertools import chain, permutations

from app.signing.doctor.case import Case
from app.signing.doctor.pieces import Draft, Piece, Role, joined
from app.signing.doctor.variations.program_orders import documented, program_orders
from app.signing.doctor.variations.variation import Variation, in_turns

_MOST_PERMUTED = 8  # 40,320 orders
_ALL = 7  # parameters whose 5,040 orders the budget allows in any case


def _name(piece: Piece) -> str:
    return piece.name


def _folded(piece: Piece) -> str:
    return piece.name.casefold()


def _orders(pairs: list[Piece], case: Case) -> Iterator[list[Piece]]:
    yield sorted(pairs, key=_name)
    yield sorted(pairs, key=_folded)
    yield pairs[::-1]
    yield sorted(pairs, key=_name, reverse=True)
    yield _as_sent(pairs, case)
    for name in ("timestamp", "apiKey", "recvWindow"):
        own = [piece for piece in pairs if piece.name == name]
        others = [piece for piece in pairs if piece.name != name]
        sent = _as_sent(others, case)
        if own:
            yield own + others
            yield others + own
            yield own + sent
            yield sent + own


def _as_sent(pairs: list[Piece], case: Case) -> list[Piece]:
    """Return them in the order of the request, which a WebSocket request sorts for signing."""
    places = {pair.name: at for at, pair in enumerate(case.query)}
    return sorted(pairs, key=lambda piece: places.get(piece.name, len(places)))


def usual(cause: str) -> Variation:
    """Return the variation of the usual other orders."""

    def orders(draft: Draft, case: Case) -> Iterator[Draft]:
        seen = {tuple(map(id, _pairs(draft)))}
        for pairs in _orders(_pairs(draft), case):
            if (key := tuple(map(id, pairs))) not in seen:
                seen.add(key)
                yield draft.becoming(cause, _placed(draft, pairs))

    return orders


def programs(cause: str) -> Variation:
    """Return the variation of the orders that programs make, of however many parameters."""

    def orders(draft: Draft, case: Case) -> Iterator[Draft]:
        pairs = _pairs(draft)
        yield from _written(draft, cause, program_orders(pairs, _as_sent(pairs, case)))

    return orders


def every(cause: str) -> Variation:
    """Return the variation of all orders, where they are few enough."""

    def orders(draft: Draft, _: Case) -> Iterator[Draft]:
        pairs = _pairs(draft)
        yield from _written(draft, cause, permutations(pairs) if len(pairs) <= _ALL else ())

    return orders


def moved(cause: str) -> Variation:
    """Return the variation of what a move or two make of an order, where there are too many for all."""

    def orders(draft: Draft, case: Case) -> Iterator[Draft]:
        pairs = _pairs(draft)
        if len(pairs) <= _ALL:
            return
        bases = [pairs, sorted(pairs, key=_name), documented(pairs), _as_sent(pairs, case)]
        once = in_turns([_moved(base) for base in bases])
        twice = in_turns([_moved_twice(base) for base in bases[:2]])
        rest = permutations(pairs) if len(pairs) <= _MOST_PERMUTED else ()
        yield from _written(draft, cause, chain(once, twice, rest))

    return orders


def _moved(pairs: list[Piece]) -> Iterator[list[Piece]]:
    """Yield what one move of neighbours makes, the fewest first: two runs beside each other change places."""
    for size in range(1, len(pairs) // 2 + 1):
        for begin in range(len(pairs)):
            for other in range(size, len(pairs) - begin - size + 1):
                end = begin + size + other
                for middle in dict.fromkeys((begin + size, begin + other)):
                    yield [*pairs[:begin], *pairs[middle:end], *pairs[begin:middle], *pairs[end:]]


def _moved_twice(pairs: list[Piece]) -> Iterator[list[Piece]]:
    for once in _one_moved(pairs):
        yield from _one_moved(once)


def _one_moved(pairs: list[Piece]) -> Iterator[list[Piece]]:
    for begin in range(len(pairs)):
        for end in range(len(pairs)):
            moved = [*pairs[:begin], *pairs[begin + 1 :]]
            moved.insert(end, pairs[begin])
            yield moved


def _pairs(draft: Draft) -> list[Piece]:
    return [piece for piece in draft.pieces if piece.role is Role.PAIR]


def _written(draft: Draft, cause: str, orders: Iterable[Iterable[Piece]]) -> Iterator[Draft]:
    """Yield the text of each order alone, which is quick; nothing else is combined with these."""
    if draft.made is not None:
        return
    texts = {id(piece): piece.text for piece in draft.pieces}
    is_simple = all(piece.role is Role.PAIR for piece in draft.pieces)
    for order in orders:
        pieces = order if is_simple else _placed(draft, order)
        made = "&".join([texts.get(id(piece)) or piece.text for piece in pieces])
        yield draft.becoming(cause, (), made)


def _placed(draft: Draft, pairs: Iterable[Piece]) -> tuple[Piece, ...]:
    """Put the parameters into their places; what the recipe adds keeps its own."""
    rest = iter(pairs)
    return joined(next(rest) if piece.role is Role.PAIR else piece for piece in draft.pieces)
