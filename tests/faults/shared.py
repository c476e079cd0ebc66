"""A folder that two users may write to: its layout, when `akg` can be stopped there, what may not come of it.

The layout: `shared` and `shared/keys` let everybody in; `elsewhere` is of whoever runs `akg`, who also has a
private key beside what is saved, and a file that nothing may be written to.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path

from tests.faults.akg import PLAIN, Command, Ended, Listing, found, home, write
from tests.faults.contract import Outcome
from tests.faults.inspection import by_status, demand, is_whole, says
from tests.faults.interference import run_with_stops, stops_in
from tests.faults.neighbour import Neighbour, neighbour

KEYS = "shared/keys"
SAVED = Command("a pair", ("-d", KEYS, "-l", "k", *PLAIN), folder=KEYS)
REPLACED = Command("a pair replaced", ("-d", KEYS, "-l", "k", "--force", *PLAIN), folder=KEYS)
NEW_FOLDER = replace(SAVED, name="a pair in a new folder")
OTHER_KEY = b"-----BEGIN PRIVATE KEY-----\nthe other key of the same user\n"
_BEGIN = b"-----BEGIN PRIVATE KEY-----"
PLANTED = ("k.private.pem", "k.public.pem")


@dataclass(frozen=True)
class Place:
    """A home with a folder that is shared, and the neighbour."""

    where: Path
    neighbour: Neighbour

    @property
    def keys(self) -> Path:
        return self.where / KEYS

    @property
    def elsewhere(self) -> Path:
        return self.where / "elsewhere"

    def path(self, name: str) -> str:
        return str(self.keys / name)


@contextmanager
def place(command: Command) -> Iterator[Place]:
    """The folder stands already unless it is to be made; what is replaced is the neighbour's, open to all."""
    with home(command) as where, neighbour() as other:
        made = Place(where, other)
        for folder, mode in ((where, 0o755), (where / "shared", 0o777), (made.elsewhere, 0o700)):
            folder.mkdir(exist_ok=True)
            folder.chmod(mode)
        write(made.elsewhere / "precious", b"precious")
        if command is not NEW_FOLDER:
            made.keys.mkdir()
            made.keys.chmod(0o777)
            write(made.keys / "other.private.pem", OTHER_KEY)
        if command is REPLACED:
            other.do(*(("write", made.path(name), "planted", 0o666) for name in PLANTED))
        yield made


class Moment(Enum):
    BEFORE = "before akg began to write"
    DURING = "while it wrote"
    AFTER = "when all was saved"


@dataclass(frozen=True)
class Stops:
    """Where `akg` can be stopped (`first`, see `stops_in`), and how many stops there are of each moment."""

    first: dict[str, int]
    counts: dict[Moment, int]

    def during(self) -> range:
        """The numbers of the stops while it wrote."""
        return range(1, self.counts[Moment.DURING] + 1)


class Watch:
    """Counts the stops of each moment."""

    def __init__(self, command: Command, made: Place) -> None:
        self._command, self._made = command, made
        self.counts: Counter[Moment] = Counter()

    def is_at(self, moment: Moment, nth: int) -> bool:
        """Whether this is the nth stop of that moment. To be called once at each stop."""
        now = _moment(self._command, self._made)
        self.counts[now] += 1
        return now is moment and self.counts[now] == nth


def _moment(command: Command, made: Place) -> Moment:
    now = found(made.where, KEYS)
    if is_whole(command, now):
        return Moment.AFTER
    new = command is NEW_FOLDER and made.keys.exists()
    return Moment.DURING if new or any(name.startswith(".akg-") for name in now) else Moment.BEFORE


@cache
def stops_of(command: Command) -> Stops:
    """From a run that nobody disturbs."""
    with place(command) as made:
        first = stops_in(made.where, command)
    with place(command) as made:
        watch = Watch(command, made)
        run_with_stops(command, made.where, first, lambda stop: bool(watch.is_at(Moment.AFTER, 0)))
        return Stops(first, watch.counts)


def judge_shared(command: Command, made: Place, before: Listing, ended: Ended, moment: Moment) -> Outcome:
    """Who swaps the folder before `akg` began chose another one; who comes after has it as they like."""
    now = all_files(made)
    demand("Traceback" not in ended.err, "a traceback")
    demand(now.get("elsewhere/precious") == (0o600, b"precious"), "the precious file was written to")
    for name, (mode, content) in now.items():
        demand(_BEGIN not in content or mode & 0o077 == 0, f"others can read {name} ({mode:o})")
    if moment is Moment.DURING:
        demand(len(found(made.where, "elsewhere")) == 1, "written through a link")
    if moment is not Moment.AFTER:
        _check_said(command, made, before, now, ended)
    if ended.status in (0, 6):
        return by_status(ended)
    return Outcome.NAMED if _new_keys(before, now) else Outcome.NOTHING


def _check_said(command: Command, made: Place, before: Listing, now: Listing, ended: Ended) -> None:
    """What was saved stands where it was to, or the command says that it does not, and where keys are."""
    whole = is_whole(command, found(made.where, KEYS))
    demand(whole or ended.status != 0, "status 0, and what was saved is not there")
    for path in _new_keys(before, now):
        told = says(ended.text, os.path.basename(path)) or "another folder" in ended.text
        demand(whole or told, f"nobody says that there is {path}")


def _new_keys(before: Listing, now: Listing) -> list[str]:
    old = {content for _, content in before.values()}
    return [name for name, (_, content) in now.items() if _BEGIN in content and content not in old]


def all_files(made: Place) -> dict[str, tuple[int, bytes]]:
    """Every file below the home that is no link, but for those of the attack itself."""
    return {
        str(path.relative_to(made.where)): (path.lstat().st_mode & 0o777, path.read_bytes())
        for path in made.where.rglob("*")
        if path.is_file() and not path.is_symlink() and path.name != "strace.log"
    }
