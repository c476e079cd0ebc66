"""Bybit, Revolut X and Backpack: what each signs of a request, and where its signature is."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from tests.clients.venue.binance import Request
from tests.clients.venue.keys import Registered


def bybit(request: Request, method: str) -> tuple[str, bytes, str]:
    """API key, payload, signature."""
    headers = request.headers
    text = headers["x-bapi-timestamp"] + headers["x-bapi-api-key"] + headers["x-bapi-recv-window"]
    sent = request.query if method == "GET" else request.body
    return headers["x-bapi-api-key"], (text + sent).encode(), headers["x-bapi-sign"]


def revolut_x(request: Request, method: str) -> tuple[str, bytes, str]:
    """API key, payload, signature."""
    headers = request.headers
    text = headers["x-revx-timestamp"] + method + request.path + request.query + request.body
    return headers["x-revx-api-key"], text.encode(), headers["x-revx-signature"]


_INSTRUCTIONS = {"/api/v1/capital": "balanceQuery", "/api/v1/account": "accountQuery"}


def backpack(request: Request, method: str) -> tuple[str, bytes, str]:
    """API key, payload, signature."""
    headers = request.headers
    given = urlencode(sorted(parse_qsl(request.query)))
    parts = [f"instruction={_INSTRUCTIONS[request.path]}", given]
    parts += [f"timestamp={headers['x-timestamp']}", f"window={headers['x-window']}"]
    return headers["x-api-key"], "&".join(filter(None, parts)).encode(), headers["x-signature"]


RULES = {"bybit.com": bybit, "revolut.com": revolut_x, "backpack.exchange": backpack}


def judge(host: str, request: Request, method: str, keys: Mapping[str, Registered]) -> Registered | None:
    """The key that signed a request to one of these hosts; None where none did."""
    rule = next(rule for name, rule in RULES.items() if host.endswith(name))
    try:
        api_key, payload, signature = rule(request, method)
    except KeyError:
        return None
    key = keys.get(api_key)
    return key if key and key.signed(payload, signature) else None
