"""Requests whose fault is the key, or what a shell and a paste did to them: (causes, key at hand, text)."""

import base64
from urllib.parse import quote

from Crypto.Hash import SHA512
from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.keys.pair import private_key_pem
from app.keys.protection import Unencrypted
from tests.signing.doctor.mistakes import BODY, Q
from tests.signing.doctor.wrong import API_KEY, ED, RSA, Request, as_http, as_url, b64, encoded, sign
from tests.signing.examples import PAIRS

_URL = "https://api.binance.com/api/v3/order?"
_HEADER = f"-H 'X-MBX-APIKEY: {API_KEY}'"


def _of_seed(seed: bytes, text: str) -> str:
    raw = Ed25519PrivateKey.from_private_bytes(seed[:32]).sign(text.encode())
    return f"{_URL}{text}&signature={encoded(raw)}"


def _with_plus(text: str, key: str) -> tuple[str, bytes]:
    """A text like this one whose signature has a + in base64."""
    for number in range(1000):
        said = f"n={number}&{text}"
        if "+" in b64(raw := sign(key, said.encode())):
            return said, raw
    raise AssertionError


def _bare(key: str, text: str) -> str:
    said, raw = _with_plus(text, key)
    return f"GET {_URL}{said}&signature={b64(raw)}"


def _blanks(key: str, text: str) -> str:
    said, raw = _with_plus(text, key)
    return as_http(Request("", said, write=lambda _: quote(b64(raw).replace("+", " "))), key)


def _unquoted(key: str, text: str) -> str:
    signature = encoded(sign(key, text.encode()))
    return f"$ curl {_HEADER} {_URL}{text}&signature={signature}\n[1] 4711\n[2] 4712\n"


def _broken_lines(key: str, text: str) -> str:
    """The output of base64 in a raw query: real line ends, at 76 characters."""
    raw = sign(key, text.encode())
    return f"{text}&signature={base64.encodebytes(raw).decode()}"


def _url_encoded_twice(text: str) -> str:
    """The sample of the documents: an encoded value behind --data-urlencode."""
    signature = encoded(sign(ED, text.encode()))
    return f"curl {_HEADER} -X POST '{_URL[:-1]}' -d '{text}' --data-urlencode 'signature={signature}'"


_SLASHED = [
    (key, next(n for n in range(99) if "/" in b64(sign(key, f"n={n}&{Q}".encode()))[:76]))
    for key in (ED, RSA)
]


def _prehashed(text: str) -> str:
    """Ed25519ph, by a library that shares nothing with ours."""
    key = ECC.import_key(private_key_pem(PAIRS[ED], Unencrypted()))
    raw = eddsa.new(key, "rfc8032").sign(SHA512.new(text.encode()))
    return f"{_URL}{text}&signature={encoded(raw)}"


_MISREAD = "pem-as-key-bytes"
_PEM = PAIRS[ED].public_key_pem

SPECIAL = [
    *((("sig-unencoded"), key, _bare(key, text)) for key in (ED, RSA) for text in (Q, BODY)),
    *((("sig-space"), key, _blanks(key, text)) for key in (ED, RSA) for text in (Q, BODY)),
    *((("shell-ampersand"), key, _unquoted(key, text)) for key in (ED, RSA) for text in (Q, BODY)),
    *(
        ("sig-line-breaks sig-unencoded", key, _broken_lines(key, f"n={number}&{Q}"))
        for key, number in _SLASHED
    ),
    ("sig-double-encoded", ED, _url_encoded_twice(Q)),
    ("sig-attached", ED, as_url(Request(Q, Q, write=lambda raw: encoded(raw + Q.encode())), ED)),
    ("sig-attached", ED, as_url(Request(BODY, BODY, write=lambda raw: encoded(raw + BODY.encode())), ED)),
    ("key-type-mismatch", RSA, as_url(Request(Q, Q), ED)),
    ("key-type-mismatch", ED, as_url(Request(Q, Q), RSA)),
    (_MISREAD, ED, _of_seed(b"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw", Q)),
    (_MISREAD, ED, _of_seed(b"-----BEGIN PRIVATE KEY-----\r\nMC4CAQAwBQYDK2Vw", Q)),
    (_MISREAD, ED, _of_seed(b"-----BEGIN ENCRYPTED PRIVATE KEY-----", BODY)),
    ("public-as-private", ED, _of_seed(PAIRS[ED].subject_public_key_info[-32:], Q)),
    ("public-as-private", ED, _of_seed(PAIRS[ED].subject_public_key_info[-32:], BODY)),
    ("ed25519-prehashed", ED, _prehashed(Q)),
    ("ed25519-prehashed", ED, _prehashed(BODY)),
    ("wrong-key", ED, _of_seed(b"x" * 32, Q)),
    ("wrong-key", ED, _of_seed(b"y" * 32, BODY)),
    ("other-text", RSA, as_url(Request("a text that nobody knows", Q), RSA)),
    ("rsa-pss other-text", RSA, as_url(Request("a text that nobody knows", BODY, how="pss"), RSA)),
    ("sig-placeholder", ED, f"{_URL}{Q}&signature={quote(_PEM)}"),
]
