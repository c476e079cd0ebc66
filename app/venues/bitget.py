"""Bitget: RSA keys of 2048 or 4096 bits. The words of its permissions are not verified, and left out."""

from app.text import text
from app.venues.taken import ASKS_SECOND_FACTOR, only_rsa
from app.venues.venue import Venue

BITGET = Venue(
    identifier="bitget",
    title="Bitget",
    algorithms=("rsa-4096", "rsa-2048"),
    may_refuse=("rsa-3072",),
    refusals=only_rsa("Bitget"),
    path=("profile", "API", "Create API", "User-generated API Keys"),
    second_factor=ASKS_SECOND_FACTOR,
    notes=(
        text(
            "Bitget also asks for an API passphrase, which goes with each request. Choose another one than "
            "the passphrase of your private-key file."
        ),
    ),
    sources=("https://www.bitget.com/support/articles/12560603795900",),
    checked="2026-11-28",
)
