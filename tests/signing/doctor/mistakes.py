"""The table of causes, each with requests that have it: what was signed, what was sent, what is named."""

import base64
from urllib.parse import quote

from tests.signing.doctor.wrong import API_KEY, TIME, Request, b64, encoded, sha256

Q = f"symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.01&timestamp={TIME}"
COLON = f"symbol=BTCUSDT&newClientOrderId=x:1/a&timestamp={TIME}"
COLON_SENT = f"symbol=BTCUSDT&newClientOrderId=x%3A1%2Fa&timestamp={TIME}"
ACCENT = f"asset=BTC&note=caf\u00e9+bar&timestamp={TIME}"
BODY = f"quantity=1&price=9000&timestamp={TIME}"
_COMPACT = '{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.01","timestamp":"1795824000000"}'
_SPACED = _COMPACT.replace(":", ": ").replace(",", ", ")


_AHEAD = "HTTP/1.1 400 Bad Request\r\nDate: Fri, 27 Nov 2026 23:59:50 GMT\r\n\r\n{}"
_LATE = _AHEAD.replace("Fri, 27 Nov 2026 23:59:50", "Sat, 28 Nov 2026 00:00:30")


def _wrapped(raw: bytes) -> str:
    return quote("\n".join(base64.encodebytes(raw).decode().split()) + "\n", safe="")


def _bare_lines(raw: bytes) -> str:
    return quote(base64.encodebytes(raw).decode().rstrip("\n"), safe="")


def _spaces(raw: bytes) -> str:
    return b64(raw).replace("+", "%20").replace("/", "%2F").replace("=", "%3D")


def _url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


