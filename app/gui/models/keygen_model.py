"""The window's model: intents in, one new frozen State out. Knows no widget; long work runs as jobs.

The passphrase is held here while it stands in the field, as a Passphrase, and in no State.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from app.errors import KeygenError
from app.gui import messages
from app.gui.jobs import Job, Jobs
from app.gui.jobs import Work as Callback
from app.gui.models import work
from app.gui.models.fields import judge_passphrase, label_problem
from app.gui.models.state import (
    MAXIMUM_COUNT,
    Action,
    Notice,
    Opening,
    PassphraseStatus,
    Scope,
    State,
    Work,
)
from app.keys.algorithm import BY_NAME, ED25519
from app.keys.passphrase import Passphrase, problem_for_new_file
from app.storage.names import suggested_label

if TYPE_CHECKING:
    from app.gui.models.work import Opened

_EMPTY = Passphrase("")


class CopiesText(Protocol):
    """What the model needs of the clipboard."""

    def copy_public(self, text: str) -> None:
        """Copies for anybody."""

    def copy_secret(self, text: str) -> None:
        """Copies with concealment."""


class KeygenModel(QObject):
    """Emits `state_changed` with every new State, but `progressed` where only the progress of work is new;
    `passphrase_adopted` when an opened key's is to be kept; `public_copied` and `private_copied` once
    the clipboard has it.
    """

    state_changed = Signal(object)
    progressed = Signal(object)
    passphrase_adopted = Signal(object)
    public_copied = Signal()
    private_copied = Signal()

    def __init__(self, jobs: Jobs, clipboard: CopiesText, *, folder: str, key_type: str, today: date) -> None:
        super().__init__()
        self._today = today
        self._jobs = jobs
        self._clipboard = clipboard
        self._passphrase = _EMPTY
        self._locked: Opened | None = None
        self._waiting: Callback | None = None
        self._job: Job | None = None
        algorithm = BY_NAME.get(key_type, ED25519)
        self._state = State(algorithm=algorithm, label=suggested_label(algorithm, self._today), folder=folder)

    @property
    def state(self) -> State:
        """What is shown now."""
        return self._state

    # What is to be made

    def choose_algorithm(self, name: str) -> None:
        """A name of the table of algorithms; a label that is still the suggestion follows."""
        algorithm = BY_NAME[name]
        label = self._state.label
        if label == self._suggestion():
            label = suggested_label(algorithm, self._today)
        self._change(algorithm=algorithm, label=label)

    def edit_label(self, label: str) -> None:
        """The label becomes the names of the files."""
        self._change(label=label, label_problem=label_problem(label), **self._no_save_notice())

    def set_count(self, count: int) -> None:
        """How many pairs to generate, 1 to 1,000."""
        self._change(count=max(1, min(count, MAXIMUM_COUNT)))

    def edit_passphrase(self, passphrase: Passphrase, repeated: Passphrase | None) -> None:
        """What stands in the fields; `repeated` is None while the passphrase is shown in clear."""
        self._passphrase = passphrase
        status, problem = judge_passphrase(passphrase, repeated)
        self._change(
            passphrase=status, passphrase_problem=problem, private_text=None, **self._no_save_notice()
        )

    def generate(self) -> None:
        """Generates off the GUI thread; asks first where a copied pair would be lost."""
        if self.would_lose_a_key:
            self._change(notice=messages.discard_question(Action.GENERATE_ANYWAY))
        else:
            self._generate()

    def cancel(self) -> None:
        """Asks the running work to stop."""
        if self._job is not None and self._state.work is not None:
            self._job.cancel()
            self._change(work=replace(self._state.work, cancelling=True))

    @property
    def would_lose_a_key(self) -> bool:
        """Whether a pair on screen was copied, and so perhaps registered, but is not saved."""
        return bool(self._state.pairs) and self._state.copied and not self._state.saved

    # What came out

    def select(self, index: int) -> None:
        """Shows the pair of this index."""
        if 0 <= index < len(self._state.pairs) and index != self._state.selected:
            self._change(selected=index, private_text=None)

    def copy_public(self) -> None:
        """Exactly the PEM text."""
        if self._state.pair is not None and not self._state.copy_problem:
            self._clipboard.copy_public(self._state.pair.public_key_pem)
            self._change(copied=True, status="Public key copied. " + messages.REGISTER_HINT)
            self.public_copied.emit()

    def show_private(self, shown: bool) -> None:
        """Shows the private key as it would be saved now, or hides it."""
        if not shown:
            self._change(private_text=None)
        else:
            self._encode(self._on_shown)

    def copy_private(self) -> None:
        """Copies the private key as it would be saved now."""
        self._encode(self._on_private)

    # Opening

    def show_opening(self, shown: bool) -> None:
        """Opens or closes the part in which a private key is pasted."""
        self._locked = None
        notice = self._state.notice
        self._change(
            opening=Opening() if shown else None,
            notice=None if notice and notice.scope is Scope.OPEN else notice,
        )

    def open_text(self, data: bytes) -> None:
        """A pasted or dropped text."""
        self._locked = None
        if data.strip():
            self._open(work.recognising(data))
        else:
            self._change(opening=Opening(), notice=None)

    def open_file(self, path: Path) -> None:
        """A chosen or dropped file; its name becomes the label where it can."""
        self._open(work.reading(path))

    def unlock(self, passphrase: Passphrase) -> None:
        """Opens the recognised encrypted key."""
        if self._locked is not None:
            self._start("Opening", work.unlocking(self._locked, passphrase), self._on_opened, Scope.OPEN)

    # Saving

    def set_folder(self, folder: str) -> None:
        """Where the files go; `~` is understood."""
        self._change(folder=folder, **self._no_save_notice())

    def set_archive(self, as_archive: bool) -> None:
        """One tar.gz in place of single files."""
        self._change(as_archive=as_archive, **self._no_save_notice())

    def save(self) -> None:
        """Saves with the passphrase that stands in the field now; an empty one asks first."""
        if self._state.save_problem:
            return
        if self._state.passphrase is PassphraseStatus.EMPTY:
            self._change(notice=messages.unencrypted_question())
        else:
            self._save()

    def perform(self, action: Action) -> None:
        """What a notice offered."""
        match action:
            case Action.SAVE_UNENCRYPTED if self._state.passphrase is PassphraseStatus.EMPTY:
                self._save()
            case Action.USE_FREE_NAME:
                self._find_free_label()
            case Action.GENERATE_ANYWAY:
                self._generate()
            case Action.OPEN_ANYWAY:
                self._open_anyway()
            case _:
                self.dismiss_notice()

    def dismiss_notice(self) -> None:
        """Takes the notice away, and with it what waited for its answer."""
        self._waiting = None
        self._change(notice=None)

    def forget_unsaved(self) -> None:
        """The person has said that the pair on screen may be lost."""
        self._change(copied=False)

    def forget_passphrase(self) -> None:
        """Lets go of the passphrase; the fields are emptied by the page."""
        self._passphrase = _EMPTY

    # Inside

    def _suggestion(self) -> str:
        return suggested_label(self._state.algorithm, self._today)

    def _no_save_notice(self) -> dict[str, Any]:
        """A changed field answers what a notice beside Save said."""
        notice = self._state.notice
        return {"notice": None if notice and notice.scope is Scope.SAVE else notice}

    def _encode(self, succeeded: Callable[[Any], None]) -> None:
        if self._state.pair is not None and not self._state.private_problem:
            callback = work.encoding(self._state.pair, self._passphrase)
            self._start("Preparing the private key", callback, succeeded, Scope.GENERATE)

    def _generate(self) -> None:
        state = self._state
        what = "Generating" if state.count == 1 else f"Generating {state.count:,} key pairs"
        self._start(
            what,
            work.generating(state.algorithm, state.count),
            self._on_generated,
            Scope.GENERATE,
            state.count,
        )

    def _save(self) -> None:
        state = self._state
        fields = work.SaveFields(state.pairs, state.label, state.folder, state.as_archive)
        self._start(
            "Encrypting, writing and checking" if self._passphrase else "Writing and checking",
            work.saving(fields, self._passphrase),
            self._on_saved,
            Scope.SAVE,
            2 * len(state.pairs),
        )

    def _find_free_label(self) -> None:
        state = self._state
        callback = work.finding_free_label(state.label, len(state.pairs), state.folder, state.as_archive)
        self._start("Looking for a free name", callback, self._on_free_label, Scope.SAVE)

    def _open(self, callback: Callback) -> None:
        if self._state.work is not None:
            return
        if self.would_lose_a_key:
            self._waiting = callback
            self._change(notice=messages.discard_question(Action.OPEN_ANYWAY))
        else:
            self._change(opening=Opening())
            self._start("Reading", callback, self._on_opened, Scope.OPEN)

    def _open_anyway(self) -> None:
        waiting, self._waiting = self._waiting, None
        self.forget_unsaved()
        if waiting is not None:
            self._open(waiting)

    def _start(
        self, title: str, callback: Callback, succeeded: Callable[[Any], None], scope: Scope, total: int = 0
    ) -> None:
        if self._state.work is not None:
            return
        self._scope = scope
        self._change(work=Work(title, 0, total if total > 1 else 0), notice=None, status="")
        self._job = self._jobs.start(
            callback, succeeded=succeeded, failed=self._on_failed, progressed=self._on_progressed
        )

    def _on_progressed(self, done: int, total: int) -> None:
        if self._state.work is not None:
            self._state = replace(self._state, work=replace(self._state.work, done=done, total=total))
            self.progressed.emit(self._state)

    def _on_failed(self, error: KeygenError) -> None:
        self._change(work=None, notice=messages.notice_of(error, self._scope))

    def _on_generated(self, pairs: Any) -> None:
        algorithm = pairs[0].algorithm
        notice = Notice("warning", algorithm.notice, "", Scope.GENERATE) if algorithm.notice else None
        count = len(pairs)
        status = (
            "Key pair generated and checked." if count == 1 else f"{count:,} key pairs generated and checked."
        )
        self._show_pairs(pairs, notice, status=status)

    def _on_opened(self, opened: Any) -> None:
        from app.usecases.open_key import notices_about

        if opened.pair is None:
            self._locked = opened
            description = messages.describe(opened.document)
            self._change(work=None, opening=Opening(description, wants_passphrase=True))
            return
        self._locked = None
        notices = notices_about(opened.document)
        notice = Notice("warning", notices[0], "", Scope.GENERATE) if notices else None
        self._show_pairs((opened.pair,), notice, status="Private key opened.")
        if opened.label and not label_problem(opened.label):
            self.edit_label(opened.label)
        if opened.passphrase is not None and not problem_for_new_file(opened.passphrase):
            self.passphrase_adopted.emit(opened.passphrase)

    def _show_pairs(self, pairs: Any, notice: Notice | None, *, status: str) -> None:
        self._change(
            work=None,
            pairs=pairs,
            selected=0,
            opening=None,
            private_text=None,
            copied=False,
            saved=False,
            report=None,
            notice=notice,
            status=status,
        )

    def _on_shown(self, text: Any) -> None:
        self._change(work=None, private_text=text)

    def _on_private(self, text: Any) -> None:
        self._clipboard.copy_secret(text)
        protected = "it is encrypted" if self._passphrase else "it is NOT encrypted"
        self._change(work=None, copied=True, status=f"Private key copied; {protected}.")
        self.private_copied.emit()

    def _on_saved(self, report: Any) -> None:
        self._change(work=None, saved=True, report=report, status="Saved, read back and verified.")

    def _on_free_label(self, label: Any) -> None:
        self._change(work=None, label=label, label_problem="", status=f"The label is now {label}.")

    def _change(self, **values: Any) -> None:
        self._state = replace(self._state, **values)
        self.state_changed.emit(self._state)
