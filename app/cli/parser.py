"""The command line of `akg`: argparse, made to keep secrets.

Promises: no message repeats a stray word, because it may be a passphrase that somebody typed where
none belongs; `-p` and its kin are refused with the reason; options are never guessed from their
beginnings. Raises UsageError for everything that makes no sense. Imports nothing slow.
"""

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from app.assets import COMPLETIONS
from app.cli import help_texts
from app.cli.arguments import (
    archive_file,
    count,
    generate_options,
    key_type,
    standard_output,
)
from app.cli.options import GenerateOptions
from app.cli.parser_parts import Parser, add_copy, add_encryption, add_no_passphrase, add_sources, texts_of
from app.cli.passphrase_parser import add_passphrase
from app.cli.suggestions import did_you_mean
from app.cli.terminal import SAFE_WAYS
from app.errors import StorageError, UsageError
from app.keys.algorithm import BY_NAME, ED25519

if TYPE_CHECKING:
    from app.cli.key_options import KeyOptions, VersionOptions

_TELLING_OPTIONS = ("--pass", "--pw", "--pin", "--secret")  # and what begins like the first of them
_SOURCE_OPTIONS = "--passphrase-"
_KEY_FILES = (".pem", ".der", ".key", ".pub", ".p8")
_HELP = ("-h", "--help")


def parse(arguments: Sequence[str]) -> "GenerateOptions | KeyOptions":
    """What the command line asks for. `--help` prints and raises SystemExit; all else is a UsageError.

    A path in place of the command is inspected.
    """
    _refuse_telling_options(arguments)
    first = arguments[0]
    if first in ("-V", "--version"):
        return _version(list(arguments[1:]))
    if first == "help" and not set(arguments[1:]).intersection(_HELP):
        return parse(_asking_for_help(arguments[1:]))
    if first not in (*COMMANDS, *_HELP):
        return parse(["inspect", _path(first), *arguments[1:]])
    parser = build_parser([first] if first in COMMANDS else [])
    values, rest = parser.parse_known_args(list(arguments))
    if rest:
        raise _unknown(rest, parser, first)
    if values.command == "generate":
        return generate_options(values)
    from app.cli.key_arguments import key_options

    return key_options(values)


def _version(rest: list[str]) -> "VersionOptions":
    if rest not in ([], ["--json"]):
        raise UsageError("--version stands alone, or before --json.", "See akg --help.")
    from app.cli.key_options import VersionOptions

    return VersionOptions(json=bool(rest))


def _asking_for_help(words: Sequence[str]) -> list[str]:
    """`help COMMAND` is COMMAND --help."""
    if words and words[0] not in COMMANDS:
        raise _no_command(words[0])
    return [*words, "--help"]


def _path(word: str) -> str:
    """The first word where it names a file. Raises UsageError without repeating it, as it may be a secret.

    What only looks like a path is not repeated either: the base64 of a private key has slashes too.
    """
    if word.startswith("-"):
        raise _unknown([word], build_parser(), "")
    if os.path.lexists(word):
        return word
    if word.startswith((".", "/", "~", os.sep)) or word.endswith(_KEY_FILES):
        raise StorageError(
            "There is no such file to inspect.", "Check the spelling, and the folder that you are in."
        )
    raise _no_command(word)


def _no_command(word: str) -> UsageError:
    return UsageError(
        f"The first word must be a command: {', '.join(COMMANDS)}.",
        f"{did_you_mean(word, COMMANDS)}See akg --help.",
    )


def _refuse_telling_options(arguments: Sequence[str]) -> None:
    for argument in arguments:
        if argument == "--":
            return
        name = argument.partition("=")[0].casefold()
        is_telling = name in _TELLING_OPTIONS or (
            name.startswith(_TELLING_OPTIONS[0]) and not name.startswith(_SOURCE_OPTIONS)
        )
        if is_telling or (name.startswith("-p") and argument != "-"):
            raise UsageError(
                "A passphrase is not taken as an option: it would show in ps and in the shell's history.",
                SAFE_WAYS + " Without any of these you are asked for it.",
            )


def _unknown(words: list[str], parser: argparse.ArgumentParser, command: str) -> UsageError:
    """None of the words is repeated: somebody may have typed a secret with two hyphens before it."""
    see = f"See {f'akg {command}'.strip()} --help."
    option = next((word for word in words if word.startswith("-") and word != "-"), None)
    if option is None:
        return UsageError("There is a word too many on the command line.", see)
    suggestion = did_you_mean(option.partition("=")[0], _options_of(parser))
    return UsageError("There is an unknown option on the command line.", suggestion + see)


def _options_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The long options of a parser, and of the commands in it."""
    for action in parser._actions:
        yield from (name for name in action.option_strings if name.startswith("--"))
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from _options_of(each)


def build_parser(names: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser, also for the man page and the completions; of these commands alone where some are named."""
    parser = Parser(prog="akg", **texts_of(help_texts.SUMMARY, help_texts.EXAMPLES))
    parser.add_argument("-V", "--version", action="store_true", help="show the version")
    parser.add_argument(
        "--json",
        dest="version_as_json",
        action="store_true",
        help="with --version: what is inside as JSON, with hashes, and whether the files are as built",
    )
    commands = parser.add_subparsers(
        prog=parser.prog, title="commands", dest="command", metavar="COMMAND", required=True
    )
    for name in names or COMMANDS:
        COMMANDS[name](commands)
    return parser


