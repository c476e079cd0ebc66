"""akg venues: what is known of each, as a table, as an entry and as JSON."""

import json

import pytest

from app.venues.table import BY_IDENTIFIER, VENUES
from tests.cli.conftest import Here, Worded


def test_the_table_has_a_line_for_each(here: Here) -> None:
    result = here("venues")
    assert (result.status, result.err) == (0, "")
    titles, *lines = result.out.splitlines()
    assert titles.split()[0] == "NAME"
    assert [line.split()[0] for line in lines] == list(BY_IDENTIFIER)
    for line, venue in zip(lines, VENUES, strict=True):
        assert ", ".join(venue.algorithms) in line
        assert line.endswith(venue.checked)


@pytest.mark.parametrize("name", list(BY_IDENTIFIER))
def test_an_entry_has_its_sources_and_what_is_never_allowed(here: Here, name: str) -> None:
    venue = BY_IDENTIFIER[name]
    result = here("venues", name)
    assert (result.status, result.err) == (0, "")
    for fact in (*venue.sources, *venue.never, venue.page, venue.checked, *venue.may_refuse):
        assert fact in result.out
    assert result.out.isascii()


def test_json_has_all_of_it(here: Here) -> None:
    result = here("venues", "--json")
    venues = {each["venue"]: each for each in json.loads(result.out)["venues"]}
    assert list(venues) == list(BY_IDENTIFIER)
    assert venues["binance"]["permissions"]["tax"] == ["Enable Reading"]
    assert venues["snowflake"]["api_key"] is None
    assert venues["bybit"]["ip_restriction"]["words"] is None
    one = json.loads(here("venues", "binance", "--json").out)["venues"]
    assert one == [venues["binance"]]


@pytest.mark.parametrize("name", ["ibkr", "IBKR", "Interactive Brokers"])
def test_an_alias_is_taken(here: Here, name: str) -> None:
    assert here("venues", name).out == here("venues", "interactive-brokers").out


@pytest.mark.parametrize(
    "word", ["binanse", "", "$(id)", "schl\xfcssel", "a\nb", "canary1234567890", "x" * 100_000]
)
def test_a_venue_that_is_not_known(here: Here, word: str, worded: Worded) -> None:
    result = here("venues", word)
    assert (result.status, result.out) == (2, "")
    error, hint = result.err.splitlines()
    assert error.startswith("akg: error: ")
    assert hint.startswith("akg: hint: ")
    if word:
        assert word not in result.err
    worded(result)
