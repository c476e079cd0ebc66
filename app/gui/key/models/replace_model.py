"""One key in the place of another: what is to be done, seen from either of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import KeygenError
from app.gui import key_list_tasks as tasks
from app.gui.session.notices import Kind, Notice, Offer, notice_of
from app.gui.session.session import Session
from app.text import NOTHING, Text, paragraph, plural, text

if TYPE_CHECKING:
    from app.storage.registry.record import KeyRecord
    from app.usecases.key_list.removing import RemovalReport
    from app.usecases.key_list.replacing import ReplaceStep

PART = "key"
REGISTER, USE = "register", "use"  # tabs of the page of a key


class _Removal(Enum):
    """What is offered for the file of the old key."""

    KEEP = "keep"
    TRASH = "trash"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Replacement:
    """`new`: None before it is made."""

    old: KeyRecord
    new: KeyRecord | None


class ReplaceModel(QObject):
    """Emits `new_key_wanted` with the record of the key whose place another is to take, `key_wanted` with the
    fingerprint of a key whose page is to be shown, and the tab.
    """

    new_key_wanted = Signal(object)
    key_wanted = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    @property
    def record(self) -> KeyRecord | None:
        """What is remembered of the key at hand."""
        pair = self._session.hand.state.pair
        return self._session.key_list.record(pair.fingerprint) if pair else None

    @property
    def replacement(self) -> Replacement | None:
        """Which key takes whose place, where the key at hand is one of them; or may have leaked."""
        record, known = self.record, self._session.key_list
        if record is None:
            return None
        if record.replaced_by:
            return Replacement(record, known.record(record.replaced_by))
        if (old := known.replaced_by(record.fingerprint)) is not None:
            return Replacement(old, record)
        return Replacement(record, None) if record.leaked else None

    @property
    def is_old(self) -> bool:
        """Whether it is the key at hand that goes."""
        replacement, record = self.replacement, self.record
        return replacement is not None and record is not None and replacement.old is record

    @property
    def has_new(self) -> bool:
        """Whether the key that takes the place is made."""
        replacement = self.replacement
        return replacement is not None and replacement.new is not None

    @property
    def steps(self) -> tuple[ReplaceStep, ...]:
        """What is to be done, in the order that is safe; empty where nothing is replaced."""
        from app.usecases.key_list.replacing import checklist

        replacement = self.replacement
        return checklist(replacement.old, replacement.new) if replacement else ()

    @property
    def summary(self) -> Text:
        """Which key takes whose place, and how far that is."""
        replacement, steps = self.replacement, self.steps
        if replacement is None:
            return NOTHING
        left = sum(not step.is_done for step in steps)
        progress = (
            plural("{number} thing is left to do.", "{number} things are left to do.", left)
            if left
            else text("All is done.")
        )
        return paragraph(_which(replacement, is_old=self.is_old), progress)

    @property
    def is_urgent(self) -> bool:
        """Whether somebody else may use the old key now."""
        replacement = self.replacement
        return replacement is not None and replacement.old.leaked and not replacement.old.retired

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to do."""
        return all(step.is_done for step in self.steps)

    def begin(self) -> None:
        """Ask for the key that takes the place of the one at hand."""
        if self.record is not None:
            self.new_key_wanted.emit(self.record)

    def set_leaked(self, leaked: bool) -> None:
        """Take that somebody else may know the key; or that it was a mistake to think so."""
        if self.record is not None:
            self._session.key_list.set(self.record.fingerprint, leaked=leaked)

    def tick(self, step: str, done: bool) -> None:
        """Tick a step, or take that back. Another key is made, and then registered: these tick themselves."""
        from app.usecases.key_list.replacing import MADE

        if step == MADE:
            self.begin()
        elif (replacement := self.replacement) is not None:
            new = replacement.new.fingerprint if replacement.new else ""
            self._session.key_list.tick_replacing(replacement.old.fingerprint, new, step, done)

    def show_new(self, tab: str) -> None:
        """Show the page of the new key, where its steps or lines are."""
        replacement = self.replacement
        if replacement is not None and replacement.new is not None:
            self.key_wanted.emit(replacement.new.fingerprint, tab)

    def ask_to_remove(self) -> None:
        """Ask where the old file is to go, and say what that does not promise."""
        from app.usecases.key_list.replacing import deletion_limits

        replacement = self.replacement
        path = self._file_of(replacement.old) if replacement else ""
        if replacement is None or not path:
            return
        offers = (
            Offer(_Removal.KEEP, text("Keep it")),
            Offer(_Removal.TRASH, text("Move to the trash"), consents=True),
            Offer(_Removal.DELETE, text("Delete"), consents=True),
        )
        still = text("Its API key is not deleted at the exchange yet, as far as is known here.")
        hint = paragraph(NOTHING if replacement.old.retired else still, deletion_limits())
        message = text("Remove {path}, and the public key beside it?", path=path)
        answered = partial(self._on_removal_answered, replacement.old, path)
        self._session.notices.show(Notice(Kind.WARNING, message, hint, PART, offers), answered)

    # Inside

    def _file_of(self, record: KeyRecord) -> str:
        return self._session.key_list.file_of(record)[0]

    def _on_removal_answered(self, old: KeyRecord, path: str, answer: Enum) -> None:
        if answer is _Removal.KEEP:
            return
        task = partial(tasks.remove_file, old, Path(path), answer is _Removal.TRASH)
        succeeded = partial(self._on_removed, path)
        self._session.activity.start(text("Removing the old file"), task, succeeded, self._on_failed)

    def _on_removed(self, path: str, report: RemovalReport) -> None:
        if self._session.hand.state.file == path:
            self._session.hand.change(file="")
        self._session.key_list.load()
        self._session.activity.say(text("The old file is removed."))
        warnings = [row for row in report.rows if not row.good]
        if warnings:
            row = warnings[0]
            message = text("{title}: {detail}.", title=row.title, detail=row.detail)
            self._session.notices.show(Notice(Kind.WARNING, message, NOTHING, PART))

    def _on_failed(self, error: KeygenError) -> None:
        self._session.notices.show(notice_of(error, PART))


def _which(replacement: Replacement, *, is_old: bool) -> Text:
    old, new = replacement.old, replacement.new
    if new is None:
        return text("{name} may have leaked.", name=old.name)
    if is_old:
        return text("{name} takes the place of this key.", name=new.name)
    return text("Takes the place of {name}.", name=old.name)
