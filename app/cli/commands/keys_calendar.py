"""`akg keys calendar`: due dates for whatever reminds a person of anything."""

from argparse import Namespace
from dataclasses import dataclass

from app.cli.arguments import STANDARD_INPUT
from app.cli.parsing import Parser
from app.errors import UsageError
from app.text import text

HELP = "write the due dates as a calendar file"

SUMMARY = """\
Writes the day on which each key is due as a calendar file (iCalendar, RFC 5545), with reminders 14
days before, the day before, and on the day. Importing a newer file updates the same events. It
contains names, exchanges and fingerprints: no API key, no path, nothing secret."""

EXAMPLES = """\
  akg keys calendar -o keys.ics
  akg keys calendar -o keys.ics --force
      again, after something has changed"""


@dataclass(frozen=True, slots=True, eq=False)
class CalendarOptions:
    """`output` None: standard output."""

    output: str | None = None
    force: bool = False


def add(parser: Parser) -> None:
    """Add where it goes."""
    parser.add_argument("-o", "--output", metavar="FILE", help="a new file; default: standard output")
    parser.add_argument(
        "--force", action="store_true", help="with -o: replace an existing file; a backup is kept"
    )


def options(values: Namespace) -> CalendarOptions:
    """Return what the line asks for. Raises UsageError for --force without a file."""
    output = None if values.output == STANDARD_INPUT else values.output
    if values.force and output is None:
        raise UsageError(text("--force belongs to --output FILE."), text("Add it, or leave --force out."))
    return CalendarOptions(output, values.force)


def run(options: CalendarOptions) -> int:
    """Write the calendar."""
    from app.cli import key_list
    from app.cli.output import write_bytes
    from app.cli.status import DONE
    from app.usecases.key_list.calendar import to_calendar
    from app.usecases.key_list.remembering import now

    _, records = key_list.read()
    content = to_calendar(records, now())
    if options.output is None:
        write_bytes(content)
        return DONE
    from app.cli.saved_file import saved
    from app.storage.writer.folder import resolve
    from app.usecases.save_file import PRIVATE_MODE, NewFile

    return saved(NewFile(resolve(options.output), content, text("Calendar"), PRIVATE_MODE, options.force))
