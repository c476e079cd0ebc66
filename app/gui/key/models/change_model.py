"""Another passphrase for the file of a key: typed twice, judged, asked about where it is weak.

Holds the passphrase only while its dialog is open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal

from app.errors import KeygenError, WeakPassphraseError
from app.gui.saving.models.fields import PassphraseStatus, judge_passphrase
from app.gui.saving.models.strength_model import StrengthModel
from app.gui.saving.models.suggestion_model import SuggestionModel
from app.gui.session.activity import WAIT
from app.gui.session.holder import Holder
from app.gui.session.session import Session
from app.keys.passphrase import NO_PASSPHRASE, Passphrase
from app.text import NOTHING, Text, paragraph, text

if TYPE_CHECKING:
    from app.usecases.open_key import Opened

    class Change(Protocol):
        """What encrypts the file again."""

        def __call__(self, opened: Opened, passphrase: Passphrase, *, weak_ok: bool) -> None:
            """Begin. `opened` has the passphrase that the file has now."""


_ANOTHER_FILE = text("Another key was opened since. Cancel, and begin again.")


@dataclass(frozen=True, slots=True)
class ChangeState:
    """`problem`: what is wrong with the fields, or with what was tried; `is_weak`: it may be used anyway.

    `file`: its path. `wants_current`: the passphrase that it has now is not known any more.
    """

    file: str = ""
    wants_current: bool = False
    status: PassphraseStatus = PassphraseStatus.EMPTY
    problem: Text = NOTHING
    is_weak: bool = False
    busy: bool = False

    @property
    def submit_problem(self) -> Text:
        """Why the passphrase cannot be changed now; empty if it can."""
        if self.busy:
            return WAIT
        if self.status is PassphraseStatus.EMPTY:
            return text("Type the new passphrase first.")
        return NOTHING if self.status is PassphraseStatus.READY else self.problem


class ChangeModel(Holder[ChangeState]):
    """Emits `finished` once the file has its new passphrase, `expired` when its dialog is to close.

    Changes the file that it was begun for, and no other that was opened since. `strength` and `suggestions`
    are its own: nothing of them shows in the window behind.
    """

    finished = Signal()
    expired = Signal()

    def __init__(self, session: Session, change: Change) -> None:
        super().__init__(ChangeState())
        self._session = session
        self._begin_change = change
        self._opened: Opened | None = None
        self._fingerprint = ""
        self._passphrase = self._current = NO_PASSPHRASE
        self.strength = StrengthModel(session.jobs)
        self.suggestions = SuggestionModel(session.jobs, session.clipboard)
        self.suggestions.failed.connect(self.report_failed)

    def begin(self, opened: Opened, fingerprint: str) -> None:
        """Begin for this file, which is that of the key with this fingerprint."""
        self._opened, self._fingerprint = opened, fingerprint
        is_unknown = opened.document.encryption is not None and opened.passphrase is None
        self.change(file=str(opened.path), wants_current=is_unknown)

    def edit_current(self, passphrase: Passphrase) -> None:
        """Take the passphrase that the file has now."""
        self._current = passphrase
        if self.state.status is PassphraseStatus.READY:  # what is wrong with the new one stays
            self.change(problem=NOTHING, is_weak=False)

    def edit(self, passphrase: Passphrase, repeated: Passphrase | None) -> None:
        """Take what is in the fields; `repeated` is None while the passphrase is shown in clear."""
        self._passphrase = passphrase
        status, problem = judge_passphrase(passphrase, repeated)
        self.change(status=status, problem=problem, is_weak=False)
        self.strength.judge(passphrase, self._opened.label if self._opened else "")

    def submit(self) -> None:
        """Change the passphrase, unless it is weak: that is asked about."""
        self._submit(weak_ok=False)

    def submit_weak(self) -> None:
        """Change it all the same, as the person wants."""
        if self.state.is_weak:
            self._submit(weak_ok=True)

    def cancel(self) -> None:
        """Ask the running work to stop; whether it did is shown then."""
        self._session.activity.cancel()

    def reset(self) -> None:
        """Forget all that was typed: the dialog is closed."""
        self._opened = None
        self._current = NO_PASSPHRASE
        self.suggestions.show(False)
        self.edit(NO_PASSPHRASE, NO_PASSPHRASE)
        self.change(busy=False)

    def expire(self) -> None:
        """Close the dialog, where it is open, with all that was typed."""
        self.expired.emit()

    @property
    def has_secret(self) -> bool:
        """Whether there is something to forget."""
        return bool(self._passphrase or self._current or self.suggestions.suggestion)

    def report_changed(self) -> None:
        """Say that the file has its new passphrase."""
        self.change(busy=False)
        self.finished.emit()

    def report_failed(self, error: KeygenError) -> None:
        """Say why that could not be."""
        problem = paragraph(error.message, error.hint)
        self.change(busy=False, problem=problem, is_weak=isinstance(error, WeakPassphraseError))

    def _submit(self, *, weak_ok: bool) -> None:
        opened, pair = self._opened, self._session.hand.state.pair
        if opened is None or pair is None or pair.fingerprint != self._fingerprint:
            self.change(problem=_ANOTHER_FILE, is_weak=False)
        elif not (self.state.submit_problem or self._session.activity.state.problem):
            if self.state.wants_current:
                opened = replace(opened, passphrase=self._current)
            self.change(busy=True, problem=NOTHING, is_weak=False)
            self._begin_change(opened, self._passphrase, weak_ok=weak_ok)
