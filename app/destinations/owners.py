"""Folders that belong to somebody else, or that others may write to; the same of those above them, as
whoever may rename a folder on the way can put another in its place. Nothing to say on Windows.
"""

import os
import stat
from collections.abc import Iterator

from app.destinations.findings import Finding, Kind
from app.destinations.place import Place
from app.destinations.system import System

_ROOT = 0
_OWN = "Choose a folder of your own."


def owned(place: Place, system: System) -> tuple[Finding, ...]:
    """Return what owners and modes say: of each kind, the nearest folder that has it.

    A folder that is still to be made will be ours and 0700: then what those above it let others do counts.
    """
    if system.uid is None:
        return ()
    nearest: dict[Kind, Finding] = {}
    for folder in (place.existing, *place.existing.parents):
        is_last = folder == place.real
        if folder == place.existing and not is_last:
            what = f"The folder {folder}, in which this one will be made,"
        else:
            what = "This folder" if is_last else f"The folder {folder}, above this one,"
        for finding in _findings(what, folder.stat(), system, is_last=is_last):
            nearest.setdefault(finding.kind, finding)
    return tuple(nearest.values())


def _findings(what: str, found: os.stat_result, system: System, *, is_last: bool) -> Iterator[Finding]:
    mode, is_sticky = found.st_mode, bool(found.st_mode & stat.S_ISVTX)
    if found.st_uid not in (system.uid, _ROOT, system.unmapped_uid):
        owner = f"belongs to somebody else (user number {found.st_uid})"
        yield Finding(Kind.FOREIGN_OWNER, f"{what} {owner}.", f"The owner can replace what is in it. {_OWN}")
    if is_sticky and not is_last:
        return
    if writers := _writers(found.st_gid, mode, system):
        danger = "put files beside yours" if is_sticky else "take away and replace what is in it"
        message = f"{what} can be written to by {writers}."
        yield Finding(Kind.WRITABLE_BY_OTHERS, message, f"Others can {danger}. {_OWN}")


def _writers(gid: int, mode: int, system: System) -> str:
    if mode & stat.S_IWOTH:
        return "every user of this computer"
    if mode & stat.S_IWGRP and system.uid is not None and system.group_has_others(gid, system.uid):
        return f"the members of its group (number {gid})"
    return ""
