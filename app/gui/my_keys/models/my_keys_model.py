"""What of the list is shown: by what is searched for, where and for what; and what is done with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import KeygenError
from app.gui import key_list_tasks as tasks
from app.gui.my_keys.models.next_step import NextStep, facts_of, look_of
from app.gui.session.forgetting import Forgetting, forget_question, forgotten
from app.gui.session.hand import PairsAtHand
from app.gui.session.holder import Holder
from app.gui.session.notices import notice_of
from app.gui.session.remembered import aim_of, public_half
from app.gui.session.session import Session
from app.gui.session.unsaved import Unsaved, discard_question
from app.gui.tasks import Draft
from app.text import text

if TYPE_CHECKING:
    from app.storage.registry.record import KeyRecord
    from app.usecases.key_list.standing import Standing

PART = "my_keys"
REGISTER, DETAILS = "register", "details"  # tabs of the page of a key
_LEAST_OF_CODE = 6  # signs of a fingerprint or an API key: fewer are in one of ten thousand keys by chance
_FILE_STEPS = (NextStep.LOCATE, NextStep.PROTECT, NextStep.CLOSE)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MyKeys:
    """`to_do` and `up_to_date`: what is shown, most urgent first. `chosen`: fingerprints, while several keys
    are chosen; None otherwise. `venues` and `purposes`: those that any key has.
    """

    query: str = ""
    venue: str = ""
    purpose: str = ""
    to_do: tuple[Standing, ...] = ()
    up_to_date: tuple[Standing, ...] = ()
    venues: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    chosen: frozenset[str] | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether something is searched for."""
        return bool(self.query.strip() or self.venue or self.purpose)


