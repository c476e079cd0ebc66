"""What a run of the real `akg` left, judged by opening it: whole pairs or nothing, and what was said."""

import re
import signal
from pathlib import Path

from app.errors import KeygenError
from app.keys.document import identify
from app.keys.passphrase import Passphrase
from app.keys.protection import Unencrypted
from app.keys.reader import open_private_key
from app.storage import archive
from app.usecases.save import SaveReport, SaveRequest, save
from tests.faults.akg import FOLDER, PASSPHRASE, Command, Ended, found
from tests.faults.contract import ContractBroken, Listing, Outcome
from tests.faults.faulty_disk import FaultyDisk
from tests.faults.scenarios import pairs

_BEGIN = re.compile(rb"-----BEGIN (ENCRYPTED )?PRIVATE KEY-----")
_SIGNALS = {128 + number for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)}


def judge_run(command: Command, where: Path, before: Listing, ended: Ended) -> Outcome:
    """The contract for a process that came to an end of its own, or was killed."""
    now = found(where)
    check_places(where)
    _demand("Traceback" not in ended.err, ended.err)
    if ended.status == -signal.SIGKILL:
        return _judge_killed(command, where, before, now)
    if ended.status in (0, 6):
        return _judge_saved(command, before, now, ended)
    _demand(ended.status > 0, f"ended by {ended.status}")
    new = {name for name in {**before, **now} if before.get(name) != now.get(name)}
    _demand(all(name in ended.err for name in new), f"status {ended.status}, and new are {new}: {ended.err}")
    _demand(not new or ended.status not in _SIGNALS or "could not be undone" in ended.err, ended.err)
    return Outcome.NAMED if new else Outcome.NOTHING


def check_places(where: Path) -> None:
    """Private keys stand in the folder only, in files of their owner, under names that say so."""
    for path in where.rglob("*"):
        if path.is_file() and not path.is_symlink() and _BEGIN.search(path.read_bytes()):
            _demand(path.parent == where / FOLDER, f"a private key in {path}")
            _demand(path.stat().st_mode & 0o077 == 0, f"others can read {path}")
            _demand("public" not in path.name, f"a private key in {path}")


def _judge_saved(command: Command, before: Listing, now: Listing, ended: Ended) -> Outcome:
    _demand(_is_whole(command, now), f"status {ended.status}, and there are {sorted(now)}")
    more = set(now) - set(command.names)
    backups = {name for name in more if name.endswith(".bak")}
    _demand(
        {now[name] for name in backups} == {(0o600, content) for _, content in before.values()}, "backups"
    )
    _demand(not (more - backups) or ended.status == 6, f"status {ended.status}, and left are {more}")
    _demand(all(name in ended.err for name in more - backups), f"not named: {more - backups}: {ended.err}")
    return Outcome.RESERVED if ended.status == 6 else Outcome.SAVED


def _judge_killed(command: Command, where: Path, before: Listing, now: Listing) -> Outcome:
    for name in set(now) - set(before) - set(command.names):
        _demand(name.startswith(".akg-") or name.endswith(".bak"), f"{name} is unknown")
    saved = _is_whole(command, now)
    report = settle(where)
    after = {name: entry for name, entry in found(where).items() if not name.startswith("next.")}
    _demand(not any(name.startswith(".akg-") for name in after), "a temporary file stayed")
    for name, (_, content) in before.items():
        kept = any(other.startswith(name) and entry[1] == content for other, entry in after.items())
        _demand(kept, f"the old {name} is lost")
    if _is_whole(command, after):
        return Outcome.KILLED_SAVED if saved else Outcome.KILLED_FINISHED
    if all(after.get(name) == before.get(name) for name in command.names):
        return Outcome.KILLED_CLEAN
    told = " ".join(row.detail for row in report.rows if not row.good)
    kept_names = [name for name in command.names if after.get(name) == before.get(name)]
    _demand(command.old and all(name in told for name in kept_names), f"half a job: {sorted(after)}")
    return Outcome.KILLED_HALF


def settle(where: Path) -> SaveReport:
    """The next save to the folder."""
    return save(SaveRequest(pairs(1), "next", where / FOLDER, Unencrypted()), disk=FaultyDisk())


def _is_whole(command: Command, now: Listing) -> bool:
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


def _demand(fulfilled: bool, otherwise: str) -> None:
    if not fulfilled:
        raise ContractBroken(otherwise)
