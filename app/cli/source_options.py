"""The options that say where a passphrase comes from, and the source that a parsed line names."""

import argparse
from functools import partial

from app.cli.arguments import STANDARD_INPUT, descriptor, passphrase_file
from app.cli.sources import (
    Ask,
    FromDescriptor,
    FromFile,
    FromKeyring,
    FromStandardInput,
    NewSource,
    NoPassphrase,
    Source,
)
from app.errors import UsageError
from app.text import text

ASKED_FOR = "Without one of these you are asked on the terminal, without an echo."


def add_sources(
    parser: argparse.ArgumentParser, title: str = "passphrase"
) -> "tuple[argparse._ArgumentGroup, argparse._MutuallyExclusiveGroup]":
    """Add where the passphrase comes from: the group, and in it the options that exclude one another."""
    group = parser.add_argument_group(title, ASKED_FOR)
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


def add_new_sources(parser: argparse.ArgumentParser, otherwise: str = ASKED_FOR) -> "argparse._ArgumentGroup":
    """Add where the new passphrase of an existing key comes from; returns the group.

    `otherwise`: what is done without one of these options.
    """
    group = parser.add_argument_group("new passphrase", otherwise)
    sources = group.add_mutually_exclusive_group()
    sources.add_argument(
        "--new-passphrase-file",
        metavar="FILE",
        type=partial(passphrase_file, option="--new-passphrase-file", instead="--new-passphrase-fd 0"),
        help="the text of this file",
    )
    sources.add_argument(
        "--new-passphrase-fd",
        metavar="N",
        type=partial(descriptor, option="--new-passphrase-fd"),
        help="what comes through this descriptor",
    )
    return group


def add_no_passphrase(sources: "argparse._MutuallyExclusiveGroup") -> None:
    """Add the option that says that there is no passphrase."""
    sources.add_argument(
        "--no-passphrase", action="store_true", help="none: to write or read a key that is not encrypted"
    )


def add_sources_of_existing(parser: argparse.ArgumentParser) -> None:
    """Add where the passphrase of an existing key comes from: also the system keyring, or there is none."""
    _, sources = add_sources(parser)
    add_no_passphrase(sources)
    sources.add_argument(
        "--keyring", action="store_true", help="what the system keyring remembers for this key"
    )


def source_of_existing(values: argparse.Namespace, file: str) -> Source | FromKeyring:
    """Return the one that the line names. Raises UsageError where standard input would be two things."""
    source = FromKeyring() if values.keyring else source_of(values)
    if file == STANDARD_INPUT and source in (FromStandardInput(), FromDescriptor(0)):
        raise UsageError(
            text("The key and the passphrase cannot both come through standard input."),
            text("Name a file for one of them."),
        )
    return source


def source_of(values: argparse.Namespace) -> Source:
    """Return the one that the parsed line names."""
    if values.passphrase_file is not None:
        return FromFile(values.passphrase_file)
    if values.passphrase_fd is not None:
        return FromDescriptor(values.passphrase_fd)
    if values.passphrase_stdin:
        return FromStandardInput()
    return NoPassphrase() if values.no_passphrase else Ask()


def new_source_of(values: argparse.Namespace) -> NewSource:
    """Return the one that the parsed line names for a new passphrase."""
    if values.new_passphrase_file is not None:
        return FromFile(values.new_passphrase_file)
    if values.new_passphrase_fd is not None:
        return FromDescriptor(values.new_passphrase_fd)
    return Ask()


def refuse_same_descriptor(old: Source | FromKeyring, new: NewSource) -> None:
    """Raise UsageError where both passphrases would have to come through one descriptor."""
    if isinstance(new, FromDescriptor) and (old == new or (old == FromStandardInput() and new.number == 0)):
        raise UsageError(
            text("Both passphrases cannot come through the same descriptor."),
            text("Name a file for one of them."),
        )
