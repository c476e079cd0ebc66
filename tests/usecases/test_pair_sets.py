"""Sets: how the pairs are called that are made together."""

from app.storage.names import pair_names
from app.usecases.pair_sets import (
    FOR_EACH_PURPOSE,
    about_set,
    labels_of_set,
    set_at,
    wants_set,
    why_not_each,
)
from app.venues.purpose import FOUR, suggested_name
from app.venues.table import BY_IDENTIFIER, VENUES

IBKR = BY_IDENTIFIER["interactive-brokers"]
BINANCE = BY_IDENTIFIER["binance"]
OF_IBKR = ("ibkr-signature", "ibkr-encryption")


def test_a_key_for_each_purpose_is_called_as_one_for_that_purpose_alone() -> None:
    names = [each.label for each in pair_names("2026-11-28", 4, FOR_EACH_PURPOSE)]
    assert names == [suggested_name(purpose, "2026-11-28") for purpose in FOUR]


def test_any_pair_of_a_set_and_what_they_share_name_the_same_set() -> None:
    assert tuple(each.label for each in pair_names("ibkr", 2, set_at(IBKR))) == OF_IBKR
    assert {labels_of_set(IBKR, label) for label in ("ibkr", *OF_IBKR)} == {OF_IBKR}


def test_a_pair_of_no_set_is_told_that_one_is_wanted() -> None:
    assert wants_set(IBKR, "spot") == about_set(IBKR) != ""
    assert [wants_set(IBKR, label) for label in OF_IBKR] == ["", ""]


def test_a_venue_with_a_set_has_no_key_for_each_purpose_and_any_other_has() -> None:
    for venue in VENUES:
        assert bool(why_not_each(venue)) is bool(venue.pairs)
    assert (set_at(BINANCE), about_set(BINANCE), wants_set(BINANCE, "spot")) == ((), "", "")