REST: list[tuple[str, Request]] = [
    ("sig-missing", Request(Q, Q, write=lambda raw: "")),
    ("sig-missing", Request(Q, BODY, write=lambda raw: "%20")),
    ("sig-double-encoded", Request(Q, Q, write=lambda raw: quote(encoded(raw), safe=""))),
    (
        "sig-double-encoded",
        Request(BODY, BODY, write=lambda raw: quote(quote(encoded(raw), safe=""), safe="")),
    ),
    ("sig-base64url", Request(Q + "&a=1", Q + "&a=1", write=_url)),
    ("sig-base64url", Request(BODY + "&n=3", BODY + "&n=3", write=lambda raw: _url(raw).rstrip("="))),
    ("sig-hex", Request(Q, Q, write=lambda raw: raw.hex())),
    ("sig-hex", Request(BODY, BODY, write=lambda raw: raw.hex().upper())),
    ("sig-line-breaks", Request(Q, Q, write=_wrapped)),
    ("sig-line-breaks", Request(BODY, BODY, write=_bare_lines)),
    ("sig-no-padding", Request(Q, Q, write=lambda raw: quote(b64(raw).rstrip("="), safe=""))),
    ("sig-no-padding", Request(BODY, BODY, write=lambda raw: quote(b64(raw).rstrip("="), safe=""))),
    ("sig-python-bytes", Request(Q, Q, write=lambda raw: quote(str(base64.b64encode(raw)), safe=""))),
    ("sig-python-bytes", Request(BODY, BODY, write=lambda raw: quote(f'"{b64(raw)}"', safe=""))),
    ("sig-truncated", Request(Q, Q, write=lambda raw: encoded(raw[:-3]))),
    ("sig-truncated", Request(BODY, BODY, write=lambda raw: quote(b64(raw)[:60], safe=""))),
    ("sig-case", Request(Q, Q, write=lambda raw: quote(b64(raw).lower(), safe=""))),
    ("sig-case", Request(BODY, BODY, write=lambda raw: quote(b64(raw), safe="").lower())),
    ("sig-hmac", Request(Q, Q, write=lambda raw: sha256("hmac").hex())),
    ("sig-hmac", Request(BODY, BODY, write=lambda raw: encoded(sha256("hmac")))),
    ("sig-double-base64", Request(Q, Q, write=lambda raw: encoded(b64(raw).encode()))),
    ("sig-double-base64", Request(BODY, BODY, write=lambda raw: encoded(raw.hex().encode()))),
    ("sig-placeholder", Request(Q, Q, write=lambda raw: "YOUR_SIGNATURE")),
    ("sig-placeholder", Request(Q, Q, write=lambda raw: API_KEY)),
    ("encode-after-signing", Request(COLON, COLON_SENT)),
    (
        "encode-after-signing",
        Request(ACCENT.replace("+", " "), ACCENT.replace("+", "%20").replace("\u00e9", "%C3%A9")),
    ),
    ("sent-raw-signed-encoded", Request(COLON_SENT, COLON)),
    ("sent-raw-signed-encoded", Request(ACCENT.replace("\u00e9", "%C3%A9").replace("+", "%2B"), ACCENT)),
    ("pct-lowercase", Request(COLON_SENT, COLON_SENT.replace("%3A", "%3a").replace("%2F", "%2f"))),
    ("pct-lowercase", Request(COLON_SENT.replace("%3A", "%3a").replace("%2F", "%2f"), COLON_SENT)),
    ("space-plus", Request(f"note=a%20b&timestamp={TIME}", f"note=a+b&timestamp={TIME}")),
    ("space-plus", Request(f"note=a+b&timestamp={TIME}", f"note=a%20b&timestamp={TIME}")),
    ("order-differs", Request("&".join(sorted(Q.split("&"))), Q)),
    ("order-differs", Request("&".join(reversed(Q.split("&"))), Q)),
    ("order-differs", Request("&".join(Q.split("&")[i] for i in (2, 4, 0, 1, 3)), Q)),
    ("param-not-signed", Request(Q, Q + "&recvWindow=5000")),
    ("param-not-signed", Request(Q, f"newOrderRespType=FULL&{Q}&recvWindow=5000")),
    ("param-not-sent", Request(f"{Q}&recvWindow=10000", Q)),
    (
        "param-not-sent",
        Request(f"symbol=LTCBTC&orderId=None&timestamp={TIME}", f"symbol=LTCBTC&timestamp={TIME}"),
    ),
    ("timestamp-not-signed", Request(Q.removesuffix(f"&timestamp={TIME}"), Q)),
    ("timestamp-not-signed", Request("symbol=BTCUSDT", f"symbol=BTCUSDT&timestamp={TIME}")),
    ("timestamp-changed", Request(Q.replace(TIME, "1795824000003"), Q)),
    ("timestamp-changed", Request(Q.replace(TIME, "1795823999880"), Q)),
    ("signature-not-last", Request(Q, "", behind="&" + Q)),
    ("signature-not-last", Request(f"{Q}&x=1", Q, behind="&x=1")),
    ("joined-with-amp", Request(f"symbol=LTCBTC&{BODY}", "symbol=LTCBTC", BODY, in_body=True)),
    (
        "joined-with-amp",
        Request(f"symbol=LTCBTC&side=BUY&{BODY}", "symbol=LTCBTC&side=BUY", BODY, in_body=True),
    ),
    ("only-body-signed", Request(BODY, "symbol=LTCBTC&side=BUY", BODY, in_body=True)),
    ("only-body-signed", Request(BODY, "symbol=LTCBTC", BODY, in_body=True)),
    ("only-query-signed", Request(Q, Q, "price=9000&icebergQty=1", in_body=True)),
    ("only-query-signed", Request(Q, Q, "price=9000&icebergQty=1")),
    (
        "json-body json-signed",
        Request(
            _COMPACT, "", _COMPACT, headers={"X-MBX-APIKEY": API_KEY, "Content-Type": "application/json"}
        ),
    ),
    ("json-body", Request(Q, "", _SPACED)),
    ("json-signed", Request(_COMPACT, Q)),
    ("json-signed", Request(_SPACED, Q)),
    ("json-signed", Request(_SPACED.replace('"', "'"), Q)),
    ("stray-char", Request("?" + Q, Q)),
    ("stray-char", Request(Q + "&", Q)),
    ("stray-char", Request(Q, "&" + Q)),
    ("path-in-payload", Request("/api/v3/order?" + Q, Q, needs_path=True)),
    ("path-in-payload", Request("POST/api/v3/order?" + Q, Q, needs_path=True)),
    ("path-in-payload", Request(f"{TIME}POST/api/v3/order{Q}", Q, needs_path=True)),
    (
        "ws-rule-on-rest",
        Request("&".join(sorted([*Q.split("&"), f"apiKey={API_KEY}"])), Q, needs_headers=True),
    ),
    (
        "ws-rule-on-rest",
        Request("&".join(sorted([*BODY.split("&"), f"apiKey={API_KEY}"])), BODY, needs_headers=True),
    ),
    ("signature-in-payload", Request(Q + "&signature=", Q)),
    ("signature-in-payload", Request(BODY + "&signature=", BODY)),
    ("newline-in-payload", Request(Q + "\n", Q)),
    ("newline-in-payload", Request(BODY + "\r\n", BODY)),
    ("newline-in-payload", Request(BODY.replace("&", "\r\n&"), "", BODY, in_body=True)),
    ("newline-in-payload", Request(BODY.replace("&", "&\n") + "\n", BODY)),
    ("newline-in-payload", Request(BODY, "", BODY.replace("&", "\n&"), in_body=True)),
    ("number-format", Request(Q.replace("0.01", "0.01000000"), Q)),
    ("number-format", Request(f"quantity=1&timestamp={TIME}", f"quantity=1.0&timestamp={TIME}")),
    (
        "number-format",
        Request(
            f"quantity=0.000096&price=5&timestamp={TIME}", f"quantity=0.00009600&price=5&timestamp={TIME}"
        ),
    ),
    (
        "number-format",
        Request(
            f"quantity=0.10&price=52000.0&timestamp={TIME}", f"quantity=0.1&price=52000.00&timestamp={TIME}"
        ),
    ),
    ("boolean-case", Request(f"closePosition=true&timestamp={TIME}", f"closePosition=True&timestamp={TIME}")),
    ("boolean-case", Request(f"closePosition=True&timestamp={TIME}", f"closePosition=true&timestamp={TIME}")),
    (
        "list-format",
        Request(
            f"symbols=%5B%22A%22%2C%22B%22%5D&timestamp={TIME}",
            f"symbols=%5B%22A%22%2C%20%22B%22%5D&timestamp={TIME}",
        ),
    ),
    (
        "list-format",
        Request(f"symbols=['A', 'B']&timestamp={TIME}", f"symbols=%5B%22A%22%2C%22B%22%5D&timestamp={TIME}"),
    ),
    ("empty-value", Request(Q + "&orderId=", Q + "&orderId=")),
    ("empty-value", Request(Q, Q + "&orderId=")),
    ("duplicate-param", Request(Q + "&side=BUY", Q + "&side=BUY")),
    ("duplicate-param", Request(f"symbol=A&{BODY}&symbol=A", f"symbol=A&{BODY}&symbol=A")),
    ("html-entities", Request(Q, Q.replace("&", "&amp;"))),
    ("html-entities", Request(Q, Q.replace("&times", "\u00d7"))),
    ("unicode-form", Request(f"note=caf%C3%A9&timestamp={TIME}", f"note=cafe%CC%81&timestamp={TIME}")),
    ("unicode-form", Request(f"note=cafe%CC%81&timestamp={TIME}", f"note=caf%C3%A9&timestamp={TIME}")),
    ("payload-encoded", Request(b64(Q.encode()), Q)),
    ("payload-encoded", Request(Q.encode().hex(), Q)),
    ("rsa-wrong-hash", Request(Q, Q, how="sha1")),
    ("rsa-wrong-hash", Request(Q, Q, how="sha512")),
    ("rsa-pss", Request(Q, Q, how="pss")),
    ("rsa-pss", Request(BODY, BODY, how="pss-max")),
    ("double-hash", Request(Q, Q, data=sha256(Q))),
    ("double-hash", Request(Q, Q, data=sha256(Q).hex().encode())),
    (
        "apikey-is-pem",
        Request(
            Q,
            Q,
            headers={"X-MBX-APIKEY": "MCowBQYDK2VwAyEAp5tx1Y1Ok2KKDHOM+FuoTFGDspmD41qwnq7U4ewGnQs="},
            needs_headers=True,
        ),
    ),
    (
        "apikey-is-pem",
        Request(BODY, BODY, headers={"X-MBX-APIKEY": "-----BEGIN PUBLIC KEY-----"}, needs_headers=True),
    ),
    ("apikey-format", Request(Q, Q, headers={"X-MBX-APIKEY": API_KEY[:-1]}, needs_headers=True)),
    ("apikey-format", Request(Q, Q, headers={"X-MBX-APIKEY": API_KEY.replace("z", "-")}, needs_headers=True)),
    ("apikey-missing", Request(Q, Q, headers={"Content-Type": "text/plain"}, needs_headers=True)),
    ("apikey-missing", Request(BODY, BODY, headers={"User-Agent": "x"}, needs_headers=True)),
    ("timestamp-unit", Request("symbol=A&timestamp=1795824000", "symbol=A&timestamp=1795824000")),
    ("timestamp-unit", Request("timestamp=1795824000000000000", "timestamp=1795824000000000000")),
    ("timestamp-missing", Request("symbol=A", "symbol=A")),
    ("timestamp-missing", Request("symbol=A&side=BUY", "symbol=A&side=BUY")),
    (
        "recvwindow-too-large",
        Request(f"recvWindow=60001&timestamp={TIME}", f"recvWindow=60001&timestamp={TIME}"),
    ),
    ("recvwindow-too-large", Request(Q + "&recvWindow=600000", Q + "&recvWindow=600000")),
    ("scientific-notation", Request(f"price=9.6e-05&timestamp={TIME}", f"price=9.6e-05&timestamp={TIME}")),
    ("scientific-notation", Request(f"quantity=1E-7&timestamp={TIME}", f"quantity=1E-7&timestamp={TIME}")),
    ("decimal-comma", Request(f"price=1,07&timestamp={TIME}", f"price=1,07&timestamp={TIME}")),
    ("decimal-comma", Request(f"quantity=0%2C5&timestamp={TIME}", f"quantity=0%2C5&timestamp={TIME}")),
    (
        "environment-ip-permissions",
        Request(Q, Q, answer='{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}'),
    ),
    (
        "environment-ip-permissions",
        Request(
            BODY,
            BODY,
            path="/fapi/v1/order",
            answer='{"code": -2015, "msg": "Invalid API-key, request ip: 1.2.3.4"}',
        ),
    ),
    (
        "timestamp-ahead",
        Request(
            Q,
            Q,
            answer='{"code":-1021,"msg":"Timestamp for this request was 1000ms ahead."}',
        ),
    ),
    (
        "timestamp-old",
        Request(
            Q, Q, answer='{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}'
        ),
    ),
    ("timestamp-ahead", Request(Q, Q, answer=_AHEAD, needs_dates=True)),
    ("timestamp-old", Request(Q, Q, answer=_LATE, needs_dates=True)),
    # Two at once.
    ("sig-base64url order-differs", Request("&".join(sorted(Q.split("&"))), Q, write=_url)),
    ("encode-after-signing newline-in-payload", Request(COLON + "\n", COLON_SENT)),
    ("param-not-signed encode-after-signing", Request(COLON, COLON_SENT + "&recvWindow=5000")),
    (
        "order-differs timestamp-changed",
        Request("&".join(sorted(Q.replace(TIME, "1795824000001").split("&"))), Q),
    ),
    ("sig-hex encode-after-signing", Request(COLON, COLON_SENT, write=lambda raw: raw.hex())),
    (
        "timestamp-not-signed encode-after-signing",
        Request("symbol=A&note=a:b", f"symbol=A&note=a%3Ab&timestamp={TIME}"),
    ),
    (
        "sig-double-encoded param-not-signed",
        Request(Q, Q + "&recvWindow=1", write=lambda raw: quote(encoded(raw), safe="")),
    ),
]
