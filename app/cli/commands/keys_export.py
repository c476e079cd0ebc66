"""`akg keys export`: the list as a file."""

from argparse import Namespace
from dataclasses import dataclass

from app.cli.arguments import STANDARD_INPUT
from app.cli.parsing import Parser
from app.errors import UsageError
from app.text import text

HELP = "write the list as CSV or JSON"

SUMMARY = """\
Writes the whole list as CSV or JSON, to standard output or to a file (mode 0600): sorted by name
and fingerprint, in UTF-8, with the public keys as base64 of DER. akg keys import reads both back,
and what is exported then is the same, octet for octet.

In CSV, a quote stands before what a spreadsheet would run as a formula; importing takes it away."""

EXAMPLES = """\
  akg keys export > keys.csv
  akg keys export -o keys.json
  akg keys export --format json | ssh other akg keys import -"""

_FORMATS = ("csv", "json")


@dataclass(frozen=True, slots=True, eq=False)
class ExportOptions:
    """`output` None: standard output."""

    format: str
    output: str | None = None
    force: bool = False


def add(parser: Parser) -> None:
    """Add the format, and where it goes."""
    parser.add_argument(
        "--format", choices=_FORMATS, help="default: json for a FILE that ends in .json, else csv"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="a new file; default: standard output")
    parser.add_argument(
        "--force", action="store_true", help="with -o: replace an existing file; a backup is kept"
    )


def options(values: Namespace) -> ExportOptions:
    """Return what the line asks for. Raises UsageError for options that contradict each other."""
    output = None if values.output == STANDARD_INPUT else values.output
    if values.force and output is None:
        raise UsageError(text("--force belongs to --output FILE."), text("Add it, or leave --force out."))
    ending = "json" if (output or "").casefold().endswith(".json") else "csv"
    return ExportOptions(values.format or ending, output, values.force)


def run(options: ExportOptions) -> int:
    """Write the list."""
    from app.cli import key_list
    from app.cli.output import write_bytes
    from app.cli.status import DONE
    from app.usecases.key_list.exchange import to_csv, to_json

    _, records = key_list.read()
    content = to_json(records) if options.format == "json" else to_csv(records)
    if options.output is None:
        write_bytes(content)
        return DONE
    from app.cli.saved_file import saved
    from app.storage.writer.folder import resolve
    from app.usecases.save_file import PRIVATE_MODE, NewFile

    path = resolve(options.output)
    return saved(NewFile(path, content, text("List of keys"), PRIVATE_MODE, options.force))
