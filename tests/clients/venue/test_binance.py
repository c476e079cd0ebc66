"""The venue judges as Binance's documents say: tried with their worked example and with known signatures."""

import copy
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.clients.venue import fix, others
from tests.clients.venue.binance import (
    KEY,
    KEY_FORMAT,
    SIGNATURE,
    Refusal,
    Request,
    judge,
    judge_call,
    payload_of,
)
from tests.clients.venue.keys import Registered

VECTORS = Path(__file__).parents[2] / "vectors"
SIGNED = json.loads((VECTORS / "signing.json").read_text("utf-8"))
PUBLIC = {name: key["public_key_pem"] for name, key in SIGNED["keys"].items()}
NOW = 1795824000000
REST = [
    e
    for e in SIGNED["examples"]
    if e["recipe"] in ("binance-spot-rest", "binance-futures-rest", "binance-sapi")
]
CALLS = [e for e in SIGNED["examples"] if e["recipe"].startswith("binance-ws")]


def keys_of(example: dict[str, Any]) -> dict[str, Registered]:
    name = (
        example["inputs"].get("api_key") or example["inputs"].get("apiKey") or example["sent"].get("api_key")
    )
    if name is None:
        name = dict(example["inputs"]["params"])["apiKey"]
    return {name: Registered(name, PUBLIC[example["key"]])}


def request_of(example: dict[str, Any], query: str | None = None) -> Request:
    parts = urlsplit(example["sent"]["url"])
    headers = {name.lower(): value for name, value in example["sent"]["headers"].items()}
    return Request(
        parts.path, parts.query if query is None else query, example["sent"]["body"] or "", headers
    )


@pytest.mark.parametrize("example", REST, ids=lambda example: example["id"])
def test_known_request_is_let_in(example: dict[str, Any]) -> None:
    keys = keys_of(example)
    assert judge(request_of(example), keys, NOW) == next(iter(keys.values()))


def code_of(found: Registered | Refusal) -> int:
    return found.code if isinstance(found, Refusal) else 0


def spot() -> dict[str, Any]:
    return next(example for example in REST if example["id"] == "binance-spot-rest-0")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("%2B", "+", -1022),  # a bare + is a space
        ("%3D%3D", "==", -1022),
        ("%2F", "/", -1022),
        ("x%3A1%2Fa", "x:1/a", -1022),  # signed encoded, sent raw
        ("x%3A1%2Fa", "x%3a1%2fa", -1022),
        ("quantity=0.01", "quantity=0.010", -1022),
        ("symbol=BTCUSDT&side=BUY", "side=BUY&symbol=BTCUSDT", -1022),
        ("&signature=", "&recvWindow=5000&signature=", -1022),
        ("&signature=", "&sig=", -1102),
        ("timestamp=1795824000000", "timestamp=1795824", -1102),
        ("timestamp=1795824000000", "timestamp=x", -1102),
        ("&timestamp=1795824000000", "", -1102),
        ("&signature=", "&recvWindow=70000&signature=", -1102),
    ],
)
def test_changed_request_is_refused(old: str, new: str, code: int) -> None:
    example = spot()
    query = request_of(example).query
    assert old in query
    assert code_of(judge(request_of(example, query.replace(old, new)), keys_of(example), NOW)) == code


@pytest.mark.parametrize(
    ("now", "code"), [(NOW + 5_000, 0), (NOW + 5_001, -1021), (NOW - 999, 0), (NOW - 1_000, -1021)]
)
def test_time_is_judged_by_the_window(now: int, code: int) -> None:
    example = spot()
    assert code_of(judge(request_of(example), keys_of(example), now)) == code


def test_signature_that_is_not_last_is_cut_out_all_the_same() -> None:
    example = spot()
    payload, _, signature = request_of(example).query.partition("&signature=")
    assert code_of(judge(request_of(example, f"signature={signature}&{payload}"), keys_of(example), NOW)) == 0


def test_body_is_signed_behind_the_query() -> None:
    example = spot()
    payload, _, signature = request_of(example).query.partition("&signature=")
    whole = Request("/api/v3/order", "", f"{payload}&signature={signature}", request_of(example).headers)
    assert code_of(judge(whole, keys_of(example), NOW)) == 0
    cut = payload.index("&side")
    both = Request("/api/v3/order", payload[:cut], f"{payload[cut:]}&signature={signature}", whole.headers)
    assert code_of(judge(both, keys_of(example), NOW)) == 0


