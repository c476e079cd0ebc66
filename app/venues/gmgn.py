"""GMGN: Ed25519. Its documents say how to make the key, and little of the page where it goes."""

from app.venues.taken import ASKS_SECOND_FACTOR, ED25519, only_ed25519
from app.venues.venue import Venue

GMGN = Venue(
    identifier="gmgn",
    title="GMGN",
    aliases=("gmgn.ai",),
    algorithms=(ED25519,),
    refusals=only_ed25519("GMGN"),
    second_factor=ASKS_SECOND_FACTOR,
    sources=("https://docs.gmgn.ai/index/generate-public-key",),
    checked="2026-11-29",
)
