"""Quotes a path or an API key for the language of a snippet, so that it is read back as it was.

Promises: what a language reads from the result is exactly the value, whatever quotes, spaces, dollar signs,
backslashes and letters it has. Refuses, with a UsageError: what cannot be written on one line, or would look
like another text to who reads the snippet.
"""

import json as _json
import shlex
import unicodedata

from app.errors import UsageError
from app.text import text

_UNWRITABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})  # control, half a character, line and paragraph ends
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check(value: str) -> str:
    """Return the value. Raises UsageError for one that no snippet can have."""
    for character in value:
        if unicodedata.category(character) in _UNWRITABLE or character in _TURNING:
            raise UsageError(
                text("This cannot be written into a program: it has a character that is not shown."),
                text("Rename the file or its folder: no line breaks, tabs or control characters."),
            )
    return value


def python(value: str) -> str:
    """Return it as a string literal of Python: what JSON escapes, Python reads the same way."""
    return _json.dumps(check(value), ensure_ascii=False)


def javascript(value: str) -> str:
    """Return it as a string literal of JavaScript, which has JSON's."""
    return _json.dumps(check(value), ensure_ascii=False)


json = javascript
go = javascript  # an interpreted string literal: JSON's escapes are among its own
java = javascript  # the same


def rust(value: str) -> str:
    """Return it as a string literal of Rust: only the quote and the backslash are ever escaped."""
    return _json.dumps(check(value), ensure_ascii=False)


def shell(value: str) -> str:
    """Return it as one word of a POSIX shell; what begins with a dash is made a path, never an option."""
    return shlex.quote(f"./{check(value)}" if value.startswith("-") else check(value))


def dotenv(value: str) -> str:
    r"""Return it as a value in a .env file, in the one form that shells, Node and python-dotenv read alike.

    Raises UsageError for a value that has an apostrophe and one of " $ ` \ as well.
    """
    check(value)
    if "'" not in value and "\\\\" not in value and not value.endswith("\\"):
        return f"'{value}'"
    if not set(value).intersection('"$`\\'):
        return f'"{value}"'
    raise UsageError(
        text("This cannot be written into a .env file that every program reads alike."),
        text("Rename the file or its folder: no quotes and backslashes."),
    )