@pytest.mark.parametrize("api_key", ["", "-----BEGIN PUBLIC KEY-----", "a" * 63, "a" * 65, "\u00e4" * 64])
def test_what_is_no_api_key_is_called_so(api_key: str) -> None:
    example = spot()
    request = request_of(example)
    changed = Request(request.path, request.query, request.body, {"x-mbx-apikey": api_key})
    assert judge(changed, keys_of(example), NOW) == KEY_FORMAT


def test_api_key_that_is_not_registered_is_called_so() -> None:
    example = spot()
    request = request_of(example)
    changed = Request(request.path, request.query, request.body, {"x-mbx-apikey": "a" * 64})
    assert judge(changed, keys_of(example), NOW) == KEY


def test_signature_of_another_key_is_refused() -> None:
    example = spot()
    keys = {name: Registered(name, PUBLIC["rsa-2048"]) for name in keys_of(example)}
    assert judge(request_of(example), keys, NOW) == SIGNATURE


@pytest.mark.parametrize("example", CALLS, ids=lambda example: example["id"])
def test_known_call_is_let_in(example: dict[str, Any]) -> None:
    call = copy.deepcopy(example["sent"]["json"])
    api_key = call["params"]["apiKey"]
    key = Registered(api_key, PUBLIC[example["key"]])
    assert payload_of(call["params"]).decode() == example["payload"]
    assert judge_call(call, {api_key: key}, None, NOW) == key
    call["params"]["timestamp"] += 1
    assert code_of(judge_call(call, {api_key: key}, None, NOW)) == -1022


def test_logon_to_a_session_wants_ed25519() -> None:
    example = next(each for each in CALLS if each["key"] == "rsa-2048")
    call = copy.deepcopy(example["sent"]["json"])
    api_key = call["params"]["apiKey"]
    keys = {api_key: Registered(api_key, PUBLIC["rsa-2048"])}
    assert code_of(judge_call(call, keys, None, NOW)) == 0
    assert code_of(judge_call({**call, "method": "session.logon"}, keys, None, NOW)) != 0


def test_session_needs_no_signature() -> None:
    key = Registered("a" * 64, PUBLIC["ed25519"])
    call = {"id": 1, "method": "account.status", "params": {"timestamp": NOW}}
    assert judge_call(call, {"a" * 64: key}, key, NOW) == key
    assert code_of(judge_call(call, {"a" * 64: key}, None, NOW)) == -2014


def logon(signature: str, key: str = "API", length: str = "88") -> fix.Message:
    return {
        35: "A",
        49: "EXAMPLE",
        56: "SPOT",
        34: "1",
        52: "20240627-11:17:25.223",
        553: key,
        95: length,
        96: signature,
    }


def test_worked_example_of_the_documents_may_log_on() -> None:
    (example,) = json.loads((VECTORS / "binance.json").read_text("utf-8"))
    message = logon(example["expected_signature_b64"])
    assert fix.payload(message).decode() == example["payload"]
    keys = {"API": Registered("API", example["public_key_pem"]), "RSA": Registered("RSA", PUBLIC["rsa-2048"])}
    assert fix.logon_refusal(message, keys) is None
    for changed, code in (
        ({**message, 52: "20240627-11:17:25.224"}, -1022),
        ({**message, 95: "64"}, -1022),
        ({**message, 553: "RSA"}, -9000),
        ({**message, 553: "none"}, -2015),
    ):
        refusal = fix.logon_refusal(changed, keys)
        assert refusal
        assert refusal[0] == code


def test_message_is_read_as_it_was_built_and_not_otherwise() -> None:
    text = fix.build("A", 1, "20240627-11:17:25.223", to="ME", t98="0")
    assert fix.parse(text)[98] == "0"
    with pytest.raises(ValueError, match="CheckSum"):
        fix.parse(text.replace("98=0", "98=1"))
    buffer = bytearray((text + text[:20]).encode())
    assert list(fix.messages_in(buffer)) == [text]
    assert buffer.decode() == text[:20]


@pytest.mark.parametrize(
    ("recipe", "host"),
    [("bybit-v5-rest", "api.bybit.com"), ("revolut-x", "revx.revolut.com")],
)
def test_other_venues_let_known_requests_in(recipe: str, host: str) -> None:
    for example in (each for each in SIGNED["examples"] if each["recipe"] == recipe):
        request = request_of(example)
        method = example["sent"]["method"]
        name = next(value for header, value in request.headers.items() if header.endswith("api-key"))
        keys = {name: Registered(name, PUBLIC[example["key"]])}
        assert others.judge(host, request, method, keys)
        other = Request(request.path, request.query + "x", request.body + "x", request.headers)
        assert others.judge(host, other, method, keys) is None
