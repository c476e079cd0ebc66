"""What the parsers of all commands share: their class, their texts, where a passphrase comes from."""

import argparse
import re
from typing import NoReturn, TypedDict

from app.cli import help_texts
from app.cli.arguments import descriptor, iterations, passphrase_file
from app.errors import UsageError


class Texts(TypedDict):
    """The arguments that every command's parser has."""

    description: str
    epilog: str
    formatter_class: type[argparse.HelpFormatter]
    allow_abbrev: bool


class Parser(argparse.ArgumentParser):
    """argparse, but errors are UsageErrors and repeat no value."""

    def error(self, message: str) -> NoReturn:
        """What argparse found wrong, without the word that was wrong."""
        statement = re.sub(r"ignored explicit argument .*", "takes no value", message, flags=re.DOTALL)
        statement = re.sub(r"invalid choice: .* \(choose", "no such word (choose", statement, flags=re.DOTALL)
        raise UsageError(f"{statement[:1].upper()}{statement[1:]}.", f"See {self.prog} --help.")


def texts_of(description: str, examples: str) -> Texts:
    """The texts of one command, laid out as they are written."""
    return Texts(
        description=description,
        epilog=help_texts.epilog(examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def add_sources(
    parser: argparse.ArgumentParser, title: str = "passphrase"
) -> "tuple[argparse._ArgumentGroup, argparse._MutuallyExclusiveGroup]":
    """Where the passphrase comes from: the group, and in it the options that exclude one another."""
    group = parser.add_argument_group(
        title, "Without one of these you are asked on the terminal, without an echo."
    )
    sources = group.add_mutually_exclusive_group()
    sources.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=passphrase_file,
        help="the text of this file, without the newline at its end",
    )
    sources.add_argument(
        "--passphrase-fd", metavar="N", type=descriptor, help="what comes through this file descriptor"
    )
    sources.add_argument("--passphrase-stdin", action="store_true", help="what comes through standard input")
    return group, sources


def add_no_passphrase(sources: "argparse._MutuallyExclusiveGroup") -> None:
    """Where there may be none."""
    sources.add_argument(
        "--no-passphrase", action="store_true", help="none: to write or read a key that is not encrypted"
    )


def add_encryption(parser: argparse.ArgumentParser) -> None:
    """How a new file is encrypted, and whether a weak passphrase is taken for it."""
    parser.add_argument(
        "--iterations",
        metavar="N",
        type=iterations,
        help="of PBKDF2, 600,000 (the default) to 5,000,000: more cost an attacker and your client alike",
    )
    parser.add_argument(
        "--weak-passphrase-ok",
        action="store_true",
        help="take a passphrase that is easily guessed: fewer than 15 characters or 40 bits",
    )
