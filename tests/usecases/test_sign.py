"""What is added to a request, and what its sender is told."""

from dataclasses import replace

import pytest

from app.keys.algorithm import Family
from app.signing.request import JSONText, SignRequest, TimeUnit
from app.signing.signed import HTTPRequest, Message
from app.signing.table import BY_IDENTIFIER, RECIPES
from app.usecases.sign import complete, recipe_of, sign
from app.venues.table import BY_IDENTIFIER as VENUES
from tests.signing.examples import PAIRS

NOW = 1795824000_123456789
MILLISECONDS = "1795824000123"
API_KEY = "a" * 64


def test_time_is_now_in_the_unit_of_the_venue() -> None:
    for recipe in RECIPES:
        given = (("aud", "x"), ("account", "a"), ("user", "u"), ("oauth_token", "t"))
        fields = (*given, ("diffie_hellman_challenge", "5"))
        kept = tuple(pair for pair in fields if pair[0] in {each.name for each in recipe.fields})
        completed = complete(recipe, SignRequest(api_key=API_KEY, parameters=kept), now=NOW)
        expected = {
            TimeUnit.SECONDS: "1795824000",
            TimeUnit.MILLISECONDS: MILLISECONDS,
            TimeUnit.UTC: "20261128-00:00:00.123456",
        }
        assert completed.timestamp == (expected[recipe.time] if recipe.time else "")


def test_fix_writes_a_number_in_its_own_way() -> None:
    request = SignRequest(api_key=API_KEY, timestamp=MILLISECONDS)
    completed = complete(BY_IDENTIFIER["binance-fix-logon"], request)
    assert completed.timestamp == "20261128-00:00:00.123000"


@pytest.mark.parametrize(
    ("off", "warned"), [(0, False), (-4_000, False), (-6_000, True), (500, False), (2_000, True)]
)
def test_timestamp_that_is_not_now_is_said(off: int, warned: bool) -> None:
    stamp = str(int(MILLISECONDS) + off)
    for request in (
        SignRequest(timestamp=stamp),
        SignRequest(parameters=(("timestamp", stamp),)),
    ):
        signed = sign(BY_IDENTIFIER["binance-spot-rest"], request, PAIRS["ed25519"], now=NOW)
        assert bool(signed.warnings) is warned


def test_timestamp_and_window_are_added_once() -> None:
    recipe = BY_IDENTIFIER["binance-spot-rest"]
    for asked in (
        SignRequest(parameters=(("timestamp", "1795824000000"), ("a", "b")), recv_window="5000"),
        SignRequest(query="timestamp=1795824000000&a=b", recv_window="5000"),
        SignRequest(path="/api/v3/order?timestamp=1795824000000&a=b", recv_window="5000"),
    ):
        payload = sign(recipe, asked, PAIRS["ed25519"]).payload
        assert payload == b"timestamp=1795824000000&a=b&recvWindow=5000"
    body = SignRequest(method="POST", body=b"timestamp=1795824000000&a=b", query="c=d")
    signed = sign(recipe, body, PAIRS["ed25519"])
    assert signed.payload == b"c=dtimestamp=1795824000000&a=b"
    assert isinstance(signed.signed, HTTPRequest)
    assert signed.signed.url.endswith("?c=d")
    assert signed.signed.body.startswith(b"timestamp=1795824000000&a=b&signature=")


def test_what_is_used_once_is_another_each_time() -> None:
    recipe = BY_IDENTIFIER["deribit"]
    payloads = {sign(recipe, SignRequest(), PAIRS["ed25519"], now=NOW).payload for _ in range(3)}
    assert len(payloads) == 3


def test_message_has_placeholders_for_what_is_not_signed() -> None:
    signed = sign(BY_IDENTIFIER["deribit"], SignRequest(), PAIRS["ed25519"])
    assert isinstance(signed.signed, Message)
    assert '"client_id":"YOUR-API-KEY"' in signed.signed.text
    assert signed.notes


@pytest.mark.parametrize(
    ("venue", "path", "host"),
    [
        ("binance", "/fapi/v1/order", "https://fapi.binance.com"),
        ("binance", "/dapi/v1/order", "https://dapi.binance.com"),
        ("binance", "/eapi/v1/order", "https://eapi.binance.com"),
        ("binance-demo", "/fapi/v1/order", "https://demo-fapi.binance.com"),
    ],
)
def test_path_names_the_host_of_futures(venue: str, path: str, host: str) -> None:
    recipe = recipe_of(VENUES[venue], "futures")
    signed = sign(recipe, SignRequest(path=path), PAIRS["ed25519"], venue)
    assert isinstance(signed.signed, HTTPRequest)
    assert signed.signed.url.startswith(f"{host}{path}?timestamp=")


