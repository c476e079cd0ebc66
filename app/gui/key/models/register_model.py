"""Registering the key that is shown: the steps at its venue, which of them are done, and the API key."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import KeygenError, RefusedError
from app.gui import tasks
from app.gui.session.aim import Aim, purpose_of, venue_of
from app.gui.session.hand import PairsAtHand
from app.gui.session.holder import Holder
from app.gui.session.notices import Kind, Notice, Offer, notice_of
from app.gui.session.remembered import aim_of
from app.gui.session.session import Session
from app.text import NOTHING, Text, paragraph, text
from app.venues.purpose import suggested_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.storage.registry.record import KeyRecord
    from app.usecases.key_list.registering import Progress
    from app.usecases.register import Step
    from app.venues.venue import Venue

PART = "key"
_NEXT = text("Next: \u201cUse it\u201d tells your program its key.")
_Place = tuple[str, str]  # the fingerprint of a key, and the identifier of a venue


class _Answer(Enum):
    """What is offered before a page is opened."""

    OPEN = "open"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class RegisterState:
    """By fingerprint and venue, `done`: identifiers of steps; `api_keys`: what was entered and checked.
    `problem`: what is wrong with what was entered last.
    """

    done: frozenset[tuple[_Place, str]] = frozenset()
    api_keys: Mapping[_Place, str] = field(default_factory=dict)
    problem: Text = NOTHING


class RegisterModel(Holder[RegisterState]):
    """Everything that is said here is public; nothing is sent, and a page is opened only when asked for.

    What is ticked and entered is kept in the list of keys, for the venue where the key is registered. Emits
    `page_opened` when the person has said so.
    """

    page_opened = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(RegisterState())
        self._session = session
        self._recalled: set[str] = set()
        self._before: dict[_Place, Progress] = {}  # as the list has it, as far as that is known
        session.hand.arrived.connect(self._on_arrived)
        session.hand.changed.connect(self._recall)
        session.key_list.changed.connect(self._recall)

    @property
    def hand(self) -> PairsAtHand:
        """The pairs."""
        return self._session.hand.state

    @property
    def venue(self) -> Venue:
        """Where the key is registered."""
        return venue_of(self.hand.aim)

    @property
    def steps(self) -> tuple[Step, ...]:
        """What to do there, in order; none where the venue does not take this key."""
        from app.usecases.register import steps

        pair, aim = self.hand.pair, self.hand.aim
        if pair is None or self.refusal:
            return ()
        return steps(venue_of(aim), purpose_of(aim), self._name, pair.subject_public_key_info)

    @property
    def refusal(self) -> Text:
        """Why the venue does not take this key, or not this one alone; NOTHING where it does."""
        from app.usecases.pair_sets import wants_set
        from app.usecases.register import check_taken

        pair = self.hand.pair
        if pair is None:
            return NOTHING
        try:
            check_taken(self.venue, pair.algorithm.name)
        except RefusedError as error:
            return error.message
        lacking = wants_set(self.venue, self.hand.label)
        return paragraph(lacking, text("“New key” makes it.")) if lacking else NOTHING

    @property
    def doubt(self) -> Text:
        """That the venue may refuse this key, which it does not document; else NOTHING."""
        from app.venues.rules import notice

        pair = self.hand.pair
        return notice(self.venue, pair.algorithm.name) if pair else NOTHING

    @property
    def api_key(self) -> str:
        """What the venue gave for this key, as far as it was entered."""
        return self.state.api_keys.get(self._place, "")

    @property
    def record(self) -> KeyRecord | None:
        """What is remembered of this key."""
        pair = self.hand.pair
        return self._session.key_list.record(pair.fingerprint) if pair else None

    @property
    def is_registered(self) -> bool:
        """Whether the person has said that it is registered here."""
        record = self.record
        return record is not None and bool(record.registered) and record.venue == self.hand.aim.venue

    @property
    def caution(self) -> Text:
        """What the venue does with a key that works from anywhere; NOTHING where that is not so."""
        from app.usecases.key_list.registering import WHITELIST

        restriction, record = self.venue.ip_restriction, self.record
        is_used = self.is_registered and record is not None and not record.retired
        if not is_used or restriction is None or self.is_done(WHITELIST):
            return NOTHING
        return restriction.without

    def set_registered(self, registered: bool) -> None:
        """Take that it is registered here, from today on, or that it is not."""
        from app.usecases.key_list.registering import mark_registered

        pair = self.hand.pair
        if pair is not None and registered != self.is_registered:
            day = self._session.today() if registered else ""
            edit = partial(mark_registered, self._progress(), day)
            self._session.key_list.edit(self._together, edit)
            self._session.activity.say(_NEXT if registered else NOTHING)

    def choose_venue(self, venue: str) -> None:
        """Register it elsewhere."""
        self._aim(replace(self.hand.aim, venue=venue))

    def choose_purpose(self, purpose: str) -> None:
        """Register it for something else."""
        self._aim(replace(self.hand.aim, purpose=purpose))

    def is_done(self, step: str) -> bool:
        """Return whether this step is ticked."""
        return (self._place, step) in self.state.done

    def tick(self, step: str, done: bool) -> None:
        """Take that a step is done, or is not."""
        if done != self.is_done(step):
            mark = frozenset({(self._place, step)})
            self.change(done=self.state.done | mark if done else self.state.done - mark)
            self._keep()

    def enter_api_key(self, typed: str) -> None:
        """Take the API key that the venue shows; what has not its form is explained, and not kept."""
        from app.venues.api_key import check_api_key

        problem = check_api_key(self.venue, typed) if typed else NOTHING
        keys = {place: key for place, key in self.state.api_keys.items() if place != self._place}
        if typed and not problem:
            keys[self._place] = typed
        is_new = keys != self.state.api_keys
        self.change(api_keys=keys, problem=problem)
        if is_new:
            self._keep()

    def copy(self, content: str) -> None:
        """Copy what a step needs."""
        self._session.clipboard.copy_public(content)

    def open_page(self, address: str) -> None:
        """Show the address, and open it in the browser once the person says so."""
        offers = Offer(_Answer.OPEN, text("Open it in the browser")), Offer(_Answer.COPY, text("Copy it"))
        about = text("Log in there only where the address is exactly this one.")
        message = text("The page is {address}", address=address)
        notice = Notice(Kind.INFO, message, about, PART, offers)
        self._session.notices.show(notice, partial(self._on_answered, address))

    @property
    def _name(self) -> str:
        """What it is called there: what was pasted has no name of its own."""
        opened = self.hand.opened
        if opened is None or opened.path is not None:
            return self.hand.label
        return suggested_name(purpose_of(self.hand.aim), self._session.today())

    @property
    def _place(self) -> _Place:
        """What a tick and an API key belong to: what is done at one venue is not done at another, and what is
        done for one pair of a set is done for all.
        """
        pair = self.hand.pairs[0] if self.hand.pairs and self.venue.pairs else self.hand.pair
        return (pair.fingerprint if pair else "", self.hand.aim.venue)

    @property
    def _together(self) -> tuple[str, ...]:
        """The fingerprints of what is registered together: the pairs of a set, else the one that is shown."""
        hand = self.hand
        pairs = hand.pairs if self.venue.pairs else (hand.pair,)
        return tuple(pair.fingerprint for pair in pairs if pair is not None)

    def keep_aim(self, aim: Aim) -> None:
        """Take what the key is for, and remember it."""
        self._session.hand.change(aim=aim)
        self._keep()

    def _aim(self, aim: Aim) -> None:
        self.keep_aim(aim)
        self.change(problem=NOTHING)

    def _progress(self) -> Progress:
        """Return how far it is, to be written into the list."""
        from app.usecases.key_list.registering import Progress

        aim, here = self.hand.aim, self._place
        steps = tuple(sorted(step for place, step in self.state.done if place == here))
        before = self._before.get(here)
        self._before[here] = Progress(aim.venue, aim.purpose, aim.client, self.api_key, steps)
        return replace(self._before[here], before=before)

    def _keep(self) -> None:
        """Remember how far it is, if the key is remembered."""
        record = self.record
        if record is not None:
            from app.usecases.key_list.registering import keep_progress

            self._session.key_list.edit(self._together, partial(keep_progress, self._progress()))

    def _on_arrived(self, _: object) -> None:
        """Take what is remembered of it by now."""
        if (record := self.record) is not None:
            self._recalled.discard(record.fingerprint)
            self._recall()

    def _recall(self, _: object = None) -> None:
        """Take what is remembered of the key at hand, once; what was ticked meanwhile stays, and is kept."""
        if self._session.key_list.state.unwritten:
            self._before.clear()  # all that was entered here is written the next time
        record = self.record
        if record is None or record.fingerprint in self._recalled:
            return
        from app.usecases.key_list.registering import Progress, own_steps

        self._recalled.add(record.fingerprint)
        if not self.hand.generated and record.venue:
            self._session.hand.change(aim=aim_of(record))
        here = (record.fingerprint, record.venue or self.hand.aim.venue)
        steps = own_steps(record)
        self._before[here] = Progress(here[1], record.purpose, record.client, record.api_key, steps)
        mine = {step for place, step in self.state.done if place == here}
        api_key = self.state.api_keys.get(here, record.api_key)
        known = frozenset((here, step) for step in steps)
        keys = {**self.state.api_keys, **({here: api_key} if api_key else {})}
        self.change(done=self.state.done | known, api_keys=keys)
        if mine - set(steps) or api_key != record.api_key:
            self._keep()

    def _on_answered(self, address: str, answer: Enum) -> None:
        if answer is _Answer.COPY:
            self.copy(address)
            return
        task = partial(tasks.open_page, address)
        self._session.jobs.start(task, succeeded=self._on_opened, failed=self._on_failed, must_end=False)
        self.page_opened.emit()

    def _on_opened(self, _: None) -> None:
        """Leave the rest to the browser."""

    def _on_failed(self, error: KeygenError) -> None:
        self._session.notices.show(notice_of(error, PART))
