"""What the line of `akg generate --from` asks for: options that make no sense for a list are refused."""

from argparse import Namespace

from app.cli.options import FleetOptions, OneForEach
from app.cli.source_options import source_of
from app.cli.sources import FromDescriptor, FromStandardInput, NoPassphrase, Source
from app.errors import UsageError
from app.keys.algorithm import BY_NAME
from app.text import text

_OF_ONE = ("label", "archive", "output", "venue", "purpose", "each_purpose", "force", "json", "copy")
_ENCRYPTED_ONLY = ("iterations", "compatible_iterations", "weak_passphrase_ok", "keyring")
_LEAVE_ONE_OUT = text("Leave one out.")


def options(values: Namespace) -> FleetOptions:
    """Return it. Raises UsageError."""
    for name in _OF_ONE:
        if getattr(values, name) not in (None, False):
            raise UsageError(
                text("{option} makes no sense with --from.", option=_option(name)),
                text("What a key is called, and what it is for, is in the list."),
            )
    if values.count != 1:
        raise UsageError(text("--count makes no sense with --from."), text("A list has a row for each key."))
    if values.manifest_format and values.manifest is None:
        raise UsageError(text("--manifest-format belongs to --manifest."), text("Add it, or leave both out."))
    return FleetOptions(
        list_file=values.list,
        source=_source(values),
        algorithm=BY_NAME[values.key_type] if values.key_type else None,
        folder=values.folder,
        resume=values.resume,
        manifest=values.manifest,
        manifest_format=values.manifest_format,
        force_plaintext=values.force_plaintext,
        iterations=values.iterations,
        quiet=values.quiet,
        keyring=values.keyring,
        weak_passphrase_ok=values.weak_passphrase_ok,
        compatible_iterations=values.compatible_iterations,
    )


def _source(values: Namespace) -> Source | OneForEach:
    if values.passphrase_each is not None:
        if not values.passphrase_each and not values.keyring:
            raise UsageError(
                text("--passphrase-each wants a file for the passphrases, or --keyring."),
                text("For example: --passphrase-each passphrases.csv"),
            )
        return OneForEach(values.passphrase_each or None)
    source = source_of(values)
    if values.list == "-" and source in (FromStandardInput(), FromDescriptor(0)):
        raise UsageError(
            text("The list and the passphrase cannot both come through standard input."),
            text("Name a file for one of them."),
        )
    _check_plain(values, source)
    return source


def _check_plain(values: Namespace, source: Source) -> None:
    if not isinstance(source, NoPassphrase):
        if values.force_plaintext:
            raise UsageError(
                text("--force-plaintext belongs to --no-passphrase."), text("Add it, or leave both out.")
            )
        return
    for name in _ENCRYPTED_ONLY:
        if getattr(values, name) not in (None, False):
            raise UsageError(
                text("{option} makes no sense without a passphrase.", option=_option(name)), _LEAVE_ONE_OUT
            )


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")
