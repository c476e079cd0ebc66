"""Robinhood Crypto: Ed25519, the 32 bytes in base64. Read in the code of clients, not at the venue."""

from app.text import text
from app.venues.taken import ASKS_SECOND_FACTOR, ED25519, only_ed25519
from app.venues.venue import Venue

ROBINHOOD = Venue(
    identifier="robinhood",
    title="Robinhood Crypto",
    aliases=("robinhood-crypto",),
    algorithms=(ED25519,),
    refusals=only_ed25519("Robinhood Crypto"),
    pasted_as="raw-base64",
    page="https://robinhood.com/account/crypto",
    second_factor=ASKS_SECOND_FACTOR,
    second_hand=True,
    notes=(text("The page may be there only in the classic version of the website."),),
    sources=(
        "https://jamestford.github.io/pyhood/crypto/",
        "https://docs.rs/robinrust/latest/robinrust/auth/index.html",
    ),
    checked="2026-11-28",
)
