"""Every entry is complete, says where it was read, and answers for each algorithm."""

import subprocess
import sys
from datetime import date
from urllib.parse import urlsplit

import pytest

from app.keys.algorithm import ALGORITHMS, BY_NAME, Family, rsa
from app.keys.encodings import BY_NAME as ENCODINGS
from app.text import Text
from app.venues.purpose import BY_IDENTIFIER as PURPOSES
from app.venues.rules import notice, why_not
from app.venues.table import BY_IDENTIFIER, VENUES, nearest
from app.venues.venue import Environment, Venue, Way
from tests.sentences import values_of

each_venue = pytest.mark.parametrize("venue", VENUES, ids=lambda venue: venue.identifier)


def test_the_table_has_each_venue_once() -> None:
    assert len(BY_IDENTIFIER) == len(VENUES)
    assert len({venue.title for venue in VENUES}) == len(VENUES)
    assert VENUES[0].identifier == "binance"
    assert VENUES[-1].identifier == "other"


@each_venue
def test_an_entry_says_where_and_when_it_was_read(venue: Venue) -> None:
    assert venue.sources
    for address in (*venue.sources, *filter(None, [venue.page])):
        assert urlsplit(address).scheme == "https"
        assert "." in urlsplit(address).netloc
    assert date(2026, 11, 1) <= date.fromisoformat(venue.checked) <= date(2030, 1, 1)


@each_venue
def test_each_algorithm_is_taken_or_may_be_refused_or_is_refused_with_a_reason(venue: Venue) -> None:
    assert venue.algorithms
    offered = (*venue.algorithms, *venue.may_refuse)
    assert len(set(offered)) == len(offered)
    assert set(offered) <= set(BY_NAME)
    for algorithm in ALGORITHMS:
        refused, noticed = why_not(venue, algorithm.name), notice(venue, algorithm.name)
        assert bool(refused) == (algorithm.name not in offered)
        assert bool(noticed) == (algorithm.name in venue.may_refuse)


@each_venue
def test_what_it_takes_has_the_encoding_that_is_pasted(venue: Venue) -> None:
    families = {BY_NAME[name].family for name in (*venue.algorithms, *venue.may_refuse)}
    assert families <= ENCODINGS[venue.pasted_as].families


@each_venue
def test_permissions_belong_to_purposes_and_are_never_those_that_move_money(venue: Venue) -> None:
    assert {each.purpose for each in venue.permissions} in (set(), set(PURPOSES))
    for each in venue.permissions:
        assert each.words
        assert not set(each.words) & set(venue.never)
        assert "withdraw" not in " ".join(each.words).casefold()
    if venue.permissions:
        assert venue.never
        assert not any("trad" in word.casefold() for word in venue.words_for("tax") if ":read" not in word)


@each_venue
def test_what_a_person_reads_can_be_translated(venue: Venue) -> None:
    sentences = [*venue.notes, *venue.refusals.values()]
    assert all(isinstance(each, Text) and each for each in sentences)
    assert set(venue.refusals) <= {family.value for family in Family}


@each_venue
def test_what_was_read_at_second_hand_promises_no_clicks_to_money(venue: Venue) -> None:
    """Nothing that nobody verified: no words of permissions, of IP lists, or of what happens without them."""
    if not venue.second_hand:
        return
    assert not venue.permissions
    assert not venue.ip_restriction or not (venue.ip_restriction.words or venue.ip_restriction.without)


def test_only_binance_has_environments_without_money_in_the_table() -> None:
    apart = {venue.identifier for venue in VENUES if venue.environment is not Environment.PRODUCTION}
    assert apart == {"binance-testnet", "binance-demo"}
    assert {venue.page for venue in VENUES if "binance" in venue.identifier} >= {
        "https://testnet.binance.vision",
        "https://demo.binance.com/en/my/settings/api-management",
    }


@pytest.mark.parametrize(
    ("identifier", "first", "encoding", "way"),
    [
        ("binance", "ed25519", "pem", Way.PASTE),
        ("bybit", "rsa-4096", "pem", Way.PASTE),
        ("robinhood", "ed25519", "raw-base64", Way.PASTE),
        ("backpack", "ed25519", "raw-base64", Way.PASTE),
        ("kalshi", "rsa-2048", "pem", Way.REQUEST),
        ("snowflake", "rsa-2048", "body", Way.STATEMENT),
        ("interactive-brokers", "rsa-2048", "pem", Way.FILES),
    ],
)
def test_what_a_venue_prefers(identifier: str, first: str, encoding: str, way: Way) -> None:
    venue = BY_IDENTIFIER[identifier]
    assert (venue.algorithms[0], venue.pasted_as, venue.way) == (first, encoding, way)


def test_rsa_3072_is_offered_with_a_notice_in_production_and_documented_on_the_testnet() -> None:
    said = values_of(notice(BY_IDENTIFIER["binance"], "rsa-3072"))
    assert (said["bits"], said["sizes"]) == ("3072", "2048, 4096")
    assert not notice(BY_IDENTIFIER["binance-testnet"], "rsa-3072")


@each_venue
@pytest.mark.parametrize("algorithm", ["ec-p256", "dsa", "", "ed448"])
def test_no_venue_takes_other_kinds(venue: Venue, algorithm: str) -> None:
    assert why_not(venue, algorithm)
    assert not notice(venue, algorithm)


def test_a_size_that_is_in_no_table_is_judged_by_its_family() -> None:
    odd = rsa(2560).name
    assert values_of(notice(BY_IDENTIFIER["binance"], odd))["bits"] == "2560"
    assert values_of(why_not(BY_IDENTIFIER["revolut-x"], odd))["venue"] == "Revolut X"
    assert not why_not(BY_IDENTIFIER["other"], odd)
    assert not notice(BY_IDENTIFIER["other"], odd)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("binnance", "binance"),
        ("Binance", "binance"),
        ("BINANCE.COM", "binance"),
        ("testnet", "binance-testnet"),
        ("ibkr", "interactive-brokers"),
        ("Interactive Broker", "interactive-brokers"),
        ("revolut", "revolut-x"),
        ("by bit", "bybit"),
        ("", ""),
        ("   ", ""),
        ("qqqqqq", ""),
        ("x" * 100_000, ""),
        ("$(id)\n", ""),
    ],
)
def test_the_nearest_venue(typed: str, meant: str) -> None:
    assert nearest(typed) == meant


@pytest.mark.parametrize(("typed", "meant"), [("spott", "spot"), ("readonly", "read-only"), ("zzz", "")])
def test_the_nearest_of_other_words(typed: str, meant: str) -> None:
    assert nearest(typed, PURPOSES) == meant


def test_the_table_loads_nothing_heavy() -> None:
    """The window's first page shows it before anything else is loaded."""
    script = "import sys, app.venues.table; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name for name in done.stdout.split() if name.startswith(("cryptography", "PySide6", "app."))}
    assert {name for name in loaded if not name.startswith("app.venues")} == {"app.text"}
