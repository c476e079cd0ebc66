"""The causes of messages, of FIX, of keys and of other venues: (causes, key, text of the request)."""

import base64
import hashlib
import json
from typing import Any

from tests.signing.doctor.wrong import API_KEY, ED, RSA, TIME, b64, encoded, fix, message, sign

_PARAMS: dict[str, object] = {
    "symbol": "BTCUSDT", "side": "SELL", "quantity": "0.01000000",
    "timestamp": 1795824000000, "apiKey": API_KEY
}  # fmt: skip
_ACCENT = {**_PARAMS, "newClientOrderId": "a:b/c"}
_ORDER = "order.place"


def _sorted(params: dict[str, object]) -> str:
    return "&".join(f"{name}={params[name]}" for name in sorted(params))


def _url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _as_sent(params: dict[str, object]) -> str:
    return "&".join(f"{name}={value}" for name, value in params.items())


def _without_key(params: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in params.items() if name != "apiKey"}


def _websocket(key: str) -> list[tuple[str, str, str]]:
    said = _sorted(_PARAMS)
    listed = [
        ("ws-not-sorted", message(_ORDER, _PARAMS, _as_sent(_PARAMS), key)),
        (
            "ws-not-sorted",
            message("account.status", _PARAMS, f"apiKey={API_KEY}&" + _as_sent(_without_key(_PARAMS)), key),
        ),
        (
            "ws-percent-encoded",
            message(_ORDER, _ACCENT, _sorted(_ACCENT).replace(":", "%3A").replace("/", "%2F"), key),
        ),
        (
            "ws-percent-encoded",
            message(_ORDER, {**_PARAMS, "note": "a b"}, _sorted({**_PARAMS, "note": "a%20b"}), key),
        ),
        ("ws-apikey-left-out", message(_ORDER, _PARAMS, _sorted(_without_key(_PARAMS)), key)),
        (
            "ws-apikey-left-out",
            message(
                "account.status", {"timestamp": 1795824000000, "apiKey": API_KEY}, f"timestamp={TIME}", key
            ),
        ),
        ("ws-apikey-left-out ws-not-sorted", message(_ORDER, _PARAMS, _as_sent(_without_key(_PARAMS)), key)),
        ("ws-signature-encoded", message(_ORDER, _PARAMS, said, key, encoded)),
        (
            "ws-signature-encoded",
            message(
                "account.status",
                {"timestamp": 1795824000000, "apiKey": API_KEY},
                f"apiKey={API_KEY}&timestamp={TIME}",
                key,
                encoded,
            ),
        ),
        ("sig-hex", message(_ORDER, _PARAMS, said, key, lambda raw: raw.hex())),
        ("sig-base64url", message(_ORDER, {**_PARAMS, "x": "1"}, _sorted({**_PARAMS, "x": "1"}), key, _url)),
        ("json-signed", message(_ORDER, _PARAMS, json.dumps(_PARAMS), key)),
        (
            "json-signed",
            message(_ORDER, _PARAMS, json.dumps(_PARAMS, separators=(",", ":"), sort_keys=True), key),
        ),
        ("timestamp-changed", message(_ORDER, _PARAMS, said.replace(TIME, "1795823999998"), key)),
        ("newline-in-payload", message(_ORDER, _PARAMS, said + "\n", key)),
        ("param-not-signed", message(_ORDER, {**_PARAMS, "recvWindow": 5000}, said, key)),
        ("apikey-missing", message(_ORDER, _without_key(_PARAMS), _sorted(_without_key(_PARAMS)), key)),
        (
            "timestamp-unit",
            message(_ORDER, {**_PARAMS, "timestamp": 1795824000}, said.replace(TIME, "1795824000"), key),
        ),
        ("number-format", message(_ORDER, {**_PARAMS, "quantity": 0.01}, said, key)),
        (
            "number-format",
            message(
                _ORDER,
                {**_PARAMS, "quantity": 0.01, "price": 5.0},
                _sorted({**_PARAMS, "price": "5.00"}),
                key,
            ),
        ),
        ("boolean-case", message(_ORDER, {**_PARAMS, "x": True}, _sorted({**_PARAMS, "x": "True"}), key)),
    ]
    return [(causes, key, text) for causes, text in listed]


