"""The search: it ends after a number of verifications that depends on the request alone."""

import dataclasses
import json
from itertools import permutations

import pytest

from app.clients.table import find
from app.keys.pair import KeyPair
from app.signing.algorithms import verify
from app.signing.doctor import evidence, search
from app.signing.doctor.difference import difference
from app.signing.schemes import Scheme
from app.usecases.diagnose import Diagnosis, KnownKey, diagnose
from tests.signing.doctor.mistakes import COLON, COLON_SENT, Q
from tests.signing.doctor.wrong import (
    API_KEY,
    ED,
    RSA,
    TIME,
    Request,
    as_curl,
    as_url,
    b64,
    encoded,
    fix,
    sign,
)
from tests.signing.examples import PAIRS

pytestmark = pytest.mark.slow

_MOST = 7000  # verifications; ten thousand take a second
_SIGNED = f"&timestamp={TIME}&signature={encoded(bytes(64))}"
_HEAVY = {
    "seven parameters": "symbol=A&side=B&type=C&quantity=1&price=2&timeInForce=D" + _SIGNED,
    "nine parameters": "&".join(f"a{at}=1.{at}" for at in range(8)) + _SIGNED,
    "two hundred parameters": "&".join(f"a{at}=1.{at}" for at in range(198)) + _SIGNED,
    "one long value": "note=" + "%3A%2F" * 10_000 + _SIGNED,
    "FIX": fix("something else"),
    "a large body": "POST /api/1.0/orders?a=1 HTTP/1.1\nHost: revx.revolut.com\nX-Revx-API-Key: k\n"
    f"X-Revx-Timestamp: {TIME}\nX-Revx-Signature: {b64(bytes(64))}\n\n"
    + json.dumps({f"k{at}": [at, 1.5, True, None, {"a": str(at)}] for at in range(900)}),
    "a long list": json.dumps({"method": "x", "params": {"a": [1] * 9000, "signature": b64(bytes(64))}}),
}


def known(*names: str) -> list[KnownKey]:
    return [KnownKey(PAIRS[name].subject_public_key_info, name) for name in names]


@pytest.mark.parametrize("name", _HEAVY)
def test_search_when_nothing_fits_then_ends_within_its_budget(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []

    def count(key: bytes, data: bytes, raw: bytes, scheme: Scheme) -> bool:
        counted.append(1)
        return verify(key, data, raw, scheme)

    monkeypatch.setattr(evidence, "verify", count)
    found = diagnose(_HEAVY[name].encode(), known(ED))
    assert "wrong-key" in [finding.identifier for finding in found.findings]
    assert not any(finding.proved for finding in found.findings if finding.identifier == "wrong-key")
    assert 10 < len(counted) < _MOST


def test_search_when_run_again_then_does_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "BUDGET", 50_000)
    counted: list[bytes] = []

    def refuse(_key: bytes, data: bytes, _raw: bytes, _scheme: Scheme) -> bool:
        counted.append(data)
        return False

    monkeypatch.setattr(evidence, "verify", refuse)
    for _ in range(2):
        diagnose(_HEAVY["seven parameters"].encode(), known(ED))
    half = len(counted) // 2
    assert counted[:half] == counted[half:]


def test_seven_parameters_when_in_any_other_order_then_that_is_found() -> None:
    pairs = _HEAVY["seven parameters"].split("&")[:7]
    for order in ((3, 6, 1, 5, 0, 2, 4), (5, 3, 6, 0, 4, 1, 2)):
        request = Request("&".join(pairs[at] for at in order), "&".join(pairs))
        (finding,) = diagnose(as_url(request, ED).encode(), known(ED)).findings
        assert (finding.identifier, finding.proved) == ("order-differs", True)


def test_seven_parameters_when_nothing_fits_then_each_of_their_orders_was_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: set[bytes] = set()

    def refuse(_key: bytes, data: bytes, _raw: bytes, _scheme: Scheme) -> bool:
        tried.add(data)
        return False

    monkeypatch.setattr(evidence, "verify", refuse)
    diagnose(_HEAVY["seven parameters"].encode(), known(ED))
    orders = permutations(_HEAVY["seven parameters"].split("&")[:7])
    assert {"&".join(order).encode() for order in orders} <= tried


_MANY = (  # as a program gave them; below their letters in the order that was signed
    "symbol=BTCUSDT&side=SELL&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=0.5&price=60000&stopPrice=60100"
    f"&newClientOrderId=a1&newOrderRespType=FULL&recvWindow=5000&timestamp={TIME}"
)
_ORDERS = {
    "sorted, the time behind": "hifebgadcjk",
    "the time and the window in front": "kjabcdefghi",
    "sorted the other way, the window in front": "jckdagbefih",
    "two maps, the second first": "ghijkabcdef",
    "two moved together": "abhicdefgjk",
    "HashMap of Java": "ahbgeficdjk",
}


@pytest.mark.parametrize("name", _ORDERS)
@pytest.mark.parametrize("key", [ED, RSA])
def test_eleven_parameters_when_signed_in_the_order_of_a_program_then_that_is_found(
    name: str, key: str
) -> None:
    pairs = dict(zip("abcdefghijk", _MANY.split("&"), strict=True))
    request = Request("&".join(pairs[letter] for letter in _ORDERS[name]), _MANY)
    (finding,) = diagnose(as_url(request, key).encode(), known(key)).findings
    assert (finding.identifier, finding.proved) == ("order-differs", True)


