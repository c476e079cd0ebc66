"""Where the passphrase comes from: one function for a new file, one for an existing one."""

from typing import assert_never

from app.cli import inputs, prompts
from app.cli.options import (
    Ask,
    FromDescriptor,
    FromFile,
    FromStandardInput,
    Given,
    NewSource,
    NoPassphrase,
    Source,
)
from app.errors import PassphraseError, WeakPassphraseError
from app.keys.passphrase import Passphrase

_WAYS_OUT = "Use a longer one, or one of akg passphrase suggest; --weak-passphrase-ok takes it anyway."


def new_passphrase(source: NewSource, *context: str, weak_ok: bool) -> Passphrase:
    """The one for a new file; raises what the policy says before any work is done.

    `context`: the label and what else an attacker knows of the key. `weak_ok`: taken even if easily guessed.
    """

    def check(passphrase: Passphrase) -> None:
        _check(passphrase, context, weak_ok)

    if isinstance(source, Ask):
        return prompts.ask_new_passphrase(check)
    passphrase = _given(source)
    check(passphrase)
    return passphrase


def _check(passphrase: Passphrase, context: tuple[str, ...], weak_ok: bool) -> None:
    from app.keys.protection import check_new_passphrase
    from app.usecases.passphrases import check_strong_enough

    check_new_passphrase(passphrase)
    if weak_ok:
        return
    try:
        check_strong_enough(passphrase, *context)
    except WeakPassphraseError as error:
        error.hint = _WAYS_OUT
        raise


def existing_passphrase(source: Source) -> Passphrase:
    """The one that opens an encrypted key. Raises PassphraseError for NoPassphrase."""
    if isinstance(source, Ask):
        return prompts.ask_passphrase("Passphrase of the private key: ")
    if isinstance(source, NoPassphrase):
        raise PassphraseError(
            "This private key is encrypted, and no passphrase was given.",
            "Use --passphrase-file FILE, --passphrase-fd N or --passphrase-stdin, or be asked for it.",
        )
    return _given(source)


def _given(source: Given) -> Passphrase:
    match source:
        case FromFile(name):
            return inputs.passphrase_from_file(name)
        case FromDescriptor(number):
            return inputs.passphrase_from_descriptor(number)
        case FromStandardInput():
            return inputs.passphrase_from_standard_input()
        case unreachable:
            assert_never(unreachable)
