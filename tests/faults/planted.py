"""A folder where such files were planted, or what a killed `akg` left elsewhere was brought, is saved to."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from tests.faults.akg import FOLDER, ONE, Command, Ended, Listing, found, home, next_pair, run, write
from tests.faults.contract import Outcome
from tests.faults.injection import Attack, Call, attacked
from tests.faults.inspection import Finding, by_status, demand, is_whole, judged, says
from tests.faults.plants import Plant, foreign

_LONGEST = 4000  # characters that anybody reads
_SECONDS = 2  # of the processor
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def try_plant(plant: Plant) -> Finding:
    """A pair is saved to a folder where this was planted."""
    with home(ONE) as where:
        folder = where / FOLDER
        folder.mkdir(0o700)
        plant.put(folder)
        return save_beside(where, plant.name, plant.label)


def save_beside(where: Path, what: str, label: str) -> Finding:
    """A pair is saved, and whatever was there before is there still, under no other name, and named."""
    before, outside = _entries(where / FOLDER), _outside(where)
    command = next_pair(label=label)
    ended = run(command, where, {"CPU": _SECONDS})

    def judge() -> Outcome:
        demand(ended.status in (0, 6), "the pair was not saved, or not in time")
        demand(_outside(where) == outside, "something outside of the folder was changed")
        _check_folder(command, where, before)
        _check_words(where, before, ended)
        return by_status(ended)

    return judged(what, judge, ended)


def _entries(folder: Path) -> dict[str, os.stat_result]:
    return {entry.name: entry.stat(follow_symlinks=False) for entry in os.scandir(folder)}


def _outside(where: Path) -> tuple[list[str], bytes]:
    path = where / "outside"
    return sorted(set(os.listdir(where)) - {".local"}), path.read_bytes() if path.exists() else b""


def _check_folder(command: Command, where: Path, before: dict[str, os.stat_result]) -> None:
    now = _entries(where / FOLDER)
    new = set(now) - set(before) - {f"{command.arguments[3]}.{half}.pem" for half in ("private", "public")}
    demand(not new, f"new names: {sorted(new)[:5]}")
    for name, old in before.items():
        stays = name in now and (now[name].st_ino, now[name].st_size) == (old.st_ino, old.st_size)
        demand(stays or name.startswith(".akg-"), f"{name} was changed")
    for half, content in zip(("private", "public"), foreign(), strict=True):
        saved = (where / FOLDER / f"{command.arguments[3]}.{half}.pem").read_bytes()
        demand(b"-----BEGIN" in saved and saved != content, f"the {half} half is not ours")


def _check_words(where: Path, before: dict[str, os.stat_result], ended: Ended) -> None:
    left = [name for name in _entries(where / FOLDER) if name in before and name.startswith(".akg-")]
    demand(len(ended.text) < _LONGEST, f"{len(ended.text)} characters")
    demand(not _CONTROL.search(ended.text), f"control characters: {ended.text!r}")
    plain = [name for name in left if name.isascii() and name.isprintable()]
    told = [name for name in plain if says(ended.text, name)]
    demand(bool(told) or not plain, f"nobody says what is left: {plain[:5]}")
    demand(len(told) == len(plain) or len(left) > 3, f"nobody says that there is {set(plain) - set(told)}")


def kill(where: Path, call: Call, command: Command = ONE) -> Listing:
    """A save is killed at this call; returns the temporary files that it left."""
    ended, _ = attacked(Attack(command, call, "signal=SIGKILL"), where)
    demand(ended.killed, f"it was not killed: {ended}")
    (where / FOLDER).mkdir(0o700, exist_ok=True)
    return {name: entry for name, entry in found(where).items() if name.startswith(".akg-")}


def copied_elsewhere(call: Call) -> Finding:
    """What a killed save left is copied to another folder of the same user."""
    with home(ONE) as where:
        kill(where, call)
        shutil.move(where / FOLDER, where / "first")
        (where / FOLDER).mkdir(0o700)
        _copy_temporaries(where / "first", where / FOLDER)
        return save_beside(where, f"copied after a kill at {call.kind} {call.nth}", "next")


def replayed(call: Call) -> Finding:
    """What a killed save left comes back when all of it was settled, and its keys were taken away."""
    with home(ONE) as where:
        kill(where, call)
        shutil.copytree(where / FOLDER, where / "first")
        run(next_pair(), where)
        for path in (where / FOLDER).iterdir():
            path.unlink()
        _copy_temporaries(where / "first", where / FOLDER)
        return save_beside(where, f"replayed after a kill at {call.kind} {call.nth}", "next")


def of_another_user(call: Call) -> Finding:
    """What a killed save of somebody else left, record and all, is brought here."""
    with home(ONE) as theirs, home(ONE) as where:
        kill(theirs, call)
        (where / FOLDER).mkdir(0o700)
        _copy_temporaries(theirs / FOLDER, where / FOLDER)
        return save_beside(where, f"another user's, killed at {call.kind} {call.nth}", "next")


FROM_ELSEWHERE = (copied_elsewhere, replayed, of_another_user)


def exchanged(call: Call) -> Finding:
    """The private key among what a killed save left is exchanged for a foreign one."""
    with home(ONE) as where:
        for name in kill(where, call):
            if name.endswith("k.private.pem.tmp"):
                (where / FOLDER / name).unlink()
                write(where / FOLDER / name, foreign()[0])
        ended = run(next_pair(), where)
        now = found(where)

        def judge() -> Outcome:
            named = [name for name, (_, content) in now.items() if content == foreign()[0] and name[0] != "."]
            demand(not named, f"the foreign key is {named}")
            half = [name for name in now if name.startswith("k.p")]
            demand(not half or is_whole(ONE, now) or all(says(ended.text, name) for name in half), f"{half}")
            return by_status(ended)

        return judged(f"exchanged after a kill at {call.kind} {call.nth}", judge, ended)


def _copy_temporaries(source: Path, target: Path) -> None:
    for path in source.glob(".akg-*"):
        shutil.copy2(path, target)
