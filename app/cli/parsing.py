"""What every command's line is made of: its parser, its texts, the options that several share."""

import argparse
import os
import re
from functools import partial
from typing import Any, NoReturn, Protocol, TypedDict

from app.cli.arguments import descriptor, iterations
from app.cli.sources import (
    FromDescriptor,
    FromKeyring,
    Source,
)
from app.cli.status import EXIT_STATUSES
from app.errors import UsageError
from app.text import Text, paragraph, text, verbatim

_WIDEST = 100  # columns; longer lines are hard to read


class Group(Protocol):
    """A module of `app.cli.commands`: its line in the list of commands, the texts of its help, its parser."""

    HELP: str
    SUMMARY: str
    EXAMPLES: str

    def add(self, parser: "Parser") -> None:
        """Give the parser the options of the command, or its actions."""


class Command(Group, Protocol):
    """A group that does something itself."""

    def options(self, values: argparse.Namespace) -> Any:
        """Return what the parsed line asks for. Raises UsageError for options that contradict each other."""

    def run(self, options: Any) -> int:
        """Do it. Returns the exit status; raises a KeygenError."""


class Texts(TypedDict):
    """The arguments that every command's parser has."""

    description: str
    epilog: str
    formatter_class: type[argparse.HelpFormatter]
    allow_abbrev: bool


class Layout(argparse.RawDescriptionHelpFormatter):
    """Breaks paragraphs between words where the terminal ends; lines that are indented stay lines."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return indent + "\n\n".join(self._filled(part, min(width, _WIDEST)) for part in text.split("\n\n"))

    def _filled(self, paragraph: str, width: int) -> str:
        from textwrap import fill

        lines = paragraph.splitlines()
        if not any(line.startswith(" ") for line in lines):
            lines = [" ".join(lines)]
        broken = []
        for line in lines:
            indented = " " * (len(line) - len(line.lstrip()))
            following = indented + ("  " if indented else "")
            broken.append(fill(line, width, subsequent_indent=following, break_long_words=False))
        return "\n".join(broken)


class Parser(argparse.ArgumentParser):
    """argparse, but errors are UsageErrors and repeat no value.

    `intermixed`: options may stand between words of which some may be left out.
    """

    intermixed = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse the line; with `intermixed` options first, as argparse gives up on what may be left out."""
        if not self.intermixed or {"-h", "--help"}.intersection(args or ()):
            return super().parse_known_args(args, namespace)
        self.intermixed = False
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self.intermixed = True

    def _check_value(self, action: argparse.Action, value: str) -> None:
        """Refuse a word that must be one of a few and is not."""
        if action.choices is not None and value not in action.choices:
            from app.cli.mistakes import did_you_mean

            choices = list(action.choices)
            raise UsageError(
                text("There is no such word for {name}.", name=str(action.metavar or action.dest)),
                paragraph(
                    did_you_mean(value, choices),
                    text("Choose one of: {words}.", words=", ".join(choices)),
                    self._see_help(),
                ),
            )

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found wrong, without the word that was wrong."""
        statement = re.sub(r"ignored explicit argument .*", "takes no value", message, flags=re.DOTALL)
        raise UsageError(verbatim(f"{statement[:1].upper()}{statement[1:]}."), self._see_help())

    def _see_help(self) -> Text:
        return text("See {program} --help.", program=self.prog)


def texts_of(summary: str, examples: str) -> Texts:
    """Return the texts of one command, laid out as they are written: the exit statuses come last."""
    statuses = "\n".join(f"  {status:<4} {meaning}" for status, meaning in EXIT_STATUSES.items())
    return Texts(
        description=summary,
        epilog=f"examples:\n{examples}\n\nexit status:\n{statuses}",
        formatter_class=Layout,
        allow_abbrev=False,
    )


def add_command(subparsers: "argparse._SubParsersAction[Parser]", name: str, command: Group) -> None:
    """Add a command, or an action of one; `values.module` of a parsed line is the innermost."""
    parser = subparsers.add_parser(name, help=command.HELP, **texts_of(command.SUMMARY, command.EXAMPLES))
    command.add(parser)
    parser.set_defaults(module=command)


def add_actions(parser: Parser) -> "argparse._SubParsersAction[Parser]":
    """Let a command have actions."""
    return parser.add_subparsers(
        prog=parser.prog, title="actions", dest="action", metavar="ACTION", required=True
    )


def add_key_descriptor(group: "argparse._ArgumentGroup") -> None:
    """Add the option that names where a private key in clear goes."""
    group.add_argument(
        "--fd",
        metavar="N",
        type=partial(descriptor, option="--fd", example="3 3> >(PROGRAM)", lowest=1),
        help="write to this file descriptor, not to standard output",
    )


def add_copy(parser: argparse.ArgumentParser) -> None:
    """Add the option that puts the public key on the clipboard as well."""
    parser.add_argument("--copy", action="store_true", help="put the public key on the clipboard as well")


def add_encryption(parser: argparse.ArgumentParser) -> None:
    """Add how a new file is encrypted, and whether a weak passphrase is accepted for it."""
    counts = parser.add_mutually_exclusive_group()
    counts.add_argument(
        "--iterations",
        metavar="N",
        type=iterations,
        help="of PBKDF2, 600,000 (the default) to 5,000,000; more slow an attacker and your client alike",
    )
    counts.add_argument(
        "--compatible-iterations",
        action="store_true",
        help="2,048 of PBKDF2, for programs with pycryptodome 3.20 to 3.24, which need 8 seconds for "
        "600,000; only with a suggested passphrase of six words or more",
    )
    parser.add_argument(
        "--weak-passphrase-ok",
        action="store_true",
        help="accept a passphrase that is easily guessed: fewer than 15 characters or 40 bits",
    )


def file_of(values: argparse.Namespace) -> str:
    """Return FILE. Raises UsageError, without repeating it, where a private key was pasted instead."""
    from app.keys.foreign.not_a_key import may_be_key

    name: str = values.file
    if may_be_key(name) and not os.path.lexists(name):
        raise UsageError(
            text("FILE is not a file, and may be a private key that was pasted; it is not repeated here."),
            text("Name the file, or use - to read standard input. What was typed is in the shell's history."),
        )
    return name


def key_descriptor_of(values: argparse.Namespace, source: Source | FromKeyring) -> int:
    """Return where the key in clear goes. Raises UsageError where the passphrase would come from there."""
    from app.cli.clear_text import STANDARD_OUTPUT

    number: int = STANDARD_OUTPUT if values.fd is None else values.fd
    if source == FromDescriptor(number):
        raise UsageError(
            text("The passphrase cannot come from where the key goes."), text("Use two file descriptors.")
        )
    return number
