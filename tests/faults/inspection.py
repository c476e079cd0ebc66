"""What a run of the real `akg` left, judged by opening it: whole pairs or nothing, and what was said."""

import re
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.errors import KeygenError
from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.keys.passphrase import Passphrase
from app.storage.writer import archive
from tests.faults.akg import FOLDER, PASSPHRASE, Command, Ended, Listing, found, next_pair, run
from tests.faults.contract import ContractBroken, Outcome

_BEGIN = re.compile(rb"-----BEGIN (ENCRYPTED )?PRIVATE KEY-----")
_SIGNALS = {128 + number for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)}


def judge_run(command: Command, where: Path, before: Listing, ended: Ended) -> Outcome:
    """The contract for a process that came to an end of its own, or was killed."""
    now = found(where)
    check_places(where)
    demand("Traceback" not in ended.err, ended.err)
    if ended.killed:
        return _judge_killed(command, where, before, now)
    if ended.status in (0, 6):
        return _judge_saved(command, before, now, ended)
    demand(ended.status > 0, f"ended by {ended.status}")
    new = {name for name in {**before, **now} if before.get(name) != now.get(name)}
    demand(all(name in ended.err for name in new), f"status {ended.status}, and new are {new}: {ended.err}")
    demand(not new or ended.status not in _SIGNALS or "could not be undone" in ended.err, ended.err)
    return Outcome.NAMED if new else Outcome.NOTHING


def check_places(where: Path) -> None:
    """Private keys stand in the folder only, in files of their owner, under names that say so."""
    for path in where.rglob("*"):
        if path.is_file() and not path.is_symlink() and _BEGIN.search(path.read_bytes()):
            demand(path.parent == where / FOLDER, f"a private key in {path}")
            demand(path.stat().st_mode & 0o077 == 0, f"others can read {path}")
            demand("public" not in path.name, f"a private key in {path}")


def _judge_saved(command: Command, before: Listing, now: Listing, ended: Ended) -> Outcome:
    demand(is_whole(command, now), f"status {ended.status}, and there are {sorted(now)}")
    more = set(now) - set(command.names)
    backups = {name for name in more if name.endswith(".bak")}
    demand({now[name] for name in backups} == {(0o600, content) for _, content in before.values()}, "backups")
    demand(not (more - backups) or ended.status == 6, f"status {ended.status}, and left are {more}")
    demand(all(name in ended.err for name in more - backups), f"not named: {more - backups}: {ended.err}")
    return Outcome.SAVED_WITH_WARNING if ended.status == 6 else Outcome.SAVED


def _judge_killed(command: Command, where: Path, before: Listing, now: Listing) -> Outcome:
    for name in set(now) - set(before) - set(command.names):
        demand(is_leftover(name), f"{name} is unknown")
    return judge_settled(command, before, is_whole(command, now), settle(where), found(where))


def judge_settled(command: Command, before: Listing, saved: bool, ended: Ended, now: Listing) -> Outcome:
    """What the next save made of what a kill left. `saved`: all stood there before it."""
    after = {name: entry for name, entry in now.items() if not name.startswith("next.")}
    check_said(after, ended.text)
    for name, (_, content) in before.items():
        kept = any(other.startswith(name) and entry[1] == content for other, entry in after.items())
        demand(kept, f"the old {name} is lost")
    if is_whole(command, after):
        return Outcome.KILLED_SAVED if saved else Outcome.KILLED_FINISHED
    if all(after.get(name) == before.get(name) for name in command.names):
        return Outcome.KILLED_CLEAN
    standing = [name for name in command.names if after.get(name) == before.get(name)]
    told = all(says(ended.text, name) for name in standing)
    demand(bool(command.before) and told, f"half of it, and nobody says so: {sorted(after)}")
    return Outcome.KILLED_HALF


def settle(where: Path) -> Ended:
    """The next save to the folder, which must succeed."""
    ended = run(next_pair(), where)
    demand(ended.status in (0, 6), f"the next save ended with {ended.status}: {ended.err}")
    return ended


def is_leftover(name: str) -> bool:
    """Whether only a save that came to no good end leaves such a name."""
    return name.startswith(".akg-") or name.endswith(".bak")


def check_said(now: Listing, text: str) -> None:
    """Every temporary file and every backup that is still there was named."""
    unsaid = [name for name in now if is_leftover(name) and not says(text, name)]
    demand(not unsaid, f"nobody says that there is {unsaid}: {text}")


def says(text: str, name: str) -> bool:
    """Whether the text has this very name, not only a longer one that it is a part of."""
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?!\.?[\w-])", text) is not None


def is_whole(command: Command, now: Listing) -> bool:
    """Whether all files are there with their modes, can be opened, and belong together."""
    if not all(name in now for name in command.names):
        return False
    if command.archive:
        mode, content = now[command.archive]
        return mode == 0o600 and len(_pairs_in(archive.unpack(content), command)) == command.count
    modes = [now[name][0] for name in command.names]
    members = {name: now[name][1] for name in command.names}
    return modes == [0o600, 0o644] * command.count and len(_pairs_in(members, command)) == command.count


def _pairs_in(members: dict[str, bytes], command: Command) -> list[str]:
    matching = []
    for label in command.labels:
        try:
            document = identify(members[f"{label}.private.pem"])
            pair = open_private_key(document, Passphrase(PASSPHRASE) if document.encryption else None)
        except (KeygenError, KeyError):
            continue
        if pair.public_key_pem.encode() == members[f"{label}.public.pem"]:
            matching.append(label)
    return matching


def demand(fulfilled: bool, otherwise: str) -> None:
    if not fulfilled:
        raise ContractBroken(otherwise)


@dataclass(frozen=True)
class Finding:
    """What was tried and what came of it: None if it could not be tried. `broken`: how the contract was."""

    what: str
    outcome: Outcome | None
    broken: str = ""


def judged(what: str, judge: Callable[[], Outcome | None], ended: Ended) -> Finding:
    """What the judge says of how the command ended."""
    try:
        return Finding(what, judge())
    except ContractBroken as broken:
        return Finding(what, None, f"{what}: {broken}; status {ended.status}: {ended.err[:500]}")


def by_status(ended: Ended) -> Outcome:
    """What the command itself says that it was."""
    return {0: Outcome.SAVED, 6: Outcome.SAVED_WITH_WARNING}.get(ended.status, Outcome.NOTHING)
