"""Reads the text of a signature as it was sent: its bytes, and what had to be undone to get them."""

import base64
import binascii
import re
from dataclasses import dataclass
from urllib.parse import unquote

from app.signing.doctor.case import Case, Place
from app.signing.pasted.private_keys import REMOVED
from app.signing.signatures import Form

LONGEST = 20_000  # characters
_STANDARD = re.compile(r"[A-Za-z0-9+/]+={0,3}", re.ASCII)
_URL = re.compile(r"[A-Za-z0-9_-]+={0,3}", re.ASCII)
_HEX = re.compile(r"(?:0x)?([0-9A-Fa-f]{128}|[0-9A-Fa-f]{512}|[0-9A-Fa-f]{768}|[0-9A-Fa-f]{1024})", re.ASCII)
_API_KEY = re.compile(r"(?=.*[g-zG-Z])[A-Za-z0-9]{64}", re.ASCII)  # of Binance
_HMAC = re.compile(r"(?:0x)?[0-9A-Fa-f]{64}", re.ASCII)
_QUOTED = re.compile(r"b?([\"'])(.*)\1", re.DOTALL)
_LENGTHS = (64, 256, 384, 512)
_SHORTEST = 40  # characters; what is shorter was never a signature
_LETTERS = 80
_HMAC_LENGTH = 32


@dataclass(frozen=True, slots=True, repr=False)
class Signature:
    """The bytes, none where there are none; `causes` of how it is written, the outermost first."""

    raw: bytes = b""
    causes: tuple[str, ...] = ()


class _Undoing:
    """Takes one layer off after the other."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.said = case.signature[:LONGEST]
        self.causes: list[str] = []

    def done(self, *causes: str, raw: bytes = b"") -> Signature:
        return Signature(raw, tuple(dict.fromkeys((*self.causes, *causes))))

    def percent(self) -> None:
        """Undo percent-encoding, as often as it was done."""
        had_bare, times = _has_bare_base64(self.said), 0
        while "%" in self.said and times < 3 and (plain := unquote(self.said)) != self.said:
            self.said, times = plain, times + 1
        place = self.case.place
        wanted = place is Place.ADDRESS or self.case.recipe.form is Form.BASE64_QUOTED
        if wanted and times > 1:
            self.causes.append("sig-double-encoded")
        elif wanted and times == 0 and had_bare:
            self.causes.append("sig-unencoded")
        elif not wanted and times:
            in_message = place in (Place.MESSAGE, Place.FIELD)
            self.causes.append("ws-signature-encoded" if in_message else "sig-double-encoded")

    def quotes(self) -> None:
        """Take quotes away, as Python and shells put them around."""
        if found := _QUOTED.fullmatch(self.said.strip()):
            self.said = found[2]
            self.causes.append("sig-python-bytes")

    def white_space(self) -> None:
        """Take line breaks away, and read a blank as the + that it was."""
        escaped = self.said.replace("\\r", "").replace("\\n", "\n")
        whole = escaped.strip("\r\n")
        if "\n" in whole or "\r" in whole or whole != escaped:
            self.causes.append("sig-line-breaks")
        self.said = whole.replace("\r", "").replace("\n", "").strip(" ")
        if " " in self.said:
            self.said = self.said.replace(" ", "+")
            self.causes = [cause for cause in self.causes if cause != "sig-unencoded"] + ["sig-space"]


def _has_bare_base64(content: str) -> bool:
    return ("+" in content or "/" in content) and _STANDARD.fullmatch("".join(content.split())) is not None


def read_signature(case: Case) -> Signature:
    """Return the signature of a case."""
    if case.place is Place.NOWHERE or not case.signature.strip():
        return Signature(causes=("sig-missing",))
    undoing = _Undoing(case)
    undoing.percent()
    undoing.quotes()
    undoing.white_space()
    if not undoing.said:
        return Signature(causes=("sig-missing",))
    if _is_placeholder(undoing.said, case):
        return Signature(causes=("sig-placeholder",))
    return _without_alphabet(undoing)


def _is_placeholder(content: str, case: Case) -> bool:
    if (
        REMOVED in content
        or "-----" in content
        or "BEGIN" in content
        or content == case.api_key
        or _API_KEY.fullmatch(content)
    ):
        return True
    if _HMAC.fullmatch(content):
        return False
    looks_right = _STANDARD.fullmatch(content) or _URL.fullmatch(content)
    return not looks_right or len(content) < _SHORTEST


def _without_alphabet(undoing: _Undoing) -> Signature:
    content = undoing.said
    if _HMAC.fullmatch(content):
        return undoing.done("sig-hmac")
    if found := _HEX.fullmatch(content):
        return undoing.done("sig-hex", raw=bytes.fromhex(found[1]))
    if len(content) >= _LETTERS and not re.search(r"[A-Z]", content):
        return undoing.done("sig-case")
    raw = _decoded(content)
    if raw is None:
        return undoing.done("sig-truncated")
    if len(raw) == _HMAC_LENGTH:
        return undoing.done("sig-hmac")
    twice = _once_more(raw)
    if twice is not None:
        return undoing.done("sig-double-base64", raw=twice)
    return undoing.done(*_alphabet(content, undoing.case), raw=raw)


def _alphabet(content: str, case: Case) -> tuple[str, ...]:
    is_url = "-" in content or "_" in content
    if case.recipe.form is Form.BASE64URL:
        return ("sig-not-base64url",) if "+" in content or "/" in content or content.endswith("=") else ()
    if is_url:
        return ("sig-base64url",)
    return ("sig-no-padding",) if len(content) % 4 else ()


def _decoded(content: str) -> bytes | None:
    bare = content.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return binascii.a2b_base64(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return None


def _once_more(raw: bytes) -> bytes | None:
    """Return what these bytes are in base64 or hexadecimal, where they are the text of a signature."""
    if not raw.isascii():
        return None
    content = raw.decode("ascii").strip()
    if found := _HEX.fullmatch(content):
        return bytes.fromhex(found[1])
    if not (_STANDARD.fullmatch(content) or _URL.fullmatch(content)):
        return None
    inner = _decoded(content)
    return inner if inner is not None and len(inner) in _LENGTHS else None


def base64_of(raw: bytes) -> str:
    """Return standard base64."""
    return base64.b64encode(raw).decode("ascii")
