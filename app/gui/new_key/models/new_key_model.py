"""New key: what is to be made; generated means saved, unless somebody wants it otherwise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import KeygenError, WeakPassphraseError
from app.gui import tasks
from app.gui.saving.models.draft_model import DraftModel, LabelSource
from app.gui.saving.models.label_model import LabelModel, LabelQuestion
from app.gui.saving.models.saving_model import SavingModel
from app.gui.session.hand import PairsAtHand, kept, labels_of
from app.gui.session.holder import Holder
from app.gui.session.notices import notice_of
from app.gui.session.session import Session
from app.gui.session.unsaved import Unsaved, discard_question
from app.gui.tasks import NO_PASSPHRASE, Draft
from app.keys.algorithm import ALGORITHMS, BY_NAME, ED25519, Algorithm, Family
from app.storage.names import suggested_label
from app.text import NOTHING, Text, plural, text

if TYPE_CHECKING:
    from app.gui.tasks import Saved
    from app.keys.pair import KeyPair

PART = "new_key"
MAXIMUM_COUNT = 1_000
_FIRST_RSA = "rsa-4096"


@dataclass(frozen=True, slots=True)
class NewKey:
    """What is to be made. `unsaved`: it stays in the window until it is saved there; `broken`: what the
    self-test said.
    """

    algorithm: Algorithm = ED25519
    count: int = 1
    count_problem: Text = NOTHING
    unsaved: bool = False
    broken: Text = NOTHING


class NewKeyModel(Holder[NewKey]):
    """Emits `made` when there are new pairs at hand, and `unsaved_wanted` where those at hand are to be saved
    first.
    """

    made = Signal()
    unsaved_wanted = Signal()

    def __init__(self, session: Session) -> None:
        algorithm = BY_NAME.get(session.memory.state.key_type, ED25519)
        super().__init__(NewKey(algorithm))
        self._session = session
        self._round = 0
        self._rsa = algorithm if algorithm.family is Family.RSA else BY_NAME[_FIRST_RSA]
        self.draft = DraftModel(session)
        self.saving = SavingModel(session, self.draft, PART)
        self.labels = LabelModel(session.jobs)
        self.labels.found.connect(self._on_label_found)
        self.saving.saved.connect(self._on_saved)
        self.draft.suggestions.failed.connect(self._on_suggestion_failed)
        session.memory.changed.connect(self._on_remembered)
        self._suggest_label()

    @property
    def problem(self) -> Text:
        """Why nothing can be generated now; empty if it can."""
        draft = self.draft.state
        own = self.state.broken or self.state.count_problem or draft.passphrase_problem
        if not own and not self.state.unsaved:
            own = draft.problem
        return own or self._session.activity.state.problem

    @property
    def weakness(self) -> Text:
        """Why the passphrase that is ready should not be used; empty where it is fine, or wanted anyway."""
        judgement = self.draft.strength.judgement
        if judgement is None or self.draft.weak_is_accepted or not self.draft.passphrase:
            return NOTHING
        return judgement.problem

    def choose_family(self, family: Family) -> None:
        """Choose Ed25519, or RSA with the size that was chosen last."""
        self.choose(ED25519 if family is Family.ED25519 else self._rsa)

    def choose(self, algorithm: Algorithm) -> None:
        """Choose what kind of key is made."""
        if algorithm.family is Family.RSA:
            self._rsa = algorithm
        self.saving.reconsider()
        self._session.memory.change(key_type=algorithm.name)
        self.change(algorithm=algorithm)
        self._suggest_label()

    def set_count(self, count: int) -> None:
        """Take how many pairs to generate, 1 to 1,000."""
        if count > MAXIMUM_COUNT:
            self.change(count_problem=text("At most {most:,} key pairs at once.", most=MAXIMUM_COUNT))
        elif count < 1:
            self.change(count_problem=text("At least one key pair."))
        else:
            self.saving.reconsider()
            self.change(count=count, count_problem=NOTHING)
            self._look_for_label()

    def set_unsaved(self, unsaved: bool) -> None:
        """Take whether the pairs stay in the window until somebody saves them there."""
        self.saving.reconsider()
        self.change(unsaved=unsaved)

    def generate(self) -> None:
        """Generate and save, off the GUI thread; ask first where an unsaved pair would be lost."""
        if self.problem:
            return
        count = len(self._session.hand.state.pairs)
        if self._session.hand.state.would_be_lost:
            question = discard_question(count, PART, text("Discard it and generate"))
            self._session.notices.show(question, self._on_answered)
        else:
            self._generate()

    def use_weak(self) -> None:
        """Take the passphrase although it is weak, as the person wants; until it is changed."""
        self.draft.weak_is_accepted = True
        self.draft.change()

    def report_broken(self, error: KeygenError) -> None:
        """Generate no key any more, as the self-test failed; the person reads why."""
        self.change(broken=error.message)
        self._session.notices.show(notice_of(error, PART))

    def look_around(self) -> None:
        """Look for a free name, and at the folder, from now on. Called once the window is shown."""
        self.draft.changed.connect(self._on_draft_changed)
        self._on_draft_changed(self.draft.state)
        self._look_for_label()

    def _generate(self) -> None:
        state = self.state
        if state.unsaved:
            self._start_unsaved()
            return
        title = plural(
            "Generating, encrypting and checking",
            "Generating, encrypting and checking {number:,} key pairs",
            state.count,
        )
        make = partial(tasks.generate_and_save, state.algorithm, state.count)
        self.saving.save(make, title, 3 * state.count)

    def _start_unsaved(self) -> None:
        state = self.state
        self._session.activity.start(
            plural("Generating", "Generating {number:,} key pairs", state.count),
            partial(tasks.generate, state.algorithm, state.count, self.draft.snapshot()),
            self._on_generated,
            self._on_not_generated,
            total=state.count,
        )

    def _on_generated(self, pairs: tuple[KeyPair, ...]) -> None:
        status = plural(
            "Key pair generated and checked.", "{number:,} key pairs generated and checked.", len(pairs)
        )
        self._take(pairs, self.draft.snapshot(), PairsAtHand(pairs, generated=True), status)
        self.draft.clear()

    def _on_not_generated(self, error: KeygenError) -> None:
        if isinstance(error, WeakPassphraseError):
            self.saving.ask_about_weak(error, self._start_unsaved)
        else:
            self._session.notices.show(notice_of(error, PART))

    def _on_saved(self, saved: Saved) -> None:
        draft = saved.draft
        at_hand = PairsAtHand(saved.pairs, generated=True, **kept(saved))
        self._take(saved.pairs, draft, at_hand, text("Saved, read back and verified."))
        self._session.keyring.remember(saved.pairs, draft.passphrase)
        if self._session.memory.state.forget_after_saving:
            self.draft.clear()

    def _take(self, pairs: tuple[KeyPair, ...], draft: Draft, at_hand: PairsAtHand, status: Text) -> None:
        self._round += 1
        labels = labels_of(draft.label, len(pairs))
        if at_hand.saved:
            draft = replace(draft, passphrase=NO_PASSPHRASE, weak_ok=False)
        self._session.hand.take(replace(at_hand, labels=labels), draft)
        self._session.activity.say(status)
        if self.draft.state.label_source is LabelSource.TYPED:
            self.draft.edit_label(self.draft.state.label, LabelSource.SUGGESTED)
        self._suggest_label()
        self.made.emit()

    def _on_answered(self, answer: Enum) -> None:
        match answer:
            case Unsaved.SAVE_FIRST:
                self.unsaved_wanted.emit()
            case Unsaved.DISCARD:
                self._generate()

    def _suggest_label(self) -> None:
        """Suggest a name for the key that is to be generated; it may have a number already."""
        suggestion = suggested_label(self.state.algorithm, self._session.today)
        self.saving.suggest_label(suggestion)
        draft = self.draft.state
        if draft.label_source is LabelSource.SUGGESTED:
            if not draft.label.startswith(suggestion):
                self.draft.edit_label(suggestion, LabelSource.SUGGESTED)
            self._look_for_label()

    def _look_for_label(self) -> None:
        draft = self.draft.state
        if draft.label_source is LabelSource.SUGGESTED:
            suggestion = suggested_label(self.state.algorithm, self._session.today)
            question = LabelQuestion(
                suggestion, self.state.count, draft.folder, draft.as_archive, self._round
            )
            self.labels.look_for(question)

    def _on_label_found(self, question: LabelQuestion, label: str) -> None:
        """Show it, unless somebody reads a notice that it would take away; saving looks again."""
        draft, session = self.draft.state, self._session
        is_wanted = draft.label_source is LabelSource.SUGGESTED and question.round == self._round
        is_free = session.activity.state.work is None and session.notices.state.notice is None
        if is_wanted and is_free and label != draft.label:
            self.draft.edit_label(label, LabelSource.SUGGESTED)

    def _on_draft_changed(self, _: object) -> None:
        draft = self.draft.state
        self.draft.destination.look_at(draft.folder, draft.files(self.state.count))
        self._look_for_label()

    def _on_remembered(self, _: object) -> None:
        """Follow a folder that was chosen elsewhere."""
        self.draft.set_folder(self._session.memory.state.folder)

    def _on_suggestion_failed(self, error: KeygenError) -> None:
        self._session.notices.show(notice_of(error, PART))


def sizes() -> tuple[Algorithm, ...]:
    """Return the sizes of RSA keys that are offered."""
    return tuple(each for each in ALGORITHMS if each.family is Family.RSA)
