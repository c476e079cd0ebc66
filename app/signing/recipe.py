"""A recipe: what one API of a venue wants signed, and where the signature goes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from app.keys.algorithm import Family
from app.signing.request import SignRequest, TimeUnit
from app.signing.schemes import Scheme
from app.signing.signatures import Form
from app.signing.signed import Signed
from app.text import NOTHING, Text


class Fresh(Enum):
    """What is generated for each request unless it was given."""

    NONCE = "nonce"
    IDENTIFIER = "identifier"


class Part(Enum):
    """What becomes of an API key or a secret: it is signed with the request, or only sent with it."""

    SIGNED = "signed"
    SENT = "sent"


class Kind(Enum):
    """What is signed, and so what a request may have."""

    HTTP = "http"  # path, query, parameters, body
    MESSAGE = "message"  # the method of a message, and parameters
    CLAIMS = "claims"  # parameters alone
    FIELDS = "fields"  # only what the recipe itself reads
    TEXT = "text"  # a body alone


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter that the recipe itself reads. `default` empty and nothing `fresh`: it must be given.

    `pattern`: a regular expression for all of it, in ASCII.
    """

    name: str
    meaning: Text
    default: str = ""
    fresh: Fresh | None = None
    may_be_empty: bool = False
    pattern: str = "[ -~]+"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recipe:
    """One entry of the table.

    `venues`: identifiers of `app.venues`, with the base of each in `bases`; `hosts`: that of a path which
    begins so. `api`: its name among those of the venue. `schemes`: one for each family that it takes;
    `why_not` says why it takes no other. `time` None: none is signed. `window`: the default, where the venue
    wants one always. `start`: method and path of a request that changes nothing. `dispute`: what is not known
    where a value needs percent-encoding. `agrees_with`: whose own
    signatures were the same; empty: it was read in documents alone. `checked`: ISO 8601.

    `payload` returns the bytes that are signed, `place` the complete request for the text of a signature.
    """

    identifier: str
    title: str
    venues: tuple[str, ...]
    api: str
    kind: Kind = Kind.HTTP
    schemes: tuple[Scheme, ...]
    why_not: Text = NOTHING
    form: Form = Form.BASE64
    time: TimeUnit | None = TimeUnit.MILLISECONDS
    window: str = ""
    bases: Mapping[str, str] = field(default_factory=dict)
    hosts: Mapping[str, str] = field(default_factory=dict)
    start: tuple[str, str] = ("", "")
    fields: tuple[Field, ...] = ()
    api_key: Part | None = Part.SENT
    secret: Part | None = None
    notes: tuple[Text, ...] = ()
    dispute: Text = NOTHING
    agrees_with: tuple[str, ...] = ()
    sources: tuple[str, ...]
    checked: str
    payload: Callable[[SignRequest], bytes]
    place: Callable[[SignRequest, str], Signed]

    def base_of(self, venue: str, path: str) -> str:
        """Return scheme and host of a path at one of the venues; empty for what is not an HTTP request."""
        hosts = self.hosts if venue == self.venues[0] else {}
        others = (host for beginning, host in hosts.items() if path.startswith(f"{beginning}/"))
        return next(others, self.bases.get(venue, ""))

    def scheme_for(self, family: Family) -> Scheme | None:
        """Return how a key of this family signs here; None where it is not taken."""
        return next((scheme for scheme in self.schemes if scheme.family is family), None)
