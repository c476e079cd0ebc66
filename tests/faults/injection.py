"""strace makes the nth system call of the real `akg` fail, lie about what it wrote, or be its last one."""

import os
import re
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from tests.faults.akg import Command, Ended, Listing, end_of, found, home, run, start
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
_HELD_MS, _HELD_LONGER_MS, _PAUSE = 700, 7_000, 0.004
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

    def wrapper(self, held_ms: int) -> list[str]:
        """Stops at this kind of call alone, for a fifth of the time; as strace loses signals then, it holds
        the call for so long, and whoever runs it sends them.
        """
        when = f"{self.call.nth}{'+' if self.on else ''}"
        what = f"delay_enter={held_ms}ms" if self.signal else self.what
        inject = f"inject={self.call.kind}:{what}:when={when}"
        return [
            *(*tracer(), "--seccomp-bpf", "-o", LOG),
            *("-e", f"trace={self.call.kind}", "-e", inject),
        ]

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


def tracer() -> list[str]:
    """strace; in a user namespace where it would not be let near: `akg` forbids others to look into it."""
    rights = [] if os.geteuid() == 0 else ["unshare", "-Ur"]
    return [*rights, "strace", "-E", "AKG_ALLOW_TRACER=1", "-f", "-qq"]


def calls(command: Command) -> list[Call]:
    """Every call by which the command touches its folder, in order, from a run without any fault."""
    with home(command) as where:
        return calls_in(where, command)


def calls_in(where: Path, command: Command) -> list[Call]:
    """The same, in this very home."""
    run(command, where, [*tracer(), "-y", "-o", LOG, "-e", "trace=%file,%desc"])
    lines = (where / LOG).read_text(errors="replace").splitlines()
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


def attacked(attack: Attack, where: Path, held_ms: int = _HELD_MS) -> Ended:
    """The end of the command under this attack. The log of strace is in LOG."""
    with start(attack.command, where, attack.wrapper(held_ms)) as process:
        if attack.signal:
            begun = re.compile(rf"^(\d+) +{attack.call.kind}\(", re.MULTILINE)
            while process.poll() is None:
                caught = _caught(where / LOG, begun, attack.call.nth)
                if caught:
                    with suppress(ProcessLookupError):
                        os.kill(caught, attack.signal)
                    break
                time.sleep(_PAUSE)
        return end_of(process)


def _caught(log: Path, begun: re.Pattern[str], nth: int) -> int:
    """The process that is held as its nth call begins, which strace has written by then; 0 while none is."""
    counts = Counter(begun.findall(log.read_text(encoding="utf-8", errors="replace")) if log.exists() else ())
    return next((int(process) for process, count in counts.items() if count >= nth), 0)


def last_call(command: Command, kind: str) -> Call:
    """The last call of a kind before the process ends."""
    with home(command) as where:
        run(command, where, [*tracer(), "-o", LOG, "-e", f"trace={kind}"])
        lines = (where / LOG).read_text(errors="replace").splitlines()
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
    """One run of `akg` under attack, in a home of its own; one more where the machine was too slow for it."""
    hit = _strike(attack, judge, _HELD_MS)
    return hit if hit.struck or not attack.signal else _strike(attack, judge, _HELD_LONGER_MS)


def _strike(attack: Attack, judge: Judge, held_ms: int) -> Hit:
    with home(attack.command) as where:
        before = found(where)
        ended = attacked(attack, where, held_ms)
        log = (where / LOG).read_text(errors="replace")
        struck = "INJECTED" in log or "--- SIG" in log or "killed by" in log
        (where / LOG).unlink()
        try:
            return Hit(attack, judge(attack.command, where, before, ended), struck, ended.status)
        except ContractBroken as broken:
            return Hit(attack, None, struck, ended.status, f"{attack}: {broken}")


def strike_all(made: list[Attack], judge: Judge = judge_run) -> list[Hit]:
    """All of them, twice as many at once as there are cores: some of the time they are held."""
    with ThreadPoolExecutor(2 * len(os.sched_getaffinity(0))) as pool:
        return list(pool.map(lambda attack: strike(attack, judge), made))
