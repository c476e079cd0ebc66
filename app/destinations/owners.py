"""Folders that belong to somebody else, or that others may write to; the same of those above them, as whoever
may rename a folder on the way can put another in its place. On Windows nothing is reported.
"""

import os
import stat
from collections.abc import Iterator

from app.destinations.findings import Finding, Kind
from app.destinations.place import Place
from app.destinations.system import System
from app.text import NOTHING, Text, paragraph, text

_ROOT = 0
CAN_ADD = text("Others can put files beside yours.")
CAN_REPLACE = text("Others can remove and replace what is in it.")

_OWN = text("Choose a folder of your own.")


def owned(place: Place, system: System) -> tuple[Finding, ...]:
    """Return what owners and modes say: of each kind, the nearest folder that has it.

    A folder that is still to be made will be ours and 0700: then what those above it let others do counts.
    """
    if system.uid is None:
        return ()
    nearest: dict[Kind, Finding] = {}
    for folder in (place.existing, *place.existing.parents):
        is_last = folder == place.real
        for finding in _findings("" if is_last else str(folder), folder.stat(), system):
            nearest.setdefault(finding.kind, finding)
    return tuple(nearest.values())


def _findings(above: str, found: os.stat_result, system: System) -> Iterator[Finding]:
    """Yield what is to be said of a folder. `above`: its path, where it is not the last one."""
    is_sticky = bool(found.st_mode & stat.S_ISVTX)
    if found.st_uid not in (system.uid, _ROOT, system.unmapped_uid):
        hint = paragraph(text("The owner can replace what is in it."), _OWN)
        yield Finding(Kind.FOREIGN_OWNER, _foreign(above, found.st_uid), hint)
    if is_sticky and above:
        return
    if message := _writable(above, found, system):
        danger = CAN_ADD if is_sticky else CAN_REPLACE
        yield Finding(Kind.WRITABLE_BY_OTHERS, message, paragraph(danger, _OWN))


def _foreign(above: str, uid: int) -> Text:
    if not above:
        return text("This folder belongs to somebody else (user number {uid}).", uid=uid)
    return text(
        "The folder {folder}, above this one, belongs to somebody else (user number {uid}).",
        folder=above,
        uid=uid,
    )


def _writable(above: str, found: os.stat_result, system: System) -> Text:
    if found.st_mode & stat.S_IWOTH:
        return _writable_by_all(above)
    gid, is_group = found.st_gid, bool(found.st_mode & stat.S_IWGRP)
    if is_group and system.uid is not None and system.group_has_others(gid, system.uid):
        return _writable_by_group(above, gid)
    return NOTHING


def _writable_by_all(above: str) -> Text:
    if not above:
        return text("This folder can be written to by every user of this computer.")
    return text(
        "The folder {folder}, above this one, can be written to by every user of this computer.", folder=above
    )


def _writable_by_group(above: str, gid: int) -> Text:
    if not above:
        return text("This folder can be written to by the members of its group (number {gid}).", gid=gid)
    return text(
        "The folder {folder}, above this one, can be written to by the members of its group (number {gid}).",
        folder=above,
        gid=gid,
    )
