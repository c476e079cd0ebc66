"""What interrupted saves left is dealt with before anything else, and is said whatever comes after it."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.errors import KeygenError
from app.storage.writer import folder as folders
from app.storage.writer.directory import Directory
from app.storage.writer.file_system import SYSTEM, FileSystem
from app.storage.writer.recovered import Recovered
from app.storage.writer.recovery import recover

_MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One row of a report: what was done or found, in detail. `good` is False for a warning."""

    title: str
    detail: str
    good: bool = True


@contextmanager
def recovering(folder: Path | Directory, disk: FileSystem = SYSTEM) -> Iterator[Recovered]:
    """Settles what is in the folder first. An error inside gets a note for each thing done or found."""
    recovered = _recovered(folder, disk)
    try:
        yield recovered
    except BaseException as error:
        for row in recovered_rows(recovered):
            error.add_note(f"{row.title}: {row.detail}.")
        raise


def _recovered(folder: Path | Directory, disk: FileSystem) -> Recovered:
    """Nothing where there is no such folder, or none that may be opened: the save itself will say so."""
    if isinstance(folder, Directory):
        return recover(disk, folder)
    if not os.path.isdir(folder):  # which raises nothing, not even for a name that is too long
        return Recovered()
    try:
        opened = folders.opened(folder, disk)
    except KeygenError:
        return Recovered()
    try:
        return recover(disk, opened)
    finally:
        folders.closed(opened, disk)


def recovered_rows(recovered: Recovered) -> list[Check]:
    """Return what earlier saves, which were interrupted, had left in the folder."""
    rows = []
    if recovered.finished:
        rows.append(Check("Finished", f"{names_of(recovered.finished)}, of a save that was interrupted"))
    if recovered.removed:
        rows.append(Check("Cleaned up", f"{_removed(recovered.removed)}, of a save that was interrupted"))
    if recovered.backups:
        rows.append(
            Check("Kept as a backup", f"{names_of(recovered.backups)}, by a save that was interrupted")
        )
    if recovered.unreplaced:
        detail = f"{names_of(recovered.unreplaced)}, by a save that was interrupted: still what it was before"
        rows.append(Check("Not replaced", detail, good=False))
    if recovered.stuck:
        detail = f"{names_of(recovered.stuck)}: the disk did not allow it; the next save here tries again"
        rows.append(Check("Not cleaned up", detail, good=False))
    if recovered.unknown_count:
        names = names_of(recovered.unknown, recovered.unknown_count)
        detail = f"{names}: nothing shows that a save of yours left this here; look at it and remove it"
        rows.append(Check("Unknown temporary files", detail, good=False))
    return rows


def backup_rows(older: Sequence[str]) -> list[Check]:
    """Return the row of what earlier saves kept: one that was killed could not say so."""
    return [Check("Older backups", listed(older))] if older else []


def _removed(paths: tuple[Path, ...]) -> str:
    """Copy of old keys by their names, temporary files by their number."""
    copies = tuple(path for path in paths if path.name.endswith(".bak"))
    count = len(paths) - len(copies)
    told = [f"{count} temporary file{'s' * (count != 1)}"] if count else []
    return " and ".join(told + ([names_of(copies)] if copies else []))


def names_of(paths: tuple[Path, ...], count: int = 0) -> str:
    """Return the names, the first ones if they are many. `count`: how many there are, if more than the paths."""
    return listed([path.name for path in paths], count)


def listed(names: Sequence[str], count: int = 0) -> str:
    """Return the same of names without their folder."""
    more = max(count, len(names)) - len(names[:_MOST_NAMES])
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more:,} more" if more else "")
