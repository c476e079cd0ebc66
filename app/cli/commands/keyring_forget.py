"""`akg keyring forget`: the passphrase of a key removed from the system keyring."""

from argparse import Namespace
from dataclasses import dataclass

from app.cli.parsing import Parser, file_of

HELP = "remove the passphrase of a key"

SUMMARY = """\
Removes the passphrase of a key from the system keyring; the key files stay as they are.

An encrypted PKCS#8 file does not show which key it is: the public key must be beside it
(X.public.pem beside X.private.pem, otherwise FILE.pub), or be named itself."""

EXAMPLES = """\
  akg keyring forget ~/api-keys/spot-trading.private.pem
  akg keyring forget ~/api-keys/spot-trading.public.pem"""


@dataclass(frozen=True, slots=True)
class ForgetOptions:
    """`file` is `-` for standard input."""

    file: str


def add(parser: Parser) -> None:
    """Add the file."""
    parser.add_argument("file", metavar="FILE", help="the private or the public key; - for standard input")


def options(values: Namespace) -> ForgetOptions:
    """Return what the line asks for."""
    return ForgetOptions(file_of(values))


def run(options: ForgetOptions) -> int:
    """Remove what is stored for the key. Raises PassphraseError where nothing is, and KeyringError."""
    from app.cli import inputs, keyring
    from app.cli.interruption import interruptible
    from app.cli.status import DONE
    from app.usecases.open_key import inspect

    data = inputs.read_key(options.file)
    inspection = interruptible(lambda: inspect(data))
    keyring.forget(options.file, inspection)
    return DONE
