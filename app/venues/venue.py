"""A venue: an exchange, or another service, that takes a public key and gives an API key for it.

Proper names and a venue's own words (buttons, permissions) are plain strings, the same in every language.
Algorithms and encodings have the names of `app.keys.algorithm` and `app.keys.encodings`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from app.text import NOTHING, Text


class Environment(Enum):
    """Whether money is at stake there."""

    PRODUCTION = "production"
    TESTNET = "testnet"
    DEMO = "demo"


class Way(Enum):
    """How the public key gets to the venue."""

    PASTE = "paste"
    REQUEST = "request"
    STATEMENT = "statement"
    FILES = "files"


class Permissions(NamedTuple):
    """What to tick at a venue, in its own words, for the purpose of this identifier."""

    purpose: str
    words: tuple[str, ...]


class IPRestriction(NamedTuple):
    """That a key can be restricted to addresses. `words`: those of the page, empty where they are not known.

    `without`: what happens to a key that is not restricted, as far as the venue says so.
    """

    words: str = ""
    without: Text = NOTHING


class APIKeyForm(NamedTuple):
    """What the venue gives for a public key: its name there, and what it looks like.

    `pattern`: a regular expression for all of it; empty where the venue does not say. `length`: characters,
    0 where it varies or is not known. `looks_like`: the same for a person.
    """

    title: str = "API key"
    pattern: str = ""
    length: int = 0
    looks_like: Text = NOTHING


class NameRule(NamedTuple):
    """Which names a venue takes for a key: the most characters, and which beside ASCII letters and digits."""

    most: int
    others: str = ""


_RESTRICTED, _ANY_API_KEY = IPRestriction(), APIKeyForm()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Venue:
    """One entry of the table. `spoken`: its title within a sentence, where that is another one.

    `practice_for`: the identifier of the exchange, for a testnet or a demo.
    `algorithms`: what it documents, in order of preference. `may_refuse`: offered, with a notice.
    `refusals`: the reason for each family (`ed25519`, `rsa`) that it does not take. `pasted_as`: an encoding.
    `page`: an address, or empty. `path`: the words to click there.
    `permissions_behind`: the button that shows what can be ticked. `never`: what no key of a program needs.
    `pairs`: what the pairs of one registration are for, where it wants several. `second_hand`: read in the
    code of clients, not at the venue, so that the page may look different. `checked`: ISO 8601.
    """

    identifier: str
    title: str
    environment: Environment = Environment.PRODUCTION
    practice_for: str = ""
    spoken: str = ""
    aliases: tuple[str, ...] = ()
    algorithms: tuple[str, ...]
    may_refuse: tuple[str, ...] = ()
    refusals: Mapping[str, Text] = field(default_factory=dict)
    pasted_as: str = "pem"
    way: Way = Way.PASTE
    page: str = ""
    path: tuple[str, ...] = ()
    permissions: tuple[Permissions, ...] = ()
    permissions_behind: str = ""
    never: tuple[str, ...] = ()
    ip_restriction: IPRestriction | None = _RESTRICTED
    second_factor: Text = NOTHING
    api_key: APIKeyForm | None = _ANY_API_KEY
    name_rule: NameRule | None = None
    pairs: tuple[str, ...] = ()
    second_hand: bool = False
    notes: tuple[Text, ...] = ()
    sources: tuple[str, ...]
    checked: str

    @property
    def exchange(self) -> str:
        """Return the identifier of the exchange that it is, or that it is practice for."""
        return self.practice_for or self.identifier

    @property
    def name(self) -> str:
        """Return its title within a sentence."""
        return self.spoken or self.title

    def words_for(self, purpose: str) -> tuple[str, ...]:
        """Return what to tick for the purpose of this identifier; empty where its words are not known."""
        return next((each.words for each in self.permissions if each.purpose == purpose), ())
