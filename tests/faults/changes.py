"""`akg passphrase change` under attack: what its file opens with afterwards, and what else is there."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from app.errors import KeygenError
from app.keys.algorithm import ED25519
from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.usecases.generate import GenerateRequest, generate_key_pairs
from tests.faults.akg import (
    FOLDER,
    NEW_PASSPHRASE,
    PASSPHRASE,
    Command,
    Ended,
    Listing,
    found,
    home,
    run,
    write,
)
from tests.faults.contract import Outcome
from tests.faults.injection import Attack, Call, attacked, calls_in
from tests.faults.inspection import (
    Finding,
    check_places,
    check_said,
    demand,
    is_leftover,
    judged,
    settle,
)

KEY = "k.private.pem"
_THIRD_PASSPHRASE = "the third of the passphrases here"
_PLAIN = ""
_OLD, _NEW = ("--passphrase-file", "passphrase.txt"), ("--new-passphrase-file", "new.txt")

Follow = Callable[[Path, str], tuple[Ended, str]]
"""What is done after a kill, and what the file may open with then."""


@cache
def pair() -> KeyPair:
    return generate_key_pairs(GenerateRequest(ED25519))[0]


def encrypted() -> Command:
    return _change("a passphrase changed", private_key_pem(pair(), Encrypted(Passphrase(PASSPHRASE))), _OLD)


def plain() -> Command:
    return _change("a plain key encrypted", private_key_pem(pair(), Unencrypted()), ())


@cache
def _change(name: str, text: str, old: tuple[str, ...]) -> Command:
    before = {KEY: (0o600, text.encode())}
    return Command(name, (f"{FOLDER}/{KEY}", *old, *_NEW), before=before, verb=("passphrase", "change"))


def again(where: Path, opens: str) -> tuple[Ended, str]:
    """Changes it once more, to what it was to be; to something else if it is that already."""
    return run(_next_change(where, opens), where), _wanted(opens)


def _wanted(opens: str) -> str:
    return _THIRD_PASSPHRASE if opens == NEW_PASSPHRASE else NEW_PASSPHRASE


def _next_change(where: Path, opens: str) -> Command:
    write(where / "third.txt", _THIRD_PASSPHRASE.encode())
    files = {PASSPHRASE: "passphrase.txt", NEW_PASSPHRASE: "new.txt", _THIRD_PASSPHRASE: "third.txt"}
    old = ("--passphrase-file", files[opens]) if opens else ()
    words = (f"{FOLDER}/{KEY}", *old, "--new-passphrase-file", files[_wanted(opens)])
    return replace(encrypted(), arguments=words)


def another(where: Path, opens: str) -> tuple[Ended, str]:
    """Saves another pair to the same folder."""
    return settle(where), opens


def judge_then_again(command: Command, where: Path, before: Listing, ended: Ended) -> Outcome:
    return _judge(command, where, ended, again)


def judge_then_another(command: Command, where: Path, before: Listing, ended: Ended) -> Outcome:
    return _judge(command, where, ended, another)


def killed_twice(first: Call, second: int, follow: Follow) -> Finding:
    """A change is killed, and the one that is done again as well, at the second of its own changes."""
    command = encrypted()
    with home(command) as where:
        what = f"{command}, killed at {first.kind} {first.nth}, and again at its change {second}"
        _killed(where, command, first)
        changing = changes_after(first)
        ended = _killed(where, _next_change(where, opened_by(found(where)[KEY][1])), changing[second])
        if not ended.killed:
            return Finding(what, None)
        now = found(where)
        return judged(what, lambda: _judge_killed(where, now, opened_by(now[KEY][1]), follow), ended)


@cache
def changes_after(first: Call) -> list[Call]:
    """The calls by which the change that is done again changes what was left by this kill."""
    command = encrypted()
    with home(command) as where:
        _killed(where, command, first)
        command = _next_change(where, opened_by(found(where)[KEY][1]))
        return [call for call in calls_in(where, command) if call.changing]


def _killed(where: Path, command: Command, call: Call) -> Ended:
    return attacked(Attack(command, call, "signal=SIGKILL"), where)[0]


def _judge(command: Command, where: Path, ended: Ended, follow: Follow) -> Outcome:
    """The key opens, always; whatever else is there was named by this run, or after a kill by the next."""
    now, first = found(where), opened_by(command.before[KEY][1])
    check_places(where)
    demand("Traceback" not in ended.err, ended.err)
    opens = opened_by(now[KEY][1])
    if ended.killed:
        return _judge_killed(where, now, opens, follow)
    _check_others(now, ended)
    demand(ended.status > 0 or opens == NEW_PASSPHRASE, f"status 0, and it opens with {opens!r}")
    if ended.status in (0, 6):
        demand(len(now) == 1 or ended.status == 6, f"status 0, and there are {sorted(now)}")
        return Outcome.SAVED_WITH_WARNING if ended.status else Outcome.SAVED
    demand(opens == first or len(now) > 1, f"status {ended.status}, and it was changed: {ended.err}")
    return Outcome.NAMED if len(now) > 1 else Outcome.NOTHING


def _judge_killed(where: Path, now: Listing, opens: str, follow: Follow) -> Outcome:
    for name in set(now) - {KEY}:
        demand(is_leftover(name), f"{name} is unknown")
    ended, expected = follow(where, opens)
    demand(ended.status in (0, 6), f"the next command ended with {ended.status}: {ended.err}")
    after = {name: entry for name, entry in found(where).items() if not name.startswith("next.")}
    _check_others(after, ended)
    opens_now = opened_by(after[KEY][1])
    demand(opens_now in (expected, NEW_PASSPHRASE), f"it opens with {opens_now!r}, not with {expected!r}")
    if opens == NEW_PASSPHRASE:
        return Outcome.KILLED_SAVED
    return Outcome.KILLED_FINISHED if follow is another and opens_now != opens else Outcome.KILLED_CLEAN


def _check_others(now: Listing, ended: Ended) -> None:
    """What else is in the folder is named, above all what opens with the passphrase of before."""
    check_said(now, ended.text)
    unknown = [name for name in now if name != KEY and not is_leftover(name)]
    demand(not unknown, f"nobody knows {unknown}")


@cache
def opened_by(content: bytes) -> str:
    """The passphrase, empty for none, that opens this very key. Breaks the contract if there is none."""
    for passphrase in (_PLAIN, PASSPHRASE, NEW_PASSPHRASE, _THIRD_PASSPHRASE):
        try:
            opened = open_private_key(identify(content), Passphrase(passphrase) if passphrase else None)
        except KeygenError:
            continue
        demand(opened == pair(), "it opens, and is another key")
        return passphrase
    demand(False, f"the key is broken: {len(content)} bytes")
    return _PLAIN
