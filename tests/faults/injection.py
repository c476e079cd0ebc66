"""strace makes the nth system call of the real `akg` fail, lie about what it wrote, or be its last one."""

import os
import re
import signal
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from tests.faults.akg import Command, Ended, Listing, end_of, found, home, start
from tests.faults.contract import ContractBroken, Outcome
from tests.faults.inspection import judge_run

ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EACCES", "EROFS", "EINTR")
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
Judge = Callable[[Command, Path, Listing, Ended], Outcome]
_CHANGING = {
    *("mkdir", "mkdirat", "write", "pwrite64", "fchmod", "fchmodat", "chmod"),
    *("fsync", "fdatasync", "ftruncate"),
    *("link", "linkat", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir"),
}
LOG = "strace.log"
_LINE = re.compile(r"(\d+) +(\w+)\((.*)")


@dataclass(frozen=True)
class Call:
    """The nth call of its kind by whoever does the work; `changing` if it changes a file or folder, `listing`
    if that is the list of keys.
    """

    kind: str
    nth: int
    changing: bool
    listing: bool = False


@dataclass(frozen=True)
class Attack:
    """`what` as strace says it: `error=EIO`, `signal=SIGKILL`, `retval=7`; `on`: from then on."""

    command: Command
    call: Call
    what: str
    on: bool = False

    @property
    def signal(self) -> signal.Signals | None:
        """What is sent as the call begins, if that is the attack."""
        return signal.Signals[self.what.removeprefix("signal=")] if self.what.startswith("signal=") else None

    def trace(self, log: Path) -> list[str]:
        """Where a program is started in earnest, most of the time is that of its calls before: strace stops
        at this kind alone. It loses signals then.
        """
        when = f"{self.call.nth}{'+' if self.on else ''}"
        quick = ["--seccomp-bpf"] if self.command.program and not self.signal else []
        inject = f"inject={self.call.kind}:{self.what}:when={when}"
        return [*quick, "-o", str(log), "-e", f"trace={self.call.kind}", "-e", inject]

    def __str__(self) -> str:
        on = " from then on" if self.on else ""
        return f"{self.command}, {self.call.kind} {self.call.nth}: {self.what}{on}"


@dataclass(frozen=True)
class Hit:
    """An attack and what came of it; `broken` says how the contract was broken. `struck`: it took place."""

    attack: Attack
    outcome: Outcome | None
    struck: bool
    status: int
    broken: str = ""


def calls(command: Command) -> list[Call]:
    """Every call by which the command touches its folder, in order, from a run without any fault."""
    with home(command) as where:
        return calls_in(where, command)


def calls_in(where: Path, command: Command) -> list[Call]:
    """The same, in this very home."""
    lines = _traced(command, where, ["-y", "-o", str(where / LOG), "-e", "trace=%file,%desc"]).splitlines()
    places = (str(where / command.folder), f'"{command.folder}')
    return list(_touching(lines, places, str(where / ".local")))


def _touching(lines: list[str], places: tuple[str, ...], data: str) -> list[Call]:
    """Those of the process that does the work, which `akg` forks.

    strace counts in each process by itself: a call whose number one of the others comes to as well, and
    sooner, cannot be struck, and is left out.
    """
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[str, list[Call]] = defaultdict(list)
    for process, kind, rest in (match.groups() for match in map(_LINE.match, lines) if match):
        totals[process][kind] += 1
        changing = kind in _CHANGING or "O_CREAT" in rest
        listing = data in rest
        is_ours = kind != "execve"  # which comes before the program's first line
        if is_ours and (any(place in rest for place in places) or (changing and listing)):
            found[process].append(Call(kind, totals[process][kind], changing, listing))
    worker = max(found, key=lambda process: len(found[process]))
    sooner = list(totals)[: list(totals).index(worker)]
    return [call for call in found[worker] if all(totals[each][call.kind] < call.nth for each in sooner)]


def attacked(attack: Attack, where: Path) -> tuple[Ended, bool]:
    """The end of the command under this attack, and whether it took place."""
    with start(attack.command, where, attack.trace(where / LOG)) as process:
        ended = end_of(process)
    log = _log(where)
    return ended, "INJECTED" in log or "--- SIG" in log or "killed by" in log


def _traced(command: Command, where: Path, trace: list[str]) -> str:
    with start(command, where, trace) as process:
        end_of(process)
    return _log(where)


def _log(where: Path) -> str:
    """Returns what strace saw, and removes its file."""
    text = (where / LOG).read_text(encoding="utf-8", errors="replace")
    (where / LOG).unlink()
    return text


def last_call(command: Command, kind: str) -> Call:
    """The last call of a kind before the process ends."""
    with home(command) as where:
        lines = _traced(command, where, ["-o", str(where / LOG), "-e", f"trace={kind}"]).splitlines()
    main = lines[0].split()[0]
    return Call(kind, sum(line.split()[0] == main and f" {kind}(" in line for line in lines), changing=False)


def attacks(
    command: Command, *, thoroughly: bool, listing: bool = True, each_error: bool = False
) -> list[Attack]:
    """Failures, kills and signals: at every call, or at those that change something.

    `listing`: also where the list of keys is written, which every command does in the same way.
    `each_error`: what changes something fails with every error, not with one of them in turn.
    No EINTR from then on: no system does that, and Python tries again for as long as it gets it.
    """
    errors, lasting, signals = cycle(ERRORS), cycle(ERRORS[:-1]), cycle(SIGNALS)
    made = []
    for call in calls(command):
        if call.listing and not listing:
            continue
        if call.changing or thoroughly:
            some = ERRORS if call.changing and each_error else (next(errors),)
            made += [Attack(command, call, f"error={error}") for error in some]
            made.append(Attack(command, call, "signal=SIGKILL"))
        if thoroughly:
            made.append(Attack(command, call, f"error={next(lasting)}", on=True))
            made.append(Attack(command, call, f"signal={next(signals)}"))
        if call.kind == "write":
            made.append(Attack(command, call, "retval=7"))
    return made


def strike(attack: Attack, judge: Judge = judge_run) -> Hit:
    """One run of the command under attack, in a home of its own."""
    with home(attack.command) as where:
        before = found(where)
        ended, struck = attacked(attack, where)
        try:
            return Hit(attack, judge(attack.command, where, before, ended), struck, ended.status)
        except ContractBroken as broken:
            return Hit(attack, None, struck, ended.status, f"{attack}: {broken}")


def strike_all(made: list[Attack], judge: Judge = judge_run) -> list[Hit]:
    """All of them, as many at once as there are cores."""
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        return list(pool.map(lambda attack: strike(attack, judge), made))
