"""Revolut X: Ed25519. The words of its permissions are not verified, and left out."""

from app.text import text
from app.venues.taken import ASKS_SECOND_FACTOR, ED25519, only_ed25519
from app.venues.venue import APIKeyForm, Venue

REVOLUT_X = Venue(
    identifier="revolut-x",
    title="Revolut X",
    aliases=("revolut",),
    algorithms=(ED25519,),
    refusals=only_ed25519("Revolut X"),
    page="https://exchange.revolut.com/account/api-keys",
    path=("Profile", "API Keys"),
    second_factor=ASKS_SECOND_FACTOR,
    api_key=APIKeyForm(
        pattern="[A-Za-z0-9]{64}", length=64, looks_like=text("64 letters and digits, without spaces")
    ),
    notes=(text("FIX sessions need a key of a sub-account that is not the primary one."),),
    sources=(
        "https://developer.revolut.com/docs/guides/crypto-exchange/get-started/create-an-api-key",
        "https://skills.sh/revolut-engineering/revolut-agent-skills/revolut-x-auth",
        "https://developer.revolut.com/docs/guides/exchange-fix-api/fix-session-management/create-manage-api-key",
    ),
    checked="2026-11-29",
)
