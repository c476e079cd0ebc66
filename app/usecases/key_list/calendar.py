"""Due dates as a calendar file (RFC 5545), for whatever reminds a person of anything.

Promises: a key has the same UID in every file, and each file is newer than the one before, so that importing
again updates. The name of a key, its venue and its fingerprint, and nothing else of it.
"""

from collections.abc import Iterable, Iterator

from app.storage.registry.record import KeyRecord
from app.text import text
from app.venues.table import BY_IDENTIFIER as VENUES

_LONGEST_LINE = 75  # octets, without CR LF
_ALARMS = ("-P13DT15H", "-PT15H", "PT9H")  # at nine: 14 days before, the day before, on the day
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def to_calendar(records: Iterable[KeyRecord], stamp: str) -> bytes:
    """Return an event of a whole day for each key that has a due date. `stamp`: now, UTC as ISO 8601.

    A key that is replaced or retired has an event that says it is cancelled, for those who have the old one.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Asymmetric Key Generator//akg//EN"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for record in sorted(records, key=lambda each: (each.due, each.name, each.fingerprint)):
        if record.due:
            lines += _event(record, stamp)
    return b"".join(_folded(line) for line in (*lines, "END:VCALENDAR"))


def _event(record: KeyRecord, stamp: str) -> Iterator[str]:
    instant = _compact(stamp)
    summary = _summary(record)
    is_over = bool(record.retired or record.replaced_by)
    yield "BEGIN:VEVENT"
    yield f"UID:{_identifier(record)}"
    yield f"DTSTAMP:{instant}"
    yield f"LAST-MODIFIED:{instant}"
    yield f"SEQUENCE:{_sequence(stamp)}"
    yield f"DTSTART;VALUE=DATE:{_compact(record.due)}"
    yield f"SUMMARY:{summary}"
    yield f"DESCRIPTION:{_description(record)}"
    yield "TRANSP:TRANSPARENT"
    yield f"STATUS:{'CANCELLED' if is_over else 'CONFIRMED'}"
    for trigger in () if is_over else _ALARMS:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{trigger}")
        yield from (f"DESCRIPTION:{summary}", "END:VALARM")
    yield "END:VEVENT"


def _summary(record: KeyRecord) -> str:
    venue = VENUES.get(record.venue)
    if venue is None:
        return _escaped(text("Replace the API key {name}", name=record.name))
    return _escaped(text("Replace the API key {name} at {venue}", name=record.name, venue=venue.name))


def _description(record: KeyRecord) -> str:
    return _escaped(
        text(
            "Its fingerprint is {fingerprint}. Make a new pair, register it, then delete the old API key: "
            "Asymmetric Key Generator lists the steps.",
            fingerprint=record.fingerprint,
        )
    )


def _identifier(record: KeyRecord) -> str:
    """Return a name that is the same in every file: of letters that no calendar has to escape."""
    digest = record.fingerprint.removeprefix("SHA256:").replace("+", "-").replace("/", "_")
    return f"{digest}@asymmetric-key-generator"


def _sequence(stamp: str) -> int:
    """Return a number that grows with time: the seconds since 2020, which fit until 2088."""
    from datetime import UTC, datetime

    begin = datetime(2020, 1, 1, tzinfo=UTC)
    return max(0, int((datetime.fromisoformat(stamp) - begin).total_seconds()))


def _compact(when: str) -> str:
    return when.replace("-", "").replace(":", "")


def _escaped(words: str) -> str:
    return words.translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """Return the line in pieces of at most 75 octets, none of which ends within a character."""
    pieces = [b""]
    for octets in (each.encode("utf-8") for each in line):
        if len(pieces[-1]) + len(octets) > _LONGEST_LINE:
            pieces.append(b" ")
        pieces[-1] += octets
    return b"\r\n".join(pieces) + b"\r\n"
