"""The list of keys while the window is open: what is remembered, and how each key stands today.

It is read after the first frame, after every change of this window, and when the window becomes active again:
another program may have changed it. Where it cannot be used, that is said, and all the rest works.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from app.errors import KeygenError
from app.gui.jobs import Jobs
from app.gui.session.aim import NOWHERE, Aim
from app.gui.session.hand import PairsAtHand
from app.gui.session.holder import Holder
from app.gui.session.memory import Memory
from app.text import NOTHING, Text, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from typing import Any

    from app.gui.key_list_tasks import Found, Listed, Write, Writes
    from app.keys.pair import KeyPair
    from app.storage.registry.record import KeyRecord
    from app.usecases.key_list.looking import FileState, Finding
    from app.usecases.key_list.remembering import Intent
    from app.usecases.key_list.standing import Standing
    from app.usecases.save_report import SaveReport

_TICK = 60_000  # milliseconds: the day may have become another one
_LOOK_AGAIN = 60.0  # seconds after the last look at all files
NOT_THERE, UNREADABLE = ("not found", "another key"), "unreadable"  # values of FileState
_BATCH = 1_000  # keys whose files are looked at before what was found is shown


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class KeyListState:
    """`standings`: most urgent first. `unread` and `unwritten`: why the list could not be used, last time."""

    standings: tuple[Standing, ...] = ()
    venues: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    today: str = ""
    is_loaded: bool = False
    notice: Text = NOTHING
    unread: Text = NOTHING
    unwritten: Text = NOTHING

    @property
    def problem(self) -> Text:
        """Why the list cannot be used; NOTHING where it can."""
        return self.unread or self.unwritten

    @property
    def due(self) -> tuple[Standing, ...]:
        """Those that count in the badge; they come first."""
        return tuple(takewhile(lambda each: each.is_due, self.standings))


class KeyListModel(Holder[KeyListState]):
    """Emits `day_changed` when the clock has come to another day."""

    day_changed = Signal()

    def __init__(self, jobs: Jobs, memory: Memory, today: Callable[[], str]) -> None:
        super().__init__(KeyListState(today=today()))
        self._jobs, self._memory, self._today = jobs, memory, today
        self._writes: Writes | None = None
        self._listed: Listed | None = None
        self._by_fingerprint: dict[str, Standing] = {}
        self._replaced: dict[str, KeyRecord] = {}
        self._found: Found = {}
        self._is_loading = self._is_looking = self._is_wanted_again = False
        self._looked_at = 0.0
        self._day = today()
        self._clock = QTimer(self, interval=_TICK)
        self._clock.timeout.connect(self._on_tick)

    @property
    def remembers(self) -> bool:
        """Whether the person wants keys to be remembered."""
        return self._memory.state.remember_keys

    def find(self, fingerprint: str) -> Standing | None:
        """Return how this key stands; None where it is not in the list."""
        return self._by_fingerprint.get(fingerprint)

    def record(self, fingerprint: str) -> KeyRecord | None:
        """Return what is remembered of this key."""
        found = self.find(fingerprint)
        return found.record if found else None

    def replaced_by(self, fingerprint: str) -> KeyRecord | None:
        """Return the key whose place this one takes; None where it takes nobody's."""
        return self._replaced.get(fingerprint)

    def file_of(self, record: KeyRecord) -> tuple[str, FileState | None]:
        """Return where its private key is, and what was found there last; the first one that is there."""
        places = [(file.path, self._found.get((record.fingerprint, file.path))) for file in record.files]
        there = [place for place in places if place[1] is None or place[1].value not in NOT_THERE]
        return (there or places or [("", None)])[0]

    def look_again(self, fingerprint: str) -> None:
        """Look at the files of this key, which may be another way now."""
        record = self.record(fingerprint)
        if record is not None:
            self._found = {place: state for place, state in self._found.items() if place[0] != fingerprint}
            self.load()

    def load(self) -> None:
        """Read the list beside this thread, if it is not as it is known; again where that runs already."""
        self._clock.start()
        if self._is_loading:
            self._is_wanted_again = True
            return
        self._is_loading = True
        from app.gui import key_list_tasks as tasks

        task = partial(tasks.load, self._listed, self._found, self._today())
        self._jobs.start(task, succeeded=self._on_listed, failed=self._on_unread, must_end=False)

    def refresh(self) -> None:
        """Do what an active window needs: the list as it is now, and after a while a look at the files."""
        if time.monotonic() - self._looked_at > _LOOK_AGAIN:
            self._looked_at = time.monotonic()
            self._look(each.record for each in self.state.standings)
        self._on_tick()
        self.load()

    def remember_saved(self, report: SaveReport, hand: PairsAtHand, aim: Aim) -> None:
        """Remember pairs that were saved, and whose place they take, unless no key is to be remembered."""
        from app.gui import key_list_tasks as tasks

        if self.remembers:
            self._write(partial(tasks.remember_saved, report, self._intent(aim, hand)))

    def remember_opened(self, pair: KeyPair, name: str, file: Path) -> None:
        """Remember a key that was opened from a file. What it is for, nobody knows."""
        from app.gui import key_list_tasks as tasks

        if self.remembers:
            self._write(
                partial(tasks.remember_opened, pair, name, file, self._intent(NOWHERE, PairsAtHand()))
            )

    def edit(self, fingerprints: Iterable[str], edit: Callable[[KeyRecord], KeyRecord]) -> None:
        """Change what is remembered of these keys, as far as they are in the list."""
        from app.gui import key_list_tasks as tasks

        self._write(partial(tasks.change, tuple(fingerprints), edit))

    def set(self, fingerprint: str, **values: Any) -> None:
        """Change these fields of a record."""
        self.edit((fingerprint,), lambda record: replace(record, **values))

    def move(self, fingerprint: str, path: Path) -> None:
        """Remember where the file of a key is now, in place of where it is not any more."""
        from app.gui import key_list_tasks as tasks

        self._write(partial(tasks.move, fingerprint, path))

    def tick_replacing(self, old: str, new: str, step: str, done: bool) -> None:
        """Tick a step of what is to be done where one key takes the place of another; or take that back."""
        from app.gui import key_list_tasks as tasks

        self._write(partial(tasks.tick_replacing, (old, new), step, done, self._today()))

    def forget(self, fingerprints: Iterable[str]) -> None:
        """Take keys off the list; their files stay."""
        from app.gui import key_list_tasks as tasks

        self._write(partial(tasks.forget, tuple(fingerprints)))

    def forget_all(self) -> None:
        """Empty the list; no file of a key is touched."""
        from app.gui import key_list_tasks as tasks

        self._write(tasks.forget_all)

    # Inside

    def _intent(self, aim: Aim, hand: PairsAtHand) -> Intent:
        from app.usecases.key_list.remembering import Intent

        rotation = self._memory.state.rotation
        old = self.record(hand.replaces)
        return Intent(
            self._today(),
            aim.venue,
            aim.purpose,
            aim.client,
            hand.purposes,
            rotation,
            note=old.note if old else "",
            replaces=hand.replaces,
        )

    def _write(self, write: Write) -> None:
        from app.gui.key_list_tasks import Writes

        self._writes = self._writes or Writes()
        self._writes.add(write)
        self._jobs.start(self._writes.do_next, succeeded=self._on_written, failed=self._on_unwritten)

    def _on_written(self, _: None) -> None:
        if self.state.unwritten:
            self.change(unwritten=NOTHING)
        self.load()

    def _on_unwritten(self, error: KeygenError) -> None:
        self.change(unwritten=paragraph(error.message, error.hint))

    def _on_listed(self, listed: Listed) -> None:
        is_new = listed is not self._listed
        self._listed = listed
        if is_new or self.state.unread:
            self._by_fingerprint = {each.record.fingerprint: each for each in listed.standings}
            records = (each.record for each in listed.standings)
            self._replaced = {record.replaced_by: record for record in records if record.replaced_by}
            self.change(
                standings=listed.standings,
                venues=listed.venues,
                purposes=listed.purposes,
                today=listed.today,
                is_loaded=True,
                notice=listed.notice,
                unread=NOTHING,
            )
        self._on_loaded()

    def _on_unread(self, error: KeygenError) -> None:
        self.change(is_loaded=True, unread=paragraph(error.message, error.hint))
        self._on_loaded()

    def _on_loaded(self) -> None:
        self._is_loading = False
        if self._is_wanted_again:
            self._is_wanted_again = False
            self.load()
        else:
            self._look(each.record for each in self.state.standings if self._is_new(each.record))

    def _is_new(self, record: KeyRecord) -> bool:
        """Return whether nobody has looked at one of its files yet."""
        return any((record.fingerprint, file.path) not in self._found for file in record.files)

    def _look(self, records: Iterable[KeyRecord]) -> None:
        wanted = tuple(records)
        if wanted and not self._is_looking:
            self._is_looking = True
            self._looked_at = self._looked_at or time.monotonic()
            self._look_at(wanted)

    def _look_at(self, records: tuple[KeyRecord, ...]) -> None:
        from app.gui import key_list_tasks as tasks

        succeeded = partial(self._on_looked, records[_BATCH:])
        task = partial(tasks.look, records[:_BATCH])
        self._jobs.start(task, succeeded=succeeded, failed=self._on_not_looked, must_end=False)

    def _remember_seen(self, found: Found) -> None:
        """Remember when files were last seen well, a day after that was done last."""
        from app.gui import key_list_tasks as tasks
        from app.usecases.key_list.looking import is_unremembered

        known = {fingerprint: self.record(fingerprint) for fingerprint, _ in found}
        old = tuple(each for each, record in known.items() if record and is_unremembered(record, found))
        if old and self.remembers:
            self._write(partial(tasks.remember_seen, old, found))

    def _on_looked(self, rest: tuple[KeyRecord, ...], findings: tuple[Finding, ...]) -> None:
        known = {(each.fingerprint, each.path): each.state for each in findings}
        self._found = {**self._found, **known}
        self._remember_seen(known)
        if rest:
            self._look_at(rest)
            return
        self._is_looking = False
        self.load()

    def _on_not_looked(self, _: KeygenError) -> None:
        """Say nothing of the files: nobody knows, and the next look may."""
        self._is_looking = False

    def _on_tick(self) -> None:
        day = self._today()
        if day != self._day:
            self._day = day
            self.day_changed.emit()
            self.load()
