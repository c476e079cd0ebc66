"""The Nth-failure loop: every call of every kind fails in every way, one run for each, until none is left."""

import errno
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from app.errors import CancelledError, KeygenError
from app.keys.protection import Unencrypted
from app.usecases.save import SaveReport, SaveRequest, save
from tests.faults.contract import ContractBroken, Outcome, judge, judge_kill, judge_recovery
from tests.faults.faulty_disk import ERRORS, OPERATIONS, Fault, FaultyDisk, Lasting
from tests.faults.scenarios import Save, Scenario, look, ours, pairs, run

_LASTING = (Lasting.ONCE, Lasting.ON, Lasting.DONE)
_MAY_BE_DONE = {"link", "replace", "unlink", "fsync", "close", "fchmod"}


@dataclass(frozen=True)
class Trial:
    """One attack and what came of it; `broken` says how the contract was broken."""

    scenario: Scenario
    fault: Fault
    outcome: Outcome | None
    broken: str = ""


def faults(operation: str, errors: tuple[int, ...] = ERRORS) -> Iterator[tuple[int, Lasting]]:
    """Every error in every way that there is for this operation."""
    for error in errors:
        for lasting in _LASTING:
            if lasting is not Lasting.DONE or operation in _MAY_BE_DONE:
                yield error, lasting


def failures(
    scenario: Scenario,
    how: Save = ours,
    errors: tuple[int, ...] = ERRORS,
    operations: tuple[str, ...] = (),
    *,
    in_turn: bool = False,
) -> Iterator[Trial]:
    """A trial for each failing call of a process that lives on; with each error, or `in_turn` with one."""
    for operation in operations or tuple(OPERATIONS):
        for first, lasting in faults(operation, errors[:1] if in_turn else errors):
            turns = cycle(errors if in_turn else (first,))
            nth = 1
            while trial := _fail(scenario, Fault(operation, next(turns), nth, lasting), how):
                yield trial
                nth += 1


def kills(scenario: Scenario, how: Save = ours) -> Iterator[Trial]:
    """A trial for each call at which the process may die, the next save included."""
    nth = 1
    while trial := _kill(scenario, Fault("", errno.EIO, nth, Lasting.DEAD), how):
        yield trial
        nth += 1


def kills_of_recovery(scenario: Scenario) -> Iterator[Trial]:
    """A save dies half-way through its names, the next one at each call in turn; then a third one comes."""
    operation = "replace" if scenario.replace else "link"
    nth = 1
    while trial := _kill(
        scenario, Fault(operation, errno.EIO, 2, Lasting.DEAD), ours, Fault("", errno.EIO, nth, Lasting.DEAD)
    ):
        yield trial
        nth += 1


@contextmanager
def _folder() -> Iterator[Path]:
    where = Path(tempfile.mkdtemp(prefix="akg-faults-", dir=_in_memory()))
    try:
        yield where / "keys"
    finally:
        shutil.rmtree(where)


def _in_memory() -> str | None:
    """A disk in memory if there is one: thousands of runs, and none needs to last."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _fail(scenario: Scenario, fault: Fault, how: Save) -> Trial | None:
    with _folder() as folder:
        expected = scenario.prepare(folder)
        disk = scenario.disk(fault)
        result = run(scenario, folder, disk, how)
        blind = fault.operation == "lstat" and fault.lasting is Lasting.ON
        if not disk.happened:
            return None
        try:
            return Trial(scenario, fault, judge(expected, look(scenario, folder), result, blind=blind))
        except ContractBroken as broken:
            return Trial(scenario, fault, None, f"{broken}; said: {_said(result)}")


def _kill(scenario: Scenario, fault: Fault, how: Save, second: Fault | None = None) -> Trial | None:
    with _folder() as folder:
        expected = scenario.prepare(folder)
        disk = scenario.disk(fault)
        run(scenario, folder, disk, how)
        if not disk.happened:
            return None
        killed = look(scenario, folder)
        if second and not _dies_again(folder, second):
            return None
        try:
            judge_kill(expected, killed)
            report = save(SaveRequest(pairs(1), "next", folder, Unencrypted()), disk=FaultyDisk())
            now = {name: entry for name, entry in look(scenario, folder).items() if "next" not in name}
            return Trial(scenario, fault, judge_recovery(expected, killed, now, report))
        except ContractBroken as broken:
            return Trial(scenario, fault, None, str(broken))


def _dies_again(folder: Path, fault: Fault) -> bool:
    """Whether the fault came in a save that only recovers: it is cancelled before it writes anything."""

    def cancel(done: int, total: int) -> None:
        raise CancelledError

    disk = FaultyDisk(fault)
    with suppress(KeygenError):
        save(SaveRequest(pairs(1), "next", folder, Unencrypted()), cancel, disk=disk)
    return disk.happened


def _said(result: SaveReport | KeygenError) -> str:
    return result.message if isinstance(result, KeygenError) else str([row.detail for row in result.rows])


def outcomes(trials: list[Trial]) -> Counter[str]:
    """How often each outcome came, a broken contract included."""
    return Counter(trial.outcome.value if trial.outcome else "CONTRACT BROKEN" for trial in trials)