class MyKeysModel(Holder[MyKeys]):
    """Emits `opened` with a tab when a key is at hand, `pointed_at` with the fingerprint of a key whose row
    the eye is to be led to, `unsaved_wanted` where the pair at hand is to be saved first, `protect_wanted`
    where another passphrase is to be asked for it, `replace_wanted` with the record of a key whose place
    another is to take.
    """

    opened = Signal(str)
    pointed_at = Signal(str)
    unsaved_wanted = Signal()
    protect_wanted = Signal()
    replace_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(MyKeys())
        self._session = session
        self._haystacks: list[tuple[str, str]] = []
        self._searched: tuple[Standing, ...] = ()
        session.key_list.changed.connect(self._on_list)
        self._on_list()

    def search(self, query: str) -> None:
        """Show the keys that have all of these words in their names, facts or notes.

        Words of six signs or more also in fingerprints and API keys, where every short one is by chance.
        """
        self._filter(query=query)

    def choose_venue(self, venue: str) -> None:
        """Show the keys of this venue; empty: of all."""
        self._filter(venue=venue)

    def choose_purpose(self, purpose: str) -> None:
        """Show the keys for this purpose; empty: for all."""
        self._filter(purpose=purpose)

    def show_all(self) -> None:
        """Search for nothing any more."""
        self._filter(query="", venue="", purpose="")

    def point_at(self, fingerprint: str) -> None:
        """Lead to the row of this key, whatever was searched for."""
        self.show_all()
        self.pointed_at.emit(fingerprint)

    # Several of them

    def choose_several(self, several: bool, first: str = "") -> None:
        """Begin to choose keys, with this one; or end that."""
        self.change(chosen=frozenset([first] if first else []) if several else None)

    def toggle(self, fingerprint: str) -> None:
        """Choose a key, or no longer."""
        self.change(chosen=(self.state.chosen or frozenset()) ^ {fingerprint})

    def choose_all(self) -> None:
        """Choose every key that is shown."""
        shown = (*self.state.to_do, *self.state.up_to_date)
        self.change(chosen=frozenset(each.record.fingerprint for each in shown))

    @property
    def chosen_records(self) -> tuple[KeyRecord, ...]:
        """What is chosen; where nothing can be, all that is shown."""
        shown = (*self.state.to_do, *self.state.up_to_date)
        if self.state.chosen is None:
            return tuple(each.record for each in shown)
        return tuple(
            each.record
            for each in self._session.key_list.state.standings
            if each.record.fingerprint in self.state.chosen
        )

    def ask_to_forget(self, records: tuple[KeyRecord, ...]) -> None:
        """Ask whether these keys are to be taken off the list."""
        if records:
            question = forget_question(records, PART)
            self._session.notices.show(question, partial(self._on_forget_answered, records))

    def export(self, path: str) -> None:
        """Save what is chosen as CSV or JSON."""
        task = partial(tasks.export, self.chosen_records, Path(path))
        self._session.activity.start(text("Exporting"), task, self._on_saved, self._on_failed)

    def save_calendar(self, path: str) -> None:
        """Save the days on which these keys are due as a calendar file."""
        task = partial(tasks.save_calendar, self.chosen_records, Path(path))
        self._session.activity.start(text("Saving the calendar file"), task, self._on_saved, self._on_failed)

    # One of them

    def open(self, fingerprint: str, tab: str = "") -> None:
        """Show the page of a key, unless an unsaved pair would go for it: that is asked."""
        standing = self._session.key_list.find(fingerprint)
        if standing is None:
            return
        tab = tab or (DETAILS if look_of(standing).step in _FILE_STEPS else REGISTER)
        if self._is_at_hand(fingerprint):
            self.opened.emit(tab)
        elif self._session.hand.state.would_be_lost:
            count = len(self._session.hand.state.pairs)
            question = discard_question(count, PART, text("Discard it and open"))
            self._session.notices.show(question, partial(self._on_discard_answered, fingerprint, tab))
        else:
            self._take(standing, tab)

    def take_step(self, fingerprint: str) -> None:
        """Go where the next step of this key is done. A file is located on the page itself."""
        standing = self._session.key_list.find(fingerprint)
        if standing is None:
            return
        match look_of(standing).step:
            case NextStep.PROTECT:
                self.open(fingerprint, DETAILS)
                if self._is_at_hand(fingerprint):
                    self.protect_wanted.emit()
            case NextStep.CLOSE:
                self._close(standing.record)
            case NextStep.REPLACE if not standing.record.leaked:
                self.replace_wanted.emit(standing.record)
            case NextStep.REGISTER | NextStep.REPLACE | NextStep.FINISH:
                self.open(fingerprint, REGISTER)
            case _:
                self.open(fingerprint, DETAILS)  # where it is replaced

    def locate(self, fingerprint: str, path: str) -> None:
        """Take this file, or what is in this folder, as that of a key: it is known by its fingerprint."""
        record = self._session.key_list.record(fingerprint)
        if record is not None and path:
            task = partial(tasks.locate, record, Path(path))
            succeeded = partial(self._on_located, record)
            title = text("Looking for {name}", name=record.name)
            self._session.activity.start(title, task, succeeded, self._on_failed, must_end=False)

    # Inside

    def _is_at_hand(self, fingerprint: str) -> bool:
        """Return whether it is the key at hand; one of several that were made together is selected."""
        hand = self._session.hand
        found = [index for index, pair in enumerate(hand.state.pairs) if pair.fingerprint == fingerprint]
        if found and hand.state.selected != found[0]:
            hand.change(selected=found[0])
        return bool(found) and (not hand.state.is_remembered or not self._is_moved(fingerprint))

    def _is_moved(self, fingerprint: str) -> bool:
        record = self._session.key_list.record(fingerprint)
        return record is None or self._session.key_list.file_of(record)[0] != self._session.hand.state.file

    def _take(self, standing: Standing, tab: str) -> None:
        self._session.hand.take(*self._remembered(standing.record))
        self.opened.emit(tab)

    def _remembered(self, record: KeyRecord) -> tuple[PairsAtHand, Draft]:
        path, state = self._session.key_list.file_of(record)
        is_plain = state is not None and state.value == "not encrypted"
        hand = PairsAtHand(
            (public_half(record),),
            (record.name,),
            file=path,
            encrypted=frozenset() if is_plain else frozenset([record.fingerprint]),
            aim=aim_of(record),
        )
        return hand, Draft(record.name, self._session.memory.state.folder)

    def _close(self, record: KeyRecord) -> None:
        path, _ = self._session.key_list.file_of(record)
        task = partial(tasks.close_to_others, path)
        succeeded = partial(self._on_closed, record)
        self._session.activity.start(text("Protecting the file"), task, succeeded, self._on_failed)

    def _filter(self, **values: str) -> None:
        state = self.state
        query = values.get("query", state.query)
        venue, purpose = values.get("venue", state.venue), values.get("purpose", state.purpose)
        shown = self._matching(query, venue, purpose)
        rest = next((row for row, each in enumerate(shown) if not each.is_to_do), len(shown))
        to_do, up_to_date = shown[:rest], shown[rest:]  # those with something to do come first
        self.change(query=query, venue=venue, purpose=purpose, to_do=to_do, up_to_date=up_to_date)

    def _matching(self, query: str, venue: str, purpose: str) -> tuple[Standing, ...]:
        shown = self._session.key_list.state.standings
        if words := query.casefold().split():
            pairs = zip(shown, self._texts(), strict=True)
            shown = tuple(each for each, texts in pairs if all(_is_in(word, *texts) for word in words))
        if not (venue or purpose):
            return shown
        return tuple(
            each
            for each in shown
            if venue in ("", each.record.venue) and purpose in ("", each.record.purpose)
        )

    def _texts(self) -> list[tuple[str, str]]:
        """Return what is searched, for each key: words, and what is none; made when somebody searches."""
        standings = self._session.key_list.state.standings
        if self._searched is not standings:
            self._searched = standings
            facts: dict[tuple[str, str, str], str] = {}  # few, for many keys
            self._haystacks = [_texts_of(each.record, facts) for each in standings]
        return self._haystacks

    def _on_list(self, _: object = None) -> None:
        known = self._session.key_list.state
        venues, purposes = known.venues, known.purposes
        chosen = self.state.chosen
        self._state = MyKeys(
            self.state.query,
            self.state.venue if self.state.venue in venues else "",
            self.state.purpose if self.state.purpose in purposes else "",
            venues=venues,
            purposes=purposes,
            chosen=self._still_there(chosen) if chosen is not None and known.standings else None,
        )
        self._filter()

    def _still_there(self, chosen: frozenset[str]) -> frozenset[str]:
        return frozenset(each for each in chosen if self._session.key_list.find(each) is not None)

    def _on_discard_answered(self, fingerprint: str, tab: str, answer: Enum) -> None:
        standing = self._session.key_list.find(fingerprint)
        if answer is Unsaved.SAVE_FIRST:
            self.unsaved_wanted.emit()
        elif answer is Unsaved.DISCARD and standing is not None:
            self._take(standing, tab)

    def _on_forget_answered(self, records: tuple[KeyRecord, ...], answer: Enum) -> None:
        if answer is Forgetting.FORGET:
            self._session.key_list.forget(record.fingerprint for record in records)
            self._session.activity.say(forgotten(len(records)))
            self.choose_several(False)

    def _on_located(self, record: KeyRecord, path: Path) -> None:
        self._session.key_list.move(record.fingerprint, path)
        self._session.activity.say(text("{name} is in {path}.", name=record.name, path=str(path)))

    def _on_closed(self, record: KeyRecord, _: None) -> None:
        self._session.key_list.look_again(record.fingerprint)
        self._session.activity.say(text("Only you can open the file of {name} now.", name=record.name))

    def _on_saved(self, path: Path) -> None:
        self._session.activity.say(text("Saved in {path}.", path=str(path)))
        self.choose_several(False)

    def _on_failed(self, error: KeygenError) -> None:
        self._session.notices.show(notice_of(error, PART))


def _is_in(word: str, words: str, codes: str) -> bool:
    return word in words or (len(word) >= _LEAST_OF_CODE and word in codes)


def _texts_of(record: KeyRecord, facts: dict[tuple[str, str, str], str]) -> tuple[str, str]:
    kind = record.venue, record.algorithm, record.purpose
    if kind not in facts:
        facts[kind] = "\n".join(facts_of(record))
    words = f"{record.name}\n{facts[kind]}\n{record.note}"
    return words.casefold(), f"{record.fingerprint}\n{record.api_key}".casefold()
