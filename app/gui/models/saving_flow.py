"""Saving what is on screen: what is asked first, the job, and what its report changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.gui import messages
from app.gui.models import work
from app.gui.models.holder import StateHolder
from app.gui.models.state import PassphraseStatus, Scope
from app.keys.passphrase import Passphrase


class SavingFlow(QObject):
    """`passphrase` gives what stands in the fields at the moment of saving."""

    def __init__(self, holder: StateHolder, passphrase: Callable[[], Passphrase]) -> None:
        super().__init__()
        self._holder = holder
        self._passphrase = passphrase

    def set_folder(self, folder: str) -> None:
        """Where the files go; `~` is understood."""
        self._holder.dismiss(Scope.SAVE)
        self._holder.change(folder=folder)

    def set_archive(self, as_archive: bool) -> None:
        """One tar.gz in place of single files."""
        self._holder.dismiss(Scope.SAVE)
        self._holder.change(as_archive=as_archive)

    def save(self) -> None:
        """Saves with the passphrase that stands in the field now; an empty one asks first."""
        if self._holder.state.save_problem:
            return
        if self._holder.state.passphrase is PassphraseStatus.EMPTY:
            self._holder.change(notice=messages.unencrypted_question())
        else:
            self._save()

    def save_unencrypted(self) -> None:
        """The question was answered, and nothing has been typed since."""
        if self._holder.state.passphrase is PassphraseStatus.EMPTY:
            self._save()

    def find_free_label(self) -> None:
        """Changes the label to one whose files do not exist."""
        state = self._holder.state
        callback = work.finding_free_label(state.label, len(state.pairs), state.folder, state.as_archive)
        self._holder.start("Looking for a free name", callback, self._on_free_label, Scope.SAVE)

    def _save(self) -> None:
        state, passphrase = self._holder.state, self._passphrase()
        fields = work.SaveFields(state.pairs, state.label, state.folder, state.as_archive)
        self._holder.start(
            "Encrypting, writing and checking" if passphrase else "Writing and checking",
            work.saving(fields, passphrase),
            self._on_saved,
            Scope.SAVE,
            2 * len(state.pairs),
        )

    def _on_saved(self, report: Any) -> None:
        self._holder.change(work=None, saved=True, report=report, status="Saved, read back and verified.")

    def _on_free_label(self, label: Any) -> None:
        self._holder.change(work=None, label=label, label_problem="", status=f"The label is now {label}.")
