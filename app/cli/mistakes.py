"""Words and options that the command line does not have: what is said of them, without repeating them.

Decision: whatever stands there may be a passphrase, or a private key that was pasted: only words that are
ours are printed, and the closest of them is suggested.
"""

import argparse
import os
from collections.abc import Callable, Collection, Iterator, Sequence

from app.cli.terminal import SAFE_WAYS
from app.errors import StorageError, UsageError

_TELLING_OPTIONS = ("--pass", "--pw", "--pin", "--secret")  # and what begins like the first of them
_SOURCE_OPTIONS = "--passphrase-"
_KEY_FILES = (".pem", ".der", ".key", ".pub", ".p8")


def refuse_telling_options(arguments: Sequence[str]) -> None:
    """Raises UsageError, with the reason and safe ways, where an option is to take a passphrase."""
    for argument in arguments:
        if argument == "--":
            return
        if _is_telling(argument.partition("=")[0].casefold()) and argument != "-":
            raise UsageError(
                "A passphrase is not taken as an option: it would show in ps and in the shell's history.",
                SAFE_WAYS + " Without any of these you are asked for it.",
            )


def _is_telling(name: str) -> bool:
    if name.startswith(_TELLING_OPTIONS[0]):
        return not name.startswith(_SOURCE_OPTIONS)
    return name in _TELLING_OPTIONS or name.startswith("-p")


def path(word: str, commands: Collection[str]) -> str:
    """The word where it names a file, to be inspected. Raises UsageError or StorageError otherwise.

    What only looks like a path is not repeated either: the base64 of a private key has slashes too.
    """
    if os.path.lexists(word):
        return word
    if word.startswith((".", "/", "~", os.sep)) or word.endswith(_KEY_FILES):
        raise StorageError(
            "There is no such file to inspect.", "Check the spelling, and the folder that you are in."
        )
    raise no_command(word, commands)


def no_command(word: str, commands: Collection[str]) -> UsageError:
    """The word is none of the commands."""
    from app.cli.suggestions import did_you_mean

    return UsageError(
        f"The first word must be a command: {', '.join(commands)}.",
        f"{did_you_mean(word, commands)}See akg --help.",
    )


def unknown(
    words: Sequence[str], parser_of: Callable[[Sequence[str]], argparse.ArgumentParser], command: str
) -> UsageError:
    """The words are too many for the command; `parser_of` makes the parser of some commands, or of all."""
    see = f"See {f'akg {command}'.strip()} --help."
    option = next((word for word in words if word.startswith("-") and word != "-"), None)
    if option is None:
        return UsageError("There is a word too many on the command line.", see)
    from app.cli.suggestions import did_you_mean

    name = option.partition("=")[0]
    if name in _options_of(parser_of([])):
        return UsageError(f"Unknown option: {name}.", see)
    suggestion = did_you_mean(name, _options_of(parser_of([command] if command else [])))
    return UsageError("Unknown option; it is not repeated, as it may be a secret.", suggestion + see)


def _options_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The long options of a parser, and of the commands in it."""
    for action in parser._actions:
        yield from (name for name in action.option_strings if name.startswith("--"))
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from _options_of(each)
