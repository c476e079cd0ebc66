"""Whatever is done to the list, in whatever order: no key is there twice, none leads to one that is gone."""

import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.errors import UsageError
from app.storage.registry.record import KeyFile, KeyRecord, checked
from app.usecases.key_list import replacing
from app.usecases.key_list.standing import State, by_urgency, standing, words
from tests.conftest import examples
from tests.faults.akg import in_memory
from tests.storage.registry.keys import fingerprint, key, registry_in

NUMBERS = range(6)
STEPS = (
    replacing.NEW_REGISTERED,
    replacing.SWITCHED,
    replacing.WORKS,
    replacing.OLD_DELETED,
    replacing.FILE_REMOVED,
)
TODAY = "2026-11-29"

numbers = st.sampled_from(NUMBERS)
links = st.one_of(st.just(""), numbers.map(fingerprint))
days = st.one_of(
    st.just(""), st.dates().map(str), st.sampled_from([TODAY, "0001-01-01", "9999-12-31", "2026-12-13"])
)
files = st.lists(
    st.builds(KeyFile, st.sampled_from(["/a", "/b", "/c"]), st.sampled_from(["", "2026-11-01T10:00:00Z"])),
    max_size=3,
    unique_by=lambda file: file.path,
).map(tuple)


@st.composite
def records(draw: st.DrawFn) -> KeyRecord:
    return key(
        draw(numbers),
        name=draw(st.sampled_from(["bot", "BOT", "other"])),
        due=draw(days),
        registered=draw(days),
        retired=draw(days),
        leaked=draw(st.booleans()),
        replaced_by=draw(links),
        files=draw(files),
        steps=tuple(draw(st.sets(st.sampled_from(STEPS)))),
    )


class ListOfKeys(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=in_memory()))
        self.registry = registry_in(self.folder)

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(records=st.lists(records(), max_size=3))
    def enrol(self, records: list[KeyRecord]) -> None:
        before = self.registry.all()
        try:
            self.registry.enrol(records)
        except UsageError:
            assert self.registry.all() == before
        else:
            assert {each.fingerprint for each in (*before, *records)} == self.fingerprints()

    @rule(number=numbers, due=days, link=links)
    def change(self, number: int, due: str, link: str) -> None:
        with suppress(UsageError):
            self.registry.change(
                [fingerprint(number)],
                lambda each: replace(each, due=due, replaced_by=link or each.replaced_by),
            )

    @rule(some=st.sets(numbers))
    def forget(self, some: set[int]) -> None:
        there = self.fingerprints()
        gone = {fingerprint(number) for number in some}
        assert self.registry.forget(gone) == len(there & gone)
        assert self.fingerprints() == there - gone

    @rule(old=numbers, new=numbers)
    def begin(self, old: int, new: int) -> None:
        before = self.registry.find(fingerprint(old))
        try:
            self.registry.change([fingerprint(old)], partial(replacing.begun, new=fingerprint(new)))
        except UsageError:
            assert self.registry.find(fingerprint(old)) == before
            return
        after = self.registry.find(fingerprint(old))
        assert after is None or after.replaced_by == fingerprint(new) != after.fingerprint

    @rule(number=numbers)
    def leak(self, number: int) -> None:
        replacing.mark_leaked(fingerprint(number), self.registry)

    @rule(old=numbers, new=numbers, step=st.sampled_from(STEPS), done=st.booleans())
    def tick(self, old: int, new: int, step: str, done: bool) -> None:
        replacing.tick((fingerprint(old), fingerprint(new)), step, done, TODAY, self.registry)
        first, second = (self.registry.find(fingerprint(each)) for each in (old, new))
        if first and second:
            is_done = step in replacing.done_steps(first, second)
            assert is_done == done or (step == replacing.FILE_REMOVED and not first.files)

    @rule()
    def forget_all(self) -> None:
        assert self.registry.forget_all() >= 0
        assert self.registry.all() == ()

    def fingerprints(self) -> set[str]:
        return {record.fingerprint for record in self.registry.all()}

    @invariant()
    def each_key_is_there_once_and_passes_the_check(self) -> None:
        found = self.registry.all()
        assert len({record.fingerprint for record in found}) == len(found)
        assert [checked(record) for record in found] == list(found)
        assert [self.registry.find(record.fingerprint) for record in found] == list(found)

    @invariant()
    def each_way_from_a_key_to_its_successors_ends_in_the_list(self) -> None:
        successor = {record.fingerprint: record.replaced_by for record in self.registry.all()}
        for start in successor:
            here, steps = start, 0
            while successor[here]:
                here, steps = successor[here], steps + 1
                assert steps < len(successor)

    @invariant()
    def each_checklist_has_each_step_once_and_ends_when_all_are_done(self) -> None:
        known = {record.fingerprint: record for record in self.registry.all()}
        for old in known.values():
            if old.replaced_by:
                steps = replacing.checklist(old, known[old.replaced_by])
                assert {each.identifier for each in steps} == set(STEPS)
                assert (steps[0].identifier == replacing.OLD_DELETED) == old.leaked
                assert all(each.is_done for each in steps) == replacing.is_finished(
                    old, known[old.replaced_by]
                )
                left = {each.identifier for each in steps if not each.is_done} - {replacing.NEW_REGISTERED}
                assert standing(old, (), TODAY).is_to_do == bool(left)  # the new key says that of itself

    @invariant()
    def each_key_has_a_standing_and_a_place_among_all(self) -> None:
        found = self.registry.all()
        stands = [standing(record, (), TODAY) for record in found]
        for each in stands:
            assert each.states
            assert all(words(state, each.record, TODAY) for state in each.states)
            assert each.is_to_do >= each.is_due
            assert (each.first in (State.RETIRED, State.UNFINISHED)) == bool(each.record.retired)
        assert by_urgency(stands) == by_urgency(reversed(stands))


TestListOfKeys = ListOfKeys.TestCase
TestListOfKeys.settings = settings(max_examples=examples(40), stateful_step_count=15, deadline=None)
