"""Whose rules apply to a request: by its headers, host, path or method, or by the venue that was named."""

import re

from app.signing.pasted.sent import Form, Sent
from app.signing.recipe import Recipe
from app.signing.table import BY_IDENTIFIER, recipes_of

_BY_HEADER = (
    ("X-BAPI-", "bybit-v5-rest"),
    ("ACCESS-SIGN", "bitget-v2-rest"),
    ("X-Revx-", "revolut-x"),
    ("KALSHI-ACCESS-", "kalshi"),
    ("X-Window", "backpack"),
)
_BY_HOST = (
    ("bybit", "bybit-v5-rest"),
    ("bitget", "bitget-v2-rest"),
    ("revolut", "revolut-x"),
    ("robinhood", "robinhood-crypto"),
    ("backpack", "backpack"),
    ("kalshi", "kalshi"),
    ("ibkr", "ibkr-oauth1a"),
    ("deribit", "deribit"),
)
_BY_OPERATION = {
    "session.logon": "binance-ws-logon",
    "userDataStream.subscribe.signature": "binance-ws-userdata",
    "public/auth": "deribit",
    "auth": "bybit-ws",
}
_FUTURES = ("/fapi/", "/dapi/", "/eapi/", "/papi/")


def recipe_of(sent: Sent, venue: str = "") -> Recipe:
    """Return the recipe whose rules apply."""
    guess = BY_IDENTIFIER[_guess(sent)]
    if not venue or venue in guess.venues:
        return guess
    own = recipes_of(venue)
    return next((each for each in own if _fits(each, sent)), own[0] if own else guess)


def _fits(recipe: Recipe, sent: Sent) -> bool:
    """Return whether a recipe is about messages where the request is one."""
    is_message = sent.message is not None and sent.form is Form.JSON
    return is_message == recipe.identifier.endswith(("-ws", "deribit"))


def _guess(sent: Sent) -> str:
    if sent.form is Form.FIX:
        return "binance-fix-logon"
    if sent.form is Form.TOKEN:
        return _of_token(sent.token)
    if sent.message is not None and sent.method and not sent.query:
        return _BY_OPERATION.get(sent.method, "binance-ws")
    names = [name.casefold() for name, _ in sent.headers]
    for beginning, recipe in _BY_HEADER:
        if any(name.startswith(beginning.casefold()) for name in names):
            return recipe
    host = sent.host.casefold()
    found = next((recipe for word, recipe in _BY_HOST if word in host), "")
    return found or _by_rest(sent, names)


def _by_rest(sent: Sent, names: list[str]) -> str:
    if "oauth_signature" in sent.header("Authorization"):
        return "ibkr-oauth1a"
    if "grant_type=client_signature" in sent.query:
        return "deribit"
    if "x-signature" in names and "x-timestamp" in names:
        return "robinhood-crypto"
    if sent.path.startswith(_FUTURES) or re.match(r"[fde]api\b", sent.host):
        return "binance-futures-rest"
    return "binance-sapi" if sent.path.startswith("/sapi/") else "binance-spot-rest"


def _of_token(token: str) -> str:
    from app.signing.doctor.tokens import parts_of

    header, claims = parts_of(token)
    if ".SHA256:" in claims.text_of("iss").upper():
        return "snowflake-jwt"
    return "jwt-rs256" if header.text_of("alg").startswith(("RS", "PS")) else "jwt-eddsa"
