"""What a killed save left, met by a command that fails, a clock that was wrong, and locks; and huge files."""

import os
import re
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tests.faults import shared
from tests.faults.akg import (
    FOLDER,
    ONE,
    REPLACED,
    Command,
    Ended,
    Limits,
    Listing,
    found,
    home,
    next_pair,
    run,
)
from tests.faults.contract import Outcome
from tests.faults.injection import Attack, Call, attacked, calls_in
from tests.faults.inspection import (
    Finding,
    by_status,
    check_said,
    demand,
    is_whole,
    judge_settled,
    judged,
    says,
    settle,
)

HUGE = 4 << 30
_ADDRESS_SPACE, _LARGEST_FILE = 1 << 30, 64 << 20
_MORE = replace(next_pair(label="more"), name="more")
_YEARS = 10 * 365 * 24 * 60 * 60


def name_taken(call: Call) -> Finding:
    """The next command asks for the very name whose pair was on its way, without --force."""
    return _met(call, f"the same name after a kill at {call.kind} {call.nth}", next_pair(label="k"))


def disk_full(call: Call) -> Finding:
    """The next command can write nothing (no file may be larger than 60 bytes)."""
    what = f"a full disk after a kill at {call.kind} {call.nth}"
    return _met(call, what, next_pair(), {"FSIZE": 60})


def from_the_future(call: Call) -> Finding:
    """The clock was wrong when the save was killed."""
    with home(ONE) as where:
        before = _killed(where, call, ONE)
        for path in (where / FOLDER).glob("*"):
            os.utime(path, (time.time() + _YEARS, time.time() + _YEARS))
        ended = run(next_pair(), where)
        what = f"dated in the future, killed at {call.kind} {call.nth}"
        return judged(what, lambda: _judge(before, found(where), ended), ended)


def locked(call: Call, how: str) -> Finding:
    """A neighbour holds a lock on the folder and on whatever in it they may open."""
    with shared.place(shared.SAVED) as made:
        before = _killed(made.where, call, shared.SAVED)
        made.neighbour.do(("lock all", made.keys, how))
        ended = run(next_pair(shared.KEYS), made.where)
        what = f"locked ({how}) by a neighbour, killed at {call.kind} {call.nth}"
        return judged(what, lambda: _judge(before, found(made.where, shared.KEYS), ended), ended)


def changing_in_shared() -> list[Call]:
    """The calls by which a save to a shared folder changes it."""
    with shared.place(shared.SAVED) as made:
        return [call for call in calls_in(made.where, shared.SAVED) if call.changing]


def killed_twice(command: Command, first: Call, second: int) -> Finding:
    """The next command is killed as well, at the second of its own changes; the one after it settles all."""
    with home(command) as where:
        before = found(where)
        changing = changes_after(command, first)
        what = f"{command}, killed at {first.kind} {first.nth}, and the next save at its change {second}"
        _killed(where, first, command)
        attacked(Attack(_MORE, changing[second], "signal=SIGKILL"), where)
        now = found(where)
        ended = settle(where)
        return judged(what, lambda: _judge_twice(command, before, now, ended, found(where)), ended)


@cache
def changes_after(command: Command, first: Call) -> list[Call]:
    """The calls by which the next save, recovery included, changes what was left by this kill."""
    with home(command) as where:
        _killed(where, first, command)
        return [call for call in calls_in(where, _MORE) if call.changing]


def _judge_twice(command: Command, before: Listing, killed: Listing, ended: Ended, now: Listing) -> Outcome:
    more = {name for name in now if name.startswith("more.")}
    demand(more in (set(), {"more.private.pem", "more.public.pem"}), f"half of the next pair: {sorted(now)}")
    rest = {name: entry for name, entry in now.items() if name not in more}
    return judge_settled(command, before, is_whole(command, killed), ended, rest)


def _met(call: Call, what: str, command: Command, limits: Limits = MappingProxyType({})) -> Finding:
    with home(ONE) as where:
        before = _killed(where, call, ONE)
        ended = run(command, where, limits)
        return judged(what, lambda: _judge(before, found(where), ended), ended)


def _killed(where: Path, call: Call, command: Command) -> Listing:
    attacked(Attack(command, call, "signal=SIGKILL"), where)
    return found(where, command.folder)


def _judge(before: Listing, now: Listing, ended: Ended) -> Outcome:
    """Whatever the recovery did was said, and so was what it did not do."""
    demand("Traceback" not in ended.err, "a traceback")
    check_said(now, ended.text)
    for name in set(now) - set(before):
        demand(says(ended.text, name), f"nobody says that there is {name} now")
    gone = set(before) - set(now)
    told = re.search("temporary|cleaned", ended.text, re.IGNORECASE)
    demand(not gone or told is not None, f"nobody says that {gone} went")
    return by_status(ended)


def huge_file_replaced(name: str) -> Finding:
    """A file of 4 GiB is to be replaced by a process that may have one: it is refused, or kept and named."""
    with home(REPLACED) as where:
        path = where / FOLDER / name
        os.truncate(path, HUGE)
        ended = run(REPLACED, where, {"AS": _ADDRESS_SPACE, "FSIZE": _LARGEST_FILE})
        return judged(f"{name} of 4 GiB", lambda: _judge_huge(path, ended), ended)


def _judge_huge(path: Path, ended: Ended) -> Outcome:
    sizes = {entry.name: entry.stat().st_size for entry in path.parent.iterdir()}
    demand("should not" not in ended.err and "Traceback" not in ended.err, "nobody foresaw it")
    if ended.status in (0, 6):
        kept = [name for name, size in sizes.items() if size == HUGE and name.endswith(".bak")]
        demand(bool(kept), f"the old file is lost: {sizes}")
        return by_status(ended)
    demand(sizes[path.name] == HUGE and len(sizes) == 2, f"something changed: {sizes}")
    demand("Nothing was" in ended.err or says(ended.err, path.name), "nobody says what it is")
    return Outcome.NOTHING
