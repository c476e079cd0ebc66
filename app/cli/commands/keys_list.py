"""`akg keys list`: the keys that there are, and how each stands."""

from argparse import Namespace
from dataclasses import dataclass

from app.cli.parsing import Parser

HELP = "list the keys, most urgent first"

SUMMARY = """\
Lists your keys, what is to be done about each in words, most urgent first. Looks at their files:
whether they are there, encrypted, and yours alone. Nothing is decrypted."""

EXAMPLES = """\
  akg keys list
  akg keys list --venue binance --purpose spot
  akg keys list --json | jq -r '.keys[] | select(.states[0] == "due").name'"""


@dataclass(frozen=True, slots=True, eq=False)
class ListOptions:
    """`venue`, `purpose` empty: all of them."""

    venue: str
    purpose: str
    json: bool = False


def add(parser: Parser) -> None:
    """Add which keys, and the form of the answer."""
    parser.add_argument("--venue", metavar="VENUE", help="only keys for this exchange")
    parser.add_argument("--purpose", metavar="PURPOSE", help="only keys for this purpose")
    parser.add_argument("--json", action="store_true", help="as JSON")


def options(values: Namespace) -> ListOptions:
    """Return what the line asks for. Raises UsageError for a venue or purpose that is not known."""
    venue = purpose = ""
    if values.venue is not None or values.purpose is not None:
        from app.cli import venue_words

        venue = venue_words.venue(values.venue).identifier if values.venue is not None else ""
        purpose = venue_words.purpose(values.purpose).identifier if values.purpose is not None else ""
    return ListOptions(venue, purpose, values.json)


def run(options: ListOptions) -> int:
    """Write the table to standard output."""
    from app.cli import key_descriptions as describe
    from app.cli import key_list, output
    from app.cli.key_findings import looked_at
    from app.cli.status import DONE
    from app.text import text

    _, records = key_list.read()
    wanted = [
        record
        for record in records
        if options.venue in ("", record.venue) and options.purpose in ("", record.purpose)
    ]
    day = key_list.today()
    standings, files = looked_at(wanted, day)
    if options.json:
        output.write(describe.as_json(standings, files, day))
    elif standings:
        output.write(describe.table(standings, day))
    elif records:
        output.say(text("No key in the list is for that."))
    else:
        output.say(text("The list has no keys yet. akg generate adds those it makes; akg keys add, others."))
    return DONE
