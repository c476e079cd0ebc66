"""Any call fails, once or from then on: all is saved, or nothing is new, or what is left is named."""

import errno

import pytest

from tests.faults.contract import Outcome
from tests.faults.faulty_disk import ERRORS, OPERATIONS, Lasting
from tests.faults.loops import Trial, failures, kills, kills_of_recovery
from tests.faults.naive import naive_save
from tests.faults.scenarios import SCENARIOS, Scenario

_QUICK = SCENARIOS[0], Scenario("an archive of two", count=2, as_archive=True)
_WITH_EACH_ERROR = (
    *("one pair", "an archive of three", "one pair replaced"),
    "one pair replaced, nothing can be removed",
)
_STUCK = [scenario for scenario in SCENARIOS if scenario.stuck]


def _assert_kept(trials: list[Trial]) -> None:
    broken = [f"{trial.scenario}, {trial.fault}: {trial.broken}" for trial in trials if trial.broken]
    assert not broken, "\n".join(broken[:20])


@pytest.mark.thorough
@pytest.mark.parametrize("scenario", _QUICK, ids=str)
def test_call_when_it_fails_then_all_is_saved_or_nothing_is_new(scenario: Scenario) -> None:
    trials = list(failures(scenario, errors=(errno.ENOSPC,)))

    _assert_kept(trials)
    tried = {trial.fault.operation for trial in trials}
    assert tried >= set(OPERATIONS) - {"replace", "mkdir", "rmdir"}
    assert {trial.outcome for trial in trials} == {Outcome.SAVED, Outcome.SAVED_WITH_WARNING, Outcome.NOTHING}


@pytest.mark.thorough
@pytest.mark.parametrize("scenario", _QUICK, ids=str)
def test_process_when_it_dies_at_any_call_then_the_next_save_leaves_all_or_nothing(
    scenario: Scenario,
) -> None:
    trials = list(kills(scenario))

    _assert_kept(trials)
    assert {trial.outcome for trial in trials} == {
        Outcome.KILLED_CLEAN,
        Outcome.KILLED_FINISHED,
        Outcome.KILLED_SAVED,
    }


@pytest.mark.interop
@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_call_when_it_fails_in_any_way_then_the_contract_holds(scenario: Scenario) -> None:
    """With each error where the ways of saving differ most, and in `python -m tests.faults`; else in turn."""
    trials = list(failures(scenario, in_turn=str(scenario) not in _WITH_EACH_ERROR))

    _assert_kept(trials)
    assert len(trials) > 100
    assert len({trial.fault.error for trial in trials}) == len(ERRORS)
    assert {trial.fault.lasting for trial in trials} == {Lasting.ONCE, Lasting.ON, Lasting.DONE}


@pytest.mark.interop
@pytest.mark.parametrize("scenario", [each for each in SCENARIOS if not each.stuck], ids=str)
def test_process_when_it_dies_then_the_next_save_settles_it_and_says_so(scenario: Scenario) -> None:
    trials = list(kills(scenario))

    _assert_kept(trials)
    halves = [trial for trial in trials if trial.outcome is Outcome.KILLED_HALF]
    assert scenario.replace or not halves


@pytest.mark.thorough
@pytest.mark.parametrize("operation", ["write", "open"])
def test_disk_when_it_also_lets_nothing_be_removed_then_what_is_left_is_named(operation: str) -> None:
    for scenario in _STUCK:
        trials = list(failures(scenario, errors=(errno.EIO,), operations=(operation,)))

        _assert_kept(trials)
        assert Outcome.NAMED in {trial.outcome for trial in trials}


def test_old_files_when_they_cannot_be_put_back_then_are_kept_for_their_owner_alone_and_named() -> None:
    trials = list(failures(Scenario("replaced", replace=True), errors=(errno.EIO,), operations=("replace",)))

    _assert_kept(trials)
    assert Outcome.NAMED in {trial.outcome for trial in trials}


@pytest.mark.parametrize("operation", ["open", "write", "fchmod", "close"])
def test_naive_writer_when_attacked_in_the_same_way_then_is_found_out(operation: str) -> None:
    scenario = Scenario("three pairs", count=3)

    trials = list(failures(scenario, naive_save, errors=(errno.ENOSPC,), operations=(operation,)))

    assert sum(bool(trial.broken) for trial in trials) > len(trials) / 2


def test_naive_writer_when_killed_then_is_found_out() -> None:
    for scenario in SCENARIOS[:2]:
        trials = list(kills(scenario, naive_save))

        assert sum(bool(trial.broken) for trial in trials) > len(trials) / 2


def test_naive_writer_when_the_disk_takes_little_at_a_time_then_is_found_out() -> None:
    (trial, *_) = failures(SCENARIOS[1], naive_save, operations=("close",), errors=(errno.EINTR,))

    assert trial.broken


@pytest.mark.thorough
@pytest.mark.parametrize(
    "scenario", [Scenario("replaced", replace=True), Scenario("three", count=3)], ids=str
)
def test_recovery_when_it_dies_too_then_the_one_after_it_settles_all(scenario: Scenario) -> None:
    trials = list(kills_of_recovery(scenario))

    _assert_kept(trials)
    assert len(trials) > 20
    assert {trial.outcome for trial in trials} <= {Outcome.KILLED_FINISHED, Outcome.KILLED_SAVED}
