"""`akg venues`: the exchanges that are known, or all that is known of one."""

from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli.parsing import Parser

if TYPE_CHECKING:
    from app.venues.venue import Venue

HELP = "list the exchanges that are known, and what each takes"

SUMMARY = """\
Lists the exchanges and services that take a public key of yours: which types, in which form, and
the day on which their documents were read. With VENUE, all that is known of that one, with its
sources. Nothing is asked of any server."""

EXAMPLES = """\
  akg venues
  akg venues bybit
  akg venues --json | jq -r '.venues[].venue'"""


@dataclass(frozen=True, slots=True)
class VenuesOptions:
    """`venue` None: all of them."""

    venue: "Venue | None"
    json: bool = False


def add(parser: Parser) -> None:
    """Add the venue, and the form of the answer."""
    parser.add_argument("venue", metavar="VENUE", nargs="?", help="one of them; default: all")
    parser.add_argument("--json", action="store_true", help="as JSON")


def options(values: Namespace) -> VenuesOptions:
    """Return what the line asks for. Raises UsageError for a venue that is not known."""
    from app.cli import venue_words

    return VenuesOptions(None if values.venue is None else venue_words.venue(values.venue), values.json)


def run(options: VenuesOptions) -> int:
    """Write the table, or the entry, to standard output."""
    from app.cli import venue_descriptions as describe
    from app.cli.output import write
    from app.cli.status import DONE
    from app.venues.table import VENUES

    if options.json:
        write(describe.as_json((options.venue,) if options.venue else VENUES))
    elif options.venue:
        write(describe.entry(options.venue))
    else:
        write(describe.table(VENUES))
    return DONE
