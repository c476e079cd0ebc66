"""Diagnose a request where nobody has said which key is registered: the keys at hand are tried.

Promises: a key is named only where the request has its API key, or where the cryptography says that it made
the signature. What cannot be proved with any of them is said so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from app.clients.client import Client
from app.errors import RefusedError
from app.signing.doctor import diagnose as doctor
from app.signing.doctor.case import Case
from app.signing.doctor.diagnose import MOST_KEYS
from app.signing.doctor.diagnosis import Diagnosis
from app.signing.doctor.notes import NO_KEY
from app.signing.doctor.opening import open_case
from app.signing.doctor.reading import read_request
from app.signing.doctor.signer import KnownKey, fits, signer_of
from app.signing.pasted.private_keys import cut_private_keys
from app.signing.pasted.sent import Sent
from app.text import Text, plural, text

_SEARCHED = 2  # keys that share what may be tried, where none made a near text


class Found(Enum):
    """How the key is known that the request was judged by."""

    CHOSEN = "chosen"
    API_KEY = "API key"
    SIGNATURE = "signature"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A key that may have signed; `api_key` and `venue` where they are remembered."""

    key: KnownKey
    api_key: str = ""
    venue: str = ""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Answer:
    """The diagnosis, the key that it is about, and how that one was found."""

    diagnosis: Diagnosis
    key: KnownKey | None
    found: Found


def has_private_key(request: str) -> bool:
    """Return whether there is a private key in a paste, which nobody may use or show."""
    return cut_private_keys(request)[1]


def diagnose_among(
    request: bytes,
    candidates: Sequence[Candidate],
    go_on: Callable[[], object],
    *,
    chosen: Candidate | None = None,
    client: Client | None = None,
) -> Answer:
    """Return what is wrong with a request. `go_on` is called before each key is tried, and may raise.

    Raises what `diagnose` raises, and RefusedError for a paste with a private key.
    """
    if has_private_key(request.decode("utf-8", "replace")):
        raise RefusedError(
            text("There is a private key in this text: nothing of it was used."),
            text("Paste the request without it. If anybody else has seen the text, replace the key."),
        )
    sent = read_request(request)
    if chosen is not None:
        others = [each for each in candidates if each.key.public_key != chosen.key.public_key]
        return _judged(sent, [chosen, *others], chosen.venue, client, Found.CHOSEN)
    case = open_case(sent)
    named = [each for each in candidates if case.api_key and each.api_key == case.api_key]
    if named:
        others = [each for each in candidates if each is not named[0]]
        return _judged(sent, [named[0], *others], named[0].venue, client, Found.API_KEY)
    return _by_signature(sent, case, candidates, go_on, client)


def _judged(sent: Sent, keys: Sequence[Candidate], venue: str, client: Client | None, found: Found) -> Answer:
    known = [each.key for each in keys[:MOST_KEYS]]
    if sent.host or sent.headers:  # it says itself whose rules apply
        venue = ""
    return Answer(doctor.diagnose(sent, known, venue, client), keys[0].key, found)


def _by_signature(
    sent: Sent,
    case: Case,
    candidates: Sequence[Candidate],
    go_on: Callable[[], object],
    client: Client | None,
) -> Answer:
    """Try all keys with what is likeliest, then a few with everything."""
    go_on()
    signer = signer_of(case, [each.key for each in candidates])
    of_venue = [each for each in candidates if each.venue in case.recipe.venues]
    likely = [each for each in (*of_venue, *candidates) if fits(case, each.key)]
    searched = [signer] if signer else list(dict.fromkeys(each.key for each in likely))[:_SEARCHED]
    for key in searched:
        go_on()
        diagnosis = doctor.diagnose(sent, [key], client=client, share=1 / len(searched))
        if signer or diagnosis.signed_by or diagnosis.valid:
            return Answer(_with_other_api_key(diagnosis, key, case, candidates), key, Found.SIGNATURE)
    diagnosis = doctor.diagnose(sent, client=client)
    is_told = bool(case.signature) and bool(candidates) and NO_KEY in diagnosis.notes
    notes = [_none_of(len(candidates)) if each == NO_KEY and is_told else each for each in diagnosis.notes]
    return Answer(replace(diagnosis, notes=tuple(notes)), None, Found.NOT)


def _none_of(count: int) -> Text:
    return plural(
        "The key at hand did not make this signature, as far as can be found. Choose the registered one.",
        "None of the {number:,} keys at hand made this signature, as far as can be found. Choose the "
        "registered one.",
        count,
    )


def _with_other_api_key(
    diagnosis: Diagnosis, key: KnownKey, case: Case, candidates: Sequence[Candidate]
) -> Diagnosis:
    """Add a warning where the API key of the request is not the one that belongs to the key."""
    remembered = next((each.api_key for each in candidates if each.key == key), "")
    if not remembered or not case.api_key or remembered == case.api_key:
        return diagnosis
    warning = text("The API key of this request is not the one that is remembered for {name}.", name=key.name)
    return replace(diagnosis, warnings=(*diagnosis.warnings, warning))
