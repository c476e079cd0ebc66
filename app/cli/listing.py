"""New pairs go into the list of keys, when all else is done: that it cannot be written ends nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.cli.options import GenerateOptions
from app.cli.output import Messages
from app.errors import KeygenError
from app.storage.names import today
from app.storage.preferences import load, preferences_file
from app.storage.registry.registry import Registry, user_registry
from app.text import plural
from app.usecases.key_list.remembering import Intent, remember_saved
from app.usecases.key_list.rotation import due_day

if TYPE_CHECKING:
    from app.usecases.save_report import SaveReport


@dataclass(frozen=True, slots=True)
class Listing:
    """What is known before anything is saved. `rotation`: one of ROTATIONS; empty: nothing is remembered."""

    rotation: str

    def remember(self, report: "SaveReport", options: GenerateOptions) -> None:
        """Add the pairs of a save, unless the person wants no list; say quietly where that fails."""
        if self.rotation:
            intent = intent_of(options, self.rotation)
            _add(partial(remember_saved, report, intent), len(report.saved), Messages(options.quiet))


def prepare_listing() -> Listing:
    """Return what the person wants. Loads all that listing needs: nothing is left to fail after a save."""
    preferences = load(preferences_file())
    if not preferences.remember_keys:
        return Listing("")
    due_day(today(), "", preferences.rotation)
    return Listing(preferences.rotation)


def add_to_list(add: Callable[[Registry, str], None], count: int, messages: Messages) -> None:
    """Let `add` put so many keys into the list, as above. It is given how long keys last, of ROTATIONS."""
    if rotation := prepare_listing().rotation:
        _add(lambda registry: add(registry, rotation), count, messages)


def _add(add: Callable[[Registry], None], count: int, messages: Messages) -> None:
    registry = user_registry()
    try:
        add(registry)
    except KeygenError as error:
        messages.note(
            plural(
                "This key is not in the list of keys: {reason}",
                "These keys are not in the list of keys: {reason}",
                count,
                reason=error.message,
            )
        )
    if registry.notice:
        messages.note(registry.notice)


def intent_of(options: GenerateOptions, rotation: str) -> Intent:
    """Return what the pairs of these options are for."""
    purposes: tuple[str, ...] = ()
    if options.each_purpose:
        from app.venues.purpose import FOUR

        purposes = tuple(each.identifier for each in FOUR)
    return Intent(
        today(),
        options.venue.identifier if options.venue else "",
        options.purpose.identifier if options.purpose else "",
        purposes=purposes,
        rotation=rotation,
    )
