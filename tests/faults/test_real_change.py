"""The real `akg passphrase change` under strace: whatever happens, what still opens as before is named.

Here a sample of the calls; `python -m tests.faults --real` takes all of them.
"""

import pytest

from tests.faults import changes
from tests.faults.akg import Command
from tests.faults.contract import Outcome
from tests.faults.injection import Attack, Judge, calls, strike_all

pytestmark = pytest.mark.interop

_KILLED = {Outcome.KILLED_CLEAN, Outcome.KILLED_FINISHED, Outcome.KILLED_SAVED}


def _struck(command: Command, what: str, judge: Judge, some: slice) -> set[Outcome | None]:
    made = [Attack(command, call, what) for call in calls(command) if call.changing]
    assert len(made) > 12
    hits = strike_all(made[some], judge)
    broken = [hit.broken for hit in hits if hit.broken]
    assert not broken, "\n".join(broken)
    assert all(hit.struck for hit in hits)
    return {hit.outcome for hit in hits}


def test_change_when_killed_and_done_again_then_nothing_unnamed_opens_as_before() -> None:
    outcomes = _struck(changes.encrypted(), "signal=SIGKILL", changes.judge_then_again, slice(1, None, 4))

    assert Outcome.KILLED_CLEAN in outcomes
    assert outcomes <= _KILLED


def test_change_when_killed_and_another_pair_is_saved_then_nothing_unnamed_opens_as_before() -> None:
    outcomes = _struck(changes.encrypted(), "signal=SIGKILL", changes.judge_then_another, slice(3, None, 4))

    assert outcomes <= _KILLED


def test_plain_key_when_its_encryption_is_killed_then_no_unnamed_copy_is_in_clear() -> None:
    outcomes = _struck(changes.plain(), "signal=SIGKILL", changes.judge_then_another, slice(0, None, 5))

    assert outcomes <= _KILLED


def test_change_when_killed_and_again_while_done_again_then_nothing_unnamed_opens_as_before() -> None:
    naming = [call for call in calls(changes.encrypted()) if call.changing and "rename" in call.kind][-1]
    seconds = range(0, len(changes.changes_after(naming)), 4)
    findings = [changes.killed_twice(naming, second, changes.another) for second in seconds]

    assert not [finding.broken for finding in findings if finding.broken]
    assert {finding.outcome for finding in findings} <= _KILLED
    assert len(findings) > 5


@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_change_when_a_call_fails_then_the_key_opens_and_what_is_left_is_named(error: str) -> None:
    every = slice(0 if error == "EIO" else 2, None, 5)

    outcomes = _struck(changes.encrypted(), f"error={error}", changes.judge_then_again, every)

    assert Outcome.NOTHING in outcomes
    assert not outcomes & _KILLED
