"""Bybit: RSA keys of 2048 or 4096 bits. The words of its permissions are not verified, and left out."""

from app.text import text
from app.venues.taken import ASKS_SECOND_FACTOR, only_rsa
from app.venues.venue import IPRestriction, Venue

BYBIT = Venue(
    identifier="bybit",
    title="Bybit",
    algorithms=("rsa-4096", "rsa-2048"),
    may_refuse=("rsa-3072",),
    refusals=only_rsa("Bybit"),
    path=("profile icon", "API", "Create New Key", "Self-generated API Keys", "Your Public Key"),
    ip_restriction=IPRestriction(
        without=text("An API key without an IP address becomes invalid after 90 days.")
    ),
    second_factor=ASKS_SECOND_FACTOR,
    sources=(
        "https://www.bybit.com/en/help-center/article/How-to-Create-an-RSA-Key-on-Bybit",
        "https://bybit-exchange.github.io/docs/account-asset/modify-master-apikey",
    ),
    checked="2026-11-29",
)
