"""Replacing a key: the order of what is to be done, and what counts as done."""

from functools import partial

import pytest

from app.errors import UsageError
from app.storage.registry.record import KeyRecord
from app.storage.registry.registry import Registry
from app.usecases.key_list import replacing
from app.usecases.key_list.replacing import (
    FILE_REMOVED,
    NEW_REGISTERED,
    OLD_DELETED,
    SWITCHED,
    WORKS,
    checklist,
    done_steps,
    is_finished,
    mark_leaked,
    next_name,
    tick,
)
from tests.sentences import values_of
from tests.storage.registry.conftest import registry as registry  # noqa: PLC0414 - the fixture
from tests.storage.registry.keys import fingerprint, full_key, key

OLD, NEW = fingerprint(1), fingerprint(2)
DAY = "2026-11-29"


def begin(old: str, new: str, registry: Registry) -> None:
    registry.change([old], partial(replacing.begun, new=new))


@pytest.fixture
def begun(registry: Registry) -> Registry:
    registry.enrol([full_key(1, leaked=False, retired="", steps=(), venue="binance"), key(2)])
    begin(OLD, NEW, registry)
    return registry


def pair(registry: Registry) -> tuple[KeyRecord, KeyRecord]:
    old, new = registry.find(OLD), registry.find(NEW)
    assert old
    assert new
    return old, new


def test_key_when_it_leaked_then_is_deleted_at_the_venue_before_all_else(begun: Registry) -> None:
    usual = [step.identifier for step in checklist(*pair(begun))]
    mark_leaked(OLD, begun)
    leaked = checklist(*pair(begun))

    assert usual == [NEW_REGISTERED, SWITCHED, WORKS, OLD_DELETED, FILE_REMOVED]
    assert [step.identifier for step in leaked] == [
        OLD_DELETED,
        NEW_REGISTERED,
        SWITCHED,
        WORKS,
        FILE_REMOVED,
    ]
    assert leaked[0].address.startswith("https://")


def test_key_when_it_leaked_then_is_no_way_back(begun: Registry) -> None:
    def until_it_works() -> str:
        return next(step.detail for step in checklist(*pair(begun)) if step.identifier == WORKS)

    usual = until_it_works()
    mark_leaked(OLD, begun)

    assert until_it_works() != usual


@pytest.mark.parametrize(
    ("api_key", "said"), [("", {}), ("short", {"key": "short"}), ("a" * 12 + "b", {"beginning": "a" * 12})]
)
def test_api_key_when_it_is_known_then_the_one_to_delete_is_told_from_others(
    api_key: str, said: dict[str, str]
) -> None:
    old = full_key(1, api_key=api_key, retired="")
    [step] = [each for each in checklist(old, key(2)) if each.identifier == OLD_DELETED]

    found = values_of(step.detail)
    assert {name: value for name, value in found.items() if name in ("key", "beginning")} == said


def test_step_when_it_is_done_then_nothing_is_said_of_until_then(begun: Registry) -> None:
    """GIVEN the new key works WHEN the old API key is deleted THEN nobody says that nothing can trade."""
    for step in (WORKS, OLD_DELETED):
        tick((OLD, NEW), step, True, DAY, begun)
    assert [step.detail for step in checklist(*pair(begun)) if step.identifier == WORKS] == [""]


def test_steps_when_ticked_then_are_remembered_where_they_belong(begun: Registry) -> None:
    for step in (NEW_REGISTERED, SWITCHED, WORKS, OLD_DELETED, FILE_REMOVED):
        assert not is_finished(*pair(begun))
        tick((OLD, NEW), step, True, DAY, begun)
        assert step in done_steps(*pair(begun))

    old, new = pair(begun)
    assert (new.registered, old.retired) == (DAY, DAY)
    assert is_finished(old, new)

    for step in (NEW_REGISTERED, SWITCHED, WORKS, OLD_DELETED, FILE_REMOVED):
        tick((OLD, NEW), step, False, DAY, begun)
    assert done_steps(*pair(begun)) == frozenset()


def test_step_when_it_belongs_to_another_key_then_a_tick_does_not_make_it_done(registry: Registry) -> None:
    """An imported list may tick anything."""
    registry.enrol([full_key(1, retired="", steps=(NEW_REGISTERED, OLD_DELETED, WORKS)), key(2)])

    assert done_steps(*pair(registry)) == {WORKS}


def test_day_when_a_step_is_ticked_again_then_stays(begun: Registry) -> None:
    tick((OLD, NEW), OLD_DELETED, True, DAY, begun)
    tick((OLD, NEW), OLD_DELETED, True, "2026-12-24", begun)

    assert pair(begun)[0].retired == DAY


def test_key_when_replaced_by_a_third_one_then_all_is_to_be_done_again(begun: Registry) -> None:
    tick((OLD, NEW), SWITCHED, True, DAY, begun)
    begin(OLD, NEW, begun)
    assert SWITCHED in done_steps(*pair(begun))

    begun.enrol([key(3)])
    begin(OLD, fingerprint(3), begun)

    assert done_steps(*pair(begun)) == frozenset()


@pytest.mark.parametrize(("old", "new"), [(1, 1), (2, 1), (2, 2), (1, 9)])
def test_key_when_it_cannot_take_the_place_of_the_other_then_nothing_is_changed(
    old: int, new: int, begun: Registry
) -> None:
    before = begun.all()

    with pytest.raises(UsageError):
        begin(fingerprint(old), fingerprint(new), begun)

    assert begun.all() == before


def test_step_when_it_is_none_then_is_refused(begun: Registry) -> None:
    with pytest.raises(UsageError):
        tick((OLD, NEW), "replace-everything", True, DAY, begun)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("spot", "spot-2026-11-29"),
        ("spot-2026-08-31", "spot-2026-11-29"),
        ("spot-2026-08-31-2", "spot-2026-11-29"),
        ("spot-02", "spot-2026-11-29"),
        ("spot-rsa-2048", "spot-rsa-2048-2026-11-29"),
    ],
)
def test_name_when_the_next_is_asked_for_then_has_the_day_at_its_end(name: str, expected: str) -> None:
    assert next_name(name, DAY) == expected
