"""Bytes that are signed, as a person can see them: exactly, and nothing that a terminal or a window obeys.

Promises: different bytes look different. ASCII that prints and letters of any script are shown as they are;
all else is an escape: line ends, SOH, strange spaces, accents on their own, quotes that look like others.
"""

import unicodedata

_SHOWN = frozenset({"Lu", "Ll", "Lt", "Lo", "Nd", "Sc"})


def visible(data: bytes) -> str:
    r"""Return one line; a backslash is shown twice, and a byte that is not UTF-8 as \\xNN."""
    return "".join(map(_shown, data.decode("utf-8", "surrogateescape")))


def _shown(character: str) -> str:
    if character == "\\":
        return "\\\\"
    if character.isascii():
        return character if character.isprintable() else repr(character)[1:-1]
    if "\udc80" <= character <= "\udcff":
        return f"\\x{ord(character) - 0xDC00:02x}"
    if unicodedata.category(character) in _SHOWN:
        return character
    return character.encode("unicode_escape").decode("ascii").replace("\\x", "\\u00")
