"""The search: simple mistakes before combined ones, until a signature verifies or the budget is spent.

Promises: the order and the end depend on the request alone, not on the clock or the machine. The budget
counts microseconds as they were measured on one idle core of an AMD EPYC: 100 for a verification of Ed25519,
8 for a digest, 12 for making a text, and what long texts and many parameters cost besides.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from app.keys.digest import sha256
from app.signing.doctor.case import Case
from app.signing.doctor.evidence import COST_OF_DIGEST, Evidence
from app.signing.doctor.pieces import MOST_PIECES, Draft
from app.signing.doctor.plans import Plan
from app.signing.doctor.variations.variation import Variation, in_turns

BUDGET = 740_000
_FOR_PAIRS = 0.05  # of the budget, for two mistakes at once, before what is slow; what is left, behind it
_FOR_CHEAP_PAIRS = 0.5  # the same where a text costs a digest
_MAKING = 12
_SHORT, _LONG = 100, b"SHA-256 of a long text: "  # which no digest that was signed itself is taken for
_NEAREST = 100  # drafts of each slow variation that are tried before any has its second turn


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """A text that was signed: `causes` of how it was signed."""

    draft: Draft
    evidence: Evidence
    causes: tuple[str, ...]


class _Search:
    def __init__(
        self, evidence: Iterable[Evidence], octets: Callable[[bytes, str], bytes], budget: float
    ) -> None:
        self.evidence = list(evidence)
        self.octets = octets
        self.left = budget
        self.seen: set[bytes] = set()

    def judge(self, draft: Draft) -> Match | None:
        """Return the match if this was signed; count what that costs."""
        data = self.octets(draft.text.encode("utf-8", "surrogatepass"), draft.octets)
        self.left -= _MAKING + 3 * len(draft.pieces) + len(data) // 8
        if (key := data if len(data) < _SHORT else _LONG + sha256(data)) in self.seen:
            return None
        self.seen.add(key)
        for each in self.evidence:
            self.left -= each.cost
            causes = each.judge(data)
            if causes is not None:
                return Match(draft, each, causes)
        return None

    def first(self, drafts: Iterable[Draft], least: float = 0) -> Match | None:
        """Return the first match; stop where less than this is left."""
        for draft in drafts:
            if match := self.judge(draft):
                return match
            if self.left < least:
                return None
        return None


def search(
    base: Draft,
    case: Case,
    plan: Plan,
    evidence: Iterable[Evidence],
    octets: Callable[[bytes, str], bytes],
    *,
    share: float = 1,
) -> Match | None:
    """Return the simplest text that was signed, or nothing that is known; `share`: of the budget."""
    budget = BUDGET * share
    found = _Search(evidence, octets, budget)
    if not found.evidence:
        return None
    if match := found.judge(base):
        return match
    if len(base.pieces) > MOST_PIECES:
        return found.first(
            chain.from_iterable(each(base, case) for each in plan.variations if each in plan.cheap)
        )
    if match := found.first(singles(base, case, plan)):
        return match
    is_cheap = all(each.cost <= COST_OF_DIGEST for each in found.evidence)
    least = max(0, found.left - budget * (_FOR_CHEAP_PAIRS if is_cheap else _FOR_PAIRS))
    pairs = _pairs(base, case, plan)
    if match := found.first(pairs, least):
        return match
    slow = [each(base, case) for each in plan.slow]
    for drafts in slow:
        if match := found.first(islice(drafts, _NEAREST)):
            return match
    return found.first(chain(*slow, pairs))


def singles(base: Draft, case: Case, plan: Plan) -> Iterator[Draft]:
    """Yield what one mistake makes of the text, the usual ones first."""
    return in_turns([variation(base, case) for variation in plan.variations])


def _pairs(base: Draft, case: Case, plan: Plan) -> Iterator[Draft]:
    """Yield two mistakes at once: in each round one more first one, and one second one for each of them."""
    variations = list(enumerate(plan.variations))
    starts = in_turns([_numbered(at, each, base, case) for at, each in variations])
    active: list[Iterator[Draft]] = []
    ended = False
    while active or not ended:
        begun = next(starts, None)
        ended = begun is None
        if begun is not None:
            at, draft = begun
            active.append(in_turns([each(draft, case) for later, each in variations if later > at]))
        remaining = []
        for drafts in active:
            following = next(drafts, None)
            if following is not None:
                yield following
                remaining.append(drafts)
        active = remaining


def _numbered(at: int, variation: Variation, base: Draft, case: Case) -> Iterator[tuple[int, Draft]]:
    return ((at, draft) for draft in variation(base, case))
