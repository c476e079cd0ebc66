"""The command line of `akg`: argparse, made to keep secrets.

Promises: no message repeats a stray word or an option that is not ours, because it may be a passphrase that
somebody typed where none belongs; `-p` and its kin are refused with the reason; options are never guessed
from their beginnings. Raises UsageError for everything that makes no sense. Imports nothing slow.
"""

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.cli import help_texts, mistakes
from app.cli.arguments import (
    archive_file,
    count,
    generate_options,
    key_type,
    standard_output,
)
from app.cli.commands.passphrase import add_passphrase
from app.cli.options import GenerateOptions
from app.cli.parsing import Parser, add_copy, add_encryption, add_no_passphrase, add_sources, texts_of
from app.errors import UsageError
from app.keys.algorithm import BY_NAME, ED25519

if TYPE_CHECKING:
    from app.cli.key_options import KeyOptions, VersionOptions

_HELP = ("-h", "--help")


def parse(arguments: Sequence[str]) -> "GenerateOptions | KeyOptions":
    """What the command line asks for. `--help` prints and raises SystemExit; all else is a UsageError.

    A path in place of the command is inspected.
    """
    mistakes.refuse_telling_options(arguments)
    first = arguments[0]
    if first in ("-V", "--version"):
        return _version(list(arguments[1:]))
    if first == "help" and not set(arguments[1:]).intersection(_HELP):
        return parse(_asking_for_help(arguments[1:]))
    if first.startswith("-") and first not in _HELP:
        raise mistakes.unknown([first], build_parser, "")
    if first not in (*COMMANDS, *_HELP):
        return parse(["inspect", mistakes.path(first, COMMANDS), *arguments[1:]])
    parser = build_parser([first] if first in COMMANDS else [])
    values, rest = parser.parse_known_args(list(arguments))
    if rest:
        raise mistakes.unknown(rest, build_parser, first)
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
        raise mistakes.no_command(words[0], COMMANDS)
    return [*words, "--help"]


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
    from app.assets import COMPLETIONS

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
