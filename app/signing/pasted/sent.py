"""A request as it was sent: its parts in the very spelling of the paste, because that is what was signed.

Promises: nothing is decoded, sorted or rewritten on its way into it. The representation shows no content.
"""

from dataclasses import dataclass
from enum import Enum

from app.signing.pasted.values import Value


class Form(Enum):
    """What the paste was. The value is what JSON says."""

    URL = "url"
    CURL = "curl"
    QUERY = "query"
    HTTP = "http"
    JSON = "json"
    DICT = "dict"
    FIX = "fix"
    LOG = "log"
    TOKEN = "token"  # noqa: S105  # a kind of text


@dataclass(frozen=True, slots=True, repr=False)
class Pair:
    """A name and its value as they were sent, percent-encoded or not. `is_bare`: without an equals sign."""

    name: str
    value: str
    is_bare: bool = False

    @property
    def text(self) -> str:
        """Return it as it was sent."""
        return self.name if self.is_bare else f"{self.name}={self.value}"


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What the venue said: `code` as it wrote it, empty where it gave none; `date` of its HTTP header."""

    code: str = ""
    message: str = ""
    status: int = 0
    date: str = ""

    def __bool__(self) -> bool:
        return bool(self.code or self.message or self.status or self.date)


@dataclass(frozen=True, slots=True, repr=False)
class Sent:
    """A request. `query` and `body` are raw; `message` is the JSON of a WebSocket, or a printed dict.

    `fields`: tag and value of a FIX message in their order. `token`: a JSON Web Token. `lost`: what a
    shell cut
    off at an unquoted &. `had_private_key`: one was in the paste, and is not in here.
    """

    form: Form
    method: str = ""
    host: str = ""
    path: str = ""
    query: str = ""
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    message: Value | None = None
    fields: tuple[tuple[str, str], ...] = ()
    token: str = ""
    answer: Answer = Answer()
    lost: str = ""
    had_private_key: bool = False
    has_variables: bool = False
    encodes_signature: bool = False  # by curl's --data-urlencode, so that what is pasted is not what was sent

    def __repr__(self) -> str:
        return f"Sent({self.form.value})"

    def header(self, name: str) -> str:
        """Return the value of a header, in any case; empty where it was not sent."""
        wanted = name.casefold()
        return next((value for each, value in self.headers if each.casefold() == wanted), "")


def pairs_of(raw: str) -> tuple[Pair, ...]:
    """Split a query or a form at its & without decoding anything; an empty piece is a pair without a name."""
    return tuple(_pair_of(piece) for piece in raw.split("&")) if raw else ()


def _pair_of(piece: str) -> Pair:
    name, equals, value = piece.partition("=")
    return Pair(name, value, is_bare=not equals)


def joined(pairs: tuple[Pair, ...]) -> str:
    """Write pairs as a query: of `pairs_of` it gives the same text again."""
    return "&".join(pair.text for pair in pairs)
