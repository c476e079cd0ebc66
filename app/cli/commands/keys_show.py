"""`akg keys show`: all that is known of one key."""

from argparse import Namespace
from dataclasses import dataclass

from app.cli.parsing import Parser

HELP = "show all that is known of a key"

SUMMARY = """\
Shows all that the list knows of a key, and what its file looks like now. Where the key is not
restricted to trusted IP addresses, it says what the exchange does to such keys."""

EXAMPLES = """\
  akg keys show spot-trading-2026-11-29"""


@dataclass(frozen=True, slots=True, eq=False)
class ShowOptions:
    """`name`: or the fingerprint."""

    name: str


def add(parser: Parser) -> None:
    """Add the key."""
    parser.add_argument("name", metavar="NAME", help="the name of the key, or its fingerprint")


def options(values: Namespace) -> ShowOptions:
    """Return what the line asks for."""
    return ShowOptions(values.name)


def run(options: ShowOptions) -> int:
    """Write a line for each fact to standard output."""
    from app.cli import key_descriptions as describe
    from app.cli import key_list
    from app.cli.key_findings import looked_at
    from app.cli.output import write
    from app.cli.status import DONE
    from app.usecases.key_list.naming import named

    _, records = key_list.read()
    record = named(records, options.name)
    new_name = next((each.name for each in records if each.fingerprint == record.replaced_by), "")
    day = key_list.today()
    [standing], files = looked_at([record], day)
    write(describe.entry(standing, files, day, new_name))
    return DONE
