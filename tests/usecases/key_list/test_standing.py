"""How keys stand: the most urgent first, and in words."""

from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UsageError
from app.storage.preferences import ROTATIONS
from app.storage.registry.record import KeyRecord, check_day
from app.usecases.key_list.looking import FileState
from app.usecases.key_list.rotation import due_day
from app.usecases.key_list.standing import State, by_urgency, standing, words
from app.venues.purpose import PURPOSES
from tests.storage.registry.keys import fingerprint, key

TODAY = "2026-11-29"
USUAL = {"registered": "2026-11-01"}
_TICKED = ("replace-switched", "replace-works", "replace-file-removed")


@pytest.mark.parametrize(
    ("values", "files", "expected"),
    [
        ({}, (), (State.NOT_REGISTERED,)),
        (USUAL, (), (State.IN_ORDER,)),
        (USUAL, (FileState.WELL,), (State.IN_ORDER,)),
        ({**USUAL, "due": "2026-12-14"}, (), (State.IN_ORDER,)),
        ({**USUAL, "due": "2026-12-13"}, (), (State.DUE_SOON,)),
        ({**USUAL, "due": TODAY}, (), (State.DUE,)),
        ({"due": "2026-11-28"}, (), (State.DUE, State.NOT_REGISTERED)),
        ({**USUAL, "leaked": True, "due": TODAY}, (), (State.LEAKED, State.DUE)),
        ({**USUAL, "due": TODAY, "replaced_by": fingerprint(2)}, (), (State.OLD_KEY_WORKS,)),
        ({"retired": TODAY, "leaked": True}, (FileState.NOT_FOUND,), (State.RETIRED,)),
        ({"retired": TODAY, "replaced_by": fingerprint(2)}, (), (State.UNFINISHED,)),
        ({"retired": TODAY, "replaced_by": fingerprint(2), "steps": _TICKED}, (), (State.RETIRED,)),
        (USUAL, (FileState.NOT_FOUND,), (State.FILE_NOT_FOUND,)),
        (USUAL, (FileState.NOT_FOUND, FileState.WELL), (State.IN_ORDER,)),
        (USUAL, (FileState.UNREADABLE, FileState.NOT_ENCRYPTED), (State.NOT_ENCRYPTED,)),
        (
            USUAL,
            (FileState.READABLE_BY_OTHERS, FileState.ANOTHER_KEY),
            (State.ANOTHER_KEY, State.READABLE_BY_OTHERS),
        ),
    ],
)
def test_key_when_looked_at_then_stands_as_it_does(
    values: dict[str, object], files: tuple[FileState, ...], expected: tuple[State, ...]
) -> None:
    assert standing(key(1, **values), files, TODAY).states == expected


def test_files_when_in_any_states_then_the_key_has_a_standing_that_has_words() -> None:
    for files in combinations_with_replacement(FileState, 3):
        found = standing(key(1, **USUAL), files, TODAY)
        assert found.states
        assert all(words(state, found.record, TODAY) for state in found.states)


def test_keys_when_sorted_then_what_is_due_comes_first_and_none_is_equal_to_another() -> None:
    records: list[KeyRecord] = [
        key(1, leaked=True),
        key(2, due="2026-11-01"),
        key(3, due="2026-11-20", name="a"),
        key(4, due="2026-11-20", name="B"),
        key(5, name="same"),
        key(6, name="Same"),
        key(7, **USUAL, due="9999-12-31"),
        key(8, **USUAL),
    ]
    stands = [standing(record, (), TODAY) for record in records]
    same = sorted((5, 6), key=fingerprint)

    expected = [records[number - 1] for number in (1, 2, 3, 4, *same, 7, 8)]
    for order in (stands, stands[::-1], stands[3:] + stands[:3]):
        assert [each.record for each in by_urgency(order)] == expected


@given(
    st.dates().map(str) | st.just("9999-12-31"),
    st.sampled_from(["", "unheard-of", *(purpose.identifier for purpose in PURPOSES)]),
    st.sampled_from(ROTATIONS),
)
def test_day_when_a_key_was_made_on_any_then_is_due_on_a_later_one_or_never(
    made: str, purpose: str, rotation: str
) -> None:
    due = due_day(made, purpose, rotation)

    check_day(due)
    assert due > made or (not due and (rotation == "never" or made > "9999-06"))


def test_day_when_beyond_the_calendar_then_is_never() -> None:
    assert due_day("9999-12-31", "", "30") == ""


@pytest.mark.parametrize("rotation", ["", "31", "-30", "Never", "30 "])
def test_interval_when_it_is_none_of_ours_then_is_refused(rotation: str) -> None:
    with pytest.raises(UsageError):
        due_day(TODAY, "", rotation)
