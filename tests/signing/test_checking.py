"""What nobody should sign or send: refused with a reason, and never repeated."""

import dataclasses
from typing import Any

import pytest

from app.errors import KeygenError, RefusedError, UsageError
from app.signing.checking import LARGEST, LARGEST_TEXT
from app.signing.recipe import Kind
from app.signing.request import JSONText, SignRequest
from app.signing.table import BY_IDENTIFIER, RECIPES
from app.usecases.sign import complete, sign
from app.venues.table import BY_IDENTIFIER as VENUES
from tests.signing.examples import PAIRS

API_KEY = "a" * 64
NASTY = "secret\r\nX-Evil: 1"


def asked(identifier: str, **request: Any) -> SignRequest:
    return complete(BY_IDENTIFIER[identifier], SignRequest(**{"api_key": API_KEY, **request}))


@pytest.mark.parametrize(
    ("identifier", "request_"),
    [
        ("binance-spot-rest", {"api_key": NASTY}),
        ("binance-spot-rest", {"method": NASTY}),
        ("binance-spot-rest", {"path": f"/{NASTY}"}),
        ("binance-spot-rest", {"path": "api/v3/order"}),
        ("binance-spot-rest", {"path": "/api v3"}),
        ("binance-spot-rest", {"query": NASTY}),
        ("binance-spot-rest", {"query": "a=\u00e9"}),
        ("binance-spot-rest", {"query": "a=b#c"}),
        ("binance-spot-rest", {"timestamp": NASTY}),
        ("binance-spot-rest", {"timestamp": "1795824000"}),
        ("binance-spot-rest", {"recv_window": NASTY}),
        ("binance-spot-rest", {"parameters": ((NASTY, "1"),)}),
        ("binance-spot-rest", {"parameters": (("", "1"),)}),
        ("binance-spot-rest", {"parameters": (("a=b", "1"),)}),
        ("binance-spot-rest", {"parameters": (("a", "\udc80"),)}),
        ("binance-ws", {"api_key": ""}),
        ("binance-ws", {"path": "/api"}),
        ("binance-ws", {"body": b"{}"}),
        ("binance-fix-logon", {"parameters": (("SenderCompID", "A\x01553=X"),)}),
        ("binance-fix-logon", {"parameters": (("SenderCompID", "TOOLONG12"),)}),
        ("binance-fix-logon", {"parameters": (("HeartBtInt", "30"),)}),
        ("binance-fix-logon", {"api_key": "a\x01b"}),
        ("robinhood-crypto", {"timestamp": "1795824000000"}),
        (
            "ibkr-oauth1a",
            {"parameters": (("oauth_token", 'x", realm="y'), ("diffie_hellman_challenge", "5"))},
        ),
        ("ibkr-oauth1a", {"parameters": (("oauth_token", "x"),)}),
        ("snowflake-jwt", {"parameters": (("account", "a"),)}),
        ("jwt-eddsa", {"parameters": (("aud", "x"), ("lifetime", "soon"))}),
        ("plain", {"parameters": (("a", "b"),)}),
    ],
)
def test_request_is_refused_without_repeating_it(identifier: str, request_: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as caught:
        asked(identifier, **request_)
    assert "secret" not in f"{caught.value.message} {caught.value.hint}"


def test_requests_are_bounded() -> None:
    with pytest.raises(RefusedError):
        asked("binance-spot-rest", method="POST", body=b"a" * (LARGEST + 1))
    with pytest.raises(RefusedError):
        asked("binance-spot-rest", parameters=(("a", "b"),) * 1001)
    with pytest.raises(RefusedError):
        asked("plain", body=b"a" * (LARGEST_TEXT + 1))
    assert asked("plain", body=b"a" * LARGEST_TEXT)


@pytest.mark.parametrize("body", [b"[" * 60_000, b"[1]", b"{", b"\xff", b'{"a":{"b":1}}', b'{"a":[1]}'])
def test_body_that_backpack_could_not_sign(body: bytes) -> None:
    request = SignRequest(method="POST", path="/api/v1/order", body=body)
    with pytest.raises(UsageError):
        sign(BY_IDENTIFIER["backpack"], request, PAIRS["ed25519"])


def test_batch_of_backpack_names_the_instruction_for_each_order() -> None:
    request = SignRequest(
        method="POST",
        path="/api/v1/orders",
        parameters=(("instruction", "orderExecute"),),
        body=b'[{"symbol":"SOL","price":1.50},{"side":"Bid","postOnly":true,"x":null}]',
        timestamp="1795824000000",
    )
    assert sign(BY_IDENTIFIER["backpack"], request, PAIRS["ed25519"]).payload == (
        b"instruction=orderExecute&price=1.50&symbol=SOL&instruction=orderExecute&postOnly=true&side=Bid"
        b"&timestamp=1795824000000&window=5000"
    )


def test_every_recipe_is_one_of_a_venue_that_is_known_and_says_where_it_is_from() -> None:
    for recipe in RECIPES:
        assert set(recipe.venues) <= set(VENUES)
        assert set(recipe.bases) <= set(recipe.venues)
        assert (recipe.kind is Kind.HTTP) <= bool(recipe.bases)
        assert recipe.sources
        assert len(recipe.schemes) == 2 or recipe.why_not
    names = [(venue, recipe.api) for recipe in RECIPES for venue in recipe.venues]
    assert len(set(names)) == len(names)


def test_algorithms_are_those_that_the_venue_takes() -> None:
    for recipe in RECIPES:
        for venue in map(VENUES.__getitem__, recipe.venues):
            taken = {name.partition("-")[0] for name in venue.algorithms}
            assert {scheme.family.value for scheme in recipe.schemes} <= taken


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.identifier)
def test_key_of_the_other_type_is_refused(recipe: Any) -> None:
    for pair in PAIRS.values():
        if recipe.scheme_for(pair.algorithm.family) is None:
            with pytest.raises(KeygenError):
                sign(recipe, SignRequest(), pair)


def test_json_text_is_what_it_says_and_any_other_value_a_string() -> None:
    request = SignRequest(
        api_key=API_KEY,
        method="order.place",
        parameters=(("price", JSONText("1.50")), ("note", "1.50")),
        timestamp="1795824000000",
    )
    signed = sign(BY_IDENTIFIER["binance-ws"], request, PAIRS["ed25519"])
    assert '"price":1.50,"note":"1.50"' in dataclasses.asdict(signed.signed)["text"]
