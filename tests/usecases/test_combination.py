"""Venue, program and type of key: what cannot work is said, and what is not known is not a fact."""

import pytest

from app.clients.table import BY_IDENTIFIER as CLIENTS
from app.clients.table import CLIENTS as EVERY_CLIENT
from app.keys.algorithm import BY_NAME
from app.usecases.combination import combination
from app.venues.table import BY_IDENTIFIER as VENUES
from app.venues.table import VENUES as EVERY_VENUE
from tests.sentences import values_of


@pytest.mark.parametrize(
    ("venue", "client", "algorithm", "works"),
    [
        ("binance", "ccxt", "ed25519", True),
        ("binance-testnet", "ccxt", "ed25519", True),
        ("binance", "hummingbot", "ed25519", False),
        ("revolut-x", "ccxt", "rsa-4096", False),
        ("bybit", "pybit", "ed25519", False),
        ("bybit", "pybit", "rsa-2048", True),
        ("other", "ccxt", "rsa-2048", True),
    ],
)
def test_what_goes_together(venue: str, client: str, algorithm: str, works: bool) -> None:
    found = combination(VENUES[venue], CLIENTS[client], BY_NAME[algorithm])
    assert found.works is works
    assert found.sentence


def test_what_no_table_knows_is_said_as_not_known() -> None:
    found = combination(VENUES["kalshi"], CLIENTS["ccxt"], BY_NAME["rsa-2048"])
    assert found.works
    assert values_of(found.sentence)["venue"] == VENUES["kalshi"].name


def test_every_combination_has_a_sentence() -> None:
    for venue in EVERY_VENUE:
        for client in EVERY_CLIENT:
            assert all(combination(venue, client, each).sentence for each in BY_NAME.values())
