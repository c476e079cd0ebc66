"""A neighbour who takes several steps, races, or holds locks gains no key, and no save loses its files."""

import pytest

from tests.faults import rivals, shared
from tests.faults.contract import Outcome

pytestmark = pytest.mark.interop


def test_another_key_when_slipped_into_a_failing_replacement_then_stays_its_owners_alone() -> None:
    """Not only at the last stops: a thread that imports at that moment has some of its own now and then."""
    last = shared.stops_of(shared.REPLACED).during()[-8::2]
    findings = [rivals.fail_then_slip_in(nth, later, "k.private.pem") for nth in last for later in (1, 3)]

    assert not [finding.broken for finding in findings if finding.broken]
    assert Outcome.NOTHING in {finding.outcome for finding in findings}


@pytest.mark.parametrize("how", ["before", "after"])
def test_save_when_another_comes_and_a_neighbour_holds_locks_then_loses_no_file(how: str) -> None:
    stops = shared.stops_of(shared.SAVED).during()[2::4]
    findings = [rivals.running_save(nth, how) for nth in stops]

    assert not [finding.broken for finding in findings if finding.broken]
    assert any(finding.outcome for finding in findings)


def test_neighbour_when_as_fast_as_possible_then_gains_nothing() -> None:
    findings = [rivals.race(nth) for nth in range(4)]

    assert not [finding.broken for finding in findings if finding.broken]


@pytest.mark.parametrize("mode", [0o777, 0o1777])
def test_files_of_a_neighbour_when_named_as_a_killed_save_then_are_left_alone(mode: int) -> None:
    finding = rivals.plants_of_a_neighbour(mode)

    assert not finding.broken
