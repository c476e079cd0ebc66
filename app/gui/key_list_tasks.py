"""What runs beside the GUI thread for the list of keys: typed tasks, which never touch a model.

SQLite is loaded in here, when it runs: the first frame does not wait for it.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.text import NOTHING, Text, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from app.keys.pair import KeyPair
    from app.storage.registry.record import KeyRecord
    from app.storage.registry.registry import Registry
    from app.usecases.key_list.looking import FileState, Finding
    from app.usecases.key_list.remembering import Intent
    from app.usecases.key_list.removing import RemovalReport
    from app.usecases.key_list.standing import Standing
    from app.usecases.progress import OnProgress
    from app.usecases.save_report import SaveReport

    Found = Mapping[tuple[str, str], FileState]  # by fingerprint and path
    Write = Callable[[Registry], object]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Listed:
    """The list at one moment: every key with how it stands, most urgent first, on the day `today`.

    `venues` and `purposes`: those that any key has.
    """

    standings: tuple[Standing, ...]
    today: str
    stamp: tuple[int, ...]
    found: Found
    venues: tuple[str, ...]
    purposes: tuple[str, ...]
    notice: Text = NOTHING

    def is_of(self, stamp: tuple[int, ...], found: Found, today: str) -> bool:
        """Return whether nothing has changed."""
        return (self.stamp, self.today) == (stamp, today) and self.found is found


def load(known: Listed | None, found: Found, today: str, _: OnProgress) -> Listed:
    """Read the list, where it is not as it is known, and say how each key stands."""
    from app.storage.registry.registry import user_registry
    from app.usecases.key_list.standing import by_urgency

    registry = user_registry()
    stamp = registry.stamp()  # before it is read: what changes meanwhile is seen the next time
    if known is not None and known.is_of(stamp, found, today):
        return known
    if known is not None and known.stamp == stamp:
        records: Iterable[KeyRecord] = (each.record for each in known.standings)
        notice = known.notice
    else:
        records, notice = registry.all(), registry.notice
    standings = by_urgency(_standing(record, found, today) for record in records)
    venues, purposes = ({getattr(each.record, name) for each in standings} for name in ("venue", "purpose"))
    kinds = tuple(sorted(venues - {""})), tuple(sorted(purposes - {""}))
    return Listed(tuple(standings), today, stamp, found, *kinds, notice)


def _standing(record: KeyRecord, found: Found, today: str) -> Standing:
    from app.usecases.key_list.standing import standing

    places = ((record.fingerprint, file.path) for file in record.files)
    return standing(record, [found[place] for place in places if place in found], today)


def look(records: tuple[KeyRecord, ...], on_progress: OnProgress) -> tuple[Finding, ...]:
    """Look at the files of these keys. The end of the program need not wait for it (`must_end` False)."""
    from app.usecases.key_list.looking import look

    return look(records, on_progress)


def remember_seen(fingerprints: tuple[str, ...], found: Found, registry: Registry) -> None:
    """Remember when the files of these keys were last seen well."""
    from app.usecases.key_list.looking import remember_seen

    remember_seen(fingerprints, found, registry)


def locate(record: KeyRecord, path: Path, on_progress: OnProgress) -> Path:
    """Find the file of this key: this one, or one in this folder."""
    from app.usecases.key_list.locating import locate

    return locate(record, path, on_progress)


def close_to_others(path: str, _: OnProgress) -> None:
    """Let only the owner open the file."""
    from app.usecases.key_list.protecting import close_to_others

    close_to_others(path)


def export(records: tuple[KeyRecord, ...], path: Path, _: OnProgress) -> Path:
    """Save these records: as JSON where the name says so, else as CSV."""
    from app.usecases.key_list.exchange import to_csv, to_json

    content = to_json(records) if path.suffix.lower() == ".json" else to_csv(records)
    return _saved(path, content, text("List of keys"))


def save_calendar(records: tuple[KeyRecord, ...], path: Path, _: OnProgress) -> Path:
    """Save the days on which keys are due as a calendar file."""
    from app.usecases.key_list.calendar import to_calendar
    from app.usecases.key_list.remembering import now

    return _saved(path, to_calendar(records, now()), text("Calendar file"))


def _saved(path: Path, content: bytes, title: Text) -> Path:
    """Save it; what was there, as the person has agreed, is kept as a backup."""
    from app.usecases.save_file import NewFile, save_file

    save_file(NewFile(path, content, title, replace=path.exists()))
    return path


class Writes:
    """What is to be written into the list, in the order in which it was wanted, whichever thread is first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[Write] = deque()

    def add(self, write: Write) -> None:
        """Put it behind what waits."""
        self._waiting.append(write)

    def do_next(self, _: OnProgress) -> None:
        """Write what has waited longest."""
        from app.storage.registry.registry import user_registry

        with self._lock:
            self._waiting.popleft()(user_registry())


def remember_saved(report: SaveReport, intent: Intent, registry: Registry) -> None:
    """Add the pairs of a save."""
    from app.usecases.key_list.remembering import remember_saved

    remember_saved(report, intent, registry)


def remember_opened(pair: KeyPair, name: str, file: Path, intent: Intent, registry: Registry) -> None:
    """Add a key that was opened from a file."""
    from app.usecases.key_list.remembering import remember_opened

    remember_opened(pair, name, str(file), intent, registry)


def change(fingerprints: tuple[str, ...], edit: Callable[[KeyRecord], KeyRecord], registry: Registry) -> None:
    """Change what is remembered of these keys."""
    registry.change(fingerprints, edit)


def move(fingerprint: str, path: Path, registry: Registry) -> None:
    """Remember where the file of a key is now, in place of where it is not any more."""
    from app.usecases.key_list.locating import move

    move(fingerprint, path, registry)


def tick_replacing(
    fingerprints: tuple[str, str], step: str, done: bool, day: str, registry: Registry
) -> None:
    """Tick a step of replacing a key, or take that back."""
    from app.usecases.key_list.replacing import tick

    tick(fingerprints, step, done, day, registry)


def remove_file(record: KeyRecord, path: Path, to_trash: bool, _: OnProgress) -> RemovalReport:
    """Remove the file of a key, after it was compared with the key."""
    from app.storage.registry.registry import user_registry
    from app.usecases.key_list.removing import remove_key_file

    return remove_key_file(path, record, user_registry(), _to_trash if to_trash else None)


def _to_trash(path: Path) -> None:
    from PySide6.QtCore import QFile

    from app.errors import StorageError

    if not QFile.moveToTrash(str(path)):
        raise StorageError(
            text("{path} could not be moved to the trash.", path=str(path)),
            text("There may be no trash on that disk. Delete the file instead."),
        )


def forget(fingerprints: tuple[str, ...], registry: Registry) -> None:
    """Take these keys off the list; their files stay."""
    registry.forget(fingerprints)


def forget_all(registry: Registry) -> None:
    """Empty the list; no file of a key is touched."""
    registry.forget_all()
