"""What is remembered of the key that is shown: when it is due, a note; and how it is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import UsageError
from app.gui.session.forgetting import Forgetting, forget_question, forgotten
from app.gui.session.hand import PairsAtHand
from app.gui.session.holder import Holder
from app.gui.session.session import Session
from app.text import NOTHING, Text, plural, text
from app.usecases.key_list.rotation import NEVER, due_day

if TYPE_CHECKING:
    from app.storage.registry.record import KeyRecord
    from app.usecases.key_list.standing import Standing

PART = "key"
ANOTHER_DAY = "day"
DAYS = ("30", "60", "90", "180")


@dataclass(frozen=True, slots=True)
class Remembered:
    """`names_day`: the person types a day. `problem`: what is wrong with what was typed."""

    names_day: bool = False
    problem: Text = NOTHING


class RememberedModel(Holder[Remembered]):
    """Emits `forgotten` when a key is gone of which nothing more was here."""

    forgotten = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(Remembered())
        self._session = session
        session.hand.arrived.connect(self._on_arrived)

    @property
    def standing(self) -> Standing | None:
        """How the key stands; None where it is not in the list."""
        pair = self._session.hand.state.pair
        return self._session.key_list.find(pair.fingerprint) if pair else None

    @property
    def record(self) -> KeyRecord | None:
        """What is remembered of it."""
        standing = self.standing
        return standing.record if standing else None

    @property
    def due(self) -> Text:
        """When it is to be replaced."""
        from app.usecases.key_list.rotation import days_until

        record = self.record
        if record is None or not record.due:
            return text("Never: nothing reminds you.")
        days = days_until(record.due, self._session.today())
        if not days:
            return text("{day}, which is today", day=record.due)
        if days < 0:
            return plural("{day}, {number} day ago", "{day}, {number:,} days ago", -days, day=record.due)
        return plural("{day}, in {number} day", "{day}, in {number:,} days", days, day=record.due)

    @property
    def choice(self) -> str:
        """Which of DAYS it is due after it was made, NEVER, or ANOTHER_DAY."""
        record = self.record
        if record is None or self.state.names_day:
            return ANOTHER_DAY
        if not record.due:
            return NEVER
        return next((days for days in DAYS if self._day_after(record, days) == record.due), ANOTHER_DAY)

    def choose(self, choice: str) -> None:
        """Have it due so many days after it was made, never, or on a day that is typed then."""
        record = self.record
        self.change(names_day=choice == ANOTHER_DAY, problem=NOTHING)
        if record is not None and choice != ANOTHER_DAY:
            due = "" if choice == NEVER else self._day_after(record, choice)
            self._session.key_list.set(record.fingerprint, due=due)

    def name_day(self, typed: str) -> None:
        """Have it due on this day."""
        from app.storage.registry.record import check_day

        record, day = self.record, typed.strip()
        if record is None or not day or day == record.due:
            self.change(problem=NOTHING)
            return
        try:
            check_day(day)
        except UsageError as error:
            self.change(problem=error.message)
            return
        self.change(problem=NOTHING)
        self._session.key_list.set(record.fingerprint, due=day)

    def write_note(self, note: str) -> None:
        """Remember a note. One that may be a private key is refused, which the page says."""
        record = self.record
        if record is not None and note.strip() != record.note:
            self._session.key_list.set(record.fingerprint, note=note.strip())

    def ask_to_forget(self) -> None:
        """Ask whether it is to be taken off the list."""
        if (record := self.record) is not None:
            question = forget_question((record,), PART)
            self._session.notices.show(question, partial(self._on_answered, record.fingerprint))

    def _day_after(self, record: KeyRecord, days: str) -> str:
        return due_day(record.created or self._session.today(), record.purpose, days)

    def _on_arrived(self, _: object) -> None:
        self.change(names_day=False, problem=NOTHING)

    def _on_answered(self, fingerprint: str, answer: Enum) -> None:
        if answer is not Forgetting.FORGET:
            return
        self._session.key_list.forget((fingerprint,))
        self._session.activity.say(forgotten(1))
        if self._session.hand.state.is_remembered:
            self._session.hand.become(PairsAtHand())
            self.forgotten.emit()
