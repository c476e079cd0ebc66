"""Mutation of the recipes: of each, one rule after the other is broken, and what comes out is found wrong.

What is broken is the request before the recipe signs it, or the bytes, or the signature; never by the doctor.
Of `plain` there is no request: what is wrong with its signatures tests/signing/test_judging.py asks.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote, unquote

import pytest

from app.signing.algorithms import sign
from app.signing.request import SignRequest
from app.signing.schemes import RSA_PKCS1, RSA_PSS
from app.signing.signatures import encode
from app.signing.table import BY_IDENTIFIER
from app.usecases.diagnose import KnownKey, diagnose
from tests.signing.doctor.test_right import _KNOWN, _pastes
from tests.signing.examples import EXAMPLES, Example, named

_Breaks = Callable[[Example], tuple[bytes, str]]

_COMPACT = str.maketrans("", "", " ")


def _sent_later(change: Callable[[SignRequest], SignRequest]) -> _Breaks:
    """Signs one request and sends another one."""
    return lambda example: (example.recipe.payload(change(example.request)), "")


def _bytes(change: Callable[[bytes], bytes]) -> _Breaks:
    return lambda example: (change(example.payload), "")


_RULES: dict[str, _Breaks] = {
    "line end": _bytes(lambda data: data + b"\n"),
    "hashed before": _bytes(lambda data: hashlib.sha256(data).digest()),
    "in hexadecimal": _bytes(lambda data: data.hex().encode()),
    "other time": _sent_later(lambda request: replace(request, timestamp=_later(request.timestamp))),
    "method in lower case": _sent_later(lambda request: replace(request, method=request.method.lower())),
    "body with other blanks": _sent_later(
        lambda request: replace(request, body=request.body.decode().translate(_COMPACT).encode())
    ),
    "first parameter left out": _sent_later(
        lambda request: replace(request, parameters=request.parameters[1:])
    ),
    "signature in hexadecimal": lambda example: (example.payload, "hex"),
    "signature without padding": lambda example: (example.payload, "="),
    "other padding of RSA": lambda example: (example.payload, "padding"),
}


def _later(timestamp: str) -> str:
    if timestamp.isdecimal():
        return str(int(timestamp) + 3)
    return timestamp[:-3] if timestamp else timestamp


def _signature(example: Example, payload: bytes, how: str) -> str:
    scheme = example.recipe.scheme_for(example.pair.algorithm.family)
    assert scheme
    if how == "padding" and scheme in (RSA_PKCS1, RSA_PSS):
        scheme = RSA_PSS if scheme == RSA_PKCS1 else RSA_PKCS1
    raw = sign(example.pair, payload, scheme)
    text = raw.hex() if how == "hex" else encode(raw, example.recipe.form)
    return text.rstrip("=") if how == "=" else text


def _is_broken(example: Example, payload: bytes, text: str, how: str) -> bool:
    if how == "padding":
        return example.pair.algorithm.family.value == "rsa"
    return (
        payload != example.payload
        or how == "hex"
        or (how == "=" and text != _signature(example, payload, ""))
    )


_OTHER_CLAIMS = ("other time", "first parameter left out")  # of a token: what they were, nobody can know


@pytest.mark.parametrize(
    ("example", "rule"),
    [
        pytest.param(example, rule, id=f"{example.recipe.identifier}, {rule}")
        for example in _KNOWN
        for rule in _RULES
        if "jwt" not in example.recipe.identifier or rule not in _OTHER_CLAIMS
    ],
)
def test_recipe_when_a_rule_of_it_is_broken_then_that_is_found(example: Example, rule: str) -> None:
    payload, how = _RULES[rule](example)
    signature = _signature(example, payload, how)
    paste = next(_pastes(example.recipe.place(example.request, signature)))
    known = [KnownKey(example.pair.subject_public_key_info, "k")]

    found = diagnose(paste.encode(), known)

    assert found.valid is not _is_broken(example, payload, signature, how)
    assert bool(found.findings) is _is_broken(example, payload, signature, how)
    assert all(finding.identifier != "wrong-key" for finding in found.findings)


def _left_out(name: str) -> Callable[[str], str]:
    return lambda said: "&".join(pair for pair in said.split("&") if not pair.startswith(f"{name}="))


def _reversed(said: str) -> str:
    return "&".join(reversed(said.split("&")))


_QUERY_RULES: dict[str, Callable[[str], str]] = {
    "sorted the other way": _reversed,
    "without the time": _left_out("timestamp"),
    "with a ?": lambda said: f"?{said}",
    "with the signature's name": lambda said: f"{said}&signature=",
}
_ORDER_RULES = {
    "before percent-encoding": unquote,
    "with a window": lambda said: f"{said}&recvWindow=5000",
    "sorted": lambda said: "&".join(sorted(said.split("&"))),
    "with the path": lambda said: f"PATH?{said}",
    "with method and path": lambda said: f"METHODPATH{said}",
    "without a parameter": _left_out("timeInForce"),
    "another number": lambda said: said.replace("=0.01", "=0.010000"),
}
_WEBSOCKET_RULES = {
    "not sorted": _reversed,
    "without the API key": _left_out("apiKey"),
    "without the time": _left_out("timestamp"),
    "with a blank": lambda said: f"{said} ",
    "with the method": lambda said: f"METHOD{said}",
    "percent-encoded as a whole": lambda said: quote(said, safe=""),
}
_OWN_RULES: dict[str, dict[str, Callable[[str], str]]] = {
    "binance-spot-rest": _QUERY_RULES | _ORDER_RULES,
    "binance-futures-rest": _QUERY_RULES | _ORDER_RULES,
    "binance-sapi": _QUERY_RULES | {"with the path": _ORDER_RULES["with the path"]},
    "binance-ws": _WEBSOCKET_RULES | {"another number": lambda said: said.replace("52000.00", "52000.0")},
    "binance-ws-logon": _WEBSOCKET_RULES,
    "binance-ws-userdata": _WEBSOCKET_RULES,
    "binance-fix-logon": {
        "with pipes": lambda said: said.replace("\x01", "|"),
        "without a separator": lambda said: said.replace("\x01", ""),
        "with one at the end": lambda said: f"{said}\x01",
        "sender and target swapped": lambda said: said.replace("AKG1\x01SPOT", "SPOT\x01AKG1"),
        "milliseconds": lambda said: said.replace(".123456", ".123"),
        "another target": lambda said: said.replace("SPOT", "BINANCE"),
    },
    "bybit-v5-rest": {
        "without the window": lambda said: said.replace("5000{", "{"),
        "without the API key": lambda said: said.replace("AbCdEfGhIjKlMnOpQr", ""),
        "without the body": lambda said: said.partition("{")[0],
        "body written again": lambda said: said.replace(": ", ":").replace(", ", ","),
        "API key first": lambda said: f"AbCdEfGhIjKlMnOpQr{said.replace('AbCdEfGhIjKlMnOpQr', '')}",
        "another window": lambda said: said.replace("5000{", "20000{"),
    },
    "bybit-ws": {
        "without the method": lambda said: said.removeprefix("GET"),
        "without the path": lambda said: said.replace("/realtime", ""),
        "the time first": lambda said: f"{said.removeprefix('GET/realtime')}GET/realtime",
    },
    "bitget-v2-rest": {
        "without a ?": lambda said: said.replace("?", ""),
        "without the query": lambda said: said.partition("?")[0],
        "not sorted": lambda said: said.replace(
            "assetType=hold_only&coin=USDT", "coin=USDT&assetType=hold_only"
        ),
        "without the time": lambda said: said[13:],
        "without the method": lambda said: said.replace("GET", ""),
    },
    "deribit": {
        "without the last line end": lambda said: said.removesuffix("\n"),
        "without line ends": lambda said: said.replace("\n", ""),
        "without the nonce": lambda said: said.replace("\nabcd", ""),
        "nonce first": lambda said: f"abcd\n{said.replace('abcd', '')}".replace("\n\n", "\n"),
    },
    "revolut-x": {
        "without /api": lambda said: said.replace("/api/", "/"),
        "without the body": lambda said: said.partition("{")[0],
        "without the time": lambda said: said[13:],
        "method first": lambda said: f"POST{said.replace('POST', '')}",
        "body with blanks": lambda said: said.replace('":', '": ').replace(',"', ', "'),
    },
    "robinhood-crypto": {
        "method before the path": lambda said: said.replace("POST", "").replace("/api", "POST/api"),
        "without the API key": lambda said: said[said.index("1795824000") :],
        "milliseconds": lambda said: said.replace("1795824000", "1795824000000"),
        "without the last /": lambda said: said.replace("/POST", "POST"),
        "without the body": lambda said: said.partition("{")[0],
    },
    "kalshi": {
        "with the query": lambda said: f"{said}?status=resting&limit=5",
        "without /trade-api/v2": lambda said: said.replace("/trade-api/v2", ""),
        "without the method": lambda said: said.replace("GET", ""),
        "seconds": lambda said: said.replace("1795824000000", "1795824000"),
    },
    "backpack": {
        "without the instruction": _left_out("instruction"),
        "without the window": _left_out("window"),
        "another instruction": lambda said: said.replace("orderExecute", "orderCancel"),
        "not sorted": lambda said: said.replace(
            "orderType=Limit&postOnly=true", "postOnly=true&orderType=Limit"
        ),
        "true as Python writes it": lambda said: said.replace("true", "True"),
    },
}


def _filled_in(said: str, example: Example) -> str:
    return said.replace("METHOD", example.request.method).replace("PATH", example.request.path)


@pytest.mark.parametrize(
    ("recipe", "rule"),
    [
        pytest.param(recipe, rule, id=f"{recipe}, {rule}")
        for recipe in _OWN_RULES
        for rule in _OWN_RULES[recipe]
    ],
)
def test_recipe_when_a_rule_of_its_own_is_broken_then_that_is_proved(recipe: str, rule: str) -> None:
    example = named(recipe)
    said = _filled_in(_OWN_RULES[recipe][rule](example.payload.decode()), example)
    assert said.encode() != example.payload
    paste = next(_pastes(example.recipe.place(example.request, _signature(example, said.encode(), ""))))

    found = diagnose(paste.encode(), [KnownKey(example.pair.subject_public_key_info, "k")])

    assert found.valid is False
    assert found.signed == said
    assert found.findings
    assert all(finding.proved and finding.identifier != "wrong-key" for finding in found.findings)


@pytest.mark.thorough
@pytest.mark.parametrize("how", ["hex", "=", "padding"])
def test_live_session_token_when_its_signature_is_not_written_as_it_has_to_be_then_that_is_found(
    how: str,
) -> None:
    """Its text begins with a secret that the request does not have: what was signed cannot be seen."""
    example = named("ibkr-oauth1a")
    paste = next(_pastes(example.recipe.place(example.request, _signature(example, example.payload, how))))
    found = diagnose(paste.encode(), [KnownKey(example.pair.subject_public_key_info, "k")])
    causes = {"hex": ("sig-hex",), "padding": ("rsa-pss",), "=": ()}[how]
    assert (tuple(each.identifier for each in found.findings), found.signed_by) == (causes, "k")
    assert found.valid is (False if causes else None)


def test_every_recipe_has_broken_rules() -> None:
    tokens = {name for name in BY_IDENTIFIER if "jwt" in name}  # what their text may be broken in is above
    assert {*_OWN_RULES, *tokens, "ibkr-oauth1a", "plain"} == set(BY_IDENTIFIER)
    assert {*(each.recipe.identifier for each in EXAMPLES), "plain"} == set(BY_IDENTIFIER)
