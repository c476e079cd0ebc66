"""The literals of JSON, Python and JavaScript, each with the text that it was written as.

Promises: `1.0` stays `1.0`, members stay in their order, and a name that comes twice comes twice. Nesting
ends at a limit; what is not a literal raises ValueError without a word of it. Time is in proportion to the
text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

DEEPEST = 24
_MOST_READ = 256 * 1024  # characters, for all values of one text
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"-?[A-Za-z_$][\w$.-]*")
_NUMBER = re.compile(r"-?\d[\d_]*(?:\.\d*)?(?:[eE][+-]?\d+)?n?")
_STRING = {
    '"': re.compile(r'[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL),
    "'": re.compile(r"[^'\\]*(?:\\.[^'\\]*)*'", re.DOTALL),
}
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)", re.DOTALL)
_MEANINGS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "0": "\0", "\n": ""}
_CLOSING = {"{": "}", "[": "]", "(": ")"}


class Kind(Enum):
    """What a literal is."""

    OBJECT = "object"
    LIST = "list"
    STRING = "string"
    NUMBER = "number"
    WORD = "word"


@dataclass(frozen=True, slots=True, repr=False)
class Value:
    """A literal. `raw` as it was written; `text` what a string means, or `raw`; `items` with names, or "".

    `quote`: of a string, and of the names of an object; empty where names are bare. `is_bytes`: b'...'.
    """

    kind: Kind
    raw: str
    text: str = ""
    items: tuple[tuple[str, "Value"], ...] = ()
    quote: str = ""
    is_bytes: bool = False

    def get(self, name: str) -> "Value | None":
        """Return the last member of this name, which is what programs take."""
        return next((value for each, value in reversed(self.items) if each == name), None)

    def text_of(self, *path: str) -> str:
        """Return the text of a member, of a member of it ..., or nothing."""
        found: Value | None = self
        for name in path:
            found = found.get(name) if found is not None else None
        return found.text if found is not None else ""


def read_value(content: str, start: int = 0) -> tuple[Value, int]:
    """Return the literal that begins there and where it ends. Raises ValueError."""
    return _value(content, start, 0)


def values_in(content: str, beginning: re.Pattern[str], most: int) -> Iterator[tuple[Value, int, int]]:
    """Yield each literal with where it begins and ends, of the first so many places that look like one."""
    left = _MOST_READ
    for found in list(beginning.finditer(content))[:most]:
        if left < 0:
            return
        start = found.start()
        try:
            value, end = read_value(content, start)
        except ValueError:
            left -= len(content) - start
            continue
        left -= end - start
        yield value, start, end


def _skip(content: str, at: int) -> int:
    found = _SPACE.match(content, at)
    return found.end() if found else at


def _value(content: str, at: int, depth: int) -> tuple[Value, int]:
    at = _skip(content, at)
    if depth > DEEPEST or at >= len(content):
        raise ValueError("too deep or cut short")
    if content[at] in _CLOSING:
        return _container(content, at, depth)
    prefix = content[at] if content[at] in "bBuUrf" and content[at + 1 : at + 2] in ("'", '"') else ""
    if content[at + len(prefix)] in _STRING:
        return _string(content, at, prefix)
    if number := _NUMBER.match(content, at):
        return Value(Kind.NUMBER, number[0], number[0]), number.end()
    return _word(content, at, depth)


def _string(content: str, at: int, prefix: str) -> tuple[Value, int]:
    begin = at + len(prefix)
    quote = content[begin]
    found = _STRING[quote].match(content, begin + 1)
    if not found:
        raise ValueError("a string without an end")
    inner = found[0][:-1]
    end, is_bytes = found.end(), prefix in ("b", "B")
    return Value(Kind.STRING, content[at:end], unescaped(inner), quote=quote, is_bytes=is_bytes), end


def unescaped(inner: str) -> str:
    """Return what the inside of a string means."""
    if "\\" not in inner:
        return inner
    said = _ESCAPE.sub(_meaning, inner)
    return said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _meaning(escape: re.Match[str]) -> str:
    what = escape[1]
    return chr(int(what[1:], 16)) if len(what) > 1 else _MEANINGS.get(what, what)


def _word(content: str, at: int, depth: int) -> tuple[Value, int]:
    """Read true, None, undefined, or a call with one literal in it: Decimal('0.1')."""
    word = _WORD.match(content, at)
    if not word:
        raise ValueError("not a literal")
    if content[word.end() : word.end() + 1] != "(":
        return Value(Kind.WORD, word[0], word[0]), word.end()
    inside, end = _value(content, word.end() + 1, depth + 1)
    if content[end : end + 1] != ")":
        raise ValueError("not a literal")
    return Value(inside.kind, content[at : end + 1], inside.text, inside.items), end + 1


def _container(content: str, at: int, depth: int) -> tuple[Value, int]:
    opening = content[at]
    items: list[tuple[str, Value]] = []
    quote, begin = "", at
    at = _skip(content, at + 1)
    while content[at : at + 1] != _CLOSING[opening]:
        name = ""
        if opening == "{":
            name, quote, at = _name(content, at)
        value, at = _value(content, at, depth + 1)
        items.append((name, value))
        at = _skip(content, at)
        if content[at : at + 1] == ",":
            at = _skip(content, at + 1)
        elif content[at : at + 1] != _CLOSING[opening]:
            raise ValueError("not a literal")
    raw = content[begin : at + 1]
    return Value(Kind.OBJECT if opening == "{" else Kind.LIST, raw, raw, tuple(items), quote), at + 1


def _name(content: str, at: int) -> tuple[str, str, int]:
    value, at = _value(content, at, DEEPEST)
    at = _skip(content, at)
    if content[at : at + 1] != ":":
        raise ValueError("a member without a value")
    return value.text, value.quote, at + 1
