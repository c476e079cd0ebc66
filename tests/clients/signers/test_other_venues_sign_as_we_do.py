"""The same for other exchanges and for tokens. tests/DECISIONS.md names what was left out."""

import base64
import json
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import strategies as st

from app.keys.encodings import base64url
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase
from app.signing.signed import HTTPRequest, Message, Token
from app.usecases.sign import SignedRequest
from tests.clients.signers import elsewhere, programs
from tests.clients.signers.generated import (
    NOW,
    PRINTABLE,
    REQUESTS,
    VISIBLE,
    drawn,
    is_signed_by,
    keys_of,
    lists_as_text,
    ours,
    parameters_of,
)

pytestmark = pytest.mark.clients

SECONDS = NOW // 1000
RSA, ED25519 = "rsa-2048", "ed25519"
SESSION_URL = "https://api.ibkr.com/v1/api/oauth/live_session_token"
KALSHI_URL = "https://api.elections.kalshi.com"

_WORDS = st.from_regex("[A-Za-z0-9._~-]{1,20}", fullmatch=True)
_HEX = st.from_regex("[0-9a-f]{1,64}", fullmatch=True)
_ACCOUNTS = st.from_regex(
    "[a-z]{2}[0-9]{5}([.][a-z]{2}-[a-z]{4}-[0-9]([.](aws|gcp|azure))?)?"
    "|[A-Za-z]{3,8}-[A-Za-z0-9_]{1,8}|[a-z0-9]{6}-[a-z0-9]{4}[.]global",
    fullmatch=True,
)
_LIFETIMES = st.integers(1, 3600)
_CLIENTS = st.fixed_dictionaries({"iss": VISIBLE, "aud": PRINTABLE, "jti": PRINTABLE})
_CURSORS = st.text(st.characters(codec="utf-8", exclude_characters="./\\"), min_size=1, max_size=12)
_PATHS = st.from_regex("/trade-api/v2/[a-z/]{1,20}([?][a-zA-Z0-9=&%+_.~-]{0,40})?", fullmatch=True)


def _claims(client: dict[str, str], lifetime: int, others: dict[str, Any]) -> dict[str, Any]:
    names = {"iss": client["iss"], "sub": client["iss"], "aud": client["aud"], "jti": client["jti"]}
    return {**names, "iat": SECONDS, "exp": SECONDS + lifetime, **others}


@pytest.fixture(scope="module")
def task(pairs: dict[str, KeyPair]) -> dict[str, Any]:
    tokens = st.tuples(st.builds(_claims, _CLIENTS, _LIFETIMES, REQUESTS), st.just("") | PRINTABLE)
    requests = drawn(REQUESTS)
    return {
        **keys_of(pairs),
        "requests": requests,
        "queries": [lists_as_text(each) for each in requests],
        "tokens": drawn(tokens),
        "accounts": drawn(st.tuples(_ACCOUNTS, PRINTABLE, _LIFETIMES)),
        "nonces": drawn(st.tuples(PRINTABLE, st.just("") | PRINTABLE)),
        "kalshi": [KALSHI_URL + path for path in drawn(_PATHS)],
        "texts": drawn(_CURSORS),
        "sessions": drawn(st.tuples(_WORDS, _WORDS, _WORDS, _HEX, _HEX)),
        "session_url": SESSION_URL,
    }


@pytest.fixture(scope="module")
def python(task: dict[str, Any]) -> dict[str, Any]:
    answers: dict[str, Any] = programs.in_python(elsewhere.PYTHON, task, "signers")
    return answers


