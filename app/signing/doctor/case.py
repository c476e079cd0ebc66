"""What is to be judged: the request, whose rules apply to it, and where in it the signature is."""

from dataclasses import dataclass, replace
from enum import Enum

from app.signing.pasted.sent import Pair, Sent, joined, pairs_of
from app.signing.recipe import Recipe

TEXT_UNSEEN = "ibkr-oauth1a"  # its text begins with a secret, so that nobody can judge it without


class Place(Enum):
    """Where the signature was found, which says whether it has to be percent-encoded."""

    ADDRESS = "query or form"
    MESSAGE = "message"
    HEADER = "header"
    FIELD = "field"
    TOKEN = "token"  # noqa: S105  # a kind of text
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """`query` and `body` without the signature; `behind`: how many pairs were behind it; `given`: causes that
    show without any search.
    """

    sent: Sent
    recipe: Recipe
    signature: str = ""
    place: Place = Place.NOWHERE
    method: str = ""
    path: str = ""
    query: tuple[Pair, ...] = ()
    body: str = ""
    form: tuple[Pair, ...] = ()
    behind: tuple[Pair, ...] = ()
    api_key: str = ""
    timestamp: str = ""
    window: str = ""
    given: tuple[str, ...] = ()

    @property
    def query_text(self) -> str:
        """Return the query as it was sent, without the signature."""
        return joined(self.query)

    def because(self, *causes: str) -> "Case":
        """Return the same with causes that show without any search."""
        return replace(self, given=(*self.given, *causes))


def cut(pairs: tuple[Pair, ...], name: str) -> tuple[tuple[Pair, ...], str | None, tuple[Pair, ...]]:
    """Return the pairs without that of this name, its value (None: there is none), and the pairs
    behind it.
    """
    for at, pair in enumerate(pairs):
        if pair.name == name:
            behind = tuple(each for each in pairs[at + 1 :] if each.name != name)
            return (*pairs[:at], *behind), pair.value, behind
    return pairs, None, ()


def value_of(pairs: tuple[Pair, ...], name: str) -> str:
    """Return the value of the first pair of this name."""
    return next((pair.value for pair in pairs if pair.name == name), "")


def pairs_in(query: str) -> tuple[Pair, ...]:
    """Split a query that may have a ? in front."""
    return pairs_of(query.removeprefix("?"))
