"""`akg keys import`: the list of another computer, or of a program, put into this one."""

from argparse import Namespace
from dataclasses import dataclass

from app.cli.parsing import Parser, file_of

HELP = "read a list that was exported"

SUMMARY = """\
Reads keys from a CSV or JSON file, as akg keys export writes them, all or none. What the list knows
of a key already stays; what it did not know is added. A table needs the columns name and
public_key (base64 of DER SubjectPublicKeyInfo); the others may be missing.

Up to 10,000 rows. Each is checked: a private key in it is refused, and never repeated."""

EXAMPLES = """\
  akg keys import keys.csv
  ssh other akg keys export --format json | akg keys import -"""


@dataclass(frozen=True, slots=True, eq=False)
class ImportOptions:
    """`file` is `-` for standard input."""

    file: str


def add(parser: Parser) -> None:
    """Add the file."""
    parser.add_argument("file", metavar="FILE", help="the list; - for standard input")


def options(values: Namespace) -> ImportOptions:
    """Return what the line asks for."""
    return ImportOptions(file_of(values))


def run(options: ImportOptions) -> int:
    """Put the keys into the list, all or none."""
    from app.cli import inputs, key_list
    from app.cli.output import Messages
    from app.cli.status import DONE
    from app.text import plural
    from app.usecases.key_list.exchange import LARGEST, read_records

    data = inputs.read(options.file, LARGEST, "Reading the list from the terminal.")
    new = read_records(data)
    registry, records = key_list.read()
    if new:
        registry.enrol(new)
    before = {record.fingerprint for record in records}
    number = sum(record.fingerprint not in before for record in new)
    messages = Messages()
    messages.success(plural("{number} key is new in the list.", "{number} keys are new in the list.", number))
    if known := len(new) - number:
        messages.note(
            plural("{number} key was in the list already.", "{number} keys were in the list already.", known)
        )
    return DONE
