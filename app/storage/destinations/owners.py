"""Folders that belong to somebody else, or that others may write to. Nothing to say on Windows."""

import stat
from collections.abc import Iterator

from app.storage.destinations.findings import Finding, Kind
from app.storage.destinations.place import Place
from app.storage.destinations.system import System

_ROOT = 0
_OWN = "Choose a folder of your own."


def owned(place: Place, system: System) -> tuple[Finding, ...]:
    """What its owner and mode say. A folder that is still to be made will be ours and 0700: then only
    what its parent lets others do with it counts, which is nothing where the sticky bit is set.
    """
    if system.uid is None:
        return ()
    found = place.existing.stat()
    to_be_made = place.existing != place.real
    if to_be_made and found.st_mode & stat.S_ISVTX:
        return ()
    what = f"The folder {place.existing}, in which this one will be made," if to_be_made else "This folder"
    return tuple(_findings(what, found.st_uid, found.st_gid, found.st_mode, system))


def _findings(what: str, uid: int, gid: int, mode: int, system: System) -> Iterator[Finding]:
    if uid not in (system.uid, _ROOT):
        owner = f"belongs to somebody else (user number {uid})"
        yield Finding(Kind.FOREIGN_OWNER, f"{what} {owner}.", f"The owner can replace what is in it. {_OWN}")
    if writers := _writers(gid, mode, system):
        danger = "put files beside yours" if mode & stat.S_ISVTX else "take away and replace what is in it"
        message = f"{what} can be written to by {writers}."
        yield Finding(Kind.WRITABLE_BY_OTHERS, message, f"Others can {danger}. {_OWN}")


def _writers(gid: int, mode: int, system: System) -> str:
    if mode & stat.S_IWOTH:
        return "every user of this computer"
    if mode & stat.S_IWGRP and system.uid is not None and system.group_has_others(gid, system.uid):
        return f"the members of its group (number {gid})"
    return ""
