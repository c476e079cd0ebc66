"""The calendar of due dates, read by a parser that shares nothing with what writes it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from app.keys.algorithm import ED25519
from app.keys.pair import KeyPair, generate_key_pair
from app.storage.registry.record import KeyFile, KeyRecord
from app.usecases.key_list.calendar import to_calendar
from tests.conftest import examples
from tests.usecases.key_list.conftest import record

STAMP = "2026-11-29T12:34:56Z"
_PAIR = generate_key_pair(ED25519)
_printable = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp", "Zs"]), min_size=1)


def events(*records: KeyRecord, stamp: str = STAMP) -> list[Event]:
    calendar = Calendar.from_ical(to_calendar(records, stamp))
    assert isinstance(calendar, Calendar)
    assert not calendar.errors
    assert calendar["VERSION"] == "2.0"
    found = [each for each in calendar.walk("VEVENT") if isinstance(each, Event)]
    assert not any(event.errors for event in found)
    return found


def test_an_event_of_a_whole_day_with_three_alarms(pairs: dict[str, KeyPair]) -> None:
    [event] = events(record(pairs["ed25519"], due="2027-02-28", venue="binance"))
    assert event.decoded("DTSTART") == date(2027, 2, 28)
    assert event.DTEND is None
    assert event.duration == timedelta(days=1)
    assert {"spot-trading", "Binance"} <= set(str(event["SUMMARY"]).split())
    assert event["STATUS"] == "CONFIRMED"
    triggers = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
    nine = timedelta(hours=9)
    assert triggers == [nine - timedelta(days=14), nine - timedelta(days=1), nine]


@given(name=_printable)
@settings(max_examples=examples(50))
def test_any_name_comes_through_folding_and_escaping(name: str) -> None:
    data = to_calendar([record(_PAIR, name * 5)], STAMP)
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        line.decode("utf-8")
    [event] = events(record(_PAIR, name * 5))
    [plain] = events(record(_PAIR, "NAME"))
    assert event["SUMMARY"] == str(plain["SUMMARY"]).replace("NAME", name * 5)


def test_what_means_something_to_a_calendar_is_escaped(pairs: dict[str, KeyPair]) -> None:
    kept = record(pairs["ed25519"], r"a;b,c\nd")
    assert rb"SUMMARY:Replace the API key a\;b\,c\\nd" in to_calendar([kept], STAMP)
    [event] = events(kept)
    assert event["SUMMARY"] == r"Replace the API key a;b,c\nd"


def test_importing_again_updates(pairs: dict[str, KeyPair]) -> None:
    """The same UID, a later stamp and a higher number: what RFC 5546 asks of a newer version."""
    kept = record(pairs["ed25519"])
    [first] = events(kept)
    [second] = events(replace(kept, name="other", due="2027-05-01"), stamp="2026-11-29T12:34:57Z")
    assert first["UID"] == second["UID"]
    assert first.decoded("SEQUENCE") < second.decoded("SEQUENCE") < 2**31
    assert first.decoded("DTSTAMP") < second.decoded("DTSTAMP")
    assert first.decoded("LAST-MODIFIED") < second.decoded("LAST-MODIFIED")
    [other] = events(record(pairs["rsa-2048"]))
    assert other["UID"] != first["UID"]


@pytest.mark.parametrize("changes", [{"retired": "2026-11-30"}, {"replaced_by": _PAIR.fingerprint}])
def test_what_is_over_reminds_nobody(pairs: dict[str, KeyPair], changes: dict[str, Any]) -> None:
    [event] = events(record(pairs["ed25519"], **changes))
    assert event["STATUS"] == "CANCELLED"
    assert not event.walk("VALARM")


def test_what_is_never_due_has_no_event(pairs: dict[str, KeyPair]) -> None:
    assert events(record(pairs["ed25519"], due="")) == []
    assert events() == []


def test_the_last_day_there_is(pairs: dict[str, KeyPair]) -> None:
    [event] = events(record(pairs["ed25519"], due="9999-12-31"))
    assert event.decoded("DTSTART") == date(9999, 12, 31)


def test_nothing_but_name_venue_and_fingerprint_leaves(pairs: dict[str, KeyPair]) -> None:
    files = (KeyFile("/home/me/secret-place/a.private.pem"),)
    kept = record(pairs["ed25519"], api_key="vmPUZE6m", note="my note", files=files)
    data = to_calendar([kept], STAMP).replace(b"\r\n ", b"")
    assert not any(word in data for word in (b"vmPUZE6m", b"my note", b"secret-place"))
