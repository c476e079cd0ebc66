"""`akg keys due`: what is to be replaced, for cron. Loads as little as it can."""

from argparse import Namespace
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.cli.key_list import days_of
from app.cli.parsing import Parser

if TYPE_CHECKING:
    from app.usecases.key_list.standing import Standing

HELP = "say which keys are due; exit status 10 where some are"

SUMMARY = """\
Prints a line for each key that is to be replaced: its day has come, it may have leaked, or it is
replaced and the old API key still works. Nothing and status 0 where there is none, status 10 where
there are some, status 6 where there is none and a damaged list is kept, which nobody watches. Looks
at no file and asks for nothing: fit for cron (see akg keys timer)."""

EXAMPLES = """\
  akg keys due
  akg keys due --within 14d
  akg keys due --json | jq -r '.keys[].name'"""


@dataclass(frozen=True, slots=True, eq=False)
class DueOptions:
    """`within`: days from today that count as well."""

    within: int = 0
    json: bool = False


def add(parser: Parser) -> None:
    """Add how far to look, and the form of the answer."""
    parser.add_argument(
        "--within",
        metavar="DAYS",
        type=partial(days_of, option="--within"),
        default=0,
        help="also what is due in so many days, for example 14d",
    )
    parser.add_argument("--json", action="store_true", help="as JSON")


def options(values: Namespace) -> DueOptions:
    """Return what the line asks for."""
    return DueOptions(values.within, values.json)


def run(options: DueOptions) -> int:
    """Write the lines to standard output. Returns DUE where there are some.

    Where there are none, and keys may be missing from the list, DONE_WITH_WARNING: nobody is left in peace.
    """
    from app.cli import key_list, output
    from app.cli.status import DONE, DONE_WITH_WARNING, DUE

    registry, records = key_list.read()
    day = key_list.today()
    due = [each for each in key_list.standings(records, day) if _is_due(each, options.within, day)]
    if options.json:
        from app.cli.key_descriptions import as_json

        output.write(as_json(due, {}, day))
    elif due:
        output.write(_lines(due, day))
    if due:
        return DUE
    return DONE_WITH_WARNING if registry.is_incomplete else DONE


def _is_due(each: "Standing", within: int, day: str) -> bool:
    from app.usecases.key_list.rotation import days_until

    record = each.record
    if each.is_due or record.retired or record.replaced_by or not record.due:
        return each.is_due
    return days_until(record.due, day) <= within


def _lines(due: "list[Standing]", day: str) -> str:
    from app.cli.output import plain
    from app.cli.tables import columns

    return columns(
        *((plain(each.record.name), plain(each.record.venue or "-"), _why(each, day)) for each in due)
    )


def _why(each: "Standing", day: str) -> str:
    from app.usecases.key_list.standing import State, words

    return words(each.first if each.is_due else State.DUE, each.record, day)
