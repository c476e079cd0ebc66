"""What the page of a key says below its title, and the title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gui.session.aim import purpose_of, venue_of
from app.text import NOTHING, Text, listed, plural, text
from app.venues.purpose import day_after

if TYPE_CHECKING:
    from app.gui.session.hand import PairsAtHand
    from app.storage.registry.record import KeyRecord


def title_of(hand: PairsAtHand) -> Text:
    """Return the title of the page."""
    if not hand.pairs:
        return text("Key")
    if len(hand.pairs) == 1:
        return text("{name}", name=hand.label)
    if hand.purposes:
        return text("A key for each purpose")
    first = hand.labels[0].rpartition("-")[0] or hand.labels[0]
    return plural("{number} key: {name}", "{number:,} keys: {name}", len(hand.pairs), name=first)


def facts_of(hand: PairsAtHand, record: KeyRecord | None, made: str) -> Text:
    """Return its kind, what it is for and when it is due. `made`: the day of an unlisted one, ISO 8601."""
    if not hand.pairs:
        return NOTHING
    kind = text("{kind}", kind=hand.pairs[0].algorithm.label)
    is_known = hand.generated or (record is not None and bool(record.venue))
    if not is_known:
        return listed((kind, text("opened"), *_due(record)))
    venue, purpose = venue_of(hand.aim), purpose_of(hand.aim)
    due = _due(record) if record else (text("replace by {day}", day=day_after(made, purpose.days)),)
    return listed((kind, text("{venue}", venue=venue.title), purpose.title, *due))


def _due(record: KeyRecord | None) -> tuple[Text, ...]:
    if record is None or not record.due:
        return ()
    return (text("replace by {day}", day=record.due),)
