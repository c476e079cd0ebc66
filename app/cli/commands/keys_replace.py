"""`akg keys replace`: a new pair in place of an old one, and what is left to do until the old one is gone."""

from argparse import Namespace

from app.cli.arguments import one_of
from app.cli.options import ReplaceOptions
from app.cli.parsing import Parser, add_encryption
from app.cli.source_options import add_sources, source_of
from app.errors import UsageError
from app.text import text

HELP = "replace a key: a new pair, and the steps until the old one is gone"

SUMMARY = """\
Makes a new pair for the same purpose, in the folder of the old file, under the old name with
today's date, and prints what to do, in the order that is safe: the old key works until the new one
does. With --leaked the old API key is deleted at the exchange first.

The steps stay until they are done: the same line again shows them as they stand, --done ticks one,
and --not-done takes that back. --remove-file deletes the old file and its public half, after they
were compared with the key. Nothing is sent to an exchange, and no other file is removed."""

EXAMPLES = """\
  akg keys replace spot-trading-2026-08-31
  akg keys replace spot-trading-2026-08-31 --done new-registered
  akg keys replace spot-trading-2026-08-31 --remove-file
  akg keys replace spot-trading-2026-08-31 --leaked --passphrase-file ~/passphrase.txt"""

_PREFIX = "replace-"
STEPS = ("new-registered", "switched", "works", "old-deleted", "file-removed")


def add(parser: Parser) -> None:
    """Add the key, what is known of it, and how the new pair is protected."""
    parser.add_argument("name", metavar="NAME", help="the name of the old key, or its fingerprint")
    parser.add_argument("--leaked", action="store_true", help="somebody else may have it")
    step = one_of(STEPS, text("There is no such step."))
    tick = parser.add_mutually_exclusive_group()
    tick.add_argument("--done", metavar="STEP", type=step, help=f"tick a step: {', '.join(STEPS)}")
    tick.add_argument("--not-done", metavar="STEP", type=step, help="it is not done, or not any more")
    parser.add_argument(
        "--remove-file", action="store_true", help="delete the old private-key file; asks first"
    )
    parser.add_argument("--force", action="store_true", help="with --remove-file: do not ask")
    add_sources(parser)
    parser.set_defaults(no_passphrase=False)
    add_encryption(parser)


def options(values: Namespace) -> ReplaceOptions:
    """Return what the line asks for."""
    return ReplaceOptions(
        name=values.name,
        source=source_of(values),
        leaked=values.leaked,
        step=_PREFIX + (values.done or values.not_done) if values.done or values.not_done else "",
        is_done=bool(values.done),
        iterations=values.iterations,
        weak_passphrase_ok=values.weak_passphrase_ok,
        compatible_iterations=values.compatible_iterations,
        remove_file=values.remove_file,
        force=values.force,
    )


def run(options: ReplaceOptions) -> int:
    """Make the new pair unless there is one, tick what is done, and write the checklist."""
    from app.cli import key_list, replacement
    from app.cli.output import write
    from app.cli.status import DONE
    from app.usecases.key_list.naming import named
    from app.usecases.key_list.replacing import mark_leaked, tick

    registry, records = key_list.read()
    old = named(records, options.name)
    new = next((each for each in records if each.fingerprint == old.replaced_by), None)
    if (options.step or options.remove_file) and new is None:
        raise UsageError(
            text("This key is not being replaced."), text("akg keys replace NAME makes the new pair.")
        )
    if options.leaked:
        mark_leaked(old.fingerprint, registry)
    status = DONE
    if new is None:
        status = replacement.make(registry, old, records, options)
    elif options.step:
        both = (old.fingerprint, new.fingerprint)
        tick(both, options.step, done=options.is_done, day=key_list.today(), registry=registry)
    if options.remove_file:
        status = replacement.remove_files(registry, old, force=options.force)
    write(replacement.checklist_of(registry, old.fingerprint))
    return status
