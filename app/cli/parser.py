"""The command line of `akg`: argparse, made to keep secrets.

Promises: no message repeats a stray word or an option that is not ours, because it may be a passphrase that
somebody typed where none belongs; `-p` and its kin are refused with the reason; options are never guessed
from their beginnings. Raises UsageError for everything that makes no sense. Imports nothing slow, and of
the commands only the one that is asked for.
"""

import argparse
from collections.abc import Callable, Sequence
from functools import partial

from app.cli import mistakes
from app.cli.loading import COMMANDS, load
from app.cli.parsing import Command, Parser, add_command, texts_of
from app.errors import UsageError
from app.text import paragraph, text

_HELP = ("-h", "--help")
_VERSION = ("-V", "--version")
_PASSPHRASE_OPTIONS = ("--pass", "--pw", "--pin", "--secret")  # and what begins like the first of them
_SOURCE_OPTIONS = "--passphrase-"

SUMMARY = "Ed25519 and RSA key pairs for exchange APIs. Without arguments: the window."

EXAMPLES = """\
  akg                         open the window
  akg generate                an Ed25519 pair in ~/api-keys; asks for a passphrase
  akg register KEY.pem --venue binance
                              what to do there, with the public key to paste
  akg venues                  the exchanges that are known, and what each takes
  akg public KEY.pem          the public key that belongs to a private key
  akg inspect KEY.pem         what a key file is, and how it is protected
  akg KEY.pem                 the same
  akg clients                 the programs that sign with a key, and what each opens
  akg use CLIENT KEY.pem      the lines that tell a program its key
  akg sign KEY.pem --venue binance
                              a request as the exchange wants it signed, to copy
  akg verify KEY.pem --payload FILE --signature TEXT
                              whether a signature is valid, and why not
  akg doctor --public-key KEY.public.pem < REQUEST
                              why an exchange refused a request
  akg convert KEY.pem --to openssh
                              a private key in another format
  akg handover KEY.pem --to pass
                              the commands that put it into a secrets manager
  akg keys list               your keys, and how each stands
  akg keys due                what is to be replaced; exit status 10 where something is
  akg passphrase suggest      a new passphrase of random words
  akg keyring forget KEY.pem  remove its passphrase from the system keyring
  akg --version --json        what is inside this program, with hashes

Each command has examples of its own: akg help generate"""


def parse(arguments: Sequence[str]) -> Callable[[], int]:
    """Return what runs the command line. `--help` prints and raises SystemExit; all else is a UsageError.

    A path in place of the command is inspected.
    """
    _refuse_passphrase_options(arguments)
    first = arguments[0]
    if first in _VERSION:
        from app.cli.commands import version

        version.check(arguments[1:])
        return version.run
    if first == "help" and not set(arguments[1:]).intersection(_HELP):
        return parse(_asking_for_help(arguments[1:]))
    if first.startswith("-") and first not in _HELP:
        raise mistakes.unknown([first], build_parser, "")
    if first not in (*COMMANDS, *_HELP):
        return parse(["inspect", mistakes.path(first, COMMANDS), *arguments[1:]])
    return _parse_command(first, arguments)


def _refuse_passphrase_options(arguments: Sequence[str]) -> None:
    """Raise UsageError, with the reason and safe ways, where an option would take a passphrase."""
    for argument in arguments:
        if argument == "--":
            return
        if _takes_a_passphrase(argument.partition("=")[0].casefold()) and argument != "-":
            from app.cli.terminal import SAFE_WAYS

            raise UsageError(
                text(
                    "A passphrase is not taken as an option: it would show in ps and in the shell's history."
                ),
                paragraph(SAFE_WAYS, text("Without any of these you are asked for it.")),
            )


def _takes_a_passphrase(name: str) -> bool:
    if name.startswith(_PASSPHRASE_OPTIONS[0]):
        return not name.startswith(_SOURCE_OPTIONS)
    return name in _PASSPHRASE_OPTIONS or name.startswith("-p")


def _parse_command(first: str, arguments: Sequence[str]) -> Callable[[], int]:
    parser = build_parser([first] if first in COMMANDS else [])
    values, rest = parser.parse_known_args(list(arguments))
    if rest:
        raise mistakes.unknown(rest, build_parser, first)
    command: Command = values.module
    return partial(command.run, command.options(values))


def _asking_for_help(words: Sequence[str]) -> list[str]:
    """Turn `help COMMAND` into COMMAND --help."""
    if words and words[0] not in COMMANDS:
        raise mistakes.no_command(words[0], COMMANDS)
    return [*words, "--help"]


def build_parser(names: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Build the parser, also for the man page and the completions; of the commands named, or of all."""
    parser = Parser(prog="akg", **texts_of(SUMMARY, EXAMPLES))
    parser.add_argument(*_VERSION, action="store_true", help="show the version")
    parser.add_argument(
        "--json",
        dest="version_as_json",
        action="store_true",
        help="with --version: what is inside as JSON, with hashes, and whether the files are as built",
    )
    subparsers = parser.add_subparsers(
        prog=parser.prog, title="commands", dest="command", metavar="COMMAND", required=True
    )
    for name in names or COMMANDS:
        add_command(subparsers, name, load(name))
    return parser
