"""Two hundred requests of each kind, and what we sign for them: beside it, what a client signs."""

import base64
import json
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.keys.pair import KeyPair, private_key_pem
from app.keys.protection import Unencrypted
from app.signing.algorithms import verify
from app.signing.request import JSONText, Pair, SignRequest
from app.signing.signatures import readings
from app.signing.table import BY_IDENTIFIER
from app.usecases.sign import SignedRequest, sign

COUNT = 200
NOW = 1795824000000
API_KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
NAMES = ("symbol", "side", "noteText", "amount", "isActive", "symbols", "x")
Params = dict[str, Any]

_LETTERS = st.characters(codec="utf-8") | st.sampled_from("+&= %#?/:;,\"'~!*()\u00e9\u5e01")
TEXTS = st.text(_LETTERS, max_size=12) | st.just("") | st.text("aZ9+ ", min_size=300, max_size=300)
_NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1)  # those of JavaScript
_VALUES = TEXTS | _NUMBERS | st.booleans() | st.lists(TEXTS, min_size=1, max_size=3)
REQUESTS = st.dictionaries(st.sampled_from(NAMES), _VALUES, max_size=4)
LOGONS = st.tuples(
    st.from_regex("[A-Za-z0-9_-]{1,8}", fullmatch=True),
    st.just("SPOT"),
    st.integers(1, 10**9 - 1),
    st.from_regex(
        "2026(0[1-9]|1[0-2])[0-2][1-9]-[01][0-9]:[0-5][0-9]:[0-5][0-9][.]([0-9]{3}){1,2}", fullmatch=True
    ),
)
VISIBLE = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=20)
PRINTABLE = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=20)


def drawn(strategy: st.SearchStrategy[Any]) -> list[Any]:
    """What Hypothesis draws, without a test of each: all of it goes to a client at once."""
    found: list[Any] = []

    @settings(
        max_examples=COUNT, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(strategy)
    def collect(example: Any) -> None:
        found.append(example)

    collect()
    return found


def keys_of(pairs: dict[str, KeyPair]) -> dict[str, Any]:
    """The part of a task that all programs read: keys as they take them, the API key, the time."""
    seed = pairs["ed25519"].private_key_info[-32:]
    return {
        "keys": {name: private_key_pem(pairs[name], Unencrypted()) for name in ("ed25519", "rsa-2048")},
        "seed": base64.b64encode(seed).decode(),
        "api_key": API_KEY,
        "now": NOW,
    }


def ours(identifier: str, pair: KeyPair, **request: Any) -> SignedRequest:
    given = SignRequest(**{"api_key": API_KEY, "timestamp": str(NOW), **request})
    return sign(BY_IDENTIFIER[identifier], given, pair)


def parameters_of(params: Params, *, ascii_alone: bool = True) -> tuple[Pair, ...]:
    return tuple((name, _text_of(value, ascii_alone)) for name, value in params.items())


def _text_of(value: Any, ascii_alone: bool) -> str:
    if isinstance(value, str):
        return value
    return JSONText(json.dumps(value, separators=(",", ":"), ensure_ascii=ascii_alone))


def lists_as_text(params: Params) -> Params:
    """As the program hands them to ccxt, which would write a list as Python does."""
    return {name: json.dumps(value) if isinstance(value, list) else value for name, value in params.items()}


def is_signed_by(pair: KeyPair, identifier: str, payload: bytes, signature: str) -> bool:
    scheme = BY_IDENTIFIER[identifier].scheme_for(pair.algorithm.family)
    assert scheme
    public = pair.subject_public_key_info
    return any(verify(public, payload, each.raw, scheme) for each in readings(signature))
