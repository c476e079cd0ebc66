"""The orders in which programs have parameters: sorted, as maps keep them, as the documents list them."""

from collections.abc import Callable, Iterable, Iterator
from itertools import permutations

from app.signing.doctor.pieces import Piece

_ENDS = ("timestamp", "recvWindow", "apiKey")  # what programs add by themselves, in front or behind
_INDEX = 2**32 - 1  # from here on a number is a name like others in JavaScript
_DOCUMENTED = (  # of orders, spot and futures merged: the lists in the documents of Binance agree
    "symbol", "side", "positionSide", "type", "timeInForce", "quantity", "quoteOrderQty", "reduceOnly",
    "price", "newClientOrderId", "strategyId", "strategyType", "stopPrice", "closePosition",
    "trailingDelta", "activationPrice", "callbackRate", "workingType", "priceProtect", "icebergQty",
    "newOrderRespType", "priceMatch", "selfTradePreventionMode", "pegPriceType", "pegOffsetValue",
    "pegOffsetType", "goodTillDate", "recvWindow", "timestamp",
)  # fmt: skip
_PLACES = {name: at for at, name in enumerate(_DOCUMENTED)}


def _name(piece: Piece) -> str:
    return piece.name


def documented(pairs: list[Piece]) -> list[Piece]:
    """Return them as the documents of Binance list them; what is not there comes before the time."""
    return sorted(pairs, key=lambda piece: _PLACES.get(piece.name, len(_PLACES) - 2.5))


def _javascript(pairs: list[Piece]) -> list[Piece]:
    """Put names that are numbers first, as objects do (ECMA-262, OrdinaryOwnPropertyKeys)."""
    return sorted(pairs, key=lambda piece: int(piece.name) if _is_index(piece.name) else _INDEX)


def _is_index(name: str) -> bool:
    return name.isascii() and name.isdecimal() and str(int(name[:11])) == name and int(name) < _INDEX


def _java(pairs: list[Piece]) -> list[Piece]:
    """Order them as a HashMap does since Java 8: a table of a power of two, up to three quarters full."""
    size = 16
    while len(pairs) > size * 3 // 4:
        size *= 2
    return sorted(pairs, key=lambda piece: _spread(piece.name) % size)


def _spread(name: str) -> int:
    code = 0
    for letter in name:
        code = (31 * code + ord(letter)) % 2**32
    return code ^ code >> 16


_SORTINGS: tuple[Callable[[list[Piece]], list[Piece]], ...] = (
    lambda pairs: sorted(pairs, key=_name),
    documented,
    lambda pairs: sorted(pairs, key=lambda piece: piece.text),
    lambda pairs: sorted(pairs, key=lambda piece: piece.name.casefold()),
    lambda pairs: sorted(pairs, key=_name, reverse=True),
    _java,
    _javascript,
)


def program_orders(*given: list[Piece]) -> Iterator[list[Piece]]:
    """Yield what programs make of the orders that are given, then each with what they add at its ends."""
    bases = [*given, *(each[::-1] for each in given), *(sort(each) for sort in _SORTINGS for each in given)]
    yield from bases
    for base in _each_once(bases):
        ends = [piece for piece in base if piece.name in _ENDS][: len(_ENDS)]
        for count in range(1, len(ends) + 1):
            for chosen in permutations(ends, count):
                others = [piece for piece in base if all(piece is not each for each in chosen)]
                for front in range(count + 1):
                    yield [*chosen[:front], *others, *chosen[front:]]


def _each_once(orders: Iterable[list[Piece]]) -> list[list[Piece]]:
    return list({tuple(map(id, order)): order for order in orders}.values())
