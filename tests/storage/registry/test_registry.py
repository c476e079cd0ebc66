"""The list of keys as the rest of the program uses it: what goes in comes out, what is forgotten is gone."""

from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path

import pytest

from app.errors import UsageError
from app.storage.registry.record import KeyFile, KeyRecord
from app.storage.registry.registry import Registry
from tests.storage.registry.keys import INSTANT, Dice, fingerprint, full_key, key, left_by, registry_in

LATER = "2026-11-29T12:00:00Z"


def test_list_when_there_is_none_then_reading_makes_none(registry: Registry) -> None:
    assert registry.all() == ()
    assert registry.find(fingerprint(1)) is None
    assert left_by(registry) == {}


def test_records_when_enrolled_then_come_back_as_they_were_by_name(registry: Registry) -> None:
    records = [full_key(2), key(3), full_key(1, replaced_by=fingerprint(3))]
    assert all(getattr(records[-1], each.name) for each in fields(KeyRecord))  # nothing is left out

    registry.enrol(records)

    assert registry.all() == (records[2], records[0], records[1])
    assert registry.find(fingerprint(3)) == records[1]
    assert [type(registry.all()[0].leaked), type(registry.all()[0].files)] == [bool, tuple]


def test_key_when_met_again_then_what_was_said_stays_and_what_was_missing_comes(registry: Registry) -> None:
    here, there = KeyFile("/a/key.pem", INSTANT), KeyFile("/b/key.pem", LATER)
    registry.enrol([key(1, note="mine", due="2027-01-01", files=(here,))])

    registry.enrol(
        [key(1, note="other", name="other", venue="binance", files=(there, KeyFile("/a/key.pem")))]
    )

    assert registry.all() == (key(1, note="mine", due="2027-01-01", venue="binance", files=(here, there)),)


def test_files_when_there_are_too_many_then_those_that_were_seen_last_stay(registry: Registry) -> None:
    old = tuple(KeyFile(f"/old/{n}", f"2026-01-01T00:00:{n:02}Z") for n in range(16))
    registry.enrol([key(1, files=old)])
    registry.enrol([key(1, files=(KeyFile("/new", LATER),))])
    registry.enrol([key(1, files=(KeyFile("/old/1", LATER),))])
    registry.enrol([key(1, files=(KeyFile("/newer", LATER),))])

    (record,) = registry.all()

    assert len(record.files) == 16
    assert {"/new", "/newer", "/old/1"} <= {file.path for file in record.files}


def test_records_when_one_may_not_be_kept_then_none_is(registry: Registry) -> None:
    registry.enrol([key(1)])

    with pytest.raises(UsageError):
        registry.enrol([key(2), key(3, note="-----BEGIN PRIVATE KEY-----")])
    with pytest.raises(UsageError):
        registry.change([fingerprint(1)], lambda record: replace(record, due="2027-02-30"))

    assert registry.all() == (key(1),)


def test_record_when_its_change_fails_half_way_then_all_are_as_before(registry: Registry) -> None:
    registry.enrol([key(1), key(2)])

    def edit(record: KeyRecord) -> KeyRecord:
        if record.name.endswith("2"):
            raise KeyboardInterrupt
        return replace(record, note="changed")

    with pytest.raises(KeyboardInterrupt):
        registry.change([fingerprint(1), fingerprint(2)], edit)

    assert registry.all() == (key(1), key(2))


def test_change_when_a_key_is_not_there_then_the_others_are_changed_and_returned(registry: Registry) -> None:
    registry.enrol([key(1), key(2)])

    changed = registry.change(
        [fingerprint(9), fingerprint(2)], lambda record: replace(record, registered="2026-11-29")
    )

    assert changed == (key(2, registered="2026-11-29"),)
    assert registry.all() == (key(1), key(2, registered="2026-11-29"))


def test_keys_when_forgotten_then_are_counted_and_nothing_leads_to_them(registry: Registry) -> None:
    registry.enrol([key(1, replaced_by=fingerprint(2)), full_key(2), key(3)])

    assert registry.forget([fingerprint(2), fingerprint(9)]) == 1
    assert registry.forget([]) == 0

    assert registry.all() == (key(1), key(3))


@pytest.mark.parametrize("way", [(1, 1), (1, 2, 1), (1, 2, 3, 1)], ids=str)
def test_keys_when_they_would_replace_each_other_in_a_circle_then_are_refused(
    way: tuple[int, ...], registry: Registry
) -> None:
    links = dict(pairwise(way))
    circle = [key(number, replaced_by=fingerprint(next_)) for number, next_ in links.items()]

    with pytest.raises(UsageError):
        registry.enrol(circle)
    assert registry.all() == ()

    registry.enrol([*circle[:-1], key(way[-2])])
    with pytest.raises(UsageError):
        registry.change(
            [fingerprint(way[-2])], lambda record: replace(record, replaced_by=fingerprint(way[-1]))
        )
    assert registry.find(fingerprint(way[-2])) == key(way[-2])


def test_successor_when_not_in_the_list_then_a_change_is_refused_and_what_is_met_has_none(
    registry: Registry,
) -> None:
    """A list that was exported in part says of a key that another one replaces it."""
    registry.enrol([key(1, replaced_by=fingerprint(2))])
    assert registry.all() == (key(1),)

    with pytest.raises(UsageError):
        registry.change([fingerprint(1)], lambda record: replace(record, replaced_by=fingerprint(2)))


@pytest.mark.thorough
def test_key_when_forgotten_then_none_of_its_bytes_is_in_any_file(tmp_path: Path) -> None:
    """GIVEN lists of different sizes that were changed at random WHEN keys are forgotten."""
    for seed in range(4):
        folder = tmp_path / str(seed)
        folder.mkdir()
        registry, dice = registry_in(folder), Dice(seed)
        there = [canary(number, dice) for number in range((3, 30, 120, 300)[seed])]
        registry.enrol(there)
        for _ in range(10):
            some = dice.some_of(there, len(there) // 3)
            registry.change(
                [each.fingerprint for each in some],
                lambda record: replace(record, steps=(*record.steps, "more")[-3:]),
            )
        gone = dice.some_of(there, len(there) // 2)
        registry.forget([each.fingerprint for each in gone])

        content = b"".join(left_by(registry).values())
        assert all(trace in content for each in there if each not in gone for trace in traces(each))
        assert [each.name for each in gone for trace in traces(each) if trace in content] == []


def canary(number: int, dice: Dice) -> KeyRecord:
    paths = (f"/canary/path-{number:04}/{n}" + "x" * dice.below(300) for n in range(1 + dice.below(3)))
    return full_key(
        number,
        name=f"canary name {number:04}",
        note=f"canary note {number:04} " + "y" * dice.below(400),
        files=tuple(KeyFile(path) for path in paths),
    )


def traces(record: KeyRecord) -> list[bytes]:
    words = (record.fingerprint, record.name, record.api_key, record.note[:16], record.files[0].path[:17])
    return [record.public_key[-32:], *(word.encode() for word in words)]


def test_all_when_forgotten_then_no_byte_and_no_damaged_list_is_left(registry: Registry) -> None:
    registry.path.write_bytes(b"canary name 0000 in a list that is damaged")
    there = [canary(number, Dice(number)) for number in range(100)]
    registry.enrol(there)

    assert registry.forget_all() == 100

    files = left_by(registry)
    assert b"canary" not in b"".join(files.values())
    assert {name for name, content in files.items() if content} == {"keys.sqlite3"}
    assert registry.all() == ()
