"""How a key stands: what is to be done about it, most urgent first, in words and for sorting."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from app.storage.registry.record import KeyRecord
from app.text import Text, plural, text
from app.usecases.key_list.looking import FileState
from app.usecases.key_list.replacing import is_unfinished
from app.usecases.key_list.rotation import SOON, days_until


class State(Enum):
    """One thing about a key; in order of urgency. The value is what JSON says."""

    LEAKED = "leaked"
    OLD_KEY_WORKS = "old-key-works"
    DUE = "due"
    FILE_NOT_FOUND = "file-not-found"
    ANOTHER_KEY = "another-key"
    NOT_ENCRYPTED = "not-encrypted"
    READABLE_BY_OTHERS = "readable-by-others"
    UNREADABLE = "unreadable"
    UNFINISHED = "replacement-unfinished"
    DUE_SOON = "due-soon"
    NOT_REGISTERED = "not-registered"
    IN_ORDER = "in-order"
    RETIRED = "retired"


_OF_FILES = {
    FileState.NOT_FOUND: State.FILE_NOT_FOUND,
    FileState.ANOTHER_KEY: State.ANOTHER_KEY,
    FileState.NOT_ENCRYPTED: State.NOT_ENCRYPTED,
    FileState.READABLE_BY_OTHERS: State.READABLE_BY_OTHERS,
    FileState.UNREADABLE: State.UNREADABLE,
}
_URGENCY = {state: number for number, state in enumerate(State)}
_URGENT = (State.LEAKED, State.OLD_KEY_WORKS, State.DUE)
_NEVER = "never"  # after each date
_NOTHING_TO_DO = (State.IN_ORDER, State.RETIRED)


@dataclass(frozen=True, slots=True)
class Standing:
    """A record with its states, of which there is at least one, most urgent first."""

    record: KeyRecord
    states: tuple[State, ...]

    @property
    def first(self) -> State:
        """Return the most urgent."""
        return self.states[0]

    @property
    def is_due(self) -> bool:
        """Return whether it counts among those that are due: in the badge, and for `akg keys due`."""
        return self.first in _URGENT

    @property
    def is_to_do(self) -> bool:
        """Return whether there is something to do about it."""
        return self.first not in _NOTHING_TO_DO


def standing(record: KeyRecord, files: Iterable[FileState], today: str) -> Standing:
    """Return how it stands on this day, ISO 8601. `files`: what was found, none where nobody has looked.

    Of several files one that is well is enough for FILE_NOT_FOUND and UNREADABLE not to count.
    """
    if record.retired:
        return Standing(record, (State.UNFINISHED if is_unfinished(record) else State.RETIRED,))
    states = set(_states_of_files(tuple(files)))
    if record.leaked:
        states.add(State.LEAKED)
    if record.replaced_by:
        states.add(State.OLD_KEY_WORKS)
    if record.due and not record.replaced_by:
        days = days_until(record.due, today)
        if days <= SOON:
            states.add(State.DUE if days <= 0 else State.DUE_SOON)
    if not record.registered:
        states.add(State.NOT_REGISTERED)
    return Standing(record, tuple(sorted(states, key=_URGENCY.__getitem__)) or (State.IN_ORDER,))


def _states_of_files(files: tuple[FileState, ...]) -> Iterable[State]:
    missing = (FileState.NOT_FOUND, FileState.UNREADABLE)
    one_is_there = any(file not in missing for file in files)
    return (
        _OF_FILES[file]
        for file in files
        if file is not FileState.WELL and not (one_is_there and file in missing)
    )


def by_urgency(standings: Iterable[Standing]) -> list[Standing]:
    """Sort: what is to be done first, then by the day on which it is due, by name, and by fingerprint."""
    return sorted(standings, key=_order)


def _order(each: Standing) -> tuple[int, str, str, str]:
    record = each.record
    return _URGENCY[each.first], record.due or _NEVER, record.name.casefold(), record.fingerprint


def words(state: State, record: KeyRecord, today: str) -> Text:
    """Return the state for a person, within a line of a table."""
    match state:
        case State.DUE | State.DUE_SOON:
            return _due_words(days_until(record.due, today))
        case State.IN_ORDER:
            return _in_order(record, today)
        case _:
            return _WORDS[state]


_WORDS = {
    State.LEAKED: text("may have leaked"),
    State.OLD_KEY_WORKS: text("old key still works"),
    State.FILE_NOT_FOUND: text("file not found"),
    State.ANOTHER_KEY: text("wrong file"),
    State.NOT_ENCRYPTED: text("not encrypted"),
    State.READABLE_BY_OTHERS: text("readable by others"),
    State.UNREADABLE: text("file cannot be read"),
    State.UNFINISHED: text("not all steps done"),
    State.NOT_REGISTERED: text("not registered"),
    State.RETIRED: text("API key deleted"),
}


def _in_order(record: KeyRecord, today: str) -> Text:
    return _due_words(days_until(record.due, today)) if record.due else text("never due")


def _due_words(days: int) -> Text:
    if not days:
        return text("due today")
    if days < 0:
        return plural("due {number} day ago", "due {number} days ago", -days)
    return plural("due in {number} day", "due in {number} days", days)
