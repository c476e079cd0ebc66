"""A signature as text: the forms that venues want, and the forms that people have.

Promises: `readings` takes any text, and gives the raw bytes for each form that it can be; the form that the
standards know comes first. Refuses: texts above `LONGEST`, which are no signature.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote_plus, unquote

LONGEST = 8192  # characters; RSA 4096 has 684 in base64, and 2,052 if each were percent-encoded

_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}", re.ASCII)
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*={0,2}", re.ASCII)
_STANDARD = str.maketrans("-_", "+/")
_HEX = re.compile(r"(?:0x)?((?:[0-9a-fA-F]{2})+)", re.ASCII)
_WHITE = re.compile(r"[ \t\r\n]+")
_QUOTED = re.compile(r"""b?(["'])(.*)\1""", re.DOTALL)


class Form(Enum):
    """How a signature is written. The first three are what venues want."""

    BASE64 = "base64"
    BASE64URL = "base64url"  # without padding
    BASE64_QUOTED = "base64, percent-encoded"
    PADDED_BASE64URL = "base64url with padding"
    UNPADDED_BASE64 = "base64 without padding"
    HEX = "hexadecimal"


def encode(signature: bytes, form: Form) -> str:
    """Return the text of a signature, in one of the forms that venues want."""
    match form:
        case Form.BASE64:
            return base64.b64encode(signature).decode("ascii")
        case Form.BASE64URL:
            return base64.urlsafe_b64encode(signature).decode("ascii").rstrip("=")
        case Form.BASE64_QUOTED:
            return quote_plus(base64.b64encode(signature))
        case _:
            raise ValueError("no venue wants this form")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text as a signature: the raw bytes, and what had to be undone for them.

    `quotings`: how often it was percent-encoded. `broken`: white space was within. `wrapped`: quotes or
    Python's b'' were around it. `spaces`: blanks were read as the + that a query turns into them.
    """

    raw: bytes
    form: Form
    quotings: int = 0
    broken: bool = False
    wrapped: bool = False
    spaces: bool = False

    @property
    def is_exact(self) -> bool:
        """Return whether nothing had to be undone but the form itself."""
        return not (self.quotings or self.broken or self.wrapped or self.spaces)


def readings(text: str) -> Iterator[Reading]:
    """Yield each way to read the text, the most literal first. White space around it does not count."""
    if len(text) > LONGEST:
        return
    bare, quotings = text.strip(), 0
    if not bare:
        return
    found = _QUOTED.fullmatch(bare)
    bare = found[2] if found else bare
    while "%" in bare and quotings < 3:
        bare, quotings = unquote(bare), quotings + 1
    compact = _WHITE.sub("", bare)
    for form, raw in _forms(compact):
        yield Reading(raw, form, quotings, compact != bare, bool(found))
    if " " in bare:
        for form, raw in _forms(bare.replace(" ", "+")):
            yield Reading(raw, form, quotings, wrapped=bool(found), spaces=True)


def _forms(text: str) -> Iterator[tuple[Form, bytes]]:
    """Yield all that it can be: without + and / or - and _, base64 and base64url look alike."""
    padded = text.endswith("=")
    if _BASE64.fullmatch(text) and (raw := _decoded(text)) is not None:
        yield (Form.BASE64 if len(text) % 4 == 0 else Form.UNPADDED_BASE64), raw
    if _BASE64URL.fullmatch(text) and (raw := _decoded(text.translate(_STANDARD))) is not None:
        yield (Form.PADDED_BASE64URL if padded else Form.BASE64URL), raw
    if found := _HEX.fullmatch(text):
        yield Form.HEX, bytes.fromhex(found[1])


def _decoded(text: str) -> bytes | None:
    """Decode base64 with or without its padding; the bits that are left over do not count."""
    bare = text.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return None
