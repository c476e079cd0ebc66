"""What there is to do about a key: the one next step of its state, and how that looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.gui.words import said
from app.text import NOTHING, Text, listed, paragraph, text, verbatim

if TYPE_CHECKING:
    from app.storage.registry.record import KeyRecord
    from app.usecases.key_list.standing import Standing, State


class NextStep(Enum):
    """The next step. Each leads somewhere; none does something by itself."""

    REPLACE = "replace"
    FINISH = "finish"
    LOCATE = "locate"
    PROTECT = "protect"
    CLOSE = "close"
    REGISTER = "register"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Look:
    """How a state looks: an icon, and a tone of the palette: warning, error, accent, or plain."""

    step: NextStep
    icon: str
    tone: str


TITLES = {
    NextStep.REPLACE: text("Replace…"),
    NextStep.FINISH: text("Finish…"),
    NextStep.LOCATE: text("Locate…"),
    NextStep.PROTECT: text("Protect…"),
    NextStep.CLOSE: text("Protect…"),
    NextStep.REGISTER: text("Register…"),
    NextStep.NONE: NOTHING,
}
_PLAIN = Look(NextStep.NONE, "key", "plain")
_LOOKS = {
    "leaked": Look(NextStep.REPLACE, "alert", "error"),
    "old-key-works": Look(NextStep.FINISH, "refresh", "warning"),
    "due": Look(NextStep.REPLACE, "clock", "warning"),
    "file-not-found": Look(NextStep.LOCATE, "file-x", "error"),
    "another-key": Look(NextStep.LOCATE, "file-x", "error"),
    "not-encrypted": Look(NextStep.PROTECT, "lock-open", "error"),
    "readable-by-others": Look(NextStep.CLOSE, "people", "warning"),
    "unreadable": Look(NextStep.LOCATE, "file-x", "warning"),
    "replacement-unfinished": Look(NextStep.FINISH, "refresh", "accent"),
    "due-soon": Look(NextStep.REPLACE, "clock", "accent"),
    "not-registered": Look(NextStep.REGISTER, "key", "accent"),
}


def look_of(standing: Standing) -> Look:
    """Return how the most urgent state of a key looks."""
    return _LOOKS.get(standing.first.value, _PLAIN)


def state_words(standing: Standing, today: str) -> str:
    """Return the most urgent state as it stands alone, in the language of the person."""
    return capital(_said(standing.first, standing.record, today))


def all_words(standing: Standing, today: str) -> Text:
    """Return every state of a key."""
    from app.usecases.key_list.standing import words

    return listed(words(state, standing.record, today) for state in standing.states)


def capital(words: str) -> str:
    """Return words as they begin a line."""
    return words[:1].upper() + words[1:]


def _said(state: State, record: KeyRecord, today: str) -> str:
    from app.usecases.key_list.standing import words

    return said(words(state, record, today))


def facts_of(record: KeyRecord) -> tuple[str, ...]:
    """Return where a key is registered, of which kind it is, and for what; as far as that is known."""
    from app.venues.purpose import BY_IDENTIFIER as PURPOSES

    purpose = PURPOSES.get(record.purpose)
    facts = (venue_title(record.venue), algorithm_label(record.algorithm), purpose.title if purpose else "")
    return tuple(said(each) for each in facts if each)


def venue_title(identifier: str) -> str:
    """Return the title of a venue; of one that no table knows, what it is called in the list."""
    from app.venues.table import BY_IDENTIFIER as VENUES

    venue = VENUES.get(identifier)
    return venue.title if venue else identifier


def algorithm_label(name: str) -> str:
    """Return the label of an algorithm; of one that no table knows, its name."""
    from app.keys.algorithm import BY_NAME

    known = BY_NAME.get(name)
    return known.label if known else name


def described(standing: Standing, today: str) -> Text:
    """Return all of a row for those who hear it."""
    facts = listed(facts_of(standing.record))
    name = verbatim(standing.record.name)
    states = all_words(standing, today)
    return paragraph(text("{name}: {states}.", name=name, states=states), text("{facts}.", facts=facts))
