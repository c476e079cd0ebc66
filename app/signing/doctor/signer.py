"""Which of the keys at hand made a signature: by what is cheap to try with all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from app.signing.algorithms import family_of
from app.signing.doctor.case import Case
from app.signing.doctor.evidence import Evidence, evidence_of
from app.signing.doctor.forms import Signature, read_signature
from app.signing.doctor.layouts import layout
from app.signing.doctor.octets import octets_of
from app.signing.doctor.pieces import MOST_PIECES, Draft
from app.signing.doctor.plans import plan_of
from app.signing.doctor.search import Match, singles

_NEAR = 24  # drafts beside what is expected
_MOST_TRIALS = 4_000  # verifications of all keys together: less than a second


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A public key at hand: DER SubjectPublicKeyInfo, and the name that its owner gave it."""

    public_key: bytes
    name: str


def signer_of(case: Case, keys: Iterable[KnownKey]) -> KnownKey | None:
    """Return the key that made the signature, proved; None where no near text verifies with any of them."""
    signature = read_signature(case)
    if not signature.raw:
        return None
    judges = [(each, evidence_for(each, signature, case)) for each in keys]
    fitting = [(key, evidence) for key, evidence in judges if evidence is not None]
    if certain := next((key for key, evidence in fitting if evidence.is_certain), None):
        return certain
    drafts = near(Draft(layout(case)), case)
    for draft in drafts[: max(1, _MOST_TRIALS // max(1, len(fitting)))]:
        match = first_match([draft], [evidence for _, evidence in fitting])
        if match is not None:
            return next(key for key, evidence in fitting if evidence is match.evidence)
    return None


def fits(case: Case, key: KnownKey) -> bool:
    """Return whether a key of this kind can have made a signature of this length."""
    return evidence_for(key, read_signature(case), case) is not None


def evidence_for(key: KnownKey, signature: Signature, case: Case) -> Evidence | None:
    """Return what judges texts by this key, as the API of the request takes it."""
    scheme = case.recipe.scheme_for(family_of(key.public_key))
    return evidence_of(key.public_key, signature.raw, scheme)


def near(base: Draft, case: Case) -> list[Draft]:
    """Return what should have been signed, and the likeliest mistakes alone."""
    plan = plan_of(case.recipe.identifier)
    return [base, *islice(singles(base, case, plan), _NEAR if len(base.pieces) <= MOST_PIECES else 0)]


def first_match(drafts: Iterable[Draft], evidence: list[Evidence]) -> Match | None:
    """Return the first draft that verifies with any of the keys."""
    for draft in drafts:
        data = octets_of(draft.text.encode("utf-8", "surrogatepass"), draft.octets)
        for each in evidence:
            if (causes := each.judge(data)) is not None:
                return Match(draft, each, causes)
    return None