def _logons() -> list[tuple[str, str, str]]:
    params: dict[str, object] = {"timestamp": 1795824000000, "apiKey": API_KEY}
    with_window = {**params, "recvWindow": 5000}
    return [
        ("ws-logon-key-type", RSA, message("session.logon", params, _sorted(params), RSA)),
        ("ws-logon-key-type", RSA, message("session.logon", with_window, _sorted(with_window), RSA)),
    ]


_TIME = "20261128-00:00:00.123456"
_VALUES = ("A", "AKG1", "SPOT", "1", _TIME)
_RIGHT = "\x01".join(_VALUES)


def _fix() -> list[tuple[str, str, str]]:
    listed = [
        ("fix-soh-as-pipe", fix("|".join(_VALUES))),
        ("fix-soh-as-pipe", fix("|".join(_VALUES), separator="|")),
        ("fix-soh-literal", fix("^A".join(_VALUES))),
        ("fix-soh-literal", fix("\\x01".join(_VALUES), separator="^A")),
        ("fix-no-separator", fix("".join(_VALUES))),
        ("fix-no-separator", fix("".join(_VALUES), separator="|")),
        ("fix-trailing-soh", fix(_RIGHT + "\x01")),
        ("fix-trailing-soh", fix(_RIGHT + "\x01", separator="^A")),
        ("fix-order", fix("\x01".join(("A", "1", "AKG1", _TIME, "SPOT")))),
        ("fix-order", fix("\x01".join(("A", "SPOT", "AKG1", "1", _TIME)), separator="|")),
        ("fix-tags-signed", fix("\x01".join(("35=A", "49=AKG1", "56=SPOT", "34=1", f"52={_TIME}")))),
        (
            "fix-tags-signed",
            fix("\x01".join(("35=A", "49=AKG1", "56=SPOT", "34=1", f"52={_TIME}")), separator="|"),
        ),
        ("fix-sendingtime-differs", fix(_RIGHT[:-3])),
        ("fix-sendingtime-differs", fix(_RIGHT.replace("00.123456", "00.125456"), separator="|")),
        ("fix-sendingtime-differs", fix(_RIGHT.replace("00.123456", "00.023456"))),
        ("fix-field-differs", fix(_RIGHT, t34="2", separator="|")),
        ("fix-field-differs", fix(_RIGHT, t56="spot")),
        ("fix-rawdata-length", fix(_RIGHT, t95="64")),
        ("fix-rawdata-length", fix(_RIGHT, t95="64", separator="|")),
        ("fix-checksum", fix(_RIGHT, t10="000")),
        ("fix-checksum", fix(_RIGHT, t9="17")),
        ("newline-in-payload", fix(_RIGHT + "\n")),
        ("fix-soh-as-pipe fix-trailing-soh", fix("|".join(_VALUES) + "|")),
        ("apikey-format", fix(_RIGHT, t553="abc")),
    ]
    rsa = [("fix-key-type", RSA, fix(_RIGHT, RSA)), ("fix-key-type", RSA, fix(_RIGHT, RSA, "|"))]
    return [(causes, ED, text) for causes, text in listed] + rsa


def _http(method: str, url: str, headers: dict[str, str], body: str = "") -> str:
    """Text of HTTP, and every second time a curl command: both are read."""
    if len(url) % 2:
        lines = "".join(f"{name}: {value}\n" for name, value in headers.items())
        return f"{method} {url} HTTP/1.1\n{lines}\n{body}"
    options = "".join(f" -H '{name}: {value}'" for name, value in headers.items())
    data = f" --data-raw '{body}'" if body else ""
    return f"curl -X {method}{options}{data} '{url}'"


_BODY = '{"category": "spot", "symbol": "BTCUSDT", "qty": "0.01"}'
_COMPACT = '{"category":"spot","symbol":"BTCUSDT","qty":"0.01"}'


def _bybit(signs: str, query: str = "", body: str = "") -> str:
    headers = {
        "X-BAPI-API-KEY": "AbCdEf", "X-BAPI-TIMESTAMP": TIME, "X-BAPI-RECV-WINDOW": "5000",
        "X-BAPI-SIGN": b64(sign(RSA, signs.encode())),
    }  # fmt: skip
    url = "https://api.bybit.com/v5/order/create" + (f"?{query}" if query else "")
    return _http("POST" if body else "GET", url, headers, body)


