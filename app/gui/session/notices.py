"""The notice on screen: one at a time, on the page that it speaks of, with its own offers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from app.errors import NOTHING_WRITTEN, CancelledError, KeygenError
from app.gui.session.holder import Holder
from app.text import Text, paragraph, text


class Kind(Enum):
    """How serious it is."""

    INFO = "info"
    GOOD = "good"
    WARNING = "warning"
    ERROR = "error"


class Offer(NamedTuple):
    """What a notice offers: an identifier of the part that asks, and the text of its button.

    `consents`: it gives something up for good; such a button is never pressed by accident.
    """

    identifier: Enum
    title: Text
    consents: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A message beside the part of the window called `part`. The first of its offers loses nothing.

    `unasked`: it comes by itself, perhaps while somebody types elsewhere, and so takes no focus.
    """

    kind: Kind
    message: Text
    hint: Text
    part: str
    offers: tuple[Offer, ...] = ()
    unasked: bool = False


def notice_of(error: KeygenError, part: str, offers: tuple[Offer, ...] = ()) -> Notice:
    """Return what a person reads of an error, beside the part of the window where it arose."""
    if isinstance(error, CancelledError):
        return Notice(Kind.INFO, text("Cancelled."), NOTHING_WRITTEN, part)
    notice = Notice(Kind.ERROR, error.message, error.hint, part, offers)
    return with_notes(notice, error)


def with_notes(notice: Notice, error: KeygenError) -> Notice:
    """Add what was noted on the error's way: what was recovered before it arose."""
    notes = getattr(error, "__notes__", ())
    return replace(notice, hint=paragraph(notice.hint, *notes)) if notes else notice


@dataclass(frozen=True, slots=True)
class Board:
    """The notice on screen, or none."""

    notice: Notice | None = None


class Notices(Holder[Board]):
    """Shows one notice; what is chosen goes to whoever has shown it."""

    def __init__(self) -> None:
        super().__init__(Board())
        self._answer: Callable[[Enum], None] | None = None
        self._dismissed: Callable[[], None] | None = None

    def show(
        self,
        notice: Notice,
        answer: Callable[[Enum], None] | None = None,
        dismissed: Callable[[], None] | None = None,
    ) -> None:
        """Show it in place of another. `answer` gets the identifier that is chosen; `dismissed` is called
        when it goes without an answer.
        """
        self.dismiss()
        self._answer, self._dismissed = answer, dismissed
        self.change(notice=notice)

    def choose(self, identifier: Enum) -> None:
        """Do what the notice on screen offers; anything else is not heard."""
        notice, answer = self.state.notice, self._answer
        if notice is None or identifier not in [offer.identifier for offer in notice.offers]:
            return
        self._take_away()
        if answer is not None:
            answer(identifier)

    def dismiss(self, part: str = "") -> None:
        """Take the notice away, or only one beside this part; what waited for its answer is forgotten."""
        if self.state.notice is None or part not in ("", self.state.notice.part):
            return
        dismissed = self._dismissed
        self._take_away()
        if dismissed is not None:
            dismissed()

    def _take_away(self) -> None:
        self._answer = self._dismissed = None
        self.change(notice=None)
