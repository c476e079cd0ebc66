"""The name of a key as a venue takes it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.venues.deribit import DERIBIT
from app.venues.names import name_at
from app.venues.table import BY_IDENTIFIER


def test_a_venue_without_a_rule_takes_the_name_itself() -> None:
    assert name_at(BY_IDENTIFIER["binance"], "spot-trading-2026-11-28") == "spot-trading-2026-11-28"


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("spot", "spot"),
        ("my key", "my_key"),
        ("\u043a\u043b\u044e\u0447", "key"),
        ("spot-trading-2026-11-28", "spot_trad_261128"),
        ("futures-trading-2026-11-28", "futures_t_261128"),
        ("a-name-that-has-no-date", "a_name_that_has_"),
    ],
)
def test_a_name_is_made_to_fit(name: str, taken: str) -> None:
    assert name_at(DERIBIT, name) == taken


def test_names_of_different_days_stay_different() -> None:
    days = [f"spot-trading-2026-11-{day:02}" for day in range(1, 31)]
    assert len({name_at(DERIBIT, name) for name in days}) == len(days)


@given(st.text(max_size=120))
def test_whatever_the_name_is_the_venue_takes_it(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_]{1,16}", name_at(DERIBIT, name))
