"""What the words of a command line mean: each a value, or a UsageError that does not repeat the word."""

import re
from collections.abc import Callable, Collection

from app.errors import UsageError
from app.text import Text, paragraph, text

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


def descriptor(
    word: str, option: str = "--passphrase-fd", example: str = "3 3< FILE", lowest: int = 0
) -> int:
    """Parse the number of a file descriptor; `example`: what a line has after the option."""
    statement = text("{option} takes the number of an open file descriptor.", option=option)
    hint = text("For example: {option} {example}", option=option, example=example)
    parsed = number(word, statement, hint)
    if parsed < lowest:
        raise UsageError(statement, hint)
    return parsed


def one_of(words: Collection[str], statement: Text) -> Callable[[str], str]:
    """Return what parses a word of a table; its UsageError has this message, and the nearest word."""

    def parse(word: str) -> str:
        if word in words:
            return word
        from app.cli.mistakes import did_you_mean

        raise UsageError(
            statement,
            paragraph(did_you_mean(word, words), text("Choose one of: {words}.", words=", ".join(words))),
        )

    return parse


def number(word: str, statement: Text, hint: Text) -> int:
    """Parse a whole number. Raises a UsageError with this message and hint."""
    if not re.fullmatch(rf"[+-]?[0-9]{{1,{_MOST_DIGITS}}}", word):
        raise UsageError(statement, hint)
    return int(word)


def api_key(word: str) -> str:
    """Return an API key, which is public. Raises UsageError for what cannot be one, and may be a secret."""
    if not word.isascii() or not word.isprintable() or " " in word or "PRIVATE" in word:
        raise UsageError(
            text("That is not an API key; it is not repeated here."),
            text("The API key is the short text that the exchange shows after it has got the public key."),
        )
    return word


def iterations(word: str) -> int:
    """Parse a whole number; the policy checks its range."""
    return number(word, text("--iterations takes a whole number."), text("For example --iterations 1000000."))