def test_parameters_when_sent_sorted_and_signed_as_documented_then_that_is_found() -> None:
    documented = _MANY.replace(
        "&stopPrice=60100&newClientOrderId=a1", "&newClientOrderId=a1&strategyId=7&stopPrice=60100"
    )
    request = Request(documented, "&".join(sorted(documented.split("&"))))
    (finding,) = diagnose(as_url(request, ED).encode(), known(ED)).findings
    assert (finding.identifier, finding.proved) == ("order-differs", True)


def test_names_that_are_numbers_when_an_object_of_javascript_had_them_then_that_is_found() -> None:
    names = ("b", "10", "a", "9", "c", "08", "d", "e", "f")  # and its order by Node: 9 10 b a c 08 d e f
    pairs = {name: f"{name}=v{name}" for name in names}
    signed = "&".join(pairs[name] for name in ("9", "10", "b", "a", "c", "08", "d", "e", "f"))
    request = Request(f"{signed}&timestamp={TIME}", "&".join(pairs.values()) + f"&timestamp={TIME}")
    (finding,) = diagnose(as_url(request, ED).encode(), known(ED)).findings
    assert finding.identifier == "order-differs"


@pytest.mark.parametrize(
    ("how", "causes"),
    [("", "other-text"), ("pss", "rsa-pss other-text"), ("sha512", "rsa-wrong-hash other-text")],
)
def test_rsa_key_when_it_signed_another_text_then_that_and_how_it_did_are_proved(
    how: str, causes: str
) -> None:
    found = diagnose(as_url(Request("something else", Q, how=how), RSA).encode(), known(RSA))
    assert (found.valid, found.signed, found.signed_by) == (False, "", RSA)
    assert [(each.identifier, each.proved) for each in found.findings] == [
        (each, True) for each in causes.split()
    ]


def test_rsa_key_when_another_one_signed_another_text_then_that_one_is_named(
    pairs: dict[str, KeyPair],
) -> None:
    registered = KnownKey(pairs["rsa-2048"].subject_public_key_info, "registered")
    found = diagnose(as_url(Request("something else", Q), RSA).encode(), [registered, *known(ED, RSA)])
    assert (found.valid, found.signed_by) == (False, RSA)
    assert [(each.identifier, each.proved) for each in found.findings] == [("wrong-key", True)]


def test_signature_without_a_key_at_hand_then_nothing_is_proved_but_what_shows() -> None:
    found = diagnose(as_url(Request(Q, Q, write=lambda raw: raw.hex()), ED).encode())
    assert found.valid is None
    assert [(each.identifier, each.proved) for each in found.findings] == [("sig-hex", False)]


def test_client_when_named_then_what_is_known_of_it_is_said_with_its_cause_alone() -> None:
    client = find("node-binance-api")
    said = next(f"n={number}&{Q}" for number in range(99) if "+" in b64(sign(ED, f"n={number}&{Q}".encode())))
    (bare,) = diagnose(as_url(Request(said, said, write=b64), ED).encode(), known(ED), client=client).findings
    (other,) = diagnose(as_url(Request(COLON, COLON_SENT), ED).encode(), known(ED), client=client).findings
    assert (bare.identifier, bool(bare.advice)) == ("sig-unencoded", True)
    assert (other.identifier, bool(other.advice)) == ("encode-after-signing", False)


def test_backpack_when_no_key_is_named_then_that_of_the_request_is_used() -> None:
    raw = PAIRS[ED].subject_public_key_info[-32:]
    said = f"instruction=balanceQuery&timestamp={TIME}&window=5000"
    text = (
        "GET https://api.backpack.exchange/api/v1/capital HTTP/1.1\n"
        f"X-API-Key: {b64(raw)}\nX-Timestamp: {TIME}\nX-Window: 5000\n"
        f"X-Signature: {b64(sign(ED, said.encode()))}\n\n"
    )
    assert diagnose(text.encode()).valid


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a=1&b=2", "a=1&b=3"),
        ("a=1", "a=1&b=2"),
        ("b=2&a=1", "a=1&b=2"),
        ("", "x"),
        ("a" * 5000, "b"),
        ("same", "same"),
    ],
)
def test_difference_when_left_out_then_the_texts_are_the_same(before: str, after: str) -> None:
    spans = difference(before, after)
    rest = [before, after]
    for at, own in enumerate((spans.before, spans.after)):
        for begin, end in reversed(own):
            assert 0 <= begin <= end <= len(rest[at])
            rest[at] = rest[at][:begin] + rest[at][end:]
    assert rest[0] == rest[1]


def test_diagnosis_is_frozen_and_shows_no_content() -> None:
    found = diagnose(as_curl(Request(COLON, COLON_SENT), ED).encode(), known(ED))
    assert repr(found) == "Diagnosis(False, encode-after-signing)"
    assert API_KEY not in repr(found)
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.valid = True  # type: ignore[misc]
    assert isinstance(found, Diagnosis)