def _add_generate(commands: "argparse._SubParsersAction[Parser]") -> None:
    texts = texts_of(help_texts.GENERATE_SUMMARY, help_texts.GENERATE_EXAMPLES)
    parser = commands.add_parser("generate", help="generate key pairs and save them", **texts)
    parser.add_argument(
        "-k",
        "--key-type",
        choices=tuple(BY_NAME),
        type=key_type,
        default=ED25519.name,
        help="the algorithm; default: ed25519",
    )
    parser.add_argument(
        "-l", "--label", metavar="LABEL", help="becomes the file names; default: api-key-TYPE-DATE"
    )
    parser.add_argument(
        "-n", "--count", metavar="COUNT", type=count, default=1, help="how many pairs, 1 to 10,000"
    )
    _add_targets(parser)
    passphrase, sources = add_sources(parser)
    add_no_passphrase(sources)
    passphrase.add_argument(
        "--keyring",
        action="store_true",
        help="when the files are saved, keep the passphrase in the system keyring as well: "
        "any program that runs as you can read it there",
    )
    _add_refinements(parser)


def _add_targets(parser: argparse.ArgumentParser) -> None:
    targets = parser.add_mutually_exclusive_group()
    targets.add_argument(
        "-d", "--folder", metavar="FOLDER", help="where the files go; default: api-keys in your home"
    )
    targets.add_argument(
        "-a",
        "--archive",
        metavar="FILE.tar.gz",
        type=archive_file,
        help="write all files into this one archive (0600), which also gives the label",
    )
    targets.add_argument(
        "-o",
        "--output",
        metavar="-",
        type=standard_output,
        help="no files: each private key, then its public key, to standard output",
    )


def _add_refinements(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--force-plaintext",
        action="store_true",
        help="with --no-passphrase: write the private key to a file although it is not encrypted",
    )
    add_encryption(parser)
    parser.add_argument(
        "--force", action="store_true", help="replace existing files; what stood there is kept as a backup"
    )
    parser.add_argument(
        "--json", action="store_true", help="describe the pairs as JSON on standard output; no private key"
    )
    add_copy(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors and warnings only")


def _add_public(commands: "argparse._SubParsersAction[Parser]") -> None:
    texts = texts_of(help_texts.PUBLIC_SUMMARY, help_texts.PUBLIC_EXAMPLES)
    parser = commands.add_parser("public", help="print the public key of a private key", **texts)
    parser.add_argument("file", metavar="FILE", help="the private key; - for standard input")
    _, sources = add_sources(parser)
    add_no_passphrase(sources)
    sources.add_argument(
        "--keyring", action="store_true", help="what the system keyring remembers for this key"
    )
    add_copy(parser)


def _add_inspect(commands: "argparse._SubParsersAction[Parser]") -> None:
    texts = texts_of(help_texts.INSPECT_SUMMARY, help_texts.INSPECT_EXAMPLES)
    parser = commands.add_parser("inspect", help="say what a key is and how it is protected", **texts)
    parser.add_argument("file", metavar="FILE", help="the key; - for standard input")
    parser.add_argument("--json", action="store_true", help="as JSON")


def _add_keyring(commands: "argparse._SubParsersAction[Parser]") -> None:
    texts = texts_of(help_texts.KEYRING_SUMMARY, help_texts.KEYRING_EXAMPLES)
    parser = commands.add_parser("keyring", help="remove a passphrase from the system keyring", **texts)
    actions = parser.add_subparsers(
        prog=parser.prog, title="actions", dest="action", metavar="ACTION", required=True
    )
    texts = texts_of(help_texts.FORGET_SUMMARY, help_texts.KEYRING_EXAMPLES)
    forget = actions.add_parser("forget", help="remove the passphrase of a key", **texts)
    forget.add_argument("file", metavar="FILE", help="the private or the public key; - for standard input")


def _add_completion(commands: "argparse._SubParsersAction[Parser]") -> None:
    texts = texts_of(help_texts.COMPLETION_SUMMARY, help_texts.COMPLETION_EXAMPLES)
    parser = commands.add_parser("completion", help="print what completes akg in a shell", **texts)
    parser.add_argument("shell", metavar="SHELL", choices=tuple(COMPLETIONS), help="bash, zsh or fish")


def _add_help(commands: "argparse._SubParsersAction[Parser]") -> None:
    texts = texts_of(help_texts.HELP_SUMMARY, help_texts.HELP_EXAMPLES)
    parser = commands.add_parser("help", help="show the help of a command", **texts)
    parser.add_argument("words", metavar="COMMAND", nargs="*", help="the command, and its action")


COMMANDS: dict[str, Callable[["argparse._SubParsersAction[Parser]"], None]] = {
    "generate": _add_generate,
    "public": _add_public,
    "inspect": _add_inspect,
    "passphrase": add_passphrase,
    "keyring": _add_keyring,
    "completion": _add_completion,
    "help": _add_help,
}
