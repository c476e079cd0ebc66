"""Sets: several pairs that are made together, each for something else, as their names say."""

from app.storage.names import Affix
from app.text import NOTHING, Text, text
from app.venues.purpose import FOUR
from app.venues.venue import Venue

FOR_EACH_PURPOSE = tuple(Affix(before=f"{purpose.slug}-") for purpose in FOUR)


def set_at(venue: Venue) -> tuple[Affix, ...]:
    """Return the set that one registration there wants: `LABEL-signature` ...; nothing for one pair."""
    return tuple(Affix(after=f"-{pair}") for pair in venue.pairs)


def labels_of_set(venue: Venue, label: str) -> tuple[str, ...]:
    """Return the labels of all pairs of the set that a pair of this label belongs to."""
    affixes = set_at(venue)
    for affix in affixes:
        label = label.removesuffix(affix.after)
    return tuple(affix.around(label) for affix in affixes)


def wants_set(venue: Venue, label: str) -> Text:
    """Return that a set is wanted there, where a pair of this label belongs to none; else NOTHING."""
    return NOTHING if label in labels_of_set(venue, label) else about_set(venue)


def about_set(venue: Venue) -> Text:
    """Return that one registration there wants a set; NOTHING where it is one pair."""
    if not venue.pairs:
        return NOTHING
    names = ", ".join(venue.pairs)
    return text("{venue} wants a set of key pairs: {names}.", venue=venue.name, names=names)


def why_not_each(venue: Venue) -> Text:
    """Return why no key for each purpose can be made for the venue; NOTHING where it can."""
    if not venue.pairs:
        return NOTHING
    return text("{venue} takes pairs of its own, and no key for each purpose.", venue=venue.name)
