"""What the parsers of all commands share: their class, their texts, where a passphrase comes from."""

import argparse
import re
from typing import NoReturn, TypedDict

from app.cli import help_texts
from app.cli.arguments import descriptor, iterations, passphrase_file
from app.errors import UsageError

_WIDEST = 100  # columns; longer lines are hard to read


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
    """argparse, but errors are UsageErrors and repeat no value."""

    def _check_value(self, action: argparse.Action, value: str) -> None:
        """Called for a word that must be one of a few."""
        if action.choices is not None and value not in action.choices:
            from app.cli.suggestions import did_you_mean

            choices = list(action.choices)
            raise UsageError(
                f"There is no such word for {action.metavar or action.dest}.",
                f"{did_you_mean(value, choices)}Choose one of: {', '.join(choices)}. See {self.prog} --help.",
            )

    def error(self, message: str) -> NoReturn:
        """What argparse found wrong, without the word that was wrong."""
        statement = re.sub(r"ignored explicit argument .*", "takes no value", message, flags=re.DOTALL)
        raise UsageError(f"{statement[:1].upper()}{statement[1:]}.", f"See {self.prog} --help.")


def texts_of(description: str, examples: str) -> Texts:
    """The texts of one command, laid out as they are written."""
    return Texts(
        description=description,
        epilog=help_texts.epilog(examples),
        formatter_class=Layout,
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


def add_copy(parser: argparse.ArgumentParser) -> None:
    """The public key on the clipboard as well."""
    parser.add_argument("--copy", action="store_true", help="put the public key on the clipboard as well")


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
