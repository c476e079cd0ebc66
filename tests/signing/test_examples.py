"""Every worked example, made by the libraries of the venues, comes out of our recipes byte for byte."""

import base64
import json
from dataclasses import replace

import pytest

from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.signing.algorithms import sign, verify
from app.signing.schemes import ED25519
from app.signing.signatures import encode, readings
from app.signing.signed import FIXMessage, HTTPRequest, Message, Signed, Token
from app.signing.table import BY_IDENTIFIER, RECIPES
from tests.signing.examples import EXAMPLES, VECTORS, Example, changed, named

each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.recipe.identifier)


@each_example
def test_payload_is_that_of_the_venues_libraries(example: Example) -> None:
    assert example.recipe.payload(example.request) == example.payload


@each_example
def test_signature_is_that_of_the_venues_libraries(example: Example) -> None:
    scheme = example.recipe.scheme_for(example.pair.algorithm.family)
    assert scheme
    theirs = next(readings(example.signature))
    assert verify(example.pair.subject_public_key_info, example.payload, theirs.raw, scheme)
    ours = sign(example.pair, example.payload, scheme)
    assert verify(example.pair.subject_public_key_info, example.payload, ours, scheme)
    if example.deterministic:
        assert encode(ours, example.recipe.form) == example.signature


@each_example
def test_complete_request_is_that_of_the_venues_libraries(example: Example) -> None:
    _check(example.recipe.place(example.request, example.signature), example)


def _check(made: Signed, example: Example) -> None:
    sent = example.sent
    match made:
        case FIXMessage(octets):
            assert octets.decode() == sent["fix"]
        case Message(text):
            assert json.loads(text) | {"id": 0} == sent["json"] | {"id": 0}
        case Token(token):
            assert token == sent["jwt"]
        case HTTPRequest(method, url, headers, body):
            assert (method, url) == (sent["method"], sent["url"])
            if "authorization" in sent:
                members = ((name, value) for name, value in sorted(sent["authorization"].items()))
                expected = {f'{name}="{value}"' for name, value in members}
                assert set(dict(headers)["Authorization"].removeprefix("OAuth ").split(", ")) == expected
                return
            assert sent["headers"].items() <= dict(headers).items()
            if "params" in sent:
                assert json.loads(body) == sent["params"]
            else:
                assert body.decode() == sent["body"]
        case _:
            pytest.fail("nothing to send")


def test_there_is_an_example_for_each_recipe() -> None:
    assert {each.recipe for each in EXAMPLES} == set(RECIPES) - {BY_IDENTIFIER["plain"]}


def test_logon_in_the_documents_of_the_venue() -> None:
    (example,) = json.loads((VECTORS / "binance.json").read_text("utf-8"))
    pair = open_private_key(identify(example["private_key_pem"].encode()), None)
    recipe = BY_IDENTIFIER["binance-fix-logon"]
    request = replace(
        EXAMPLES[0].request, parameters=(("SenderCompID", "EXAMPLE"),), timestamp="20240627-11:17:25.223"
    )
    assert recipe.payload(request) == example["payload"].encode()
    assert (
        encode(sign(pair, recipe.payload(request), ED25519), recipe.form) == example["expected_signature_b64"]
    )


@pytest.mark.parametrize(
    ("account", "signed"),
    [
        ("xy12345", "XY12345"),
        ("xy12345.eu-west-1", "XY12345"),
        ("xy12345.west-europe.azure", "XY12345"),
        ("myorg-my_account", "MYORG-MY_ACCOUNT"),
        ("xy12345-a1b2.global", "XY12345"),
    ],
)
def test_snowflake_account_when_it_has_a_region_then_the_token_leaves_it_out(
    account: str, signed: str
) -> None:
    example = named("snowflake-jwt")
    request = changed(example, parameters=(("account", account), ("user", "me@x.org")))
    claims = example.recipe.payload(request).split(b".")[1]
    assert json.loads(base64.urlsafe_b64decode(claims + b"=="))["sub"] == f"{signed}.ME@X.ORG"
