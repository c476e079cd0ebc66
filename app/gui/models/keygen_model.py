"""The window's model: intents in, one new frozen State out. Knows no widget; long work runs as jobs.

The passphrase is held here while it stands in the field, as a Passphrase, and in no State.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import Signal

from app.errors import KeygenError
from app.gui import messages
from app.gui.jobs import Jobs
from app.gui.models import work
from app.gui.models.fields import judge_passphrase, label_problem
from app.gui.models.holder import StateHolder
from app.gui.models.opening_flow import OpeningFlow
from app.gui.models.saving_flow import SavingFlow
from app.gui.models.state import MAXIMUM_COUNT, Action, Notice, Scope, State
from app.keys.algorithm import BY_NAME, ED25519
from app.keys.passphrase import Passphrase, problem_for_new_file
from app.storage.names import suggested_label

_EMPTY = Passphrase("")


class CopiesText(Protocol):
    """What the model needs of the clipboard."""

    def copy_public(self, text: str) -> None:
        """Copies for anybody."""

    def copy_secret(self, text: str, what: str) -> None:
        """Copies with concealment and a countdown; `what` names it for people."""


class KeygenModel(StateHolder):
    """`opening` and `saving` are the two longer ways through the window. Emits `passphrase_adopted` when an
    opened key's passphrase is to be kept, `public_copied` and `private_copied` once the clipboard has it.
    """

    passphrase_adopted = Signal(object)
    public_copied = Signal()
    private_copied = Signal()

    def __init__(self, jobs: Jobs, clipboard: CopiesText, *, folder: str, key_type: str, today: date) -> None:
        algorithm = BY_NAME.get(key_type, ED25519)
        label = suggested_label(algorithm, today)
        super().__init__(jobs, State(algorithm=algorithm, label=label, folder=folder))
        self._today = today
        self._clipboard = clipboard
        self._passphrase = _EMPTY
        self._private_wanted = False
        self.opening = OpeningFlow(self)
        self.saving = SavingFlow(self, self._current_passphrase)
        self.opening.opened.connect(self._on_opened)

    # What is to be made

    def choose_algorithm(self, name: str) -> None:
        """A name of the table of algorithms; a label that is still the suggestion follows."""
        algorithm = BY_NAME[name]
        label = self._state.label
        if label == self._suggestion():
            label = suggested_label(algorithm, self._today)
        self.change(algorithm=algorithm, label=label)

    def edit_label(self, label: str) -> None:
        """The label becomes the names of the files."""
        self.dismiss(Scope.SAVE)  # a changed field answers what a notice beside Save said
        self.change(label=label, label_problem=label_problem(label))

    def set_count(self, count: int) -> None:
        """How many pairs to generate, 1 to 1,000."""
        self.change(count=max(1, min(count, MAXIMUM_COUNT)))

    def edit_passphrase(self, passphrase: Passphrase, repeated: Passphrase | None) -> None:
        """What stands in the fields; `repeated` is None while the passphrase is shown in clear."""
        self._passphrase = passphrase
        status, problem = judge_passphrase(passphrase, repeated)
        self.dismiss(Scope.SAVE)
        self.change(passphrase=status, passphrase_problem=problem, private_text=None)

    def generate(self) -> None:
        """Generates off the GUI thread; asks first where a copied pair would be lost."""
        if self._state.would_lose_a_key:
            self.change(notice=messages.discard_question(Action.GENERATE_ANYWAY))
        else:
            self._generate()

    def report_broken(self, error: KeygenError) -> None:
        """The self-test failed: no key is generated any more, and the person reads why."""
        self.change(broken=error.message, notice=messages.notice_of(error, Scope.GENERATE))

    # What came out

    def select(self, index: int) -> None:
        """Shows the pair of this index."""
        if 0 <= index < len(self._state.pairs) and index != self._state.selected:
            self.change(selected=index, private_text=None)

    def copy_public(self) -> None:
        """Exactly the PEM text."""
        if self._state.pair is not None and not self._state.copy_problem:
            self._clipboard.copy_public(self._state.pair.public_key_pem)
            self.change(copied=True, status="Public key copied. " + messages.REGISTER_HINT)
            self.public_copied.emit()

    def show_private(self, shown: bool) -> None:
        """Shows the private key as it would be saved now, or hides it."""
        self._private_wanted = shown
        if not shown:
            self.change(private_text=None)
        else:
            self._encode(self._on_shown)

    def copy_private(self) -> None:
        """Copies the private key as it would be saved now."""
        self._encode(self._on_private)

    def perform(self, action: Action) -> None:
        """What a notice offered."""
        match action:
            case Action.SAVE_UNENCRYPTED:
                self.saving.save_unencrypted()
            case Action.USE_FREE_NAME:
                self.saving.find_free_label()
            case Action.GENERATE_ANYWAY:
                self._generate()
            case Action.OPEN_ANYWAY:
                self.forget_unsaved()
                self.opening.open_anyway()
            case _:
                self.dismiss_notice()

    def dismiss_notice(self) -> None:
        """Takes the notice away, and with it what waited for its answer."""
        self.opening.forget_waiting()
        self.change(notice=None)

    def forget_unsaved(self) -> None:
        """The person has said that the pair on screen may be lost."""
        self.change(copied=False)

    def forget_passphrase(self) -> None:
        """Lets go of the passphrase; the fields are emptied by the page."""
        self._passphrase = _EMPTY

    # Inside

    def _current_passphrase(self) -> Passphrase:
        return self._passphrase

    def _suggestion(self) -> str:
        return suggested_label(self._state.algorithm, self._today)

    def _encode(self, succeeded: Callable[[Any], None]) -> None:
        if self._state.pair is not None and not self._state.private_problem:
            callback = work.encoding(self._state.pair, self._passphrase)
            self.start("Preparing the private key", callback, succeeded, Scope.GENERATE)

    def _generate(self) -> None:
        state = self._state
        what = "Generating" if state.count == 1 else f"Generating {state.count:,} key pairs"
        self.start(
            what,
            work.generating(state.algorithm, state.count),
            self._on_generated,
            Scope.GENERATE,
            state.count,
        )

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

        notices = notices_about(opened.document)
        notice = Notice("warning", notices[0], "", Scope.GENERATE) if notices else None
        self._show_pairs((opened.pair,), notice, status="Private key opened.")
        if opened.label and not label_problem(opened.label):
            self.edit_label(opened.label)
        if opened.passphrase is not None and not problem_for_new_file(opened.passphrase):
            self.passphrase_adopted.emit(opened.passphrase)

    def _show_pairs(self, pairs: Any, notice: Notice | None, *, status: str) -> None:
        self.change(
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
        self.change(work=None, private_text=text if self._private_wanted else None)

    def _on_private(self, text: Any) -> None:
        self._clipboard.copy_secret(text, "private key")
        protected = "it is encrypted" if self._passphrase else "it is NOT encrypted"
        self.change(work=None, copied=True, status=f"Private key copied; {protected}.")
        self.private_copied.emit()
