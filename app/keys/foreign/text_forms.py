"""The forms that a key text has after its travels: UTF-16, escaped line ends, base64 around or without PEM.

Each step is taken at most once and costs time in proportion to the text; nothing is decompressed.
"""

import binascii
import re

_URL_SAFE = str.maketrans("-_", "+/")
_ESCAPES = re.compile(r"\\{1,4}(?:[nrt]|/|u002[bBfF]|u003[dD])")
_MEANINGS = {"n": "\n", "r": "\r", "t": "\t", "/": "/", "b": "+", "f": "/", "d": "="}


def decode(data: bytes) -> str:
    """Return the text, from UTF-8 or UTF-16, with a byte order mark or without."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-16-le", "utf-16-be"):
        if is_utf_16(data, encoding):
            return data.decode(encoding, "replace")
    return data.decode("utf-8-sig", "replace")


def is_utf_16(data: bytes, encoding: str) -> bool:
    """Return whether these bytes are UTF-16 without a mark: a BEGIN line in it, or nothing but ASCII."""
    if data.find("-----BEGIN ".encode(encoding)) % 2 == 0:
        return True
    high, low = (data[1::2], data[::2]) if encoding == "utf-16-le" else (data[::2], data[1::2])
    return len(data) > 3 and not len(data) % 2 and not any(high) and 0 not in low and low.isascii()


def unescape(text: str) -> str:
    r"""Return the text with `\n` as a line end, `\/` and `\u002b` as their characters: JSON, .env files.

    Only from the first BEGIN to the last END line, where a backslash has no other meaning.
    """
    begin, end = text.find("-----BEGIN "), text.rfind("-----END ")
    if not 0 <= begin < end:
        return text
    return text[:begin] + _ESCAPES.sub(_meaning, text[begin:end]) + text[end:]


def _meaning(escape: re.Match[str]) -> str:
    return _MEANINGS[escape[0][-1].lower()]


def from_base64(text: str) -> bytes | None:
    """Return what the whole text says in base64 (RFC 4648, also URL-safe, padded or not), or None.

    Quotation marks around it, white space and escaped line ends do not count.
    """
    bare = "".join(_ESCAPES.sub(_meaning, text.strip().strip("\"'")).split())
    digits = bare.rstrip("=").translate(_URL_SAFE)
    if not digits or not digits.isascii() or len(bare) - len(digits) > 2:
        return None
    try:
        return binascii.a2b_base64(digits + "=" * (-len(digits) % 4), strict_mode=True)
    except binascii.Error:
        return None
