"""Saving what is on screen: what is asked first, the job, and what its report changes.

What the person has answered (in clear, weak, replace) holds for this saving alone: it is forgotten as
soon as a field changes or the files are saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.gui import messages
from app.gui.models import work
from app.gui.models.destination_model import DestinationModel
from app.gui.models.holder import NO_PASSPHRASE, StateHolder
from app.gui.models.state import Action, PassphraseStatus, Scope

if TYPE_CHECKING:
    from app.gui.models.opened import Opened


class SavingFlow(QObject):
    """Emits `saved` with the pairs and the passphrase that the files have now."""

    saved = Signal(object, object)

    def __init__(self, holder: StateHolder, destination: DestinationModel) -> None:
        super().__init__()
        self._destination = destination
        self._holder = holder
        self._answers: frozenset[Action] = frozenset()
        self._opened: Opened | None = None
        self._is_change = False
        self._used = NO_PASSPHRASE

    def set_folder(self, folder: str) -> None:
        """Where the files go; `~` is understood."""
        self.reconsider()
        self._holder.change(folder=folder)

    def set_archive(self, as_archive: bool) -> None:
        """One tar.gz in place of single files."""
        self.reconsider()
        self._holder.change(as_archive=as_archive)

    def reconsider(self) -> None:
        """A field has changed: what was asked and answered about saving no longer holds."""
        self._answers = frozenset()
        self._holder.dismiss(Scope.SAVE)

    def save(self) -> None:
        """Saves with the passphrase that stands in the field now; an empty one asks first."""
        state = self._holder.state
        if state.save_problem:
            return
        self._is_change = False
        if state.passphrase is PassphraseStatus.EMPTY and Action.SAVE_UNENCRYPTED not in self._answers:
            self._holder.change(notice=messages.unencrypted_question())
        else:
            self._save()

    def change_passphrase(self) -> None:
        """Encrypts the opened file with the passphrase that stands in the field now."""
        if self._opened is None or self._holder.state.change_problem:
            return
        self._is_change = True
        self._used = self._holder.passphrase
        callback = work.changing(self._opened, self._used, Action.USE_WEAK in self._answers)
        self._holder.start("Changing the passphrase", callback, self._on_changed, Scope.SAVE)

    def answer(self, action: Action) -> None:
        """The person wants it all the same; goes on with what had asked."""
        self._answers |= {action}
        if self._is_change:
            self.change_passphrase()
        else:
            self.save()

    def find_free_label(self) -> None:
        """Changes the label to one whose files do not exist."""
        state = self._holder.state
        callback = work.finding_free_label(state.label, len(state.pairs), state.folder, state.as_archive)
        self._holder.start("Looking for a free name", callback, self._on_free_label, Scope.SAVE)

    def take_opened(self, opened: Opened | None) -> None:
        """What is on screen now came from this file, or from none."""
        self._opened = opened
        path = opened.path if opened is not None else None
        self._holder.change(opened_file=str(path) if path else "")

    def _save(self) -> None:
        state = self._holder.state
        self._used = self._holder.passphrase
        self._holder.start(
            "Encrypting, writing and checking" if self._used else "Writing and checking",
            work.saving(
                state,
                self._used,
                self._answers,
                self._destination.judgement,
                self._destination.accepted,
            ),
            self._on_saved,
            Scope.SAVE,
            2 * len(state.pairs),
        )
        self._destination.look_again()

    def _on_saved(self, report: Any) -> None:
        self._finish(report, "Saved, read back and verified.")

    def _on_changed(self, result: Any) -> None:
        report, self._opened = result
        self._finish(report, "The passphrase is changed; the file was read back and verified.")

    def _finish(self, report: Any, status: str) -> None:
        used, self._used = self._used, NO_PASSPHRASE
        self._answers = frozenset()
        self._holder.change(work=None, saved=True, report=report, status=status)
        self.saved.emit(self._holder.state.pairs, used)

    def _on_free_label(self, label: Any) -> None:
        self._holder.change(work=None, label=label, label_problem="", status=f"The label is now {label}.")
