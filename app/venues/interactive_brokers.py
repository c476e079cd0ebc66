"""Interactive Brokers, OAuth 1.0a: two RSA pairs of 2048 bits, and Diffie-Hellman parameters.

The parameters are not made here: the library's generator for them is deprecated and to be removed, needs a
minute or more, and cannot be stopped. One openssl command does it.
"""

from app.text import text
from app.venues.taken import ASKS_SECOND_FACTOR, only_rsa
from app.venues.venue import APIKeyForm, Venue, Way

LIVE_ACCOUNT = text("Log in with the live account rather than the paper account.")
WAITING = text("It may take a day, or until the restart at the weekend, until the keys work.")
DH_COMMAND = "openssl dhparam -out dhparam.pem 2048"

INTERACTIVE_BROKERS = Venue(
    identifier="interactive-brokers",
    title="Interactive Brokers",
    aliases=("ibkr", "ib"),
    algorithms=("rsa-2048",),
    may_refuse=("rsa-4096", "rsa-3072"),
    refusals=only_rsa("Interactive Brokers"),
    way=Way.FILES,
    ip_restriction=None,
    second_factor=ASKS_SECOND_FACTOR,
    api_key=APIKeyForm(
        "consumer key", "[A-Za-z0-9]{9}", 9, text("9 letters, which you choose yourself on that page")
    ),
    pairs=("signature", "encryption"),
    notes=(LIVE_ACCOUNT, WAITING),
    sources=(
        "https://github.com/Voyz/ibind/wiki/OAuth-1.0a",
        "https://www.interactivebrokers.com/campus/ibkr-api-page/oauth-1-0a-extended/",
    ),
    checked="2026-11-29",
)
