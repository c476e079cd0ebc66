"""What a variation is, and how several are tried in turns."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from app.signing.doctor.case import Case
from app.signing.doctor.pieces import Draft

Variation = Callable[[Draft, Case], Iterable[Draft]]
Item = TypeVar("Item")


def in_turns(sources: Iterable[Iterable[Item]]) -> Iterator[Item]:
    """Yield the first of each, then the second of each ..."""
    active = [iter(each) for each in sources]
    while active:
        remaining = []
        for source in active:
            for value in source:
                yield value
                remaining.append(source)
                break
        active = remaining


def both(one: Variation, other: Variation) -> Variation:
    """Return the variation of both, in turns."""
    return lambda draft, case: in_turns((one(draft, case), other(draft, case)))
