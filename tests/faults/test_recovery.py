"""What recovery did is said whatever comes after it, and neither the clock nor a lock of others stops it.

Here after a sample of the kills; `python -m tests.faults --real` takes all of them.
"""

from functools import cache

import pytest

from tests.faults import recovery
from tests.faults.akg import ONE
from tests.faults.contract import Outcome
from tests.faults.injection import Call, calls

pytestmark = pytest.mark.interop


@cache
def _calls() -> list[Call]:
    return [call for call in calls(ONE) if call.changing][3::5]


def test_recovery_when_the_name_asked_for_is_the_one_that_it_finished_then_is_said() -> None:
    findings = [recovery.name_taken(call) for call in _calls()]

    assert not [finding.broken for finding in findings if finding.broken]
    assert Outcome.NOTHING in {finding.outcome for finding in findings}


def test_recovery_when_nothing_can_be_written_after_it_then_is_said() -> None:
    findings = [recovery.disk_full(call) for call in _calls()]

    assert not [finding.broken for finding in findings if finding.broken]
    assert {finding.outcome for finding in findings} == {Outcome.NOTHING}


def test_temporary_files_when_dated_in_the_future_then_are_settled_or_named() -> None:
    findings = [recovery.from_the_future(call) for call in _calls()]

    assert not [finding.broken for finding in findings if finding.broken]


def test_recovery_when_it_is_killed_as_well_then_the_next_one_settles_all() -> None:
    naming = [call for call in calls(ONE) if call.changing and call.kind.startswith(("link", "rename"))][-1]
    seconds = range(1, len(recovery.changes_after(ONE, naming)), 5)
    findings = [recovery.killed_twice(ONE, naming, second) for second in seconds]

    assert not [finding.broken for finding in findings if finding.broken]
    assert len(findings) > 3


@pytest.mark.parametrize("how", ["alone", "shared"])
def test_temporary_files_when_a_neighbour_locks_the_folder_then_are_settled_or_named(how: str) -> None:
    findings = [recovery.locked(call, how) for call in recovery.changing_in_shared()[3::6]]

    assert not [finding.broken for finding in findings if finding.broken]


@pytest.mark.parametrize("name", ["k.private.pem", "k.public.pem"])
def test_huge_file_when_it_is_to_be_replaced_then_is_refused_or_kept(name: str) -> None:
    finding = recovery.huge_file_replaced(name)

    assert not finding.broken
