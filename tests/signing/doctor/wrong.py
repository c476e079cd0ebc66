"""Requests that are made wrong on purpose, by hand and without a line of the code that is to find it out.

`Request` is what was sent and what was signed; `FORMS` writes it as people have it: a URL, curl, HTTP ...
"""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from tests.signing.examples import VECTORS

KEYS = {
    name: load_pem_private_key(key["private_key_pem"].encode(), None)
    for name, key in json.loads((VECTORS / "signing.json").read_text("utf-8"))["keys"].items()
}
ED, RSA = "ed25519", "rsa-2048"
API_KEY = "3z75UfWjCGbkxiPUEKaYrqE8Z7Idg1qGAMSnTiZkyiQmEyfM7y007NCnha19QbwF"
TIME = "1795824000000"

_DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "": hashes.SHA256(),
    "sha1": hashes.SHA1(),
    "sha512": hashes.SHA512(),
}

Writer = Callable[[bytes], str]


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def encoded(raw: bytes) -> str:
    return quote(b64(raw), safe="")


def sign(key: str, data: bytes, how: str = "") -> bytes:
    private = KEYS[key]
    if isinstance(private, Ed25519PrivateKey):
        return private.sign(data)
    assert isinstance(private, RSAPrivateKey)
    if how.startswith("pss"):
        salt = padding.PSS.MAX_LENGTH if how == "pss-max" else 32
        mask = hashes.SHA1() if how == "pss-mgf1" else hashes.SHA256()
        return private.sign(data, padding.PSS(padding.MGF1(mask), salt), hashes.SHA256())
    return private.sign(data, padding.PKCS1v15(), _DIGESTS[how])


@dataclass(frozen=True)
class Request:
    """`signs` is signed, `query` and `body` are sent; `write` makes the text of the signature.

    `before`: what of the query is in front of the signature; `data`: bytes in place of `signs`.
    """

    signs: str
    query: str = ""
    body: str = ""
    path: str = "/api/v3/order"
    method: str = "POST"
    behind: str = ""
    write: Writer = encoded
    how: str = ""
    in_body: bool = False
    headers: dict[str, str] = field(default_factory=lambda: {"X-MBX-APIKEY": API_KEY})
    host: str = "api.binance.com"
    data: bytes | None = None
    answer: str = ""
    needs_headers: bool = False
    needs_path: bool = False
    needs_dates: bool = False

    def signed(self, key: str) -> tuple[str, str]:
        """Query and body, with the signature in one of them."""
        data = self.signs.encode() if self.data is None else self.data
        last = f"signature={self.write(sign(key, data, self.how))}{self.behind}"
        if self.in_body:
            return self.query, f"{self.body}&{last}" if self.body else last
        return f"{self.query}&{last}" if self.query else last, self.body


def as_url(request: Request, key: str) -> str:
    query, body = request.signed(key)
    assert not body, "a URL has no body"
    return f"{request.method} https://{request.host}{request.path}?{query}\n{request.answer}"


def as_query(request: Request, key: str) -> str:
    query, body = request.signed(key)
    assert not body
    return f"{query}\n{request.answer}" if request.answer else query


def as_curl(request: Request, key: str) -> str:
    query, body = request.signed(key)
    lines = [f"curl -s -X {request.method}"]
    lines += [f"-H '{name}: {value}'" for name, value in request.headers.items()]
    lines += [f"--data-binary '{body}'"] if body else []
    lines.append(f"'https://{request.host}{request.path}{'?' if query else ''}{query}'")
    return "$ " + " \\\n  ".join(lines) + f"\n{request.answer}"


def as_curl_double(request: Request, key: str) -> str:
    """With double quotes, and options that are written together."""
    query, body = request.signed(key)
    said = body.replace("\\", "\\\\").replace('"', '\\"')
    headers = " ".join(f'-H"{name}: {value}"' for name, value in request.headers.items())
    data = f'-d "{said}" ' if body else ""
    return f'curl -sX{request.method} {headers} {data}"https://{request.host}{request.path}?{query}"'


