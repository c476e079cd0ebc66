"""What the words of a command line mean: each a value, or a UsageError that does not repeat the word."""

import re
from argparse import Namespace

from app.cli.inputs import STANDARD_INPUT
from app.cli.options import (
    Ask,
    FromDescriptor,
    FromFile,
    FromStandardInput,
    GenerateOptions,
    NoPassphrase,
    Source,
    Target,
    ToArchive,
    ToFolder,
    ToStandardOutput,
)
from app.errors import UsageError
from app.keys.algorithm import BY_NAME
from app.storage.names import ARCHIVE_SUFFIX

_MOST_DIGITS = 18


def key_type(word: str) -> str:
    """A name of the table of algorithms."""
    if word not in BY_NAME:
        raise UsageError("There is no such key type.", f"Choose one of: {', '.join(BY_NAME)}.")
    return word


def count(word: str) -> int:
    """A whole number; its range is the generator's affair."""
    return _number(word, "--count takes a whole number.", "Choose a number from 1 to 10,000.")


def iterations(word: str) -> int:
    """A whole number; its range is the policy's affair."""
    return _number(word, "--iterations takes a whole number.", "For example --iterations 1000000.")


def words(word: str) -> int:
    """A whole number; its range is the suggestion's affair."""
    return _number(word, "--words takes a whole number.", "Choose a number from 4 to 10.")


def descriptor(word: str) -> int:
    """The number of a file descriptor."""
    return _descriptor(word, "--passphrase-fd")


def new_descriptor(word: str) -> int:
    """The same, for the new passphrase."""
    return _descriptor(word, "--new-passphrase-fd")


def _descriptor(word: str, option: str) -> int:
    statement = f"{option} takes the number of an open file descriptor."
    hint = f"For example: {option} 3 3< FILE"
    number = _number(word, statement, hint)
    if number < 0:
        raise UsageError(statement, hint)
    return number


def _number(word: str, statement: str, hint: str) -> int:
    if not re.fullmatch(rf"[+-]?[0-9]{{1,{_MOST_DIGITS}}}", word):
        raise UsageError(statement, hint)
    return int(word)


def archive_file(word: str) -> str:
    """A path that ends in .tar.gz."""
    if not word.endswith(ARCHIVE_SUFFIX) or "\x00" in word:
        raise UsageError("The name of an archive ends in .tar.gz.", "For example: -a pairs.tar.gz")
    return word


def standard_output(word: str) -> str:
    """Nothing but `-`."""
    if word != "-":
        raise UsageError(
            "--output takes only -, for standard output.",
            "Files have their own options: -d FOLDER, -l LABEL.",
        )
    return word


def passphrase_file(word: str) -> str:
    """A path; `-` has an option of its own."""
    if word == STANDARD_INPUT:
        raise UsageError("--passphrase-file takes the name of a file.", "Use --passphrase-stdin.")
    return word


def new_passphrase_file(word: str) -> str:
    """A path; standard input is left to the old passphrase."""
    if word == STANDARD_INPUT:
        raise UsageError("--new-passphrase-file takes the name of a file.", "Use --new-passphrase-fd 0.")
    return word


def generate_options(values: Namespace) -> GenerateOptions:
    """What the line of `akg generate` asks for. Raises UsageError for what contradicts itself."""
    source, target = source_of(values), _target(values)
    if isinstance(target, ToStandardOutput) and values.json:
        raise UsageError(
            "--json describes files, and a private key is never put into JSON.", "Leave one out."
        )
    if values.force_plaintext and not isinstance(source, NoPassphrase):
        raise UsageError("--force-plaintext belongs to --no-passphrase.", "Add it, or leave both out.")
    if values.iterations is not None and isinstance(source, NoPassphrase):
        raise UsageError("--iterations makes no sense without a passphrase.", "Leave one out.")
    if values.weak_passphrase_ok and isinstance(source, NoPassphrase):
        raise UsageError("--weak-passphrase-ok makes no sense without a passphrase.", "Leave one out.")
    if values.keyring and isinstance(source, NoPassphrase):
        raise UsageError("--keyring makes no sense without a passphrase.", "Leave one out.")
    if values.keyring and isinstance(target, ToStandardOutput):
        raise UsageError(
            "--keyring remembers the passphrase of files, and --output - makes none.", "Leave one out."
        )
    if values.copy and values.count > 1:
        raise UsageError("--copy takes one public key, and there are several.", "Leave one out.")
    return GenerateOptions(
        algorithm=BY_NAME[values.key_type],
        label=values.label,
        count=values.count,
        target=target,
        source=source,
        force_plaintext=values.force_plaintext,
        iterations=values.iterations,
        force=values.force,
        json=values.json,
        quiet=values.quiet,
        keyring=values.keyring,
        weak_passphrase_ok=values.weak_passphrase_ok,
        copy=values.copy,
    )


def _target(values: Namespace) -> Target:
    if values.archive is not None:
        return ToArchive(values.archive)
    if values.output is not None:
        return ToStandardOutput()
    return ToFolder(values.folder)


def source_of(values: Namespace) -> Source:
    """Where the passphrase comes from."""
    if values.passphrase_file is not None:
        return FromFile(values.passphrase_file)
    if values.passphrase_fd is not None:
        return FromDescriptor(values.passphrase_fd)
    if values.passphrase_stdin:
        return FromStandardInput()
    return NoPassphrase() if values.no_passphrase else Ask()
