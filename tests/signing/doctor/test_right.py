"""Requests that are right, in every form that people have: nothing is found wrong with them."""

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from app.signing.algorithms import sign
from app.signing.doctor.case import Place
from app.signing.doctor.layouts import layout
from app.signing.doctor.opening import open_case
from app.signing.pasted.reader import read
from app.signing.rendering import curl
from app.signing.signatures import encode
from app.signing.signed import FIXMessage, HTTPRequest, Message, Signed, Token
from app.usecases.diagnose import KnownKey, diagnose
from tests.signing.doctor.mistakes import BODY, COLON_SENT, Q
from tests.signing.doctor.wrong import ED, FORMS, RSA, TIME, Request, forms_of
from tests.signing.examples import EXAMPLES, PAIRS, Example

_IBKR = "ibkr-oauth1a"  # the text begins with a secret that no request has
_KNOWN = [example for example in EXAMPLES if example.recipe.identifier != _IBKR]


def _complete(example: Example) -> Signed:
    scheme = example.recipe.scheme_for(example.pair.algorithm.family)
    assert scheme
    raw = sign(example.pair, example.payload, scheme)
    return example.recipe.place(example.request, encode(raw, example.recipe.form))


def _pastes(signed: Signed) -> Iterator[str]:
    match signed:
        case HTTPRequest():
            yield curl(signed)
            head = f"{signed.method} {signed.url} HTTP/1.1\r\n"
            head += "".join(f"{name}: {value}\r\n" for name, value in signed.headers)
            yield f"{head}\r\n{signed.body.decode()}"
        case Message(text):
            yield text
            yield json.dumps(json.loads(text), indent=2)
            yield f">>> {json.loads(text)!r}"
        case FIXMessage(octets):
            yield octets.decode()
            yield octets.decode().replace("\x01", "|")
            yield octets.decode().replace("\x01", "^A")
        case Token(token):
            yield token
            yield f"Authorization: Bearer {token}\n"
            yield f"client_id=c&client_assertion={token}"


@pytest.mark.parametrize("example", _KNOWN, ids=lambda each: each.recipe.identifier)
def test_what_akg_signs_when_pasted_then_nothing_is_wrong(example: Example) -> None:
    known = [KnownKey(example.pair.subject_public_key_info, "k")]
    pastes = list(_pastes(_complete(example)))
    assert pastes
    for paste in pastes:
        found = diagnose(paste.encode(), known)
        assert (found.valid, found.findings) == (True, ()), paste
        assert found.expected.encode() == example.payload
        assert found.recipe == example.recipe.identifier or example.recipe.identifier == "plain"


RIGHT = {
    "query": Request(Q, Q),
    "encoded": Request(COLON_SENT, COLON_SENT, path="/fapi/v1/order"),
    "get": Request(Q, Q, method="GET", path="/sapi/v1/account/status"),
    "body": Request(Q, "", Q, in_body=True),
    "both": Request(f"symbol=LTCBTC{BODY}", "symbol=LTCBTC", BODY, in_body=True),
    "signature in the query": Request(f"symbol=LTCBTC{BODY}", "symbol=LTCBTC", BODY),
    "microseconds": Request(f"symbol=A&timestamp={TIME}000", f"symbol=A&timestamp={TIME}000"),
    "list": Request(
        f"symbols=%5B%22A%22%2C%22B%22%5D&timestamp={TIME}",
        f"symbols=%5B%22A%22%2C%22B%22%5D&timestamp={TIME}",
    ),
    "answered": Request(Q, Q, answer='HTTP/1.1 200 OK\r\n\r\n{"symbol":"BTCUSDT","status":"NEW"}'),
}


@pytest.mark.parametrize("name", RIGHT)
@pytest.mark.parametrize("key", [ED, RSA])
def test_right_request_when_pasted_in_any_form_then_nothing_is_wrong(name: str, key: str) -> None:
    known = [KnownKey(PAIRS[key].subject_public_key_info, key)]
    for form in forms_of(RIGHT[name]):
        found = diagnose(FORMS[form](RIGHT[name], key).encode(), known)
        assert (found.valid, found.findings, found.was_refused) == (True, (), False), form


def test_dict_of_parameters_when_printed_then_is_read_as_it_will_be_sent() -> None:
    from tests.signing.doctor.wrong import b64
    from tests.signing.doctor.wrong import sign as by_hand

    said = f"symbol=A&note={quote('a:b')}&timestamp={TIME}"
    params = {
        "symbol": "A",
        "note": "a:b",
        "timestamp": int(TIME),
        "signature": b64(by_hand(ED, said.encode())),
    }
    for paste in (str(params), f"params: {params}", str(list(params.items()))):
        found = diagnose(paste.encode(), [KnownKey(PAIRS[ED].subject_public_key_info, ED)])
        assert (found.valid, found.findings) == (True, ()), paste


def test_layouts_when_compared_with_the_recipes_then_are_the_same_text() -> None:
    for example in _KNOWN:
        case = open_case(read(next(_pastes(_complete(example))).encode()))
        text = "".join(piece.glue + piece.text for piece in layout(case))
        assert text.encode() == example.payload
        assert case.place is not Place.NOWHERE
