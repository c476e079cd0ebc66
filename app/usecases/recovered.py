"""What interrupted saves left is settled before anything else, and reported whatever comes after."""

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
from app.text import Text, first_of, plural, text

MOST_NAMES = 5
KEPT = text("Kept as a backup")


@dataclass(frozen=True, slots=True)
class Check:
    """One row of a report: what was done or found, in detail. `good` is False for a warning."""

    title: Text
    detail: Text
    good: bool = True


@contextmanager
def recovering(folder: Path | Directory, disk: FileSystem = SYSTEM) -> Iterator[Recovered]:
    """Settle what is in the folder first. An error inside gets a note for each thing done or found."""
    recovered = _recovered(folder, disk)
    try:
        yield recovered
    except BaseException as error:
        for row in recovered_rows(recovered):
            error.add_note(text("{title}: {detail}.", title=row.title, detail=row.detail))
        raise


def _recovered(folder: Path | Directory, disk: FileSystem) -> Recovered:
    """Return nothing where no such folder exists or may be opened: the save itself will say so."""
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
    """Return what interrupted saves had left in the folder: what is done, then the rest."""
    return [*_settled_rows(recovered), *_unsettled_rows(recovered)]


def _settled_rows(recovered: Recovered) -> Iterator[Check]:
    if recovered.finished:
        names = names_of(recovered.finished)
        yield Check(text("Finished"), text("{names}, of a save that was interrupted", names=names))
    if recovered.removed:
        names = _removed(recovered.removed)
        yield Check(text("Cleaned up"), text("{names}, of a save that was interrupted", names=names))
    if recovered.backups:
        names = names_of(recovered.backups)
        yield Check(KEPT, text("{names}, by a save that was interrupted", names=names))


def _unsettled_rows(recovered: Recovered) -> Iterator[Check]:
    if recovered.unreplaced:
        detail = text(
            "{names}, by a save that was interrupted: still what it was before",
            names=names_of(recovered.unreplaced),
        )
        yield Check(text("Not replaced"), detail, good=False)
    if recovered.stuck:
        detail = text(
            "{names}: the disk did not allow it; the next save here tries again",
            names=names_of(recovered.stuck),
        )
        yield Check(text("Not cleaned up"), detail, good=False)
    if recovered.unknown_count:
        detail = text(
            "{names}: nothing shows that a save of yours left this here; look at it and remove it",
            names=names_of(recovered.unknown, recovered.unknown_count),
        )
        yield Check(text("Unknown temporary files"), detail, good=False)


def backup_rows(older: Sequence[str]) -> list[Check]:
    """Return the row of what earlier saves kept: one that was killed could not say so."""
    return [Check(text("Older backups"), first_of(older, MOST_NAMES))] if older else []


def _removed(paths: tuple[Path, ...]) -> Text:
    """Return copies of old keys by their names, temporary files by their number."""
    copies = tuple(path for path in paths if path.name.endswith(".bak"))
    count = len(paths) - len(copies)
    if not count:
        return names_of(copies)
    if not copies:
        return plural("{number} temporary file", "{number} temporary files", count)
    return plural(
        "{number} temporary file and {copies}",
        "{number} temporary files and {copies}",
        count,
        copies=names_of(copies),
    )


def names_of(paths: tuple[Path, ...], count: int = 0) -> Text:
    """Return the names, the first ones of many. `count`: how many there are, if more than the paths."""
    return first_of([path.name for path in paths], MOST_NAMES, count)
