"""`akg public`: the public half of an existing key."""

from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli.arguments import STANDARD_INPUT
from app.cli.parsing import Parser, add_copy, add_no_passphrase, add_sources, file_of, source_of
from app.cli.sources import FromDescriptor, FromKeyring, FromStandardInput, Source
from app.errors import UsageError
from app.text import text

if TYPE_CHECKING:
    from app.keys.foreign.document import KeyDocument
    from app.keys.pair import KeyPair

HELP = "print the public key of a private key"

SUMMARY = """\
Prints the public key (SubjectPublicKeyInfo PEM) of a private key: PKCS#8, PKCS#1, OpenSSH or JWK,
PEM or DER, encrypted or not. Anything else in the file is named and ignored. Asks for the
passphrase of an encrypted key on the terminal."""

EXAMPLES = """\
  akg public ~/api-keys/spot-trading.private.pem
  akg public old-key.pem --passphrase-file ~/passphrase.txt > old-key.public.pem
  akg public ~/api-keys/spot-trading.private.pem --keyring
      with the passphrase that akg generate --keyring stored
  akg public ~/api-keys/spot-trading.private.pem --copy
  ssh trader cat key.pem | akg public -"""


@dataclass(frozen=True, slots=True)
class PublicOptions:
    """`file` is `-` for standard input."""

    file: str
    source: Source | FromKeyring
    copy: bool = False


def add(parser: Parser) -> None:
    """Add the file, where its passphrase comes from, and where the public key goes."""
    parser.add_argument("file", metavar="FILE", help="the private key; - for standard input")
    _, sources = add_sources(parser)
    add_no_passphrase(sources)
    sources.add_argument(
        "--keyring", action="store_true", help="what the system keyring remembers for this key"
    )
    add_copy(parser)


def options(values: Namespace) -> PublicOptions:
    """Return what the line asks for. Raises UsageError where standard input would have to be two things."""
    file = file_of(values)
    source = FromKeyring() if values.keyring else source_of(values)
    if file == STANDARD_INPUT and source in (FromStandardInput(), FromDescriptor(0)):
        raise UsageError(
            text("The key and the passphrase cannot both come through standard input."),
            text("Name a file for one of them."),
        )
    return PublicOptions(file, source, values.copy)


def run(options: PublicOptions) -> int:
    """Write the public key PEM to standard output. Asks only when it is clear what is there, and encrypted.

    Returns the exit status: DONE_WITH_WARNING where it could not be put on the clipboard.
    """
    from app.cli import inputs, output
    from app.cli.descriptions import show_notes
    from app.cli.status import DONE
    from app.usecases.open_key import recognise

    document = recognise(inputs.read_key(options.file))
    show_notes(document)
    pair = _open(document, options)
    output.write(pair.public_key_pem)
    if not options.copy:
        return DONE
    from app.cli.clipboard import copy_public_key

    return copy_public_key(pair, output.Messages())


def _open(document: "KeyDocument", options: PublicOptions) -> "KeyPair":
    from app.cli.interruption import interruptible
    from app.cli.sources import existing_passphrase
    from app.keys.foreign.reader import open_private_key

    if not document.encryption:
        return interruptible(lambda: open_private_key(document, None))
    if isinstance(options.source, FromKeyring):
        from app.cli.keyring import open_with_recalled

        return open_with_recalled(options.file, document)[0]
    passphrase = existing_passphrase(options.source)
    return interruptible(lambda: open_private_key(document, passphrase))
