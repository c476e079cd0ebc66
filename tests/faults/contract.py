"""What may stand in a folder after saving was attacked. Anything else raises ContractBroken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from app.errors import KeygenError, LeftBehindError
from app.usecases.save import SaveReport

Listing = Mapping[str, tuple[int, bytes]]
"""Name -> mode and content."""


class ContractBroken(AssertionError):  # noqa: N818  # the contract is broken
    pass


class Outcome(Enum):
    SAVED = "all saved"
    SAVED_WITH_WARNING = "all saved, with a warning"
    NOTHING = "nothing new"
    NAMED = "leftovers, each named"
    KILLED_CLEAN = "killed: nothing, or temporaries that the next save removed"
    KILLED_FINISHED = "killed: finished by the next save"
    KILLED_SAVED = "killed: all saved"
    KILLED_HALF = "killed while replacing: the names not replaced told by the next save"


@dataclass(frozen=True)
class Expected:
    """`before`: the folder at first. `after`: what saving adds or replaces."""

    before: Listing
    after: Listing
    secrets: tuple[bytes, ...]

    @property
    def replaced(self) -> Listing:
        return {name: entry for name, entry in self.before.items() if name in self.after}


def judge(
    expected: Expected, now: Listing, result: SaveReport | KeygenError, *, blind: bool = False
) -> Outcome:
    """The folder and what was said of it agree, and are one of what may be.

    `blind`: the disk lets nobody look, so that more may be named than is there, but not less.
    """
    check_secrets(expected, now)
    difference = _difference(expected.before, now)
    match result:
        case SaveReport():
            return _judge_saved(expected, now, result)
        case LeftBehindError():
            named = _named(expected, now, result)
            _demand(difference <= named, f"not named: {difference - named}")
            _demand(blind or named <= difference, f"named, and not there: {named - difference}")
            _demand_old(expected, now)
            return Outcome.NAMED
        case _:
            _demand(not difference, f"something changed: {difference}")
            return Outcome.NOTHING


def _named(expected: Expected, now: Listing, error: LeftBehindError) -> set[str]:
    """The names that the error gives. A new folder is named, or the place of all that is named."""
    folder = {"."} if "." in now and "." not in expected.before else set()
    return {item.rpartition(" (")[0] for item in error.left} - {"keys"} | folder


def _judge_saved(expected: Expected, now: Listing, report: SaveReport) -> Outcome:
    for name, entry in expected.after.items():
        _demand(now.get(name) == entry, f"{name} is not what was saved")
    _demand_old(expected, now)
    more = {name for name in now if name not in {".", *expected.after, *expected.before}}
    backups = {name for name in more if name.endswith(".bak")}
    _demand(len(backups) == len(expected.replaced), f"backups: {backups}")
    told = " ".join(row.detail for row in report.rows)
    for name in more:
        _demand(name in told, f"{name} is not told")
    _demand(not (more - backups) or report.has_warnings, f"no warning about {more - backups}")
    return Outcome.SAVED_WITH_WARNING if report.has_warnings else Outcome.SAVED


def judge_kill(expected: Expected, killed: Listing) -> None:
    """What a killed process left, before anybody looks after it: no half file, no public key alone."""
    check_secrets(expected, killed)
    _demand_old(expected, killed)
    for name, entry in expected.after.items():
        old = expected.before.get(name)
        reserved = old is None and killed.get(name) == (0o600, b"")
        _demand(reserved or killed.get(name) in (old, entry), f"{name} is half-written")
        private = name.replace(".public.", ".private.")
        _demand(killed.get(name) != entry or killed.get(private) == expected.after[private], f"{name} alone")
    for name in killed:
        known = name in {".", *expected.before, *expected.after}
        _demand(known or name.startswith(".akg-") or name.endswith(".bak"), f"{name} is unknown")


def judge_recovery(expected: Expected, killed: Listing, now: Listing, report: SaveReport) -> Outcome:
    """What the next save made of it; `now` is without the files of that save itself."""
    check_secrets(expected, now)
    _demand_old(expected, now)
    _demand(not any(name.startswith(".akg-") for name in now), "a temporary file stayed")
    new = [name for name, entry in expected.after.items() if now.get(name) == entry]
    if len(new) == len(expected.after):
        whole = all(killed.get(name) == entry for name, entry in expected.after.items())
        return Outcome.KILLED_SAVED if whole else Outcome.KILLED_FINISHED
    if not new:
        _demand(
            {name: now.get(name) for name in expected.after}
            == {name: expected.before.get(name) for name in expected.after},
            "neither old nor new",
        )
        return Outcome.KILLED_CLEAN
    _demand(bool(expected.replaced), f"half a job: {new}")
    told = " ".join(row.detail for row in report.rows if not row.good)
    for name in expected.after:
        _demand(name in new or name in told, f"{name} was not replaced, and nobody says so")
    return Outcome.KILLED_HALF


def check_secrets(expected: Expected, now: Listing) -> None:
    """No octet of a private key stands where others can read it, or under a name that does not say so."""
    for name, (mode, content) in now.items():
        if any(secret in content for secret in expected.secrets):
            _demand(not re.search(r"public\.pem$", name), f"a private key in {name}")
            _demand(mode & 0o077 == 0, f"others can read {name}")


def _demand_old(expected: Expected, now: Listing) -> None:
    """What stood there is never lost: under its name or as a backup for its owner alone."""
    for name, (mode, content) in expected.before.items():
        kept = {
            (0o600, content)
            for other in now
            if re.fullmatch(re.escape(name) + r"\.[\d-]+-\w{4}\.bak", other)
            and now[other] == (0o600, content)
        }
        _demand(now.get(name) in ((mode, content), (0o600, content)) or bool(kept), f"the old {name} is lost")


def _difference(before: Listing, now: Listing) -> set[str]:
    return {name for name in {**before, **now} if before.get(name) != now.get(name)}


def _demand(fulfilled: bool, otherwise: str) -> None:
    if not fulfilled:
        raise ContractBroken(otherwise)
