"""From a request and public keys to the diagnosis.

Promises: nothing is named that has no ground; what is called proved verifies with a public key that is at
hand, or shows in the request itself. The first key is the one that is registered.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from app.clients.client import Client
from app.keys.algorithm import Family
from app.signing.algorithms import family_of, signature_length
from app.signing.doctor import checks, fix_checks, tokens
from app.signing.doctor.advice import advice
from app.signing.doctor.case import TEXT_UNSEEN, Case, Place
from app.signing.doctor.causes.table import BY_IDENTIFIER
from app.signing.doctor.diagnosis import Diagnosis, Finding
from app.signing.doctor.difference import NO_DIFFERENCE, difference
from app.signing.doctor.forms import Signature, read_signature
from app.signing.doctor.glossary import PERMISSIONS, meaning
from app.signing.doctor.layouts import layout
from app.signing.doctor.notes import notes, warnings
from app.signing.doctor.opening import open_case
from app.signing.doctor.pieces import Draft
from app.signing.doctor.proving import Proof, prove
from app.signing.doctor.signer import KnownKey
from app.signing.pasted.sent import Sent
from app.text import NOTHING, paragraph, text

MOST_KEYS = 16
_EVIDENT = ("sig-missing", "sig-placeholder", "sig-case", "sig-truncated", "key-type-mismatch")
_ED25519_LENGTH = 64


def diagnose(
    sent: Sent,
    keys: Iterable[KnownKey] = (),
    venue: str = "",
    client: Client | None = None,
    share: float = 1,
) -> Diagnosis:
    """Return what is wrong with a request, the likeliest first; `share`: of what may be tried."""
    case = open_case(sent, venue)
    known = tuple(islice(keys, MOST_KEYS)) or _key_in_request(case)
    signature = _with_length(read_signature(case), known)
    base = Draft(layout(case))
    proof = prove(case, base, signature, known, share)
    match = proof.match if proof else None
    causes = list(_causes(case, signature, proof, known))
    found = [*causes, *_other(case, known, is_right=bool(match) and not causes)]
    findings = tuple(_findings(found, proof, client))
    said = match.draft.text if match else ""
    is_unseen = case.recipe.identifier == TEXT_UNSEEN and match is None and not causes
    broken = any(identifier not in _BESIDES for identifier, _ in causes)
    return Diagnosis(
        valid=None if not known or is_unseen else bool(match) and not broken,
        recipe=case.recipe.identifier,
        findings=findings,
        signed=said,
        expected=base.text,
        difference=difference(said, base.text) if match else NO_DIFFERENCE,
        meaning=meaning(sent.answer, case.recipe),
        signed_by=proof.key if proof else "",
        notes=tuple(filter(None, notes(case, base, proof, known))),
        warnings=tuple(warnings(sent)),
        was_refused=bool(sent.answer.code) and sent.answer.code != "0",
    )


_BESIDES = ("json-body", "shell-ampersand", "html-entities")


def _key_in_request(case: Case) -> tuple[KnownKey, ...]:
    """Return the public key that Backpack takes for the API key, where nobody named another."""
    import base64
    import binascii

    if case.recipe.identifier != "backpack":
        return ()
    try:
        raw = base64.b64decode(case.api_key, validate=True)
    except (binascii.Error, ValueError):
        return ()
    head = bytes.fromhex("302a300506032b6570032100")
    return (KnownKey(head + raw, "X-API-Key"),) if len(raw) == len(head) + 20 else ()


def _with_length(signature: Signature, known: tuple[KnownKey, ...]) -> Signature:
    """Add what the length of the signature says, for the registered key."""
    if not signature.raw:
        return signature
    wanted = signature_length(known[0].public_key) if known else 0
    length = len(signature.raw)
    if length in (wanted, *(signature_length(each.public_key) for each in known[1:])):
        return signature
    if length in (64, 256, 384, 512):
        return Signature(signature.raw, (*signature.causes, "key-type-mismatch")) if wanted else signature
    if length < (wanted or _ED25519_LENGTH):
        return Signature(signature.raw, (*signature.causes, "sig-truncated"))
    if wanted == _ED25519_LENGTH:
        return Signature(signature.raw[:_ED25519_LENGTH], (*signature.causes, "sig-attached"))
    return signature


def _causes(
    case: Case, signature: Signature, proof: Proof | None, known: tuple[KnownKey, ...]
) -> Iterator[checks.Found]:
    """Yield what is wrong with the signature, its text and its key."""
    for cause in case.given:
        yield cause, proof is not None or cause == "json-body"
    for cause in signature.causes:
        proved = cause in _EVIDENT or proof is not None or (cause == "sig-hmac" and _is_hmac(case, known))
        yield cause, proved
    if proof is not None:
        if match := proof.match:
            family = family_of(match.evidence.public_key)
            yield from ((_of_family(cause, family), True) for cause in (*match.draft.causes, *match.causes))
        yield from ((cause, True) for cause in proof.causes)
    elif signature.raw and known and not set(signature.causes) & {"sig-truncated", "key-type-mismatch"}:
        yield "wrong-key", False


def _of_family(cause: str, family: Family) -> str:
    return "ed25519-prehashed" if cause == "double-hash" and family is Family.ED25519 else cause


def _is_hmac(case: Case, known: tuple[KnownKey, ...]) -> bool:
    """Return whether it is the HMAC with the text of the public key as its secret."""
    from app.keys.digest import hmac_sha256_of
    from app.keys.encodings import PEM

    data = "".join(piece.glue + piece.text for piece in layout(case)).encode("utf-8", "surrogatepass")
    for key in known:
        whole = PEM.encode(key.public_key, "")
        for secret in (whole, whole.strip(), whole.replace("\n", "\r\n")):
            code = hmac_sha256_of(secret.encode("ascii"), [data])
            if case.signature.strip().lower() == code.hex():
                return True
    return False


def _other(case: Case, known: tuple[KnownKey, ...], *, is_right: bool) -> Iterator[checks.Found]:
    """Yield what is wrong besides the signature."""
    family = family_of(known[0].public_key) if known else None
    recipe = case.recipe.identifier
    if family is Family.RSA and recipe == "binance-ws-logon":
        yield "ws-logon-key-type", True
    if family is Family.RSA and recipe == "binance-fix-logon":
        yield "fix-key-type", True
    if recipe == "binance-fix-logon":
        yield from fix_checks.fix_checks(case)
    if case.place is Place.TOKEN and family is not None:
        yield from _token(case, known[0], family)
    yield from checks.checks(case)
    if is_right and case.sent.answer.code in PERMISSIONS:
        yield "environment-ip-permissions", False


def _token(case: Case, key: KnownKey, family: Family) -> Iterator[checks.Found]:
    import base64

    from app.keys.digest import sha256

    fingerprint = base64.b64encode(sha256(key.public_key)).decode("ascii")
    token = f"{case.body}.{case.signature}"
    is_snowflake = case.recipe.identifier == "snowflake-jwt"
    for cause in tokens.problems(token, family, fingerprint, is_snowflake=is_snowflake):
        yield cause, True


def _findings(found: list[checks.Found], proof: Proof | None, client: Client | None) -> Iterator[Finding]:
    """Yield each cause once, with what is known of the client."""
    draft = proof.match.draft if proof and proof.match else Draft(())
    seen: set[str] = set()
    for identifier, proved in found:
        if identifier in seen:
            continue
        seen.add(identifier)
        cause = BY_IDENTIFIER[identifier]
        detail = paragraph(*draft.details) if identifier in draft.causes else NOTHING
        if identifier == "wrong-key" and proof:
            detail = text("It was signed by {key}.", key=proof.key)
        known = advice(client, identifier) if client else NOTHING
        yield Finding(identifier, cause.sentence, cause.fix, proved, detail, known)
