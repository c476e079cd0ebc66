"""The options of `akg passphrase suggest` and `akg passphrase change`."""

import argparse

from app.cli import help_texts
from app.cli.arguments import new_descriptor, new_passphrase_file, words
from app.cli.parsing import Parser, add_encryption, add_sources, texts_of


def add_passphrase(commands: "argparse._SubParsersAction[Parser]") -> None:
    """The command and its two actions."""
    texts = texts_of(help_texts.PHRASES_SUMMARY, help_texts.PHRASES_EXAMPLES)
    parser = commands.add_parser("passphrase", help="suggest a passphrase, change that of a key", **texts)
    actions = parser.add_subparsers(
        prog=parser.prog, title="actions", dest="action", metavar="ACTION", required=True
    )
    _add_suggest(actions)
    _add_change(actions)


def _add_suggest(actions: "argparse._SubParsersAction[Parser]") -> None:
    texts = texts_of(help_texts.SUGGEST_SUMMARY, help_texts.SUGGEST_EXAMPLES)
    parser = actions.add_parser("suggest", help="print a new passphrase of random words", **texts)
    parser.add_argument("--words", metavar="N", type=words, help="how many words, 4 to 10; default: 6")


def _add_change(actions: "argparse._SubParsersAction[Parser]") -> None:
    texts = texts_of(help_texts.CHANGE_SUMMARY, help_texts.CHANGE_EXAMPLES)
    parser = actions.add_parser("change", help="encrypt a private key anew", **texts)
    parser.add_argument("file", metavar="FILE", help="the private key, which is replaced")
    add_encryption(parser)
    add_sources(parser, "old passphrase")
    _add_new_sources(parser)
    parser.set_defaults(no_passphrase=False)


def _add_new_sources(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(
        "new passphrase", "Without one of these you are asked on the terminal, without an echo."
    )
    sources = group.add_mutually_exclusive_group()
    sources.add_argument(
        "--new-passphrase-file", metavar="FILE", type=new_passphrase_file, help="the text of this file"
    )
    sources.add_argument(
        "--new-passphrase-fd", metavar="N", type=new_descriptor, help="what comes through this descriptor"
    )
    group.add_argument(
        "--keyring",
        action="store_true",
        help="when it is changed, keep the new passphrase in the system keyring as well, where "
        "any program that runs as you can read it; the old one comes from there if no option gives it",
    )
