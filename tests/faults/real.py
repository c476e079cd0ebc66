"""All attacks on the real `akg`, in groups: a row of SECURITY.md's table each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle

from tests.faults import changes, listed, planted, recovery, rivals, shared
from tests.faults.akg import ARCHIVE, ONE, REPLACED, SEALED, THREE, Command
from tests.faults.injection import ERRORS, Attack, Call, Hit, Judge, attacks, calls, strike, strike_all
from tests.faults.inspection import Finding
from tests.faults.naive import NAIVE
from tests.faults.plants import PLANTS
from tests.faults.shared import Moment

Try = Callable[[], Finding]
RACES = 40


def generating() -> list[Finding]:
    """For one pair every call fails, is the last or brings a signal; else those that change files."""
    made = attacks(ONE, thoroughly=True, each_error=True)
    for command in (THREE, REPLACED, ARCHIVE, SEALED):
        made += attacks(command, thoroughly=False)
    return _found(strike_all(made))


def changing() -> list[Finding]:
    """Killed at every change of a file, then done again or another pair saved; and every such call fails."""
    tries: list[Try] = []
    errors = cycle(ERRORS)
    for command in (changes.encrypted(), changes.plain()):
        for call in _changing(command):
            for judge in (changes.judge_then_again, changes.judge_then_another):
                tries.append(partial(_strike, Attack(command, call, "signal=SIGKILL"), judge))
            tries.append(partial(_strike, Attack(command, call, f"error={next(errors)}"), judge))
    return _all(tries + _changes_killed_twice())


def _changes_killed_twice() -> list[Try]:
    """First as the name is given, and right after that; then at every change of the one done again."""
    changing, naming = _changing(changes.encrypted()), _naming(changes.encrypted())
    follows = cycle((changes.again, changes.another))
    return [
        partial(changes.killed_twice, first, second, next(follows))
        for first in changing[changing.index(naming) :][:2]
        for second in range(len(changes.changes_after(first)))
    ]


def recovering() -> list[Finding]:
    """After a kill at every change: a taken name, a full disk, a wrong clock, locks; and killed again."""
    after = (recovery.name_taken, recovery.disk_full, recovery.from_the_future)
    tries: list[Try] = [partial(attempt, call) for call in _changing(ONE) for attempt in after]
    hows = cycle(("alone", "shared"))
    tries += [partial(recovery.locked, call, next(hows)) for call in recovery.changing_in_shared()]
    tries += [partial(recovery.huge_file_replaced, name) for name in REPLACED.names]
    for command in (ONE, REPLACED):
        first = _naming(command)
        seconds = range(len(recovery.changes_after(command, first)))
        tries += [partial(recovery.killed_twice, command, first, second) for second in seconds]
    return _all(tries)


def planting() -> list[Finding]:
    """Files of others, and what a kill at every change left: copied, replayed, of others, exchanged."""
    tries: list[Try] = [partial(planted.try_plant, plant) for plant in PLANTS]
    brought = (*planted.FROM_ELSEWHERE, planted.exchanged)
    tries += [partial(attempt, call) for call in _changing(ONE) for attempt in brought]
    return _all(tries)


def sharing() -> list[Finding]:
    """A neighbour's step at every stop, two steps at every pair of stops near each other, races and locks."""
    tries: list[Try] = []
    for what, (steps, commands) in rivals.ONE_STEP.items():
        for command in commands:
            stops = shared.stops_of(command).during()
            tries += [partial(rivals.once, command, what, steps, Moment.DURING, nth) for nth in stops]
    for nth in shared.stops_of(shared.REPLACED).during():
        tries += [partial(rivals.fail_then_slip_in, nth, later, "k.private.pem") for later in range(1, 6)]
    for nth in shared.stops_of(shared.SAVED).during():
        tries += [partial(rivals.running_save, nth, how) for how in ("before", "after")]
    tries += [partial(rivals.race, nth) for nth in range(RACES)]
    tries += [partial(rivals.plants_of_a_neighbour, mode) for mode in (0o777, 0o1777)]
    return _all(tries)


def naive() -> list[Finding]:
    """A program that must break the contract."""
    return _found(strike_all(attacks(NAIVE, thoroughly=False)))


def remembering() -> list[Finding]:
    """Where keys are added every call fails, is the last or brings a signal; else those that change files."""
    made = attacks(listed.enrolling(), thoroughly=True, each_error=True)
    for command in (listed.beginning, listed.changing, listed.forgetting):
        made += attacks(command(), thoroughly=False)
    return _found(strike_all(made, listed.judge))


GROUPS = {
    "the real `akg generate`, under strace": generating,
    "the real `akg passphrase change`, under strace": changing,
    "recovery after a kill at every change, by the real `akg`": recovering,
    "planted files, and records copied, replayed or exchanged": planting,
    "a neighbour in a shared folder, at every stop and in races": sharing,
    "the list of keys: enrolling, changing, forgetting, under strace": remembering,
}


def _changing(command: Command) -> list[Call]:
    return [call for call in calls(command) if call.changing]


def _naming(command: Command) -> Call:
    """The call that gives the last name."""
    kinds = ("link", "linkat", "rename", "renameat", "renameat2")
    return [call for call in _changing(command) if call.kind in kinds][-1]


def _strike(attack: Attack, judge: Judge) -> Finding:
    (finding,) = _found([strike(attack, judge)]) or [Finding(str(attack), None)]
    return finding


def _found(hits: Iterable[Hit]) -> list[Finding]:
    """Those that took place."""
    return [Finding(f"{hit.attack}", hit.outcome, hit.broken) for hit in hits if hit.struck]


def _all(tries: list[Try]) -> list[Finding]:
    """As many at once as there are cores; without those that could not be tried."""
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        found = pool.map(lambda attempt: attempt(), tries)
        return [finding for finding in found if finding.outcome or finding.broken]
