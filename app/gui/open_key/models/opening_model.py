"""Opening a private key: recognised first, its passphrase asked in place, then opened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import KeygenError
from app.gui import messages, tasks
from app.gui.jobs import Task
from app.gui.session.hand import PairsAtHand
from app.gui.session.holder import Holder
from app.gui.session.notices import notice_of
from app.gui.session.session import Session
from app.gui.session.unsaved import Unsaved, discard_question
from app.gui.tasks import Draft
from app.keys.passphrase import NO_PASSPHRASE, Passphrase, problem_for_new_file
from app.storage.names import suggested_label
from app.text import NOTHING, Text, text

if TYPE_CHECKING:
    from app.usecases.open_key import Opened

PART = "open_key"


@dataclass(frozen=True, slots=True)
class Opening:
    """What was recognised. `file`: its path, where it came from one.

    `fingerprint` where it is known before the passphrase: the system keyring may know that key.
    """

    description: Text = NOTHING
    file: str = ""
    wants_passphrase: bool = False
    fingerprint: str | None = None


class OpeningModel(Holder[Opening]):
    """Emits `opened` when the pair is at hand, `unsaved_wanted` where that at hand is to be saved first,
    `expired` when what was typed or pasted is to be forgotten.
    """

    opened = Signal()
    unsaved_wanted = Signal()
    expired = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(Opening())
        self._session = session
        self._locked: Opened | None = None
        self._waiting: Opened | None = None

    def begin(self) -> None:
        """Begin again: nothing is recognised."""
        self._locked = None
        self._session.notices.dismiss(PART)
        self.change(description=NOTHING, file="", wants_passphrase=False, fingerprint=None)

    def open_text(self, data: bytes) -> None:
        """Open a pasted or dropped text."""
        if data.strip():
            self._open(partial(tasks.recognise, data))
        else:
            self.begin()

    def open_file(self, path: Path) -> None:
        """Open a chosen or dropped file; its name becomes the label where it can."""
        self._open(partial(tasks.read, path))

    def unlock(self, passphrase: Passphrase) -> None:
        """Open the recognised encrypted key."""
        if self._locked is not None:
            task = partial(tasks.unlock, self._locked, passphrase)
            self._session.activity.start(text("Opening"), task, self._on_read, self._on_failed)

    def expire(self) -> None:
        """Forget what was typed and pasted."""
        self.begin()
        self.expired.emit()

    @property
    def has_secret(self) -> bool:
        """Whether there is something to forget."""
        return self._locked is not None or self._waiting is not None

    def _open(self, task: Task[Opened]) -> None:
        if self._session.activity.state.work is None:
            self.begin()
            self._session.activity.start(
                text("Reading"), task, self._on_read, self._on_failed, must_end=False
            )

    def _on_answered(self, answer: Enum) -> None:
        waiting, self._waiting = self._waiting, None
        if answer is Unsaved.SAVE_FIRST:
            self.unsaved_wanted.emit()
        elif answer is Unsaved.DISCARD and waiting is not None:
            self._take(waiting)

    def _forget_waiting(self) -> None:
        self._waiting = None

    def _on_read(self, read: Opened) -> None:
        """Take the key, unless an unsaved pair would go for it: that is asked once the key is open."""
        hand = self._session.hand.state
        if read.pair is None:
            self._locked = read
            self.change(
                description=messages.describe(read.document),
                file=str(read.path) if read.path else "",
                wants_passphrase=True,
                fingerprint=read.fingerprint,
            )
        elif hand.would_be_lost:
            self._waiting = read
            question = discard_question(len(hand.pairs), PART, text("Discard it and open"))
            self._session.notices.show(question, self._on_answered, self._forget_waiting)
        else:
            self._take(read)

    def _take(self, read: Opened) -> None:
        pair = read.pair
        if pair is None:
            return
        suggestion = suggested_label(pair.algorithm, self._session.today())
        passphrase = read.passphrase or NO_PASSPHRASE
        if problem_for_new_file(passphrase):
            passphrase = NO_PASSPHRASE
        draft = Draft(read.label or suggestion, self._session.memory.state.folder, passphrase=passphrase)
        label = read.label or text("Opened key")
        self._session.hand.take(PairsAtHand((pair,), (label,), opened=read), draft)
        if read.path is not None:
            self._session.key_list.remember_opened(pair, label, read.path)
        self._session.activity.say(text("Private key opened."))
        self.expire()
        self.opened.emit()

    def _on_failed(self, error: KeygenError) -> None:
        self._session.notices.show(notice_of(error, PART))
