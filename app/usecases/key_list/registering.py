"""What is remembered of registering a key: the ticks, the API key, and since when it is registered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.storage.registry.record import KeyRecord

WHITELIST = "ip"  # the step that restricts a key to addresses
_REPLACING = "replace-"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a key is at one venue. `steps`: identifiers of those that are ticked there.

    `before`: how far it was known to be; what has not changed since is left to whoever else has changed it.
    """

    venue: str
    purpose: str
    client: str = ""
    api_key: str = ""
    steps: tuple[str, ...] = ()
    before: Progress | None = None


def keep_progress(progress: Progress, record: KeyRecord) -> KeyRecord:
    """Return the record with this progress; one that is registered is not moved to another venue by it."""
    is_settled = bool(record.registered or record.api_key)
    if is_settled and progress.venue != record.venue:
        return record
    return _with(progress, record)


def mark_registered(progress: Progress, day: str, record: KeyRecord) -> KeyRecord:
    """Return the record of a key that is registered there since this day, ISO 8601; empty: it is not."""
    return replace(_with(progress, record), registered=(record.registered or day) if day else "")


def own_steps(record: KeyRecord) -> tuple[str, ...]:
    """Return the ticked steps of registering: those of replacing have another place."""
    return tuple(step for step in record.steps if not step.startswith(_REPLACING))


def _with(progress: Progress, record: KeyRecord) -> KeyRecord:
    others = tuple(step for step in record.steps if step.startswith(_REPLACING))
    api_key, steps = progress.api_key, set(progress.steps)
    if progress.venue == record.venue:
        before = progress.before or Progress(progress.venue, progress.purpose)
        known = set(before.steps)
        steps = (set(own_steps(record)) | (steps - known)) - (known - steps)
        api_key = record.api_key if api_key == before.api_key else api_key
    return replace(
        record,
        venue=progress.venue,
        purpose=progress.purpose,
        client=progress.client,
        api_key=api_key,
        steps=(*sorted(steps), *others),
        whitelisted=WHITELIST in steps,
    )
