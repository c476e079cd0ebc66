"""Kalshi: RSA, registered by a signed request. Its page makes key pairs itself and takes none of yours."""

from app.text import text
from app.venues.purpose import READING, TRADING
from app.venues.taken import each, only_rsa
from app.venues.venue import APIKeyForm, Venue, Way

ACCOUNTS = text("It takes public keys from accounts with Premier or Market Maker API access alone.")

KALSHI = Venue(
    identifier="kalshi",
    title="Kalshi",
    algorithms=("rsa-2048",),
    may_refuse=("rsa-4096", "rsa-3072"),
    refusals=only_rsa("Kalshi"),
    way=Way.REQUEST,
    page="https://kalshi.com/account/profile",
    permissions=(*each(TRADING, "read", "write"), *each(READING, "read")),
    never=("write::transfer",),
    ip_restriction=None,
    api_key=APIKeyForm(
        "API Key ID",
        "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
        36,
        text("36 characters, such as a952bcbe-ec3b-4b5b-b8f9-11dae589608c"),
    ),
    notes=(
        ACCOUNTS,
        text("The demo environment has accounts and API keys of its own."),
    ),
    sources=(
        "https://docs.kalshi.com/api-reference/api-keys/create-api-key",
        "https://docs.kalshi.com/getting_started/api_keys",
        "https://docs.kalshi.com/getting_started/quick_start_authenticated_requests",
    ),
    checked="2026-11-29",
)
