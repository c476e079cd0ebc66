"""New key: what is to be made; generated means saved, unless somebody wants it otherwise."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import KeygenError, WeakPassphraseError
from app.gui.new_key.models.new_key import NewKey, taken_type
from app.gui.saving.models.draft_model import DraftModel, LabelSource
from app.gui.saving.models.label_model import LabelModel, LabelQuestion
from app.gui.saving.models.saving_model import SavingModel
from app.gui.session.aim import Aim, purpose_of, remembered_aim, venue_of
from app.gui.session.hand import PairsAtHand, kept, labels_of
from app.gui.session.holder import Holder
from app.gui.session.notices import notice_of
from app.gui.session.remembered import aim_of
from app.gui.session.session import Session
from app.gui.session.unsaved import Unsaved, discard_question
from app.keys.algorithm import ALGORITHMS, BY_NAME, ED25519, Algorithm, Family
from app.keys.passphrase import NO_PASSPHRASE
from app.text import NOTHING, Text, plural, text
from app.usecases.pair_sets import FOR_EACH_PURPOSE, set_at
from app.venues.purpose import FOUR

if TYPE_CHECKING:
    from app.gui.tasks import Draft, Saved
    from app.keys.pair import KeyPair
    from app.storage.registry.record import KeyRecord

PART = "new_key"
EACH_PURPOSE = "each"
MAXIMUM_COUNT = 1_000
_FIRST_RSA = "rsa-4096"


class NewKeyModel(Holder[NewKey]):
    """Emits `made` when there are new pairs at hand, and `unsaved_wanted` where those at hand are to be saved
    first.
    """

    made = Signal()
    unsaved_wanted = Signal()

    def __init__(self, session: Session) -> None:
        aim = remembered_aim(session.memory.state)
        algorithm = taken_type(aim, BY_NAME.get(session.memory.state.key_type, ED25519))
        super().__init__(NewKey(algorithm, aim))
        self._session = session
        self._round = 0
        self._before: tuple[Aim, Algorithm, str] | None = None  # a key was to be replaced
        self._may_look = False  # at files, which loads cryptography: not before the first frame
        self._rsa = algorithm if algorithm.family is Family.RSA else BY_NAME[_FIRST_RSA]
        self.draft = DraftModel(session)
        self.saving = SavingModel(session, self.draft, PART)
        self.labels = LabelModel(session.jobs)
        self.labels.found.connect(self._on_label_found)
        self.saving.saved.connect(self._on_saved)
        self.draft.suggestions.failed.connect(self._on_suggestion_failed)
        session.memory.changed.connect(self._on_remembered)
        self._choose_set(aim, each=False)
        session.key_list.day_changed.connect(self._suggest_label)
        self._suggest_label()
        self._may_look = True

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

    def choose_venue(self, venue: str) -> None:
        """Choose where the key will be registered; a type that is not taken there gives way to another, and a
        key for each purpose to the set that is wanted there.
        """
        aim = replace(self.state.aim, venue=venue)
        self._choose_set(aim, each=self.state.each and not venue_of(aim).pairs)
        self._aim(aim)

    def choose_purpose(self, purpose: str) -> None:
        """Choose what the key is for; its name follows. EACH_PURPOSE: one for each purpose of trading."""
        each = purpose == EACH_PURPOSE
        if each and self.state.each_problem:
            self.change()
            return
        aim = self.state.aim if each else replace(self.state.aim, purpose=purpose)
        self._choose_set(aim, each=each)
        self._aim(aim)

    def choose_client(self, client: str) -> None:
        """Choose the program that will use it; empty: not decided yet."""
        self._aim(replace(self.state.aim, client=client))

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

    def take_the_place_of(self, record: KeyRecord, folder: str) -> None:
        """Make a key like this one, in this folder, that takes its place."""
        aim = aim_of(record)
        if self._before is None:
            self._before = self.state.aim, self.state.algorithm, self.draft.state.folder
        self._choose_set(aim, each=False)
        self.set_count(1)
        self.change(replaces=record.fingerprint, replaced=record.name, is_leak=record.leaked)
        self.draft.edit_label("", LabelSource.SUGGESTED)
        self.labels.forget()
        if folder:
            self.draft.set_folder(folder)
        self.change(algorithm=BY_NAME.get(record.algorithm, self.state.algorithm))
        self._aim(aim)

    def stop_replacing(self) -> None:
        """Make a key that takes nobody's place: the form is as it was before."""
        self.change(replaces="", replaced="", is_leak=False)
        if self._before is not None:
            aim, algorithm, folder = self._before
            self._before = None
            self.draft.set_folder(folder)
            self.change(algorithm=algorithm)
            self._choose_set(aim, each=False)
            self._aim(aim)

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

    def _choose_set(self, aim: Aim, *, each: bool) -> None:
        """Make the pairs of a set, where one was chosen or the venue wants one; else one, where there was."""
        affixes = FOR_EACH_PURPOSE if each else set_at(venue_of(aim))
        is_another = affixes != self.draft.state.affixes
        self.change(each=each)
        if is_another:
            self.draft.set_affixes(affixes)
            self.set_count(len(affixes) or 1)

    def _aim(self, aim: Aim) -> None:
        self._session.memory.change(venue=aim.venue, purpose=aim.purpose, client=aim.client)
        self.change(aim=aim)
        taken = taken_type(aim, self.state.algorithm)
        if taken is not self.state.algorithm:
            self.choose(taken)
        else:
            self.saving.reconsider()
            self._suggest_label()

    def _generate(self) -> None:
        from app.gui import tasks

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
        from app.gui import tasks

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
        at_hand = PairsAtHand(pairs, generated=True, replaces=self.state.replaces)
        self._take(pairs, self.draft.snapshot(), at_hand, status)
        self.draft.clear()

    def _on_not_generated(self, error: KeygenError) -> None:
        if isinstance(error, WeakPassphraseError):
            self.saving.ask_about_weak(error, self._start_unsaved)
        else:
            self._session.notices.show(notice_of(error, PART))

    def _on_saved(self, saved: Saved) -> None:
        draft = saved.draft
        at_hand = PairsAtHand(saved.pairs, generated=True, replaces=self.state.replaces, **kept(saved))
        self._take(saved.pairs, draft, at_hand, text("Saved, read back and verified."))
        hand = self._session.hand.state
        self._session.key_list.remember_saved(saved.report, hand, hand.aim)
        self._session.keyring.remember(saved.pairs, draft.passphrase)
        if self._session.memory.state.forget_after_saving:
            self.draft.clear()

    def _take(self, pairs: tuple[KeyPair, ...], draft: Draft, at_hand: PairsAtHand, status: Text) -> None:
        self._round += 1
        labels = labels_of(draft.label, len(pairs), draft.affixes)
        if at_hand.saved:
            draft = replace(draft, passphrase=NO_PASSPHRASE, weak_ok=False)
        each = draft.affixes == FOR_EACH_PURPOSE
        aim, purposes = self.state.aim, tuple(purpose.identifier for purpose in FOUR if each)
        if purposes:
            aim = replace(aim, purpose=purposes[0])
        self._session.hand.take(replace(at_hand, labels=labels, aim=aim, purposes=purposes), draft)
        self._session.activity.say(status)
        if at_hand.replaces:
            self.stop_replacing()
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
        suggestion = self._suggested_label
        self.saving.suggest_label(suggestion)
        draft = self.draft.state
        if draft.label_source is LabelSource.SUGGESTED:
            if not draft.label.startswith(suggestion):
                self.draft.edit_label(suggestion, LabelSource.SUGGESTED)
            self._look_for_label()

    @property
    def _suggested_label(self) -> str:
        venue = venue_of(self.state.aim)
        if self.state.replaces:
            from app.usecases.key_list.replacing import next_name

            return next_name(self.state.replaced, self._session.today())
        if self.state.each:
            return self._session.today()
        if venue.pairs:
            return f"{venue.identifier}-{self._session.today()}"
        from app.venues.purpose import suggested_name

        return suggested_name(purpose_of(self.state.aim), self._session.today())

    def _look_for_label(self) -> None:
        draft = self.draft.state
        if self._may_look and draft.label_source is LabelSource.SUGGESTED:
            question = LabelQuestion(
                self._suggested_label,
                self.state.count,
                draft.folder,
                draft.as_archive,
                draft.affixes,
                self._round,
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