@pytest.fixture(scope="module")
def node(task: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    answers: dict[str, Any] = programs.in_node(elsewhere.NODE, task, tmp_path_factory.mktemp("node"))
    return answers


def token_of(signed: SignedRequest) -> str:
    assert isinstance(signed.signed, Token)
    return signed.signed.token


def parts_of(token: str) -> list[Any]:
    return [json.loads(base64.urlsafe_b64decode(part + "==")) for part in token.split(".")[:2]]


def our_token(kind: str, pair: KeyPair, claims: dict[str, Any], kid: str) -> str:
    own = {"aud": claims["aud"], "jti": claims["jti"], "lifetime": str(claims["exp"] - SECONDS), "kid": kid}
    others = {name: value for name, value in claims.items() if name not in ("iss", "sub", "iat", "exp", *own)}
    asked = (*own.items(), *parameters_of(others))
    return token_of(ours(kind, pair, api_key=claims["iss"], timestamp=str(SECONDS), parameters=asked))


KINDS = [("jwt-eddsa", ED25519), ("jwt-rs256", RSA)]


@pytest.mark.parametrize(("kind", "key"), KINDS)
def test_pyjwt(
    task: dict[str, Any], python: dict[str, Any], pairs: dict[str, KeyPair], kind: str, key: str
) -> None:
    """Letter for letter; only `kid` it sorts in front of `typ`, which means nothing."""
    for (claims, kid), theirs in zip(task["tokens"], python[kind], strict=True):
        token = our_token(kind, pairs[key], claims, kid)
        assert parts_of(token) == parts_of(theirs)
        assert (token == theirs) is (not kid)
        payload, _, signature = theirs.rpartition(".")
        assert is_signed_by(pairs[key], kind, payload.encode(), signature)


@pytest.mark.parametrize(("kind", "key"), KINDS)
def test_jose(
    task: dict[str, Any], node: dict[str, Any], pairs: dict[str, KeyPair], kind: str, key: str
) -> None:
    """Letter for letter where all is ASCII: else we write \\u escapes, as Python does, and it UTF-8."""
    agreed = 0
    for (claims, kid), theirs in zip(task["tokens"], node[kind], strict=True):
        token = our_token(kind, pairs[key], claims, kid)
        assert parts_of(token) == parts_of(theirs)
        is_plain = "\\u" not in json.dumps(claims)
        agreed += is_plain
        assert token == theirs or not is_plain
        payload, _, signature = theirs.rpartition(".")
        assert is_signed_by(pairs[key], kind, payload.encode(), signature)
    assert agreed


def test_snowflake_connector(task: dict[str, Any], python: dict[str, Any], pairs: dict[str, KeyPair]) -> None:
    for (account, user, lifetime), theirs in zip(task["accounts"], python["snowflake"], strict=True):
        asked = (("account", account), ("user", user), ("lifetime", str(lifetime)))
        signed = ours("snowflake-jwt", pairs[RSA], timestamp=str(SECONDS), parameters=asked)
        assert parts_of(token_of(signed)) == parts_of(theirs)
        payload, _, signature = theirs.rpartition(".")
        assert is_signed_by(pairs[RSA], "snowflake-jwt", payload.encode(), signature)


def test_deribit_wrapper(task: dict[str, Any], python: dict[str, Any], pairs: dict[str, KeyPair]) -> None:
    """The same text; it writes the signature in hexadecimal, and Deribit's documents in base64url."""
    for (nonce, data), theirs in zip(task["nonces"], python["deribit"], strict=True):
        signed = ours("deribit", pairs[ED25519], parameters=(("nonce", nonce), ("data", data)))
        assert signed.signature == base64url(bytes.fromhex(theirs))


def test_deribit_wrapper_when_it_logs_in_then_sends_the_members_that_we_do(
    python: dict[str, Any], pairs: dict[str, KeyPair]
) -> None:
    sent = python["deribit-sent"]
    signed = ours("deribit", pairs[ED25519], parameters=(("nonce", sent["nonce"]), ("data", sent["data"])))
    assert isinstance(signed.signed, Message)
    members = json.loads(signed.signed.text)
    theirs = {**sent, "signature": signed.signature}
    del theirs["uri"], theirs["scope"]
    assert (f"/{members['method']}", members["params"]) == (sent["uri"], theirs)


def test_kalshi_python(task: dict[str, Any], python: dict[str, Any], pairs: dict[str, KeyPair]) -> None:
    for url, headers in zip(task["kalshi"], python["kalshi"], strict=True):
        signed = ours("kalshi", pairs[RSA], path=url.removeprefix(KALSHI_URL))
        assert headers["KALSHI-ACCESS-TIMESTAMP"] == str(NOW)
        assert is_signed_by(pairs[RSA], "kalshi", signed.payload, headers["KALSHI-ACCESS-SIGNATURE"])


def test_kalshi_typescript(task: dict[str, Any], node: dict[str, Any], pairs: dict[str, KeyPair]) -> None:
    assert len(node["kalshi"]) == len(task["texts"])
    for sent in node["kalshi"]:
        parts = urlsplit(sent["url"])
        signed = ours("kalshi", pairs[RSA], path=parts.path, query=parts.query)
        signature = sent["headers"]["KALSHI-ACCESS-SIGNATURE"]
        assert is_signed_by(pairs[RSA], "kalshi", signed.payload, signature)


def test_pyhood(task: dict[str, Any], python: dict[str, Any], pairs: dict[str, KeyPair]) -> None:
    """It writes spaces as forms do, and true as Python does, and signs that."""
    asked = {"method": "GET", "path": "/api/v1/x/", "timestamp": str(SECONDS)}
    for params, (target, _, headers) in zip(task["queries"], python["robinhood-get"], strict=True):
        query = target.partition("?")[2]
        signed = ours("robinhood-crypto", pairs[ED25519], query=query, **asked)
        assert signed.signature == headers["x-signature"]
        mine = ours("robinhood-crypto", pairs[ED25519], parameters=parameters_of(params), **asked)
        assert _target(mine) == _with_small_booleans(target, params).replace("+", "%20")


def _with_small_booleans(target: str, params: dict[str, Any]) -> str:
    """A text that says True stays as it is."""
    path, mark, query = target.partition("?")
    parts = query.split("&") if query else []
    spelt = [
        part.replace("=True", "=true").replace("=False", "=false") if isinstance(value, bool) else part
        for part, value in zip(parts, params.values(), strict=True)
    ]
    return path + mark + "&".join(spelt)


def test_pyhood_when_there_is_a_body(python: dict[str, Any], pairs: dict[str, KeyPair]) -> None:
    for target, body, headers in python["robinhood-post"]:
        asked = {"method": "POST", "path": target, "timestamp": str(SECONDS), "body": body.encode()}
        signed = ours("robinhood-crypto", pairs[ED25519], **asked)
        assert signed.signature == headers["x-signature"]


def _target(signed: SignedRequest) -> str:
    assert isinstance(signed.signed, HTTPRequest)
    return signed.signed.url.removeprefix(signed.request.base)


def test_npm_bitget_api(task: dict[str, Any], node: dict[str, Any], pairs: dict[str, KeyPair]) -> None:
    """It leaves !'()* as they are, as JavaScript does, and signs that."""
    agreed = 0
    for params, sent in zip(task["queries"], node["bitget-get"], strict=True):
        path, _, query = sent["url"].removeprefix("https://api.bitget.com").partition("?")
        assert ours("bitget-v2-rest", pairs[RSA], path=path, query=query).signature == _of_bitget(sent)
        mine = ours("bitget-v2-rest", pairs[RSA], path=path, parameters=parameters_of(params))
        assert unquote(_target(mine).partition("?")[2]) == unquote(query)
        agreed += mine.signature == _of_bitget(sent)
        assert mine.signature == _of_bitget(sent) or set(query) & set("!'()*")
    assert agreed


def test_npm_bitget_api_when_there_is_a_body(
    task: dict[str, Any], node: dict[str, Any], pairs: dict[str, KeyPair]
) -> None:
    """Letter for letter where all is ASCII, as with jose."""
    asked = {"method": "POST", "path": "/api/v2/spot/x"}
    for params, sent in zip(task["requests"], node["bitget-post"], strict=True):
        signed = ours("bitget-v2-rest", pairs[RSA], body=sent["body"].encode(), **asked)
        assert signed.signature == _of_bitget(sent)
        mine = ours("bitget-v2-rest", pairs[RSA], parameters=parameters_of(params), **asked)
        assert mine.signature == _of_bitget(sent) or "\\u" in json.dumps(params) or not params


def _of_bitget(sent: dict[str, Any]) -> str:
    assert sent["headers"]["ACCESS-TIMESTAMP"] == str(NOW)
    signature: str = sent["headers"]["ACCESS-SIGN"]
    return signature


def test_ibind(task: dict[str, Any], python: dict[str, Any], pairs: dict[str, KeyPair]) -> None:
    for (consumer, access, nonce, challenge, prepend), theirs in zip(
        task["sessions"], python["ibkr"], strict=True
    ):
        signed = ours(
            "ibkr-oauth1a",
            pairs[RSA],
            api_key=consumer,
            timestamp=str(SECONDS),
            secret=Passphrase(prepend),
            parameters=(
                ("oauth_token", access), ("oauth_nonce", nonce), ("diffie_hellman_challenge", challenge),
            ),
        )  # fmt: skip
        assert isinstance(signed.signed, HTTPRequest)
        assert signed.signed.url == SESSION_URL
        assert dict(signed.signed.headers)["Authorization"] == theirs
