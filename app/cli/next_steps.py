"""What to do with new pairs at the venue that they are for: the command that says it step by step."""

import shlex
from collections.abc import Iterator

from app.cli.options import GenerateOptions, ToFolder
from app.cli.output import Messages
from app.text import text
from app.usecases.save_report import SavedPair
from app.venues.interactive_brokers import DH_COMMAND, INTERACTIVE_BROKERS
from app.venues.purpose import FOUR
from app.venues.rules import notice
from app.venues.venue import Venue


def show(options: GenerateOptions, venue: Venue, saved: tuple[SavedPair, ...], messages: Messages) -> None:
    """Say what may be refused, what is missing, and how to go on. `saved` is empty where no files are."""
    if said := notice(venue, options.algorithm.name):
        messages.note(text("Note: {notice}", notice=said))
    if venue is INTERACTIVE_BROKERS:
        messages.note(
            text(
                "Diffie-Hellman parameters are not made here: the library's generator for them is "
                "deprecated, and cannot be stopped. This makes them: {command}",
                command=DH_COMMAND,
            )
        )
    for command in _commands(options, venue, saved):
        messages.note(text("Next: {command}", command=command))


def _commands(options: GenerateOptions, venue: Venue, saved: tuple[SavedPair, ...]) -> Iterator[str]:
    """Yield a line to copy for each pair that has a purpose of its own, else one for all."""
    ending = f"--venue {venue.identifier}"
    if not isinstance(options.target, ToFolder) or not saved:
        yield f"akg register FILE {ending}"
    elif options.each_purpose:
        for purpose, each in zip(FOUR, saved, strict=True):
            yield f"akg register {shlex.quote(each.private_file)} {ending} --purpose {purpose.identifier}"
    else:
        if options.purpose:
            ending = f"{ending} --purpose {options.purpose.identifier}"
        yield f"akg register {shlex.quote(saved[0].private_file)} {ending}"