def test_testnet_is_signed_for_its_own_host() -> None:
    venue = VENUES["binance-testnet"]
    signed = sign(recipe_of(venue), SignRequest(), PAIRS["ed25519"], venue.identifier)
    assert isinstance(signed.signed, HTTPRequest)
    assert signed.signed.url.startswith("https://testnet.binance.vision/api/v3/account?")


@pytest.mark.parametrize("identifier", ["binance-ws", "backpack"])
def test_dispute_is_a_warning_only_where_a_value_needs_encoding(identifier: str) -> None:
    recipe = BY_IDENTIFIER[identifier]
    for value, disputed in (("BTCUSDT", False), ("a:b", True), ("\u5e01\u5b89", True)):
        request = SignRequest(api_key=API_KEY, parameters=(("symbol", value),))
        signed = sign(recipe, request, PAIRS["ed25519"], now=NOW)
        assert (recipe.dispute in signed.warnings) is disputed


def test_method_of_http_is_in_capitals() -> None:
    request = replace(SignRequest(), method="get", path="/trade-api/v2/portfolio/orders?limit=5")
    signed = sign(BY_IDENTIFIER["kalshi"], request, PAIRS["rsa-2048"], now=NOW)
    assert signed.payload == f"{MILLISECONDS}GET/trade-api/v2/portfolio/orders".encode()
    assert isinstance(signed.signed, HTTPRequest)
    assert signed.signed.url.endswith("/orders?limit=5")


def test_query_is_signed_as_each_venue_says() -> None:
    asked = SignRequest(
        api_key="k", path="/p", parameters=(("b", "2"), ("a", "x y"), ("c", "")), timestamp=MILLISECONDS
    )
    seconds = replace(asked, timestamp="1795824000")
    rsa, ed25519 = PAIRS["rsa-2048"], PAIRS["ed25519"]
    assert {
        "bitget": sign(BY_IDENTIFIER["bitget-v2-rest"], asked, rsa).payload,
        "bybit": sign(BY_IDENTIFIER["bybit-v5-rest"], asked, rsa).payload,
        "revolut": sign(BY_IDENTIFIER["revolut-x"], asked, ed25519).payload,
        "robinhood": sign(BY_IDENTIFIER["robinhood-crypto"], seconds, ed25519).payload,
        "kalshi": sign(BY_IDENTIFIER["kalshi"], asked, rsa).payload,
    } == {
        "bitget": b"1795824000123GET/p?a=x%20y&b=2&c=",
        "bybit": b"1795824000123k5000b=2&a=x%20y&c=",
        "revolut": b"1795824000123GET/pb=2&a=x%20y&c=",
        "robinhood": b"k1795824000/p?b=2&a=x%20y&c=GET",
        "kalshi": b"1795824000123GET/p",
    }


def test_parameters_of_a_post_are_a_json_body_where_the_venue_reads_json() -> None:
    asked = SignRequest(
        api_key="k",
        method="POST",
        path="/p",
        parameters=(("b", "\u00e9"), ("a", JSONText("[1]"))),
        timestamp=MILLISECONDS,
    )
    body = b'{"b":"\\u00e9","a":[1]}'
    for identifier, before in (
        ("bitget-v2-rest", b"1795824000123POST/p"),
        ("bybit-v5-rest", b"1795824000123k5000"),
        ("revolut-x", b"1795824000123POST/p"),
    ):
        recipe = BY_IDENTIFIER[identifier]
        pair = PAIRS["rsa-2048" if recipe.scheme_for(Family.RSA) else "ed25519"]
        signed = sign(recipe, asked, pair)
        assert signed.payload == before + body
        assert isinstance(signed.signed, HTTPRequest)
        assert signed.signed.body == body


def test_bybit_signs_the_body_of_a_post_alone() -> None:
    asked = SignRequest(
        api_key="k", method="POST", path="/p", query="a=b", body=b"{}", timestamp=MILLISECONDS
    )
    assert sign(BY_IDENTIFIER["bybit-v5-rest"], asked, PAIRS["rsa-2048"]).payload == b"1795824000123k5000{}"
