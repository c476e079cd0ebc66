"""Saving: what is asked first, the job, and what an answer is good for.

What the person has answered (in clear, weak, replace) holds for this saving alone: it is forgotten as
soon as a field changes or the files are saved.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import KeygenError, NameTakenError, WeakPassphraseError
from app.gui.saving.models.draft_model import DraftModel, LabelSource
from app.gui.saving.models.fields import PassphraseStatus
from app.gui.session.notices import Kind, Notice, Offer, notice_of, with_notes
from app.gui.session.session import Session
from app.text import Text, text

if TYPE_CHECKING:
    from app.gui.tasks import Order, Saved
    from app.usecases.progress import OnProgress

    Make = Callable[[Order, OnProgress], Saved]


class Answer(Enum):
    """What is offered before something is saved."""

    TYPE_ONE = "type one"
    IN_CLEAR = "in clear"
    SUGGEST = "suggest"
    USE_WEAK = "use weak"
    USE_FREE_NAME = "use a free name"
    REPLACE = "replace"


_TYPE_ONE = Offer(Answer.TYPE_ONE, text("Type a passphrase"))
_IN_CLEAR = Offer(Answer.IN_CLEAR, text("Save without a passphrase"), consents=True)
_SUGGEST = Offer(Answer.SUGGEST, text("Suggest a strong one"))
_USE_WEAK = Offer(Answer.USE_WEAK, text("Use it anyway"), consents=True)
_REPLACE = Offer(Answer.REPLACE, text("Replace, and keep backups"), consents=True)


class SavingModel(QObject):
    """Saves with one draft, for the page `part`. Emits `saved` with a Saved, and `passphrase_wanted` where
    somebody would rather type one.
    """

    saved = Signal(object)
    passphrase_wanted = Signal()

    def __init__(self, session: Session, draft: DraftModel, part: str) -> None:
        super().__init__()
        self._session = session
        self._draft = draft
        self._part = part
        self._answers: frozenset[Answer] = frozenset()
        self._suggestion = self._free = ""
        self._begin: Callable[[], None] | None = None
        draft.edited.connect(self.reconsider)
        draft.suggestions.changed.connect(self._on_suggestion)
        draft.destination.failed.connect(self._on_failed)

    def suggest_label(self, suggestion: str) -> None:
        """Take what a label that nobody has typed is made from, so that it is free."""
        self._suggestion = suggestion

    def reconsider(self) -> None:
        """Forget what was answered, and is asked, about saving: what is to be saved has changed."""
        self._answers, self._begin = frozenset(), None
        self._session.notices.dismiss(self._part)

    def save(self, make: Make, title: Text, total: int) -> None:
        """Have `make` save, with the passphrase that is in the field now; an empty one asks first.

        `total`: how many steps it reports.
        """
        if self._draft.state.problem or self._session.activity.state.problem:
            return
        self._begin = partial(self.save, make, title, total)
        is_empty = self._draft.state.passphrase is PassphraseStatus.EMPTY
        if is_empty and Answer.IN_CLEAR not in self._answers:
            self._session.notices.show(self._unencrypted_question(), self._on_answered)
            return
        task = partial(make, self._order())
        self._session.activity.start(title, task, self._on_saved, self._on_failed, total=total)
        self._draft.destination.look_again()

    def ask_about_weak(self, error: WeakPassphraseError, go_on: Callable[[], None]) -> None:
        """Ask whether to go on with a weak passphrase, where somebody else does the work."""
        self._begin = go_on
        self._session.notices.show(self._weak(error), self._on_answered)

    def _order(self) -> Order:
        from app.gui.tasks import Order

        draft, answers = self._draft, self._answers
        is_free = draft.state.label_source is LabelSource.SUGGESTED and Answer.REPLACE not in answers
        return Order(
            draft.snapshot(),
            suggestion=self._suggestion if is_free else "",
            replace=Answer.REPLACE in answers,
            seen=draft.destination.judgement,
            accepted=draft.destination.accepted,
        )

    def _on_suggestion(self, _: object) -> None:
        """Take a question away that was asked before: the suggestion is what is open now."""
        if self._draft.suggestions.is_drawing:
            self._session.notices.dismiss(self._part)

    def _on_answered(self, answer: Enum) -> None:
        go_on = self._begin or _nothing
        match answer:
            case Answer.TYPE_ONE:
                self.passphrase_wanted.emit()
            case Answer.SUGGEST:
                self._draft.suggestions.show(True)
            case Answer.USE_FREE_NAME:
                self._draft.edit_label(self._free)
                go_on()
            case Answer.USE_WEAK:
                self._draft.weak_is_accepted = True
                go_on()
            case Answer.IN_CLEAR | Answer.REPLACE:
                self._answers |= {answer}
                go_on()

    def _on_saved(self, saved: Saved) -> None:
        self._answers, self._begin = frozenset(), None
        self._draft.weak_is_accepted = False
        self.saved.emit(saved)

    def _on_failed(self, error: KeygenError) -> None:
        match error:
            case NameTakenError():
                notice = self._taken(error)
            case WeakPassphraseError():
                notice = self._weak(error)
            case _:
                notice = notice_of(error, self._part)
        self._session.notices.show(notice, self._on_answered)

    def _taken(self, error: NameTakenError) -> Notice:
        hint = text("A free name keeps both. Replacing keeps the old files as backups beside the new ones.")
        self._free = error.free or self._draft.state.label
        free_name = Offer(Answer.USE_FREE_NAME, text("Save as {name}", name=self._free))
        offers = (free_name, _REPLACE)
        return with_notes(Notice(Kind.ERROR, error.message, hint, self._part, offers), error)

    def _weak(self, error: WeakPassphraseError) -> Notice:
        hint = text("A thief of the file only has to guess it. Six random words are out of reach.")
        return Notice(Kind.WARNING, error.message, hint, self._part, (_SUGGEST, _USE_WEAK))

    def _unencrypted_question(self) -> Notice:
        """Asked before a private key is saved in clear."""
        return Notice(
            Kind.WARNING,
            text("Without a passphrase, whoever gets the file can trade with this key."),
            text(
                "A backup, a synced folder or a thief is enough. With a passphrase the file alone is useless."
            ),
            self._part,
            (_TYPE_ONE, _IN_CLEAR),
        )


def _nothing() -> None:
    """Go on with nothing: there is no work that waited for an answer."""