def as_curl_data(request: Request, key: str) -> str:
    """With -G and one -d for each parameter."""
    query, body = request.signed(key)
    assert not body
    data = " ".join(f"-d '{pair}'" for pair in query.split("&"))
    headers = " ".join(f"--header '{name}: {value}'" for name, value in request.headers.items())
    return f"curl -X {request.method} -G {headers} {data} --url https://{request.host}{request.path}"


def as_http(request: Request, key: str) -> str:
    query, body = request.signed(key)
    target = request.path + (f"?{query}" if query else "")
    head = [f"{request.method} {target} HTTP/1.1", f"Host: {request.host}"]
    head += [f"{name}: {value}" for name, value in request.headers.items()]
    return "\r\n".join([*head, "", body]) + (f"\r\n{request.answer}" if request.answer else "")


def as_ccxt_log(request: Request, key: str) -> str:
    query, body = request.signed(key)
    url = f"https://{request.host}{request.path}?{query}"
    said = f"b'{body}'" if body else "None"
    line = f"fetch Request: binance {request.method} {url} RequestHeaders: {request.headers!r}"
    return f"{line} RequestBody: {said}\n"


def as_urllib3_log(request: Request, key: str) -> str:
    query, body = request.signed(key)
    assert not body
    line = f'https://{request.host}:443 "{request.method} {request.path}?{query} HTTP/1.1" 400 63'
    return f"2026-11-28 00:00:00,123 DEBUG urllib3.connectionpool {line}\n"


FORMS: dict[str, Callable[[Request, str], str]] = {
    "url": as_url,
    "query": as_query,
    "curl": as_curl,
    "curl-double": as_curl_double,
    "curl-data": as_curl_data,
    "http": as_http,
    "ccxt": as_ccxt_log,
    "urllib3": as_urllib3_log,
}
_WITH_BODY = ("curl", "curl-double", "http", "ccxt")
_WITH_HEADERS = (*_WITH_BODY, "curl-data")
_WITH_ANSWER = ("url", "query", "curl", "http")


def forms_of(request: Request) -> tuple[str, ...]:
    """The forms that can hold it, with all that is needed to see what is wrong."""
    has_body = bool(request.body) or request.in_body
    return tuple(
        form
        for form in FORMS
        if (form in _WITH_BODY or not has_body)
        and (form in _WITH_ANSWER or not request.answer)
        and (form == "http" or not request.needs_dates)
        and (form in _WITH_HEADERS or not request.needs_headers)
        and (form != "query" or not request.needs_path)
    )


def sha256(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def message(method: str, sent: dict[str, object], signs: str, key: str, write: Writer = b64) -> str:
    """A WebSocket request that has these parameters and the signature of that text."""
    params = {**sent, "signature": write(sign(key, signs.encode()))}
    return json.dumps({"id": "1", "method": method, "params": params})


def fix(signs: str, key: str = ED, separator: str = "\x01", **changes: str) -> str:
    """A logon; `changes` by tag, t52=..., length and sum are computed."""
    signature = b64(sign(key, signs.encode()))
    fields = {
        "35": "A", "34": "1", "49": "AKG1", "52": "20261128-00:00:00.123456", "56": "SPOT",
        "95": str(len(signature)), "96": signature, "98": "0", "108": "30", "141": "Y",
        "553": API_KEY, "25035": "2",
    }  # fmt: skip
    fields.update({tag[1:]: value for tag, value in changes.items()})
    body = "".join(f"{tag}={value}\x01" for tag, value in fields.items() if tag not in ("9", "10"))
    whole = f"8=FIX.4.4\x019={fields.get('9', str(len(body)))}\x01{body}"
    whole += f"10={fields.get('10', f'{sum(whole.encode()) % 256:03}')}\x01"
    return whole.replace("\x01", separator)
