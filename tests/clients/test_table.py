"""The table of clients: whole, and true of what a person is told before a key is made."""

import pytest

from app.clients.client import Client, Opening
from app.clients.snippets.filling import Filling
from app.clients.snippets.recipes import snippets
from app.clients.table import BY_IDENTIFIER, CLIENTS, find, for_venue, nearest
from app.clients.verdict import in_short, is_usable, verdict
from app.keys.algorithm import ALGORITHMS, BY_NAME, ED25519, Family
from app.usecases.use import ways
from tests.sentences import values_of

_ALL = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.identifier)
_HMAC_ONLY = ("hummingbot", "lean", "unicorn-binance-rest-api", "unicorn-binance-websocket-api", "cryptofeed")


def test_every_client_has_one_name() -> None:
    assert len(BY_IDENTIFIER) == len(CLIENTS)
    assert len({client.title for client in CLIENTS}) == len(CLIENTS)


@_ALL
def test_ways_are_in_the_order_of_advice(client: Client) -> None:
    order = list(Opening)
    for family in Family:
        places = [order.index(opening) for opening in client.openings(family)]
        assert places == sorted(places)
        assert places


@_ALL
def test_what_opens_the_file_itself_is_offered_no_copy_in_clear(client: Client) -> None:
    for family in Family:
        openings = client.openings(family)
        if openings[0] in (Opening.OPENS, Opening.KEY_OBJECT):
            assert Opening.PLAIN_COPY not in openings


@_ALL
def test_what_was_tried_has_a_version(client: Client) -> None:
    assert client.versions or not client.tried


@_ALL
@pytest.mark.parametrize("family", Family, ids=lambda family: family.value)
def test_every_way_has_its_lines(client: Client, family: Family) -> None:
    filling = Filling(family, "/key.private.pem", venue=client.venues[0])
    for opening in client.openings(family):
        if opening.is_possible:
            assert snippets(client, opening, filling)


@_ALL
@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda algorithm: algorithm.name)
def test_every_verdict_names_the_client(client: Client, algorithm: object) -> None:
    for each in ALGORITHMS:
        said = verdict(client, each)
        assert values_of(said)["client"] == client.title
        assert is_usable(client, each) == bool(ways(client, each, "/key.private.pem"))


@pytest.mark.parametrize("name", _HMAC_ONLY)
def test_client_that_signs_with_hmac_is_refused_before_a_key_is_made(name: str) -> None:
    client = BY_IDENTIFIER[name]
    for algorithm in ALGORITHMS:
        assert not is_usable(client, algorithm)
        assert ways(client, algorithm, "/key.private.pem") == ()
    assert verdict(client, ED25519) == verdict(client, BY_NAME["rsa-4096"])


def test_client_of_one_type_says_which() -> None:
    assert values_of(verdict(BY_IDENTIFIER["pybit"], ED25519))["taken"] == "RSA"
    assert (
        values_of(verdict(BY_IDENTIFIER["binance-fix-connector"], BY_NAME["rsa-2048"]))["taken"] == "Ed25519"
    )


def test_every_opening_has_its_words_for_a_table() -> None:
    assert len({in_short(opening) for opening in Opening}) == len(Opening)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("ccxt", "ccxt"),
        ("CCXT", "ccxt"),
        (" ccxt (JavaScript) ", "ccxt-js"),
        ("ccxtt", "ccxt"),
        ("binance-sdk-spt", "binance-sdk-spot"),
        ("nautilus-trader", "nautilus_trader"),
        ("freqtrad", "freqtrade"),
        ("hummingbot", "hummingbot"),
        ("unicorn", "unicorn-binance-rest-api"),
    ],
)
def test_nearest_name_is_found(word: str, found: str) -> None:
    client = nearest(word)
    assert client
    assert client.identifier == found


@pytest.mark.parametrize("word", ["", "x", "zzzzzzzz", "q" * 10_000])
def test_nothing_is_near_to_a_word_that_is_none(word: str) -> None:
    assert nearest(word) is None
    assert find(word) is None


def test_venues_have_their_clients() -> None:
    assert [client.identifier for client in for_venue("bybit")] == ["pybit"]
    assert {"ccxt"} == {client.identifier for client in for_venue("backpack")}
    assert for_venue("nowhere") == ()
