"""What is in the fields that say how pairs are saved: the passphrase, the name, the folder.

The passphrase is held here while it is in the field, as a Passphrase, and in no state; with it, whether the
person wants it although it is weak.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import UsageError
from app.gui.saving.models.destination_model import DestinationModel
from app.gui.saving.models.fields import PassphraseStatus, judge_passphrase, label_problem
from app.gui.saving.models.strength_model import StrengthModel
from app.gui.saving.models.suggestion_model import SuggestionModel
from app.gui.session.holder import Holder
from app.gui.session.session import Session
from app.keys.passphrase import NO_PASSPHRASE, Passphrase
from app.storage.names import Affix, file_names
from app.text import NOTHING, Text, text

if TYPE_CHECKING:
    from app.gui.tasks import Draft


class LabelSource(Enum):
    """Where the label is from: a suggestion follows the pair, what a person has typed stays."""

    SUGGESTED = "suggested"
    FILE = "file"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Fields:
    """What is in the fields, but for the passphrase itself."""

    label: str = ""
    label_source: LabelSource = LabelSource.SUGGESTED
    label_problem: Text = NOTHING
    passphrase: PassphraseStatus = PassphraseStatus.EMPTY
    passphrase_problem: Text = NOTHING
    folder: str = ""
    as_archive: bool = False
    affixes: tuple[Affix, ...] = ()

    def files(self, count: int) -> tuple[str, ...]:
        """Return the names that saving so many pairs will make; none while the label cannot be one."""
        try:
            return file_names(self.label, count, self.as_archive, self.affixes)
        except UsageError:
            return ()

    @property
    def problem(self) -> Text:
        """Why nothing can be saved so; empty if it can."""
        if self.passphrase_problem or self.label_problem:
            return self.passphrase_problem or self.label_problem
        return NOTHING if self.folder.strip() else text("Choose a folder.")


class DraftModel(Holder[Fields]):
    """Emits `edited` when something was changed that an answer about saving does not hold for, `filled` with
    the Passphrase that the fields are to show: an empty one empties them.

    `strength`, `suggestions` and `destination` have states of their own.
    """

    edited = Signal()
    filled = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(Fields(folder=session.memory.state.folder))
        self._memory = session.memory
        self.passphrase = NO_PASSPHRASE
        self.weak_is_accepted = False
        self.strength = StrengthModel(session.jobs)
        self.suggestions = SuggestionModel(session.jobs, session.clipboard)
        self.destination = DestinationModel(session.jobs, session.memory)

    def begin(self, draft: Draft, source: LabelSource) -> None:
        """Begin with other pairs: everything is as this draft says."""
        self.passphrase = NO_PASSPHRASE
        self.edited.emit()
        self.change(
            label=draft.label,
            label_source=source,
            label_problem=label_problem(draft.label),
            folder=draft.folder,
            as_archive=draft.as_archive,
            affixes=draft.affixes,
        )
        self.filled.emit(draft.passphrase)
        self._edit_passphrase(draft.passphrase, None, is_another=True)
        self.weak_is_accepted = draft.weak_ok

    def edit_label(self, label: str, source: LabelSource = LabelSource.TYPED) -> None:
        """Take the name, which becomes that of the files."""
        if source is LabelSource.TYPED:
            self.weak_is_accepted = False  # a name in the passphrase makes it weak
        self.edited.emit()
        self.change(label=label, label_source=source, label_problem=label_problem(label))
        self.strength.judge(self.passphrase, label)

    def edit_passphrase(self, passphrase: Passphrase, repeated: Passphrase | None) -> None:
        """Take what is in the fields; `repeated` is None while the passphrase is shown in clear."""
        is_another = passphrase != self.passphrase
        if is_another:
            self.weak_is_accepted = False
            self.edited.emit()
        self._edit_passphrase(passphrase, repeated, is_another=is_another)

    def fill(self, passphrase: Passphrase) -> None:
        """Put a passphrase into the fields."""
        self.filled.emit(passphrase)
        self.edit_passphrase(passphrase, None)

    def set_folder(self, folder: str) -> None:
        """Take where the files go; `~` is understood. It is remembered."""
        if folder != self.state.folder:
            self.edited.emit()
            self.change(folder=folder)
            self._memory.change(folder=folder)

    def set_archive(self, as_archive: bool) -> None:
        """Take one tar.gz in place of single files."""
        self.edited.emit()
        self.change(as_archive=as_archive)

    def set_affixes(self, affixes: tuple[Affix, ...]) -> None:
        """Take what tells the pairs of a set apart; nothing where they are numbered."""
        if affixes != self.state.affixes:
            self.edited.emit()
            self.change(affixes=affixes)

    def clear(self) -> None:
        """Forget the passphrase, and a suggested one."""
        self.suggestions.show(False)
        self.fill(NO_PASSPHRASE)

    def snapshot(self) -> Draft:
        """Return what is in the fields now."""
        state = self.state
        from app.gui.tasks import Draft

        return Draft(
            state.label,
            state.folder,
            state.as_archive,
            self.passphrase,
            self.weak_is_accepted,
            state.affixes,
        )

    def _edit_passphrase(
        self, passphrase: Passphrase, repeated: Passphrase | None, *, is_another: bool
    ) -> None:
        """Take it; once it is ready, it is not called weak for what had been typed of it before."""
        self.passphrase = passphrase
        if is_another:
            self.strength.judge(passphrase, self.state.label)
        status, problem = judge_passphrase(passphrase, repeated)
        if status is PassphraseStatus.READY is not self.state.passphrase:
            self.strength.forget_another()
        self.change(passphrase=status, passphrase_problem=problem)
