"""A text that may have been signed, in pieces, so that one rule after the other can be broken.

Promises: drafts are values; what makes another of one says which causes led there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum

from app.signing.pasted.sent import Pair
from app.text import Text

MOST_PIECES = 200  # of more parameters only the whole text is varied


class Role(Enum):
    """What a piece is; PAIR is a parameter, FIXED a pair that the recipe itself adds."""

    PAIR = "pair"
    FIXED = "fixed"
    TIMESTAMP = "timestamp"
    API_KEY = "API key"
    WINDOW = "window"
    METHOD = "method"
    PATH = "path"
    MARK = "mark"
    QUERY = "query"
    BODY = "body"
    NONCE = "nonce"
    DATA = "data"
    SENDER = "49"
    TARGET = "56"
    NUMBER = "34"
    KIND = "35"


class Part(Enum):
    """Where a parameter was sent."""

    QUERY = "query"
    BODY = "body"
    ADDED = "added"


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """A piece and what is in front of it (`glue`). `name` only of pairs."""

    value: str
    name: str = ""
    glue: str = ""
    role: Role = Role.PAIR
    part: Part = Part.QUERY
    is_bare: bool = False

    @property
    def text(self) -> str:
        """Return it without its glue."""
        if self.role not in (Role.PAIR, Role.FIXED) or self.is_bare:
            return self.value if not self.is_bare else self.name
        return f"{self.name}={self.value}"

    @property
    def is_timestamp(self) -> bool:
        """Return whether it says when."""
        return self.role is Role.TIMESTAMP or self.name == "timestamp"


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """A text, and the causes that lead to it. `made` replaces the pieces; `octets` says what is done to
    the bytes.

    `details` are sentences that name what the causes leave open.
    """

    pieces: tuple[Piece, ...]
    causes: tuple[str, ...] = ()
    details: tuple[Text, ...] = ()
    made: str | None = None
    octets: str = ""

    @property
    def text(self) -> str:
        """Return the text that would have been signed."""
        if self.made is not None:
            return self.made
        return "".join(piece.glue + piece.text for piece in self.pieces)

    def becoming(
        self,
        cause: str,
        pieces: Iterable[Piece] | None = None,
        made: str | None = None,
        detail: Text | None = None,
        octets: str = "",
    ) -> "Draft":
        """Return another one, with the cause of the difference."""
        return replace(
            self,
            pieces=self.pieces if pieces is None else tuple(pieces),
            causes=self.causes if cause in self.causes or not cause else (*self.causes, cause),
            details=self.details if detail is None else (*self.details, detail),
            made=made if made is not None else self.made,
            octets=octets or self.octets,
        )


def piece_of(pair: Pair, part: Part = Part.QUERY) -> Piece:
    """Return a parameter as a piece."""
    return Piece(pair.value, pair.name, "&", part=part, is_bare=pair.is_bare)


def glued(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join pairs with &, except where a body follows a query: there is nothing between the two."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        is_joint = before is None or (before.part is Part.QUERY and piece.part is Part.BODY)
        found.append(_behind("" if is_joint else "&", piece))
    return tuple(found)


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join pairs with & everywhere."""
    return tuple(_behind("&" if at else "", piece) for at, piece in enumerate(pieces))


def _behind(glue: str, piece: Piece) -> Piece:
    return piece if piece.glue == glue else replace(piece, glue=glue)


def respelled(draft: Draft, cause: str, change: Callable[[str], str], roles: tuple[Role, ...]) -> list[Draft]:
    """Change the values of these roles: one draft, or none where that changes nothing."""
    pieces = tuple(
        replace(piece, value=change(piece.value)) if piece.role in roles and piece.value else piece
        for piece in draft.pieces
    )
    return [draft.becoming(cause, pieces)] if pieces != draft.pieces and draft.made is None else []
