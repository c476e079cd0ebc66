"""Venues and the steps of a registration, for people and for programs (JSON)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from app.cli import tables
from app.cli.output import plain
from app.usecases.register import Copies, Step
from app.venues.purpose import BY_IDENTIFIER as PURPOSES
from app.venues.venue import Venue

_COLUMNS = ("NAME", "VENUE", "TAKES", "MAY REFUSE", "FORM", "CHECKED")


def table(venues: Iterable[Venue]) -> str:
    """Return a line for each, below the titles of the columns."""
    rows = [
        (
            venue.identifier,
            venue.title,
            ", ".join(venue.algorithms),
            ", ".join(venue.may_refuse) or "-",
            venue.pasted_as,
            venue.checked,
        )
        for venue in venues
    ]
    return tables.columns(_COLUMNS, *rows)


def entry(venue: Venue) -> str:
    """Return all that is known, a line for each fact."""
    rows = list(_rows(venue))
    return "".join(f"{title:12}  {plain(detail)}\n" for title, detail in rows if detail)


def _rows(venue: Venue) -> Iterator[tuple[str, str]]:
    yield "Name", venue.identifier
    yield "Venue", venue.title
    yield "Environment", venue.environment.value
    yield "Takes", ", ".join(venue.algorithms)
    yield "May refuse", ", ".join(venue.may_refuse)
    for reason in venue.refusals.values():
        yield "Refuses", reason
    yield "Form", venue.pasted_as
    yield "Page", venue.page
    yield "Path", " > ".join(venue.path)
    for each in venue.permissions:
        yield "Permissions", f"{PURPOSES[each.purpose].title}: {', '.join(each.words)}"
    yield "Never", ", ".join(venue.never)
    if venue.ip_restriction:
        yield "Trusted IPs", venue.ip_restriction.words
        yield "Without", venue.ip_restriction.without
    yield "Security", venue.second_factor
    if venue.api_key:
        yield "It gives", f"{venue.api_key.title}: {venue.api_key.looks_like or 'its form is not documented'}"
    for note in venue.notes:
        yield "Note", note
    yield "Read", "in the code of clients, not at the venue" if venue.second_hand else ""
    for source in venue.sources:
        yield "Source", source
    yield "Checked", venue.checked


def as_json(venues: Iterable[Venue]) -> str:
    """Return `{"venues": [...]}`."""
    return tables.as_json({"venues": [_members(venue) for venue in venues]})


def _members(venue: Venue) -> dict[str, Any]:
    restriction, form = venue.ip_restriction, venue.api_key
    return {
        "venue": venue.identifier,
        "title": venue.title,
        "environment": venue.environment.value,
        "algorithms": list(venue.algorithms),
        "may_refuse": list(venue.may_refuse),
        "refusals": dict(venue.refusals),
        "encoding": venue.pasted_as,
        "page": venue.page or None,
        "path": list(venue.path),
        "permissions": {each.purpose: list(each.words) for each in venue.permissions},
        "never": list(venue.never),
        "ip_restriction": None
        if restriction is None
        else {"words": restriction.words or None, "without": restriction.without or None},
        "second_factor": venue.second_factor or None,
        "api_key": None if form is None else {"title": form.title, "pattern": form.pattern or None},
        "pairs": list(venue.pairs),
        "second_hand": venue.second_hand,
        "notes": list(venue.notes),
        "sources": list(venue.sources),
        "checked": venue.checked,
    }


def steps_as_text(steps: Sequence[Step], notes: Sequence[str]) -> str:
    """Return the steps, numbered, then the notes; what is to be copied is between empty lines, as it is."""
    parts = [_step(number, step) for number, step in enumerate(steps, start=1)]
    details = " ".join(step.detail for step in steps)
    parts += [f"Note: {plain(note)}\n" for note in notes if note not in details]
    return "\n".join(parts)


def _step(number: int, step: Step) -> str:
    lines = [f"{number}. {plain(step.sentence)}"]
    lines += [f"   {plain(line)}" for line in (step.detail, step.address) if line]
    if step.copies in (Copies.PUBLIC_KEY, Copies.TEXT):
        lines += ["", step.copied.rstrip("\n")]
    return "".join(f"{line}\n" for line in lines)


def steps_as_json(steps: Sequence[Step], notes: Sequence[str], **facts: str) -> str:
    """Return the facts, then `"steps": [...]` and `"notes": [...]`."""
    listed = [
        {
            "step": step.identifier,
            "sentence": step.sentence,
            "detail": step.detail or None,
            "copies": step.copies.value,
            "text": step.copied or None,
            "address": step.address or None,
        }
        for step in steps
    ]
    return tables.as_json({**facts, "steps": listed, "notes": list(notes)})
