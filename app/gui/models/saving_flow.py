"""Saving what is on screen: what is asked first, the job, and what its report changes.

What the person has answered (in clear, weak, replace) holds for this saving alone: it is forgotten as
soon as a field changes or the files are saved.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.gui import messages
from app.gui.models import tasks
from app.gui.models.destination_model import DestinationModel
from app.gui.models.holder import StateHolder
from app.gui.models.state import Action, LabelSource, PassphraseStatus, Scope
from app.text import NOTHING, Text, text

if TYPE_CHECKING:
    from app.errors import KeygenError
    from app.keys.passphrase import Passphrase
    from app.usecases.change_passphrase import ChangeReport
    from app.usecases.open_key import Opened
    from app.usecases.save_report import SaveReport


class SavingFlow(QObject):
    """Emits `saved` with the pairs and the passphrase that the files have now; before it, `changed` with
    that passphrase where it is a file's new one.
    """

    saved = Signal(object, object)
    changed = Signal(object)

    def __init__(self, holder: StateHolder, destination: DestinationModel) -> None:
        super().__init__()
        self._destination = destination
        self._holder = holder
        self._answers: frozenset[Action] = frozenset()
        self._opened: Opened | None = None
        self._suggestion = ""

    @property
    def opened(self) -> Opened | None:
        """What the key on screen was read from, if it was."""
        return self._opened

    @property
    def change_problem(self) -> Text:
        """Why no passphrase can be changed now; empty if one can."""
        if self._opened is None or self._opened.path is None:
            return text("Open a file first.")
        return self._holder.state.change_problem

    def suggest_label(self, suggestion: str) -> None:
        """Take what a label that nobody has typed is made from."""
        self._suggestion = suggestion

    def set_folder(self, folder: str) -> None:
        """Where the files go; `~` is understood."""
        self.reconsider()
        self._holder.change(folder=folder)

    def set_archive(self, as_archive: bool) -> None:
        """One tar.gz in place of single files."""
        self.reconsider()
        self._holder.change(as_archive=as_archive)

    def reconsider(self) -> None:
        """Forget what was answered about saving: a field has changed."""
        self._answers = frozenset()
        self._holder.dismiss(Scope.SAVE)
        if self._holder.state.is_as_saved:
            self._holder.change(is_as_saved=False)

    def save(self) -> None:
        """Save with the passphrase that is in the field now; an empty one asks first."""
        state = self._holder.state
        if state.save_problem:
            return
        if state.passphrase is PassphraseStatus.EMPTY and Action.SAVE_UNENCRYPTED not in self._answers:
            self._holder.change(report=None, notice=messages.unencrypted_question())
        else:
            self._save()

    def save_or_say_why_not(self) -> None:
        """As `save`, where somebody asks who may not see why Save is disabled."""
        state = self._holder.state
        if state.work is None and state.save_problem:
            self._holder.change(notice=messages.cannot_save(state.save_problem))
        else:
            self.save()

    def change_passphrase(
        self, passphrase: Passphrase, *, weak_ok: bool, failed: Callable[[KeygenError], None]
    ) -> None:
        """Encrypts the opened file with this passphrase; `failed` shows why that could not be."""
        if self._opened is None or self.change_problem:
            return
        task = partial(tasks.change, self._opened, passphrase, weak_ok)
        self._holder.change(report=None)
        title = text("Changing the passphrase")
        self._holder.start(title, task, self._on_changed, Scope.SAVE, failed=failed)

    def cancel(self) -> None:
        """Asks the work to stop; files that are written already stay."""
        self._holder.cancel()

    def answer(self, action: Action) -> None:
        """Go on with the saving that had asked: the person wants it all the same."""
        if action is Action.USE_WEAK:
            self._holder.weak_is_accepted = True
        self._answers |= {action}
        self.save()

    def find_free_label(self) -> None:
        """Change the label to one whose files do not exist."""
        state = self._holder.state
        task = partial(tasks.find_free_label, state.label, len(state.pairs), state.folder, state.as_archive)
        self._holder.start(text("Looking for a free name"), task, self._on_free_label, Scope.SAVE)

    def take_opened(self, opened: Opened | None) -> None:
        """Remember the file that the key on screen came from, if any."""
        self._opened = opened
        path = opened.path if opened is not None else None
        self._holder.change(opened_file=str(path) if path else "")

    def _save(self) -> None:
        state = self._holder.state
        passphrase = self._holder.passphrase
        answers = self._answers | ({Action.USE_WEAK} if self._holder.weak_is_accepted else set())
        is_free = state.label_source is LabelSource.SUGGESTED and not state.saved
        suggestion = self._suggestion if is_free and Action.REPLACE not in answers else ""
        self._holder.change(report=None)
        self._holder.start(
            text("Encrypting, writing and checking") if passphrase else text("Writing and checking"),
            partial(
                tasks.save,
                state,
                passphrase,
                answers=answers,
                suggestion=suggestion,
                seen=self._destination.judgement,
                accepted=self._destination.accepted,
            ),
            self._on_saved,
            Scope.SAVE,
            total=2 * len(state.pairs),
        )
        self._destination.look_again()

    def _on_saved(self, result: tuple[SaveReport, str, Passphrase]) -> None:
        report, label, passphrase = result
        status = text("Saved, read back and verified.")
        self._finish(passphrase, label=label, saved=True, is_as_saved=True, report=report, status=status)

    def _on_changed(self, result: tuple[ChangeReport, Opened, Passphrase]) -> None:
        report, self._opened, passphrase = result
        self.changed.emit(passphrase)
        status = text("The passphrase is changed; the file was read back and verified.")
        self._finish(passphrase, report=report, status=status)

    def _finish(self, passphrase: Passphrase, **values: Any) -> None:
        self._answers = frozenset()
        self._holder.weak_is_accepted = False
        self._holder.change(work=None, **values)
        self.saved.emit(self._holder.state.pairs, passphrase)

    def _on_free_label(self, label: str) -> None:
        status = text("The name is now {name}.", name=label)
        self._holder.change(work=None, label=label, label_problem=NOTHING, status=status)
