"""What the words of a command line mean: each a value, or a UsageError that does not repeat the word."""

import re

from app.errors import UsageError
from app.text import Text, text

STANDARD_INPUT = "-"
_MOST_DIGITS = 18


def passphrase_file(word: str, option: str = "--passphrase-file", instead: str = "--passphrase-stdin") -> str:
    """Return the path; `-` has an option of its own."""
    if word == STANDARD_INPUT:
        raise UsageError(
            text("{option} takes the name of a file.", option=option),
            text("Use {option}.", option=instead),
        )
    return word


def descriptor(word: str, option: str = "--passphrase-fd") -> int:
    """Parse the number of a file descriptor."""
    statement = text("{option} takes the number of an open file descriptor.", option=option)
    hint = text("For example: {option} 3 3< FILE", option=option)
    parsed = number(word, statement, hint)
    if parsed < 0:
        raise UsageError(statement, hint)
    return parsed


def number(word: str, statement: Text, hint: Text) -> int:
    """Parse a whole number. Raises a UsageError with this message and hint."""
    if not re.fullmatch(rf"[+-]?[0-9]{{1,{_MOST_DIGITS}}}", word):
        raise UsageError(statement, hint)
    return int(word)


def iterations(word: str) -> int:
    """Parse a whole number; the policy checks its range."""
    return number(word, text("--iterations takes a whole number."), text("For example --iterations 1000000."))
