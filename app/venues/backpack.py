"""Backpack: Ed25519; the API key is the public key itself. Read in the code of clients, not at the venue."""

from app.text import text
from app.venues.taken import ASKS_SECOND_FACTOR, ED25519, only_ed25519
from app.venues.venue import APIKeyForm, Venue

BACKPACK = Venue(
    identifier="backpack",
    title="Backpack",
    algorithms=(ED25519,),
    refusals=only_ed25519("Backpack"),
    pasted_as="raw-base64",
    path=("settings", "API keys"),
    second_factor=ASKS_SECOND_FACTOR,
    api_key=APIKeyForm(
        pattern="[A-Za-z0-9+/]{43}=", length=44, looks_like=text("44 characters of base64, which end with =")
    ),
    second_hand=True,
    notes=(
        text("The API key is the public key itself, in base64."),
        text("The page makes a key pair of its own unless you give it a public key; it may ask for one."),
    ),
    sources=(
        "https://github.com/ccxt/ccxt/blob/master/python/ccxt/backpack.py",
        "https://docs.rs/bpx-api-client/",
    ),
    checked="2026-11-28",
)
