"""The words of a command line that name a venue or a purpose; none is repeated where it is not one."""

from collections.abc import Iterable

from app.errors import UsageError
from app.text import NOTHING, Text, paragraph, text
from app.venues.purpose import BY_IDENTIFIER as PURPOSES
from app.venues.purpose import Purpose
from app.venues.table import BY_IDENTIFIER as VENUES
from app.venues.table import nearest, venue_named
from app.venues.venue import Venue


def venue(word: str) -> Venue:
    """Return the venue of this name. Raises UsageError with the nearest one."""
    found = venue_named(word)
    if found is None:
        raise UsageError(text("There is no such venue."), _hint(word, VENUES))
    return found


def purpose(word: str) -> Purpose:
    """Return the purpose of this name. Raises UsageError with the nearest one."""
    found = PURPOSES.get(word.casefold())
    if found is None:
        raise UsageError(text("There is no such purpose."), _hint(word, PURPOSES))
    return found


def _hint(word: str, words: Iterable[str]) -> Text:
    meant = nearest(word, words)
    return paragraph(
        text("Did you mean {word}?", word=meant) if meant else NOTHING,
        text("Choose one of: {words}.", words=", ".join(words)),
    )
