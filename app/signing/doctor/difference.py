"""Where two texts differ, as spans to mark: by parameters, and within one by what its ends share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

Span = tuple[int, int]

_TOKEN = re.compile(r"[^&\n\x01]*[&\n\x01]?")
_MOST_TOKENS = 300


@dataclass(frozen=True, slots=True)
class Difference:
    """Begin and end of each difference, in each of the two texts."""

    before: tuple[Span, ...] = ()
    after: tuple[Span, ...] = ()


NO_DIFFERENCE = Difference()


def difference(before: str, after: str) -> Difference:
    """Return where the texts differ. Time is in proportion to their length, or to 300 squared."""
    if before == after:
        return NO_DIFFERENCE
    one, two = _tokens(before), _tokens(after)
    if max(len(one), len(two)) > _MOST_TOKENS:
        first, second = _ends((0, len(before)), (0, len(after)), before, after)
        return Difference((first,), (second,))
    left: list[Span] = []
    right: list[Span] = []
    matcher = SequenceMatcher(
        None, [before[a:b] for a, b in one], [after[a:b] for a, b in two], autojunk=False
    )
    for a, b, c, d in _changes(matcher):
        first, second = _ends(_joined(one, a, b, len(before)), _joined(two, c, d, len(after)), before, after)
        left.append(first)
        right.append(second)
    return Difference(tuple(left), tuple(right))


def _changes(matcher: SequenceMatcher[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield what differs, as ranges of tokens; where there are as many on both sides, one for each token."""
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "replace" and b - a == d - c:
            yield from ((a + at, a + at + 1, c + at, c + at + 1) for at in range(b - a))
        elif kind != "equal":
            yield a, b, c, d


def _tokens(content: str) -> list[Span]:
    return [found.span() for found in _TOKEN.finditer(content) if found[0]]


def _joined(tokens: list[Span], begin: int, end: int, length: int) -> Span:
    if begin == end:
        place = tokens[begin][0] if begin < len(tokens) else length
        return place, place
    return tokens[begin][0], tokens[end - 1][1]


def _ends(one: Span, two: Span, before: str, after: str) -> tuple[Span, Span]:
    """Leave out what both spans begin and end with."""
    (a, b), (c, d) = one, two
    while a < b and c < d and before[a] == after[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and before[b - 1] == after[d - 1]:
        b, d = b - 1, d - 1
    return (a, b), (c, d)
