"""A venue that has no entry: the widest form, and no promise of what it takes."""

from app.text import text
from app.venues.taken import ASKS_SECOND_FACTOR, ED25519, RSA_SIZES
from app.venues.venue import Venue

OTHER = Venue(
    identifier="other",
    title=text("Another exchange or service"),
    spoken=text("the venue"),
    algorithms=(ED25519, *reversed(RSA_SIZES)),
    second_factor=ASKS_SECOND_FACTOR,
    notes=(text("Its own documents say which types of key it takes, and in which form."),),
    sources=("https://www.rfc-editor.org/rfc/rfc5280#section-4.1",),
    checked="2026-11-28",
)
