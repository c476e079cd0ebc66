"""What the parsed lines of all commands but `akg generate` mean: their options, or a UsageError."""

import os
from argparse import Namespace

from app.cli.arguments import source_of
from app.cli.inputs import STANDARD_INPUT
from app.cli.key_options import (
    ChangeOptions,
    CompletionOptions,
    ForgetOptions,
    FromKeyring,
    InspectOptions,
    KeyOptions,
    PublicOptions,
    SuggestOptions,
)
from app.cli.options import Ask, FromDescriptor, FromFile, FromStandardInput, NewSource
from app.errors import UsageError


def key_options(values: Namespace) -> KeyOptions:
    """What the parsed line asks for. Raises UsageError for what contradicts itself."""
    _check_file_name(getattr(values, "file", ""))
    match values.command:
        case "public":
            return _public(values)
        case "keyring":
            return ForgetOptions(values.file)
        case "passphrase" if values.action == "suggest":
            return SuggestOptions(values.words)
        case "passphrase":
            return _change(values)
        case "completion":
            return CompletionOptions(values.shell)
        case _:
            return InspectOptions(values.file, values.json)


def _check_file_name(name: str) -> None:
    from app.keys.strangers import may_be_key

    if may_be_key(name) and not os.path.lexists(name):
        raise UsageError(
            "What was given as FILE is no file, and may be a private key; it is not repeated here.",
            "Name the file, or use - to read standard input. What was typed stands in the shell's history.",
        )


def _public(values: Namespace) -> PublicOptions:
    source = FromKeyring() if values.keyring else source_of(values)
    if values.file == STANDARD_INPUT and source in (FromStandardInput(), FromDescriptor(0)):
        raise UsageError(
            "The key and the passphrase cannot both come through standard input.",
            "Name a file for one of them.",
        )
    return PublicOptions(values.file, source, values.copy)


def _change(values: Namespace) -> ChangeOptions:
    if values.file == STANDARD_INPUT:
        raise UsageError("The file itself is replaced: it needs a name.", "Name the private key.")
    old, new = source_of(values), _new_source(values)
    if isinstance(new, FromDescriptor) and (old == new or (old == FromStandardInput() and new.number == 0)):
        raise UsageError(
            "Both passphrases cannot come through the same descriptor.", "Name a file for one of them."
        )
    return ChangeOptions(
        values.file,
        FromKeyring() if values.keyring and isinstance(old, Ask) else old,
        new,
        values.iterations,
        values.weak_passphrase_ok,
        values.keyring,
    )


def _new_source(values: Namespace) -> NewSource:
    if values.new_passphrase_file is not None:
        return FromFile(values.new_passphrase_file)
    if values.new_passphrase_fd is not None:
        return FromDescriptor(values.new_passphrase_fd)
    return Ask()
