"""What a snippet is filled with, and what it is once it is filled."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.clients.client import Language
from app.keys.algorithm import Family
from app.text import NOTHING, Text

API_KEY_TO_COME = "YOUR-API-KEY"
PLAIN_SUFFIX = ".private.PLAIN.pem"
_PRIVATE_SUFFIX = ".private.pem"
_FIELD = re.compile("@(FILE|PLAIN|API_KEY|PASSPHRASE_FILE)@")


@dataclass(frozen=True, slots=True)
class Filling:
    """Paths as they are to be written, best whole ones. `api_key` empty: a word that stands for it.

    `passphrase_file` empty: the snippet asks. `encrypted` False: the private file has no passphrase.
    `venue`: an identifier, one of the client's.
    """

    family: Family
    private_file: str
    api_key: str = ""
    passphrase_file: str = ""
    encrypted: bool = True
    venue: str = "binance"

    @property
    def shown_api_key(self) -> str:
        """Return the API key, or the word that stands for it."""
        return self.api_key or API_KEY_TO_COME

    @property
    def plain_file(self) -> str:
        """Return the path of the copy that is not encrypted, beside the private file."""
        return plain_name(self.private_file)


@dataclass(frozen=True, slots=True)
class Snippet:
    """Lines to be copied. `where`: what they belong into, empty for the program itself."""

    language: Language
    code: str
    where: Text = NOTHING


def plain_name(private_file: str) -> str:
    """Return the name of the plain copy: NAME.private.PLAIN.pem for NAME.private.pem."""
    stem = private_file.removesuffix(_PRIVATE_SUFFIX)
    if stem == private_file:
        stem = private_file.removesuffix(".pem")
    return stem + PLAIN_SUFFIX


def filled(template: str, filling: Filling, quote: Callable[[str], str]) -> str:
    """Return the template with a literal for @FILE@, @PLAIN@, @API_KEY@ and @PASSPHRASE_FILE@.

    In one pass: a path that looks like a field stays what it is.
    """
    values = {
        "FILE": filling.private_file,
        "PLAIN": filling.plain_file,
        "API_KEY": filling.shown_api_key,
        "PASSPHRASE_FILE": filling.passphrase_file,
    }
    return _FIELD.sub(lambda field: quote(values[field[1]]), template)
