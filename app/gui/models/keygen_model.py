"""The window's model: intents in, one new frozen State out. Knows no widget; long work runs as jobs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance

from app.errors import KeygenError
from app.gui import messages
from app.gui.jobs import Jobs
from app.gui.models import tasks
from app.gui.models.change_model import ChangeModel
from app.gui.models.destination_model import DestinationModel
from app.gui.models.fields import judge_passphrase, label_problem
from app.gui.models.holder import NO_PASSPHRASE, StateHolder
from app.gui.models.keyring_model import KeyringModel
from app.gui.models.keys_flow import CopiesText, KeysFlow
from app.gui.models.label_model import LabelModel, LabelQuestion
from app.gui.models.opening_flow import OpeningFlow
from app.gui.models.saving_flow import SavingFlow
from app.gui.models.state import MAXIMUM_COUNT, Action, LabelSource, Notice, Scope, State
from app.gui.models.strength_model import StrengthModel
from app.gui.models.suggestion_model import SuggestionModel
from app.keys.algorithm import BY_NAME, ED25519
from app.keys.passphrase import Passphrase, problem_for_new_file
from app.storage.names import suggested_label
from app.storage.preferences import Preferences
from app.text import NOTHING, Text, paragraph, plural, text

if TYPE_CHECKING:
    from app.gui.models.about_model import AboutModel
    from app.keys.pair import KeyPair
    from app.usecases.open_key import Opened


class KeygenModel(QObject):
    """`opening`, `keys` and `saving` are ways through the window, with the same State; `strength`,
    `suggestions`, `keyring` and `destination` have states of their own, and look at this one.

    Emits `state_changed` and `progressed` as the StateHolder does, `passphrase_adopted` when an opened
    key's passphrase is to be kept, `passphrase_replaced` when it was changed, `passphrase_expired` when the
    fields are to be emptied.
    """

    passphrase_adopted = Signal(object)
    passphrase_replaced = Signal(object)
    passphrase_expired = Signal()

    def __init__(
        self,
        jobs: Jobs,
        clipboard: CopiesText,
        *,
        today: str,
        remembered: Preferences,
        keyring_name: str = "",
    ) -> None:
        algorithm = BY_NAME.get(remembered.key_type, ED25519)
        state = State(
            algorithm=algorithm,
            label=suggested_label(algorithm, today),
            folder=remembered.folder,
            forget_after_saving=remembered.forget_after_saving,
        )
        super().__init__()
        self._jobs = jobs
        self._clipboard = clipboard
        self._holder = StateHolder(jobs, state)
        self.state_changed: SignalInstance = self._holder.state_changed
        self.progressed: SignalInstance = self._holder.progressed
        self._today = today
        self._round = 0
        self.keys = KeysFlow(self._holder, clipboard)
        self.opening = OpeningFlow(self._holder)
        self.destination = DestinationModel(jobs, remembered.accepted_folders)
        self.saving = SavingFlow(self._holder, self.destination)
        self.saving.suggest_label(state.label)
        self.changing = ChangeModel(jobs, clipboard, self.saving)
        self.labels = LabelModel(jobs)
        self.strength = StrengthModel(jobs)
        self.suggestions = SuggestionModel(jobs, clipboard)
        self.keyring = KeyringModel(jobs, keyring_name)
        self.state_changed.connect(self._forget_what_failed)
        self.opening.opened.connect(self._on_opened)
        self.saving.saved.connect(self._on_saved)
        self.saving.changed.connect(self._on_passphrase_changed)
        self.labels.found.connect(self._on_label_found)
        self.suggestions.failed.connect(self._on_suggestion_failed)
        self.keyring.warned.connect(self._on_keyring_failed)
        self.destination.failed.connect(self._on_destination_failed)

    @property
    def state(self) -> State:
        """What is shown now."""
        return self._holder.state

    def about(self) -> AboutModel:
        """Return what the window about this program shows; made when somebody asks for it."""
        from app.gui.models.about_model import AboutModel

        return AboutModel(self._jobs, self._clipboard)

    def cancel(self) -> None:
        """Asks the running work to stop."""
        self._holder.cancel()

    def close_innermost(self) -> None:
        """Of what is open: work, a suggestion, a notice, the part in which a key is opened."""
        if self.state.work is not None:
            self.cancel()
        elif self.suggestions.suggestion is not None or self.suggestions.is_drawing:
            self.suggestions.show(False)
        elif self.state.notice is not None:
            self.dismiss_notice()
        elif self.state.opening is not None:
            self.opening.show(False)

    # What is to be made

    def choose_algorithm(self, name: str) -> None:
        """Choose the kind of the next pair, by name; the label is that of the pair on screen."""
        algorithm = BY_NAME[name]
        self._holder.change(algorithm=algorithm)
        if not self.state.pairs and self.state.label_source is LabelSource.SUGGESTED:
            self._suggest_label()

    def edit_label(self, label: str) -> None:
        """Take the person's label, which becomes the names of the files."""
        self._holder.weak_is_accepted = False
        self._set_label(label, LabelSource.TYPED)

    def set_count(self, count: int) -> None:
        """How many pairs to generate, 1 to 1,000."""
        if count > MAXIMUM_COUNT:
            self._holder.change(count_problem=text("At most {most:,} key pairs at once.", most=MAXIMUM_COUNT))
        elif count < 1:
            self._holder.change(count_problem=text("At least one key pair."))
        else:
            self._holder.change(count=count, count_problem=NOTHING)

    def edit_passphrase(self, passphrase: Passphrase, repeated: Passphrase | None) -> None:
        """Take what is in the fields; `repeated` is None while the passphrase is shown in clear."""
        if passphrase != self._holder.passphrase:
            self._holder.passphrase = passphrase
            self._holder.weak_is_accepted = False
            self.saving.reconsider()
        status, problem = judge_passphrase(passphrase, repeated)
        self._holder.change(passphrase=status, passphrase_problem=problem, private_text=None)
        self.strength.judge(passphrase, self.state.label)

    def set_forget_after_saving(self, forget: bool) -> None:
        """Whether the fields are emptied once the files are saved."""
        self._holder.change(forget_after_saving=forget)

    def generate(self) -> None:
        """Generate off the GUI thread; ask first where an unsaved pair would be lost."""
        if self.state.generate_problem:
            return
        if self.state.would_lose_a_key:
            count = len(self.state.pairs)
            self._holder.change(notice=messages.discard_question(count, Action.GENERATE_ANYWAY))
        else:
            self._generate()

    def report_broken(self, error: KeygenError) -> None:
        """Generate no key any more, as the self-test failed; the person reads why."""
        self._holder.change(broken=error.message, notice=messages.notice_of(error, Scope.GENERATE))

    def perform(self, action: Action) -> None:
        """Do what the notice on screen offers; anything else is not heard."""
        if self.state.notice is None or action not in self.state.notice.actions:
            return
        match action:
            case Action.USE_WEAK if self.state.notice.scope is Scope.GENERATE:
                self._holder.weak_is_accepted = True
                self._generate()
            case Action.SAVE_UNENCRYPTED | Action.USE_WEAK | Action.REPLACE:
                self.saving.answer(action)
            case Action.SAVE_FIRST:
                self.dismiss_notice()
                self.saving.save_or_say_why_not()
            case Action.USE_FREE_NAME:
                self.saving.find_free_label()
            case Action.GENERATE_ANYWAY:
                self._generate()
            case Action.OPEN_ANYWAY:
                self.opening.open_anyway()
            case Action.SUGGEST:
                self.dismiss_notice()
                self.suggestions.show(True)
            case Action.TRY_AGAIN:
                self.keyring.try_again()
                self._holder.change(notice=None)
            case _:
                self.dismiss_notice()

    def dismiss_notice(self) -> None:
        """Take the notice away, and with it what waited for its answer."""
        self.opening.forget_waiting()
        self._holder.change(notice=None)

    def forget_unsaved(self) -> None:
        """Let the pair on screen be lost, as the person has said."""
        self._holder.change(generated=False)

    def expire(self) -> None:
        """Lets go of the passphrase, of a suggested one and of a private key that is shown."""
        self._holder.passphrase = NO_PASSPHRASE
        self.keyring.forget_failed()
        self.suggestions.show(False)
        self.passphrase_expired.emit()
        if self.state.private_text is not None:
            self.keys.show_private(False)

    def say(self, status: Text) -> None:
        """Say it in the status line."""
        self._holder.change(status=status)

    def tell_owner(self, notice: Text, *, surprising: bool) -> None:
        """Who will own the files, if that is not simply the person."""
        if surprising:
            self._holder.change(notice=Notice("warning", notice, NOTHING, Scope.SAVE))
        elif notice:
            self.say(notice)

    def expire_when_idle(self) -> None:
        """Nobody has changed anything for a while."""
        if self._holder.passphrase or self.suggestions.suggestion or self.state.private_text is not None:
            self.expire()
            self.say(messages.IDLE)

    def look_at_folder(self) -> None:
        """Asks what the folder is. Called once the window stands; every change asks again."""
        self.state_changed.connect(self._on_changed)
        self._on_changed(self.state)

    # Inside

    def _set_label(self, label: str, source: LabelSource) -> None:
        self.saving.reconsider()
        self._holder.change(label=label, label_source=source, label_problem=label_problem(label))
        self.strength.judge(self._holder.passphrase, label)

    def _suggest_label(self) -> None:
        """Suggest a label for the key on screen, or the one to be generated; it may have a number already."""
        suggestion = suggested_label(self.state.algorithm_of_label, self._today)
        self.saving.suggest_label(suggestion)
        if not self.state.label.startswith(suggestion):
            self._set_label(suggestion, LabelSource.SUGGESTED)

    def _generate(self) -> None:
        state = self.state
        self._holder.start(
            plural("Generating", "Generating {number:,} key pairs", state.count),
            partial(tasks.generate, state, self._holder.passphrase, self._holder.weak_is_accepted),
            self._on_generated,
            Scope.GENERATE,
            total=state.count,
        )

    def _on_generated(self, pairs: tuple[KeyPair, ...]) -> None:
        algorithm = pairs[0].algorithm
        notice = Notice("warning", algorithm.notice, NOTHING, Scope.GENERATE) if algorithm.notice else None
        status = plural(
            "Key pair generated and checked.", "{number:,} key pairs generated and checked.", len(pairs)
        )
        self.saving.take_opened(None)
        self._show_pairs(pairs, notice, status=status, generated=True)
        if self.state.label_source is not LabelSource.TYPED:
            self._holder.change(label_source=LabelSource.SUGGESTED)
            self._suggest_label()

    def _on_opened(self, opened: Opened) -> None:
        from app.usecases.open_key import notices_about

        notices = notices_about(opened.document)
        notice = Notice("warning", notices[0], paragraph(*notices[1:]), Scope.GENERATE) if notices else None
        self.saving.take_opened(opened)
        pairs = (opened.pair,) if opened.pair else ()
        self._show_pairs(pairs, notice, status=text("Private key opened."), generated=False)
        if opened.label and not label_problem(opened.label):
            self._set_label(opened.label, LabelSource.FILE)
        elif self.state.label_source is not LabelSource.TYPED:
            self._holder.change(label_source=LabelSource.SUGGESTED)
            self._suggest_label()
        if opened.passphrase is not None and not problem_for_new_file(opened.passphrase):
            self.passphrase_adopted.emit(opened.passphrase)

    def _show_pairs(
        self, pairs: tuple[KeyPair, ...], notice: Notice | None, *, status: Text, generated: bool
    ) -> None:
        self._round += 1
        self._holder.change(
            work=None,
            pairs=pairs,
            selected=0,
            opening=None,
            private_text=None,
            generated=generated,
            saved=False,
            is_as_saved=False,
            report=None,
            notice=notice,
            status=status,
        )

    def _on_saved(self, pairs: tuple[KeyPair, ...], passphrase: Passphrase) -> None:
        self.keyring.remember(pairs, passphrase)
        if self.state.forget_after_saving:
            self.expire()

    def _on_passphrase_changed(self, passphrase: Passphrase) -> None:
        """Let the fields follow, unless nothing is in them."""
        if self._holder.passphrase:
            self.passphrase_replaced.emit(passphrase)

    def _on_changed(self, state: State) -> None:
        self.destination.look_at(state.folder, state.files)
        if state.label_source is LabelSource.SUGGESTED and not state.saved:
            suggestion = suggested_label(state.algorithm_of_label, self._today)
            self.labels.look_for(
                LabelQuestion(suggestion, state.pair_count, state.folder, state.as_archive, self._round)
            )

    def _on_label_found(self, question: LabelQuestion, label: str) -> None:
        state = self.state
        if (
            state.label_source is LabelSource.SUGGESTED
            and not state.saved
            and state.work is None
            and label != state.label
            and question.round == self._round
        ):
            self._set_label(label, LabelSource.SUGGESTED)

    def _on_suggestion_failed(self, error: KeygenError) -> None:
        self._holder.change(notice=messages.notice_of(error, Scope.GENERATE))

    def _on_keyring_failed(self, error: KeygenError) -> None:
        scope = Scope.OPEN if self.state.opening else Scope.GENERATE
        self._holder.change(notice=messages.keyring_notice(error, scope))

    def _forget_what_failed(self, state: State) -> None:
        """Keep a passphrase that could not be stored only as long as the notice offers to try again."""
        if state.notice is None or Action.TRY_AGAIN not in state.notice.actions:
            self.keyring.forget_failed()

    def _on_destination_failed(self, error: KeygenError) -> None:
        self._holder.change(notice=messages.notice_of(error, Scope.SAVE))
