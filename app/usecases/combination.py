"""Whether a venue, a program and a type of key go together: said before a key is made.

Promises: what no table knows is said as not known, never as a fact.
"""

from dataclasses import dataclass

from app.clients.client import Client
from app.clients.verdict import is_usable, verdict
from app.keys.algorithm import Algorithm
from app.text import NOTHING, Text, paragraph, text
from app.venues.rules import why_not
from app.venues.table import BY_IDENTIFIER
from app.venues.venue import Venue

_ANYWHERE = "other"


@dataclass(frozen=True, slots=True)
class Combination:
    """`works` False: a key that is made so is of no use to the program."""

    sentence: Text
    works: bool


def combination(venue: Venue, client: Client, algorithm: Algorithm) -> Combination:
    """Return the reason why they do not go together, or how the program gets the key."""
    if reason := why_not(venue, algorithm.name):
        return Combination(reason, works=False)
    if not is_usable(client, algorithm):
        return Combination(verdict(client, algorithm), works=False)
    if not trades_at(client, venue):
        known = ", ".join(BY_IDENTIFIER[each].title for each in client.venues if each in BY_IDENTIFIER)
        sentence = text(
            "Whether {client} works with {venue} is not known here; it is known for {venues}.",
            client=client.title,
            venue=venue.name,
            venues=known,
        )
        return Combination(sentence, works=True)
    return Combination(paragraph(verdict(client, algorithm), _elsewhere(client, venue)), works=True)


def trades_at(client: Client, venue: Venue) -> bool:
    """Return whether the table has them together; a testnet or a demo is that of its exchange."""
    return venue.exchange == _ANYWHERE or venue.exchange in client.venues


def _elsewhere(client: Client, venue: Venue) -> Text:
    """Return that the client's lines do not reach this venue by themselves; NOTHING where they do."""
    if venue.identifier in client.venues:
        return NOTHING
    exchange = venue.exchange if venue.exchange in client.venues else client.venues[0]
    return text(
        "By itself it reaches {exchange}; for {venue}, its documents say what to change.",
        exchange=BY_IDENTIFIER[exchange].name,
        venue=venue.name,
    )
