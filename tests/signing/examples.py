"""The worked examples of tests/vectors/signing.json as requests of ours."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase
from app.signing.recipe import Recipe
from app.signing.request import JSONText, Pair, SignRequest
from app.signing.table import BY_IDENTIFIER

VECTORS = Path(__file__).parent.parent / "vectors"
_FILE = json.loads((VECTORS / "signing.json").read_text("utf-8"))
PAIRS: dict[str, KeyPair] = {
    name: open_private_key(identify(key["private_key_pem"].encode()), None)
    for name, key in _FILE["keys"].items()
}


@dataclass(frozen=True, slots=True)
class Example:
    """`payload`, `signature` and `sent` are what the venue's own libraries made of the request."""

    recipe: Recipe
    pair: KeyPair
    request: SignRequest
    payload: bytes
    signature: str
    deterministic: bool
    sent: dict[str, Any]


def value(member: object) -> str:
    return member if isinstance(member, str) else JSONText(json.dumps(member))


def _request(recipe: Recipe, pair: KeyPair, inputs: dict[str, Any]) -> SignRequest:
    pairs: list[Pair] = [(name, text) for name, text in inputs.get("query", ())]
    pairs += [(name, value(member)) for name, member in inputs.get("params", {}).items()]
    if "oauth" in inputs:
        kept = ("oauth_token", "oauth_nonce", "diffie_hellman_challenge")
        pairs += [(name, inputs["oauth"][name]) for name in kept]
    pairs += [
        (name, inputs[name])
        for name in ("instruction", "nonce", "data", "SenderCompID", "TargetCompID", "MsgSeqNum")
        if name in inputs
    ]
    claims = inputs.get("claims", {})
    if recipe.identifier == "snowflake-jwt":
        account, user = claims["sub"].lower().split(".")
        pairs += [("account", account), ("user", user)]
    elif claims:
        pairs += [("aud", claims["aud"]), ("jti", claims["jti"]), ("kid", inputs["header"]["kid"])]
    times = (
        inputs.get("timestamp"),
        inputs.get("SendingTime"),
        inputs.get("params", {}).get("timestamp"),
        inputs.get("oauth", {}).get("oauth_timestamp"),
        claims.get("iat"),
        inputs["expires"] - 1000 if "expires" in inputs else None,
    )
    address = inputs.get("url", "")
    base = address[: len("https://api.ibkr.com")]
    keys = ("api_key", "client_id", "key_id")
    return SignRequest(
        method=inputs.get("method", ""),
        base=inputs.get("base", base),
        path=inputs.get("path", address.removeprefix(base)),
        query=inputs.get("query_string", ""),
        parameters=tuple(pairs),
        body=inputs.get("body", "").encode(),
        api_key=next((inputs[each] for each in keys if each in inputs), "")
        or inputs.get("oauth", {}).get("oauth_consumer_key", claims.get("iss", "")),
        timestamp=str(next((each for each in times if each is not None), "")),
        recv_window=inputs.get("recv_window", inputs.get("window", "")),
        public_key=pair.subject_public_key_info,
        secret=Passphrase(secret) if (secret := inputs.get("passphrase", inputs.get("prepend"))) else None,
    )


def _example(entry: dict[str, Any]) -> Example:
    recipe, pair = BY_IDENTIFIER[entry["recipe"]], PAIRS[entry["key"]]
    return Example(
        recipe,
        pair,
        _request(recipe, pair, entry["inputs"]),
        entry["payload"].encode(),
        entry["signature"],
        entry["deterministic"],
        entry["sent"],
    )


EXAMPLES = tuple(map(_example, _FILE["examples"]))


def named(identifier: str) -> Example:
    return next(each for each in EXAMPLES if each.recipe.identifier == identifier)


def changed(example: Example, **changes: Any) -> SignRequest:
    return replace(example.request, **changes)
