"""`akg inspect`, and a path in place of a command: what an existing key is."""

from argparse import Namespace
from dataclasses import dataclass

from app.cli.parsing import Parser, file_of

HELP = "say what a key is and how it is protected"

SUMMARY = """\
Says what a key file is and how it is protected. Asks for no passphrase and opens nothing that
is encrypted, so the fingerprint of an encrypted PKCS#8 key is not known."""

EXAMPLES = """\
  akg inspect ~/api-keys/spot-trading.private.pem
  akg inspect --json key.pem | jq .encryption.iterations
  akg inspect - < key.pem"""


@dataclass(frozen=True, slots=True)
class InspectOptions:
    """`file` is `-` for standard input."""

    file: str
    json: bool = False


def add(parser: Parser) -> None:
    """Add the file, and the form of the answer."""
    parser.add_argument("file", metavar="FILE", help="the key; - for standard input")
    parser.add_argument("--json", action="store_true", help="as JSON")


def options(values: Namespace) -> InspectOptions:
    """Return what the line asks for."""
    return InspectOptions(file_of(values), values.json)


def run(options: InspectOptions) -> int:
    """Write the description to standard output. Asks for no passphrase."""
    from app.cli import inputs
    from app.cli.descriptions import inspection_as_json, inspection_as_text, show_notes
    from app.cli.interruption import interruptible
    from app.cli.output import write
    from app.cli.status import DONE
    from app.usecases.open_key import inspect

    data = inputs.read_key(options.file)
    inspection = interruptible(lambda: inspect(data))
    show_notes(inspection.document)
    write(inspection_as_json(inspection) if options.json else inspection_as_text(inspection))
    return DONE
