"""What is to be made, for what, and what is to be known of that choice before it is made."""

from __future__ import annotations

from dataclasses import dataclass

from app.gui.session.aim import USUAL, Aim, client_of, venue_of
from app.keys.algorithm import BY_NAME, ED25519, Algorithm, Family
from app.text import NOTHING, Text, text
from app.usecases.pair_sets import about_set, why_not_each
from app.venues.purpose import FOUR, OTHER

_FASTEST = text("The fastest type, with the shortest keys.")


@dataclass(frozen=True, slots=True)
class NewKey:
    """What is to be made, and for what. `unsaved`: it stays in the window until it is saved there; `broken`:
    what the self-test said. `each`: a pair for each purpose of trading. Such a set, or that of the venue, has
    as many pairs as it needs. `replaces`: the fingerprint of the key whose place it takes, `replaced` its
    name; or empty. `is_leak`: somebody else may have that one.
    """

    algorithm: Algorithm = ED25519
    aim: Aim = USUAL
    count: int = 1
    count_problem: Text = NOTHING
    unsaved: bool = False
    broken: Text = NOTHING
    each: bool = False
    replaces: str = ""
    replaced: str = ""
    is_leak: bool = False

    def why_not(self, family: Family) -> Text:
        """Return why the venue takes no keys of this family; NOTHING where it does."""
        from app.venues.rules import why_not

        return why_not(venue_of(self.aim), family.value)

    @property
    def each_problem(self) -> Text:
        """Why a key for each purpose cannot be made here; NOTHING where it can."""
        return why_not_each(venue_of(self.aim))

    @property
    def fixed_count(self) -> Text:
        """Why the number of pairs cannot be chosen; NOTHING where it can."""
        if self.each:
            return text("One key for each purpose.")
        if self.replaces:
            return text("One key takes the place of another.")
        return self.about_set

    @property
    def about_set(self) -> Text:
        """That the venue wants several pairs; NOTHING where it wants one."""
        return about_set(venue_of(self.aim))

    @property
    def about(self) -> tuple[Text, bool]:
        """What is to be known of this type at this venue, and whether it is a warning."""
        from app.venues.rules import notice

        venue, algorithm = venue_of(self.aim), self.algorithm
        if found := notice(venue, algorithm.name):
            return found, True
        if venue.exchange == "binance":
            return algorithm.summary, False
        return (_FASTEST if algorithm is ED25519 else NOTHING), False

    @property
    def advice(self) -> Text:
        """Why a key that is not for one purpose is not what is best; NOTHING for one that is."""
        if self.aim.purpose != OTHER.identifier or self.each:
            return NOTHING
        from app.usecases.register import shared_key_warning

        return shared_key_warning(FOUR)

    @property
    def verdict(self) -> tuple[Text, bool]:
        """Whether the program can use such a key, and whether it can; NOTHING while it is not decided."""
        client = client_of(self.aim)
        if client is None:
            return NOTHING, True
        from app.usecases.combination import combination

        found = combination(venue_of(self.aim), client, self.algorithm)
        return found.sentence, found.works


def taken_type(aim: Aim, algorithm: Algorithm) -> Algorithm:
    """Return the algorithm, or where the venue does not take it, the one that it recommends."""
    from app.venues.rules import why_not

    venue = venue_of(aim)
    return BY_NAME[venue.algorithms[0]] if why_not(venue, algorithm.name) else algorithm