def _bitget(signs: str, query: str = "", body: str = "") -> str:
    headers = {
        "ACCESS-KEY": "bg_01", "ACCESS-TIMESTAMP": TIME, "ACCESS-PASSPHRASE": "x",
        "ACCESS-SIGN": b64(sign(RSA, signs.encode())),
    }  # fmt: skip
    url = "https://api.bitget.com/api/v2/spot/order" + (f"?{query}" if query else "")
    return _http("POST" if body else "GET", url, headers, body)


def _revolut(signs: str, query: str = "", body: str = "") -> str:
    signature = b64(sign(ED, signs.encode()))
    headers = {"X-Revx-API-Key": API_KEY, "X-Revx-Timestamp": TIME, "X-Revx-Signature": signature}
    url = "https://revx.revolut.com/api/1.0/orders" + (f"?{query}" if query else "")
    return _http("POST" if body else "GET", url, headers, body)


def _robinhood(signs: str, body: str = "", time: str = "1795824000") -> str:
    headers = {"x-api-key": "rh-api-1", "x-timestamp": time, "x-signature": b64(sign(ED, signs.encode()))}
    return _http("POST", "https://trading.robinhood.com/api/v2/crypto/trading/orders/", headers, body)


def _kalshi(signs: str, how: str = "pss", query: str = "status=resting") -> str:
    headers = {
        "KALSHI-ACCESS-KEY": "k", "KALSHI-ACCESS-TIMESTAMP": TIME,
        "KALSHI-ACCESS-SIGNATURE": b64(sign(RSA, signs.encode(), how)),
    }  # fmt: skip
    return _http("GET", f"https://api.elections.kalshi.com/trade-api/v2/portfolio/orders?{query}", headers)


def _backpack(signs: str) -> str:
    headers = {"X-Timestamp": TIME, "X-Window": "5000", "X-Signature": b64(sign(ED, signs.encode()))}
    body = '{"symbol":"SOL_USDC","side":"Bid","postOnly":true}'
    return _http("POST", "https://api.backpack.exchange/api/v1/order", headers, body)


def _deribit(signs: str, data: str = "", write: Any = _url) -> str:
    params = {
        "grant_type": "client_signature", "client_id": "AbCdEfGh", "timestamp": 1795824000000,
        "nonce": "abcd",
        "data": data, "signature": write(sign(ED, signs.encode())),
    }  # fmt: skip
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": "public/auth", "params": params})


def _venues() -> list[tuple[str, str, str]]:
    head, robin = f"{TIME}GET/api/1.0/orders", "rh-api-11795824000/api/v2/crypto/trading/orders/"
    path = f"{TIME}GET/trade-api/v2/portfolio/orders"
    spot = f"{TIME}POST/api/v2/spot/order"
    pack = f"postOnly=true&side=Bid&symbol=SOL_USDC&timestamp={TIME}&window=5000"
    return [
        ("body-reserialised", RSA, _bybit(f"{TIME}AbCdEf5000{_COMPACT}", body=_BODY)),
        ("body-reserialised", RSA, _bitget(f"{spot}{_BODY}", body=_COMPACT)),
        ("body-reserialised", ED, _revolut(f"{TIME}POST/api/1.0/orders{_COMPACT}", body=_BODY)),
        ("body-reserialised", ED, _robinhood(f"{robin}POST{_BODY}".replace('"', "'"), body=_BODY)),
        ("venue-part-missing", RSA, _bybit(f"{TIME}AbCdEf{_BODY}", body=_BODY)),
        ("venue-part-missing", RSA, _bybit(f"{TIME}AbCdEf5000?category=spot", query="category=spot")),
        ("venue-part-missing", RSA, _bitget(f"{TIME}GET/api/v2/spot/ordera=1&b=2", query="a=1&b=2")),
        ("venue-part-missing", ED, _backpack(pack)),
        ("venue-part-missing", ED, _backpack(f"instruction=POST/api/v1/order&{pack}")),
        ("venue-part-missing", ED, _deribit(f"{TIME}\nabcd")),
        (
            "venue-part-missing",
            ED,
            _robinhood(f"rh-api-11795824000POST/api/v2/crypto/trading/orders/{_BODY}", _BODY),
        ),
        ("method-case", ED, _revolut(head.replace("GET", "get"))),
        ("method-case", RSA, _kalshi(path.replace("GET", "get"))),
        ("method-case", RSA, _bitget(f"{TIME}post/api/v2/spot/order{_COMPACT}", body=_COMPACT)),
        ("path-differs", ED, _revolut(f"{TIME}GET/1.0/orders")),
        ("path-differs", RSA, _kalshi(f"{TIME}GET/portfolio/orders")),
        ("path-differs", ED, _robinhood("rh-api-11795824000/api/v2/crypto/trading/ordersPOST")),
        ("query-signed", RSA, _kalshi(f"{path}?status=resting")),
        ("query-signed", RSA, _kalshi(f"{path}?status=resting&limit=5", query="status=resting&limit=5")),
        ("rsa-not-pss", RSA, _kalshi(path, how="")),
        ("rsa-not-pss", RSA, _kalshi(path, how="", query="a=1")),
        ("pss-salt", RSA, _kalshi(path, how="pss-max")),
        ("pss-salt", RSA, _kalshi(path, how="pss-max", query="limit=1")),
        ("pss-mgf1", RSA, _kalshi(path, how="pss-mgf1")),
        ("pss-mgf1 query-signed", RSA, _kalshi(f"{path}?status=resting", how="pss-mgf1")),
        ("rsa-not-pss query-signed", RSA, _kalshi(f"{path}?status=resting", how="")),
        ("order-differs", RSA, _bitget(f"{TIME}GET/api/v2/spot/order?b=2&a=1", query="b=2&a=1")),
        (
            "order-differs",
            ED,
            _backpack(
                f"instruction=orderExecute&symbol=SOL_USDC&side=Bid&postOnly=true&timestamp={TIME}&window=5000"
            ),
        ),
        ("boolean-case", ED, _backpack(f"instruction=orderExecute&{pack}".replace("true", "True"))),
        ("sig-not-base64url", ED, _deribit(f"{TIME}\nabcd\n", write=b64)),
        ("sig-not-base64url", ED, _deribit(f"{TIME}\nabcd\nmore", "more", write=b64)),
        ("timestamp-changed", ED, _revolut(head.replace(TIME, "1795824000002"))),
        ("timestamp-unit", ED, _robinhood(f"rh-api-1{TIME}/api/v2/crypto/trading/orders/POST", time=TIME)),
        ("json-signed", ED, _backpack('{"symbol":"SOL_USDC","side":"Bid","postOnly":true}')),
    ]


