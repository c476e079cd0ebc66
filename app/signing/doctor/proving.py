"""Who signed what, as far as the keys at hand can prove it.

Promises: the first key is the registered one, and is searched with; the others, and keys that programs make
of a file that they misread, are tried with the likeliest texts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.keys.algorithm import Family
from app.signing.algorithms import family_of
from app.signing.doctor.case import TEXT_UNSEEN, Case
from app.signing.doctor.evidence import Evidence, evidence_of
from app.signing.doctor.forms import Signature
from app.signing.doctor.octets import octets_of
from app.signing.doctor.pieces import Draft
from app.signing.doctor.plans import plan_of
from app.signing.doctor.search import Match, search
from app.signing.doctor.signer import KnownKey, evidence_for, first_match, near

_ED25519_LENGTH = 64


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """The match, and what the key says about it; without a match, whose signature it is all the same."""

    match: Match | None
    key: str = ""
    causes: tuple[str, ...] = ()


def prove(
    case: Case, base: Draft, signature: Signature, known: tuple[KnownKey, ...], share: float = 1
) -> Proof | None:
    """Return what was signed and by whom, as far as it can be found with a share of the budget."""
    if not signature.raw or not known:
        return None
    plan = plan_of(case.recipe.identifier)
    evidence = [evidence_for(each, signature, case) for each in known]
    own = [each for each in evidence if each is not None and (each is evidence[0] or each.is_certain)]
    if match := search(base, case, plan, own, octets_of, share=share):
        return _named(match, known)
    others = [each for each in evidence if each is not None and each not in own]
    drafts = near(base, case)
    if match := first_match(drafts, others):
        return _named(match, known)
    if match := _prehashed(base, own, signature.raw):
        return _named(match, known)
    for cause, keys in _misread(known[0]):
        found = [evidence_of(key, signature.raw, None) for key in keys]
        if match := first_match(drafts, [each for each in found if each is not None]):
            return Proof(match, causes=(cause,))
    maker = next((each for each in own if each.is_certain), None)
    return _of_another_text(maker, known, case) if maker else None


def _of_another_text(maker: Evidence, known: tuple[KnownKey, ...], case: Case) -> Proof:
    """Return whose signature it is, and what shows without its text."""
    name, causes = _name_of(maker, known), maker.causes
    if maker.public_key != known[0].public_key:
        causes += ("wrong-key",)
    elif case.recipe.identifier != TEXT_UNSEEN:
        causes += ("other-text",)
    return Proof(None, name, causes)


def _prehashed(base: Draft, evidence: list[Evidence], raw: bytes) -> Match | None:
    """Return the match where the text was signed with Ed25519ph, the pre-hashed kind."""
    from app.signing.doctor.ed25519ph import is_ed25519ph

    data = base.text.encode("utf-8", "surrogatepass")
    for each in evidence:
        if len(raw) == _ED25519_LENGTH and is_ed25519ph(each.public_key[-32:], data, raw):
            return Match(base, each, ("ed25519-prehashed",))
    return None


def _name_of(evidence: Evidence, known: tuple[KnownKey, ...]) -> str:
    return next(each.name for each in known if each.public_key == evidence.public_key)


def _named(match: Match, known: tuple[KnownKey, ...]) -> Proof:
    name = _name_of(match.evidence, known)
    is_registered = match.evidence.public_key == known[0].public_key
    return Proof(match, name, () if is_registered else ("wrong-key",))


def _misread(key: KnownKey) -> Iterator[tuple[str, tuple[bytes, ...]]]:
    """Yield the keys that programs make of a file that they misread."""
    if family_of(key.public_key) is Family.ED25519:
        from app.keys.misread import key_of_seed, keys_of_pem_texts

        yield "pem-as-key-bytes", keys_of_pem_texts()
        yield "public-as-private", (key_of_seed(key.public_key[-32:]),)
