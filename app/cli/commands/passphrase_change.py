"""`akg passphrase change`: a private key file replaced by one with another passphrase."""

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import STANDARD_INPUT
from app.cli.parsing import Parser, add_encryption, file_of
from app.cli.source_options import (
    add_new_sources,
    add_sources,
    new_source_of,
    refuse_same_descriptor,
    source_of,
)
from app.cli.sources import Ask, FromKeyring, NewSource, Source
from app.errors import UsageError
from app.text import text, verbatim

if TYPE_CHECKING:
    from app.keys.protection import Encrypted
    from app.usecases.change_passphrase import ChangeReport

HELP = "give a private key a new passphrase"

SUMMARY = """\
Encrypts a private key with a new passphrase, under the same name: PKCS#8, PKCS#1, OpenSSL's legacy
encryption or OpenSSH, PEM or DER, encrypted or not, becomes encrypted PKCS#8 PEM, mode 0600. The
new file is read back, decrypted and compared before it takes the old one's place. A file that
contains more than the key is refused: the rest would be lost.

The old content is then removed. Copies of it elsewhere still open as before: if you think that
somebody has one, generate a new key pair instead. Without --keyring, the system keyring keeps the
old passphrase."""

EXAMPLES = """\
  akg passphrase change ~/api-keys/spot-trading.private.pem
      asks for the old passphrase, then twice for the new one, or suggests one
  akg passphrase change ~/api-keys/spot-trading.private.pem --keyring
      with the old one from the system keyring, which then remembers the new one
  akg passphrase change ~/.ssh/id_ed25519 --iterations 1000000
  akg passphrase change key.pem --passphrase-file old.txt --new-passphrase-file new.txt"""


@dataclass(frozen=True, slots=True)
class ChangeOptions:
    """`old` counts for an encrypted key only; `iterations` None: the default.

    `keyring`: it remembers the new passphrase.
    """

    file: str
    old: Source | FromKeyring
    new: NewSource
    iterations: int | None = None
    weak_passphrase_ok: bool = False
    keyring: bool = False
    compatible_iterations: bool = False


def add(parser: Parser) -> None:
    """Add the file, how it is encrypted, and where both passphrases come from."""
    parser.add_argument("file", metavar="FILE", help="the private key, which is replaced")
    add_encryption(parser)
    add_sources(parser, "old passphrase")
    group = add_new_sources(parser)
    group.add_argument(
        "--keyring",
        action="store_true",
        help="when it is changed, keep the new passphrase in the system keyring as well, where "
        "any program that runs as you can read it; the old one comes from there if no option gives it",
    )
    parser.set_defaults(no_passphrase=False)


def options(values: Namespace) -> ChangeOptions:
    """Return what the line asks for. Raises UsageError where one input would have to be two things."""
    file = file_of(values)
    if file == STANDARD_INPUT:
        raise UsageError(text("The file itself is replaced: it needs a name."), text("Name the private key."))
    old, new = source_of(values), new_source_of(values)
    refuse_same_descriptor(old, new)
    return ChangeOptions(
        file,
        FromKeyring() if values.keyring and isinstance(old, Ask) else old,
        new,
        values.iterations,
        values.weak_passphrase_ok,
        values.keyring,
        values.compatible_iterations,
    )


def run(options: ChangeOptions) -> int:
    """Replace the file. Asks only when it is clear what is there and that it may be replaced.

    Returns the exit status: DONE_WITH_WARNING where it is changed, but not everything is as asked.
    """
    from app.cli import keyring
    from app.cli.interruption import between_steps
    from app.cli.opening import open_with_passphrase
    from app.cli.output import Messages
    from app.cli.status import DONE, DONE_WITH_WARNING
    from app.keys.foreign.document import check_alone
    from app.keys.protection import check_new_iterations
    from app.storage.key_file import read_replaceable
    from app.storage.writer import folder
    from app.usecases.change_passphrase import change_passphrase
    from app.usecases.open_key import recognise
    from app.usecases.recovered import recovered_rows, recovering

    file, messages = Path(options.file), Messages()
    if options.iterations is not None:
        check_new_iterations(options.iterations)
    with recovering(file.parent) as recovered:
        document = recognise(read_replaceable(file))
        check_alone(document)
        folder.check(file.parent)
    rows = recovered_rows(recovered.settled)
    messages.report(rows)
    store = keyring.system_store() if options.keyring else None
    _, old = open_with_passphrase(options.file, document, options.old)
    new = _new_protection(options, file.name)
    with between_steps() as check:
        report = change_passphrase(file, document, old, new, lambda *_: check())
    _show(report)
    status = DONE if not report.has_warnings and all(row.good for row in rows) else DONE_WITH_WARNING
    if store:
        status = keyring.remember([report.pair], new.passphrase, store, messages) or status
    return status


def _new_protection(options: ChangeOptions, label: str) -> "Encrypted":
    from app.cli.sources import new_protection, with_new_options

    with with_new_options():
        return new_protection(
            options.new,
            label,
            iterations=options.iterations,
            weak_ok=options.weak_passphrase_ok,
            compatible=options.compatible_iterations,
        )


def _show(report: "ChangeReport") -> None:
    from app.cli.output import Messages
    from app.usecases.recovered import Check

    Messages().report([*report.rows, Check(text("Fingerprint"), verbatim(report.pair.fingerprint))])
    if not report.has_warnings:
        Messages().success("The passphrase is changed.")
