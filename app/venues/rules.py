"""Which keys a venue takes, as its entry says; the table of all venues is not needed for it."""

from app.text import NOTHING, Text, text
from app.venues.taken import ED25519, RSA
from app.venues.venue import Venue

_ANY = "other"  # the identifier of the venue without an entry


def why_not(venue: Venue, algorithm: str) -> Text:
    """Return why the venue does not take keys of this algorithm; NOTHING where it does, or may."""
    family = _family(algorithm)
    if family not in (ED25519, RSA):
        return text("{venue} takes no keys of this kind.", venue=venue.name)
    return venue.refusals.get(family, NOTHING)


def notice(venue: Venue, algorithm: str) -> Text:
    """Return that the venue does not document this algorithm, though one of its family; else NOTHING."""
    if venue.identifier == _ANY or algorithm in venue.algorithms or why_not(venue, algorithm):
        return NOTHING
    sizes = [name.removeprefix("rsa-") for name in sorted(venue.algorithms) if name.startswith("rsa-")]
    return text(
        "{venue} documents RSA keys of these sizes: {sizes}. It may refuse {bits}.",
        venue=venue.name,
        sizes=", ".join(sizes),
        bits=algorithm.removeprefix("rsa-"),
    )


def _family(algorithm: str) -> str:
    return algorithm.partition("-")[0]
