"""Files that an archive, a clone or a stick brings along get no name, replace nothing, and are said."""

from collections.abc import Callable
from functools import cache

import pytest

from tests.faults import planted
from tests.faults.akg import ONE
from tests.faults.injection import Call, calls
from tests.faults.inspection import Finding
from tests.faults.plants import PLANTS, Plant

pytestmark = pytest.mark.interop


@cache
def _naming() -> tuple[Call, ...]:
    """The calls that give the two names."""
    naming = [call for call in calls(ONE) if call.changing and call.kind.startswith(("link", "rename"))]
    return tuple(naming[-2:])


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_planted_files_when_a_pair_is_saved_beside_them_then_get_no_name_and_are_said(
    plant: Plant,
) -> None:
    finding = planted.try_plant(plant)

    assert not finding.broken


@pytest.mark.parametrize("bring", planted.FROM_ELSEWHERE, ids=lambda each: each.__name__)
def test_record_when_it_comes_from_elsewhere_or_again_then_is_not_believed(
    bring: Callable[[Call], Finding],
) -> None:
    for call in _naming():
        finding = bring(call)

        assert not finding.broken
        assert finding.outcome


def test_key_when_exchanged_among_what_a_killed_save_left_then_gets_no_name() -> None:
    for call in _naming():
        finding = planted.exchanged(call)

        assert not finding.broken
