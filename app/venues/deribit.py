"""Deribit: Ed25519 (recommended), or RSA of 2048 bits and more. Permissions are scopes of its API."""

from app.text import text
from app.venues.purpose import DATA, OTHER, TAX, TRADING
from app.venues.taken import ASKS_SECOND_FACTOR, ED25519, each
from app.venues.venue import APIKeyForm, NameRule, Permissions, Venue

DERIBIT = Venue(
    identifier="deribit",
    title="Deribit",
    algorithms=(ED25519, "rsa-4096", "rsa-3072", "rsa-2048"),
    page="https://www.deribit.com/account/BTC/api",
    path=("API", "Add new key", "Self-generated key"),
    permissions=(
        *each(TRADING, "account:read", "trade:read_write", "wallet:none"),
        *each((DATA.identifier, OTHER.identifier), "account:read", "trade:read", "wallet:none"),
        Permissions(TAX.identifier, ("account:read", "trade:read", "wallet:read")),
    ),
    never=("wallet:read_write", "account:read_write"),
    second_factor=ASKS_SECOND_FACTOR,
    api_key=APIKeyForm("Client ID"),
    name_rule=NameRule(16, "_"),
    notes=(text("The test environment, test.deribit.com, has accounts and API keys of its own."),),
    sources=(
        "https://docs.deribit.com/articles/asymmetric-api-keys",
        "https://docs.deribit.com/articles/creating-api-key",
        "https://docs.deribit.com/api-reference/account-management/private-create_api_key",
    ),
    checked="2026-11-29",
)