def _token(key: str, header: dict[str, str], claims: dict[str, object], alter: Any = None) -> str:
    parts = [_url(json.dumps(each, separators=(",", ":")).encode()) for each in (header, claims)]
    said = ".".join(parts)
    return f"Authorization: Bearer {said}.{_url(sign(key, (alter or said.encode())))}"


def _tokens() -> list[tuple[str, str, str]]:
    from tests.signing.examples import PAIRS

    digest = base64.b64encode(hashlib.sha256(PAIRS[RSA].subject_public_key_info).digest()).decode()
    times = {"iat": 1795824000, "exp": 1795824060}
    eddsa, rs256 = {"alg": "EdDSA", "typ": "JWT"}, {"alg": "RS256", "typ": "JWT"}
    snow = {"iss": f"MYACCOUNT.MYUSER.SHA256:{digest}", "sub": "MYACCOUNT.MYUSER", **times}
    client = {"iss": "c", "sub": "c", "aud": "https://as.example.com/token", "jti": "1", **times}
    lower = {**snow, "iss": f"myaccount.MYUSER.SHA256:{digest}"}
    return [
        (
            "snowflake-fingerprint",
            RSA,
            _token(RSA, rs256, {**snow, "iss": f"MYACCOUNT.MYUSER.SHA256:{'A' * 43}="}),
        ),
        ("snowflake-fingerprint", RSA, _token(RSA, rs256, {**snow, "iss": "MYACCOUNT.MYUSER.SHA256:abc"})),
        ("snowflake-case", RSA, _token(RSA, rs256, lower)),
        ("snowflake-case", RSA, _token(RSA, rs256, {**snow, "sub": "myaccount.myuser"})),
        ("jwt-lifetime", RSA, _token(RSA, rs256, {**snow, "exp": 1795824000 + 7200})),
        ("jwt-lifetime", ED, _token(ED, eddsa, {**client, "exp": 1795824000})),
        ("jwt-lifetime", ED, _token(ED, eddsa, {**client, "exp": 1795824000000, "iat": 1795824000000})),
        ("jwt-alg", ED, _token(ED, rs256, client)),
        ("jwt-alg", RSA, _token(RSA, eddsa, client)),
    ]


ELSEWHERE = [*_websocket(ED), *_websocket(RSA), *_logons(), *_fix(), *_venues(), *_tokens()]
