"""Where the passphrase comes from: one function for a new file, one for an existing one."""

from typing import assert_never

from app.cli import inputs, prompts
from app.cli.options import (
    Ask,
    FromDescriptor,
    FromFile,
    FromStandardInput,
    NoPassphrase,
    Source,
)
from app.errors import PassphraseError
from app.keys.passphrase import Passphrase


def new_passphrase(source: Source) -> Passphrase | None:
    """The one for a new file, None for NoPassphrase; raises what the policy says before any work is done."""
    from app.keys.pbes2 import check_new_passphrase

    passphrase = prompts.ask_new_passphrase() if isinstance(source, Ask) else _given(source)
    if passphrase is not None:
        check_new_passphrase(passphrase)
    return passphrase


def existing_passphrase(source: Source) -> Passphrase:
    """The one that opens an encrypted key. Raises PassphraseError for NoPassphrase."""
    if isinstance(source, Ask):
        return prompts.ask_passphrase("Passphrase of the private key: ")
    passphrase = _given(source)
    if passphrase is None:
        raise PassphraseError(
            "This private key is encrypted, and no passphrase was given.",
            "Use --passphrase-file FILE, --passphrase-fd N or --passphrase-stdin, or be asked for it.",
        )
    return passphrase


def _given(source: FromFile | FromDescriptor | FromStandardInput | NoPassphrase) -> Passphrase | None:
    match source:
        case FromFile(name):
            return inputs.passphrase_from_file(name)
        case FromDescriptor(number):
            return inputs.passphrase_from_descriptor(number)
        case FromStandardInput():
            return inputs.passphrase_from_standard_input()
        case NoPassphrase():
            return None
        case unreachable:
            assert_never(unreachable)
