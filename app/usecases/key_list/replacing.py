"""Replaces a key: a checklist that stays until the old key can do nothing any more and its file is gone.

In the usual order the old key works until the new one does. One that may have leaked is deleted at the venue
first: until then a thief can use it, and the program stops instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.errors import UsageError
from app.storage.registry.record import KeyRecord
from app.storage.registry.registry import Registry
from app.text import NOTHING, Text, paragraph, text

MADE = "replace-made"
NEW_REGISTERED = "replace-new-registered"
SWITCHED = "replace-switched"
WORKS = "replace-works"
OLD_DELETED = "replace-old-deleted"
FILE_REMOVED = "replace-file-removed"

_USUAL: tuple[str, ...] = (NEW_REGISTERED, SWITCHED, WORKS, OLD_DELETED, FILE_REMOVED)
_TICKED = (SWITCHED, WORKS, FILE_REMOVED)  # of the old key; the others say something about a key itself
_LEAKED: tuple[str, ...] = (OLD_DELETED, NEW_REGISTERED, SWITCHED, WORKS, FILE_REMOVED)
_BEGINNING = 12  # characters of an API key by which one is told from others
_ENDING = re.compile(r"-(?:\d{4}-\d{2}-\d{2}(?:-\d+)?|\d{1,3})$")


@dataclass(frozen=True, slots=True)
class ReplaceStep:
    """One thing to do. `address`: of the venue's page where it is done there, or empty."""

    identifier: str
    sentence: Text
    detail: Text = NOTHING
    address: str = ""
    is_done: bool = False


def next_name(name: str, day: str) -> str:
    """Return the name of the key that replaces one: its own with today's date, ISO 8601, at its end."""
    return f"{_ENDING.sub('', name)}-{day}"


def checklist(old: KeyRecord, new: KeyRecord | None) -> tuple[ReplaceStep, ...]:
    """Return what to do, in the order that is safe for this key. `new`: None before it is made."""
    done = done_steps(old, new)
    order = _LEAKED if old.leaked else _USUAL
    if new is None:
        made = order.index(NEW_REGISTERED)
        order = (*order[:made], MADE, *order[made:])
    return tuple(_told(_step(each, old, new), each in done) for each in order)


def done_steps(old: KeyRecord, new: KeyRecord | None) -> frozenset[str]:
    """Return what is done: as ticked, and as is known of both keys."""
    known = {NEW_REGISTERED} if new and new.registered else set()
    if old.retired:
        known.add(OLD_DELETED)
    if not old.files:
        known.add(FILE_REMOVED)
    return frozenset(known | (set(old.steps) & set(_TICKED)))


def is_unfinished(old: KeyRecord) -> bool:
    """Return whether something is left to do of what the old key alone knows: all but registering the new."""
    others = frozenset(_USUAL) - {NEW_REGISTERED}
    return bool(old.replaced_by) and not others <= done_steps(old, None)


def is_finished(old: KeyRecord, new: KeyRecord | None) -> bool:
    """Return whether nothing is left to do."""
    return done_steps(old, new) == frozenset(_USUAL)


def begun(old: KeyRecord, new: str) -> KeyRecord:
    """Return the record of a key whose place another one takes, by fingerprint; ticks are open again."""
    if old.replaced_by == new:
        return old
    return replace(old, replaced_by=new, steps=tuple(each for each in old.steps if each not in _USUAL))


def mark_leaked(fingerprint: str, registry: Registry) -> None:
    """Remember that a key may be known to somebody else."""
    registry.change([fingerprint], lambda record: replace(record, leaked=True))


def tick(fingerprints: Sequence[str], step: str, done: bool, day: str, registry: Registry) -> None:
    """Tick a step of the old key, or take that back. `fingerprints`: of the old key and the new one.

    What says something about a key itself is remembered there: that it is registered, or deleted.
    Raises UsageError for what is not a step.
    """
    old, new = fingerprints
    if step not in _USUAL:
        raise UsageError(text("That is not a step."))
    match step:
        case _ if step == NEW_REGISTERED:
            registry.change(
                [new], lambda key: replace(key, registered=(key.registered or day) if done else "")
            )
        case _ if step == OLD_DELETED:
            registry.change([old], lambda key: replace(key, retired=(key.retired or day) if done else ""))
        case _:
            registry.change([old], lambda key: replace(key, steps=_with(key.steps, step, done)))


def _with(steps: tuple[str, ...], step: str, done: bool) -> tuple[str, ...]:
    others = tuple(each for each in steps if each != step)
    return (*others, step) if done else others


def _told(step: ReplaceStep, is_done: bool) -> ReplaceStep:
    """Return the step as far as it is; what holds until it is done is not said of what is."""
    detail = NOTHING if is_done and step.identifier == WORKS else step.detail
    return replace(step, detail=detail, is_done=is_done)


def _step(identifier: str, old: KeyRecord, new: KeyRecord | None) -> ReplaceStep:
    from app.venues.table import BY_IDENTIFIER as VENUES  # what is due is asked of every key, without it

    venue = VENUES.get(old.venue)
    where = venue.name if venue else text("the exchange")
    page = venue.page if venue else ""
    match identifier:
        case _ if identifier == MADE:
            sentence = text("Make the key that takes the place of {name}.", name=old.name)
            return ReplaceStep(identifier, sentence, text("For the same purpose, in the same folder."))
        case _ if identifier == NEW_REGISTERED:
            name = new.name if new else text("the new key")
            sentence = text("Register {name} at {venue}.", name=name, venue=where)
            return ReplaceStep(identifier, sentence, text("Its page shows how, step by step."), page)
        case _ if identifier == SWITCHED:
            sentence = text("Tell your program the new file and the new API key, and start it again.")
            return ReplaceStep(identifier, sentence, text("The page of the new key shows the lines to use."))
        case _ if identifier == WORKS:
            sentence = text("See one request succeed with the new key.")
            return ReplaceStep(identifier, sentence, _until_it_works(old))
        case _ if identifier == OLD_DELETED:
            sentence = text("Delete the old API key of {name} at {venue}.", name=old.name, venue=where)
            return ReplaceStep(identifier, sentence, _why_delete(old), page)
        case _:
            sentence = text("Remove the old private-key file.")
            return ReplaceStep(identifier, sentence, deletion_limits())


def _until_it_works(old: KeyRecord) -> Text:
    if old.leaked or old.retired:
        return text("Until then your program cannot trade.")
    return text("Until then the old key is your way back.")


def _why_delete(old: KeyRecord) -> Text:
    why = (
        text("Now, before all else: whoever has the file can trade until it is deleted there.")
        if old.leaked
        else text("An API key that nobody needs can still be used by whoever finds its file.")
    )
    return paragraph(_which(old.api_key), why)


def _which(api_key: str) -> Text:
    """Return how it is known among the others at the venue, as far as anybody has entered it."""
    if len(api_key) <= _BEGINNING:
        return text("Its API key is {key}.", key=api_key) if api_key else NOTHING
    return text("Its API key begins with {beginning}.", beginning=api_key[:_BEGINNING])


def deletion_limits() -> Text:
    """Return what deleting a file does not promise."""
    return text(
        "On SSDs, copy-on-write disks, in backups and snapshots the old content can survive. What protects "
        "you is that the API key is deleted at the exchange."
    )
