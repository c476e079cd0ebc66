"""`akg keys forget`: keys removed from the list, and from nothing else."""

from argparse import Namespace
from dataclasses import dataclass

from app.cli.parsing import Parser
from app.errors import UsageError
from app.text import plural, text

HELP = "remove keys from the list; their files stay"

SUMMARY = """\
Removes keys from the list. Their files stay where they are, and so does the API key at the
exchange. With --all, damaged lists that were set aside go as well."""

EXAMPLES = """\
  akg keys forget spot-trading-2026-08-31
  akg keys forget --all --force"""


@dataclass(frozen=True, slots=True, eq=False)
class ForgetOptions:
    """`names` empty: all keys. `force`: without asking."""

    names: tuple[str, ...]
    force: bool = False


def add(parser: Parser) -> None:
    """Add the keys, and whether to ask."""
    parser.add_argument("names", metavar="NAME", nargs="*", help="names of keys, or fingerprints")
    parser.add_argument("--all", action="store_true", help="every key")
    parser.add_argument("--force", action="store_true", help="do not ask")


def options(values: Namespace) -> ForgetOptions:
    """Return what the line asks for. Raises UsageError for names with --all, and for neither."""
    if bool(values.names) == values.all:
        raise UsageError(text("Name the keys, or say --all."), text("All of them: akg keys list."))
    return ForgetOptions(tuple(values.names), values.force)


def run(options: ForgetOptions) -> int:
    """Remove them, all or none, when the person has said yes."""
    from app.cli import key_list, prompts
    from app.cli.output import Messages
    from app.cli.status import DONE
    from app.usecases.key_list.naming import named

    registry, records = key_list.read()
    these = {named(records, name).fingerprint for name in options.names}
    number = len(these) if options.names else len(records)
    if not options.force:
        question = plural(
            "Forget {number} key? Its file stays.", "Forget {number} keys? Their files stay.", number
        )
        prompts.confirm(question, text("Say --force to forget without it."))
    gone = registry.forget(these) if options.names else registry.forget_all()
    Messages().success(plural("{number} key is forgotten.", "{number} keys are forgotten.", gone))
    return DONE
