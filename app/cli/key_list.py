"""What the actions of `akg keys` share: the list is read, its notice said, a word made a key of it."""

import re
from collections.abc import Sequence

from app.cli import output
from app.errors import UsageError
from app.storage.registry.record import KeyRecord
from app.storage.registry.registry import Registry, user_registry
from app.text import text
from app.usecases.key_list.standing import Standing, by_urgency, standing

_MOST_DAYS = 4  # digits


def read() -> tuple[Registry, tuple[KeyRecord, ...]]:
    """Return the list, and what is in it. Raises RegistryError."""
    registry = user_registry()
    records = registry.all()
    say_notice(registry)
    return registry, records


def say_notice(registry: Registry) -> None:
    """Say what is to be known of the file: that a damaged one was set aside, or that it cannot be changed."""
    if registry.notice:
        output.say_as("warning", registry.notice)


def today() -> str:
    """Return the local date."""
    from app.storage import names

    return names.today()


def standings(records: Sequence[KeyRecord], day: str) -> list[Standing]:
    """Return how these keys stand as far as the list says, most urgent first; no file is looked at."""
    return by_urgency(standing(record, (), day) for record in records)


def days_of(word: str, option: str) -> int:
    """Return the number of days in a word like 14d. Raises UsageError."""
    if not re.fullmatch(rf"\d{{1,{_MOST_DAYS}}}d", word, re.ASCII):
        raise UsageError(
            text("{option} takes a number of days.", option=option),
            text("For example: {option} {example}", option=option, example="14d"),
        )
    return int(word[:-1])
