"""Another passphrase for the opened file: typed twice, judged, asked about where it is weak.

Holds the passphrase only while its dialog is open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.errors import KeygenError, WeakPassphraseError
from app.gui.jobs import Jobs
from app.gui.models.fields import judge_passphrase
from app.gui.models.holder import NO_PASSPHRASE
from app.gui.models.keys_flow import CopiesText
from app.gui.models.saving_flow import SavingFlow
from app.gui.models.state import WAIT, PassphraseStatus
from app.gui.models.strength_model import StrengthModel
from app.gui.models.suggestion_model import SuggestionModel
from app.keys.passphrase import Passphrase
from app.text import NOTHING, Text, paragraph, text

if TYPE_CHECKING:
    from app.usecases.open_key import Opened

_ANOTHER_FILE = text("Another key was opened since. Cancel, and begin again.")


@dataclass(frozen=True, slots=True)
class ChangeState:
    """`problem`: what is wrong with the fields, or with what was tried; `is_weak`: it may be used anyway."""

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


class ChangeModel(QObject):
    """Emits `changed` with every new ChangeState, `finished` once the file has its new passphrase.

    Changes the file that it was begun for, and no other that was opened since. `strength` and `suggestions`
    are its own: nothing of them shows in the window behind.
    """

    changed = Signal(object)
    finished = Signal()

    def __init__(self, jobs: Jobs, clipboard: CopiesText, saving: SavingFlow) -> None:
        super().__init__()
        self._saving = saving
        self._state = ChangeState()
        self._opened: Opened | None = None
        self._passphrase = NO_PASSPHRASE
        self.strength = StrengthModel(jobs)
        self.suggestions = SuggestionModel(jobs, clipboard)
        self.suggestions.failed.connect(self._on_failed)
        saving.changed.connect(self._on_changed)

    @property
    def state(self) -> ChangeState:
        """What is shown now."""
        return self._state

    def begin(self) -> None:
        """Begin for the file that is on screen now."""
        self._opened = self._saving.opened

    def edit(self, passphrase: Passphrase, repeated: Passphrase | None) -> None:
        """Take what is in the fields; `repeated` is None while the passphrase is shown in clear."""
        self._passphrase = passphrase
        status, problem = judge_passphrase(passphrase, repeated)
        self._change(status=status, problem=problem, is_weak=False)
        self.strength.judge(passphrase, self._opened.label if self._opened else "")

    def submit(self) -> None:
        """Change the passphrase, unless it is weak: that is asked about."""
        self._submit(weak_ok=False)

    def submit_weak(self) -> None:
        """Change it all the same, as the person wants."""
        if self._state.is_weak:
            self._submit(weak_ok=True)

    def cancel(self) -> None:
        """Asks the running work to stop; whether it did is shown then."""
        self._saving.cancel()

    def reset(self) -> None:
        """Forget all that was typed: the dialog is closed."""
        self._opened = None
        self.suggestions.show(False)
        self.edit(NO_PASSPHRASE, NO_PASSPHRASE)
        self._change(busy=False)

    def _submit(self, *, weak_ok: bool) -> None:
        if self._opened is None or self._saving.opened is not self._opened:
            self._change(problem=_ANOTHER_FILE, is_weak=False)
        elif not (self._state.submit_problem or self._saving.change_problem):
            self._change(busy=True, problem=NOTHING, is_weak=False)
            self._saving.change_passphrase(self._passphrase, weak_ok=weak_ok, failed=self._on_failed)

    def _on_changed(self, _: object) -> None:
        self._change(busy=False)
        self.finished.emit()

    def _on_failed(self, error: KeygenError) -> None:
        problem = paragraph(error.message, error.hint)
        self._change(busy=False, problem=problem, is_weak=isinstance(error, WeakPassphraseError))

    def _change(self, **values: Any) -> None:
        self._state = replace(self._state, **values)
        self.changed.emit(self._state)
