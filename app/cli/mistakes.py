"""Words and options that the command line does not have: what is said of them, without repeating them.

Decision: whatever was typed there may be a passphrase, or a private key that was pasted: only words that are
ours are printed, and the closest of them is suggested.
"""

import argparse
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from app.errors import StorageError, UsageError
from app.text import NOTHING, Text, paragraph, text

_LONGEST = 40  # no word of ours is longer, and comparing takes time
_KEY_FILES = (".pem", ".der", ".key", ".pub", ".p8")


def path(word: str, commands: Collection[str]) -> str:
    """Return the word where it names a file, to be inspected. Raises UsageError or StorageError otherwise.

    What only looks like a path is not repeated either: the base64 of a private key has slashes too.
    """
    if os.path.lexists(word):
        return word
    if word.startswith((".", "/", "~", os.sep)) or word.endswith(_KEY_FILES):
        raise StorageError(
            text("There is no such file to inspect."),
            text("Check the spelling, and the folder that you are in."),
        )
    raise no_command(word, commands)


def no_command(word: str, commands: Collection[str]) -> UsageError:
    """Return the error for a word that is not a command."""
    return UsageError(
        text("The first word must be a command: {words}.", words=", ".join(commands)),
        paragraph(did_you_mean(word, commands), text("See akg --help.")),
    )


def unknown(
    words: Sequence[str], parser_of: Callable[[Sequence[str]], argparse.ArgumentParser], command: str
) -> UsageError:
    """Return the error for words too many; `parser_of` makes the parser of some commands, or of all."""
    see = text("See akg {command} --help.", command=command) if command else text("See akg --help.")
    option = next((word for word in words if word.startswith("-") and word != "-"), None)
    if option is None:
        return UsageError(text("There is a word too many on the command line."), see)
    name = option.partition("=")[0]
    if name in _options_of(parser_of([])):
        return UsageError(text("Unknown option: {option}.", option=name), see)
    suggestion = did_you_mean(name, _options_of(parser_of([command] if command else [])))
    return UsageError(
        text("Unknown option; it is not repeated, as it may be a secret."), paragraph(suggestion, see)
    )


def _options_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield the long options of a parser, and of the commands in it."""
    for action in parser._actions:
        yield from (name for name in action.option_strings if name.startswith("--"))
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from _options_of(each)


def did_you_mean(typed: str, ours: Iterable[str]) -> Text:
    """Return a question with the closest of our words; empty where none is close."""
    if len(typed) > _LONGEST:
        return NOTHING
    from difflib import get_close_matches

    closest = get_close_matches(typed.casefold(), list(ours), n=1)
    return text("Did you mean {word}?", word=closest[0]) if closest else NOTHING
