"""What clients sign for two hundred requests is what we sign, or the difference has a name."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode

import pytest

from app.keys.pair import KeyPair
from app.signing.parameters import percent_encoded
from app.signing.request import JSONText, SignRequest
from app.signing.table import BY_IDENTIFIER
from app.usecases.sign import sign
from tests.clients.signers import programs
from tests.clients.signers.generated import (
    API_KEY,
    LOGONS,
    NOW,
    REQUESTS,
    drawn,
    is_signed_by,
    keys_of,
    lists_as_text,
    ours,
    parameters_of,
)

pytestmark = pytest.mark.clients


@pytest.fixture(scope="module")
def task(pairs: dict[str, KeyPair]) -> dict[str, Any]:
    return {**keys_of(pairs), "requests": drawn(REQUESTS), "logons": drawn(LOGONS)}


@pytest.fixture(scope="module")
def python(task: dict[str, Any]) -> dict[str, list[Any]]:
    answers: dict[str, list[Any]] = programs.in_python(programs.PYTHON, task)
    return answers


@pytest.fixture(scope="module")
def node(task: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    answers: dict[str, list[Any]] = programs.in_node(programs.NODE, task, tmp_path_factory.mktemp("node"))
    return answers


def cut(wire: str) -> tuple[str, str]:
    text, _, signature = wire.rpartition("&signature=")
    return text, unquote(signature)


@pytest.mark.parametrize(("name", "kind"), [("common-rest", "ed25519"), ("common-rest-rsa", "rsa-2048")])
def test_binance_common(
    task: dict[str, Any], python: dict[str, list[Any]], pairs: dict[str, KeyPair], name: str, kind: str
) -> None:
    for params, wire in zip(task["requests"], python[name], strict=False):
        text, signature = cut(wire)
        assert ours("binance-spot-rest", pairs[kind], query=text).signature == signature
        encoded = ours("binance-spot-rest", pairs[kind], parameters=parameters_of(params)).payload
        assert encoded.decode() == text.replace("+", "%20")  # it writes spaces as forms do, and signs that


@pytest.mark.parametrize("identifier", ["binance-spot-rest", "binance-futures-rest", "binance-sapi"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_ccxt_for_binance(
    task: dict[str, Any],
    python: dict[str, list[Any]],
    pairs: dict[str, KeyPair],
    method: str,
    identifier: str,
) -> None:
    for params, sent in zip(task["requests"], python[f"ccxt-{method}"], strict=True):
        text, signature = cut(sent["body"] or sent["url"].partition("?")[2])
        asked = {"body": text.encode()} if method == "post" else {"query": text}
        assert ours(identifier, pairs["ed25519"], **asked).signature == signature
        times = (("timestamp", JSONText(NOW)), *parameters_of(lists_as_text(params)), ("recvWindow", "10000"))
        assert ours(identifier, pairs["ed25519"], parameters=times).signature == signature


def test_ccxt_on_the_websocket(
    task: dict[str, Any], python: dict[str, list[Any]], pairs: dict[str, KeyPair]
) -> None:
    for params, sent in zip(task["requests"], python["ccxt-ws"], strict=True):
        for identifier in ("binance-ws", "binance-ws-userdata", "binance-ws-logon"):
            asked = {"parameters": parameters_of(lists_as_text(params)), "recv_window": "10000"}
            assert ours(identifier, pairs["ed25519"], **asked).signature == sent["signature"]


def test_binance_common_percent_encodes_on_the_websocket(
    task: dict[str, Any], python: dict[str, list[Any]], pairs: dict[str, KeyPair]
) -> None:
    """Against the documents, which signing.md says: equal unless a value needs it, and then we warn."""
    agreed = 0
    for params, sent in zip(task["requests"], python["common-ws"], strict=True):
        theirs = {name: value for name, value in sent.items() if name != "signature"}
        signed = ours("binance-ws", pairs["ed25519"], parameters=parameters_of(params))
        disputed = any(percent_encoded(text) != text for _, text in parameters_of(params))
        agreed += not disputed
        assert (signed.signature == sent["signature"]) is not disputed
        assert (BY_IDENTIFIER["binance-ws"].dispute in signed.warnings) is disputed
        encoded = urlencode(sorted(theirs.items())).encode()
        assert is_signed_by(pairs["ed25519"], "binance-ws", encoded, sent["signature"])
    assert agreed


def test_npm_binance_common(
    task: dict[str, Any], node: dict[str, list[Any]], pairs: dict[str, KeyPair]
) -> None:
    """It signs what encodeURIComponent makes, and sends what URLSearchParams makes: other spaces."""
    agreed = 0
    for params, (signed, sent, signature) in zip(task["requests"], node["rest"], strict=True):
        assert ours("binance-spot-rest", pairs["ed25519"], query=signed).signature == signature
        encoded = ours(
            "binance-spot-rest", pairs["ed25519"], parameters=parameters_of(params, ascii_alone=False)
        ).payload
        assert parse_qsl(signed, True) == parse_qsl(encoded.decode(), True)
        if sent == signed and encoded.decode() == signed:
            agreed += 1
        else:
            assert set(unquote(signed)) & set(" !'()~*")
    assert agreed


def test_npm_binance_common_on_the_websocket(
    task: dict[str, Any], node: dict[str, list[Any]], pairs: dict[str, KeyPair]
) -> None:
    agreed = 0
    for params, sent in zip(task["requests"], node["ws"], strict=True):
        kept = {name: value for name, value in params.items() if value != ""}  # it leaves those out
        signed = ours("binance-ws", pairs["ed25519"], parameters=parameters_of(kept, ascii_alone=False))
        disputed = any(
            quote(text, safe="!'()*") != text for _, text in parameters_of(kept, ascii_alone=False)
        )
        agreed += not disputed
        assert (signed.signature == sent["signature"]) is not disputed
    assert agreed


@pytest.mark.parametrize("client", ["bybit", "pybit"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_bybit(
    task: dict[str, Any], python: dict[str, list[Any]], pairs: dict[str, KeyPair], client: str, method: str
) -> None:
    """A GET with a value that needs encoding: both sign it raw, and their HTTP libraries encode it."""
    agreed = 0
    for params, sent in zip(task["requests"], python[f"{client}-{method}"], strict=True):
        text, signature = sent if client == "pybit" else _of_ccxt(sent)
        if method == "post":
            signed = ours("bybit-v5-rest", pairs["rsa-2048"], method="POST", path="/v5/x", body=text.encode())
            assert signed.signature == signature
            continue
        raw = f"{NOW}{API_KEY}5000{text}".encode()
        assert is_signed_by(pairs["rsa-2048"], "bybit-v5-rest", raw, signature)
        pairs_sent = parameters_of(lists_as_text(params))
        in_order = tuple(sorted(pairs_sent)) if client == "pybit" else pairs_sent
        signed = ours("bybit-v5-rest", pairs["rsa-2048"], parameters=in_order)
        needs_encoding = any(percent_encoded(value) != value for _, value in pairs_sent)
        if not needs_encoding and not any(isinstance(each, bool) for each in params.values()):
            assert signed.signature == signature
            agreed += 1
    assert agreed or method == "post"


def _of_ccxt(sent: dict[str, Any]) -> tuple[str, str]:
    return sent["body"] or sent["url"].partition("?")[2], sent["headers"]["X-BAPI-SIGN"]


def test_pybit_on_the_websocket(python: dict[str, list[Any]], pairs: dict[str, KeyPair]) -> None:
    for place, signature in enumerate(python["pybit-ws"]):
        request = SignRequest(api_key=API_KEY, timestamp=str(NOW + place))
        assert sign(BY_IDENTIFIER["bybit-ws"], request, pairs["rsa-2048"]).signature == signature


def test_ccxt_for_backpack(
    task: dict[str, Any], python: dict[str, list[Any]], pairs: dict[str, KeyPair]
) -> None:
    """It percent-encodes what it signs; bpx-py does not: equal unless a value needs it, and then we warn."""
    agreed = 0
    for params, sent in zip(task["requests"], python["backpack"], strict=True):
        texts = lists_as_text(params)
        asked = (("instruction", "orderExecute"), *parameters_of(texts))
        signed = ours("backpack", pairs["ed25519"], method="POST", path="/api/v1/order", parameters=asked)
        disputed = any(percent_encoded(text) != text for _, text in parameters_of(texts))
        agreed += not disputed
        assert (signed.signature == sent["headers"]["X-Signature"]) is not disputed
        body = ours(
            "backpack",
            pairs["ed25519"],
            method="POST",
            path="/api/v1/order",
            parameters=asked[:1],
            body=sent["body"].encode(),
        )
        assert body.payload == signed.payload
    assert agreed


@pytest.mark.parametrize("method", ["get", "post"])
def test_ccxt_for_revolut_x(
    task: dict[str, Any], python: dict[str, list[Any]], pairs: dict[str, KeyPair], method: str
) -> None:
    for params, sent in zip(task["requests"], python[f"revolut-{method}"], strict=True):
        if method == "post":
            asked = {"body": sent["body"].encode(), "path": "/api/1.0/orders"}
        else:
            texts = parameters_of(lists_as_text(params))
            asked = {"parameters": texts, "path": "/api/1.0/orders/active"}
        signed = ours("revolut-x", pairs["ed25519"], method=method.upper(), **asked)
        assert signed.signature == sent["headers"]["X-Revx-Signature"]


def test_binance_fix_connector(task: dict[str, Any], pairs: dict[str, KeyPair]) -> None:
    signatures = programs.in_python(programs.FIX, task)
    for (sender, target, number, moment), signature in zip(task["logons"], signatures, strict=True):
        fields = (("SenderCompID", sender), ("TargetCompID", target), ("MsgSeqNum", str(number)))
        request = replace(SignRequest(api_key=API_KEY), parameters=fields, timestamp=moment)
        assert sign(BY_IDENTIFIER["binance-fix-logon"], request, pairs["ed25519"]).signature == signature
