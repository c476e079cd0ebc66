"""Sign: a request as its venue wants it, complete, with what its sender should know.

Promises: what is returned was verified with the public key. Nothing is sent anywhere and nothing is kept.
"""

import secrets
import time
from dataclasses import dataclass, replace

from app.clients.snippets.filling import API_KEY_TO_COME
from app.errors import KeygenError, RefusedError, UsageError
from app.keys.pair import KeyPair
from app.signing import algorithms
from app.signing.checking import check
from app.signing.parameters import percent_encoded
from app.signing.recipe import Fresh, Kind, Part, Recipe
from app.signing.request import Pair, SignRequest, TimeUnit
from app.signing.schemes import Scheme
from app.signing.signatures import encode
from app.signing.signed import Signed
from app.signing.table import recipes_of
from app.text import Text, paragraph, text
from app.venues.venue import Venue

_OLD, _AHEAD = 5_000_000_000, 1_000_000_000  # nanoseconds that venues allow a request


@dataclass(frozen=True, slots=True, eq=False)
class SignedRequest:
    """`request`: with all that was added to it; `signature`: its text.

    `warnings`: why the venue may refuse it; `notes`: what else its sender should know.
    """

    recipe: Recipe
    scheme: Scheme
    request: SignRequest
    payload: bytes
    signature: str
    signed: Signed
    warnings: tuple[Text, ...]
    notes: tuple[Text, ...]

    @property
    def is_payload_secret(self) -> bool:
        """Return whether the payload has a secret in it, beside which it must not be shown."""
        return self.recipe.secret is Part.SIGNED


def recipe_of(venue: Venue, api: str = "") -> Recipe:
    """Return the recipe of a venue's API, its usual one without a name. Raises UsageError for none."""
    recipes = recipes_of(venue.identifier)
    if not recipes:
        raise UsageError(
            text("How requests to {venue} are signed is not known here.", venue=venue.name),
            text("Sign a text instead: --venue other."),
        )
    if not api:
        return recipes[0]
    found = next((recipe for recipe in recipes if api in (recipe.api, recipe.identifier)), None)
    if found is None:
        raise UsageError(
            text("{venue} has no such API here.", venue=venue.name),
            text("Choose one of: {words}.", words=", ".join(recipe.api for recipe in recipes)),
        )
    return found


def scheme_for(recipe: Recipe, pair: KeyPair) -> Scheme:
    """Return how this key signs there. Raises RefusedError where the API takes no key of its type."""
    scheme = recipe.scheme_for(pair.algorithm.family)
    if scheme is None:
        raise RefusedError(
            paragraph(
                text("This is an {algorithm} key.", algorithm=pair.algorithm.family.label), recipe.why_not
            ),
            text("Choose another key, or another API: --api."),
        )
    return scheme


def complete(recipe: Recipe, request: SignRequest, venue: str = "", now: int | None = None) -> SignRequest:
    """Add what was left out: method, path, host, time, window, and what is used once.

    `now`: nanoseconds since 1970. Raises UsageError and RefusedError for what cannot be signed.
    """
    method, path = request.method or recipe.start[0], request.path or recipe.start[1]
    if recipe.kind is Kind.HTTP:
        method = method.upper()
    path, _, query = path.partition("?")
    moment = time.time_ns() if now is None else now
    completed = replace(
        request,
        method=method,
        path=path,
        query="&".join(filter(None, (query, request.query.removeprefix("?")))),
        base=request.base or recipe.base_of(venue or recipe.venues[0], path),
        parameters=request.parameters + tuple(_missing_fields(recipe, request)),
        timestamp=_timestamp(recipe, request, moment),
        recv_window=request.recv_window or recipe.window,
    )
    check(recipe, completed)
    return completed


def _timestamp(recipe: Recipe, request: SignRequest, now: int) -> str:
    """Return the time in the recipe's unit; FIX alone writes what was given as a number in its own way."""
    if recipe.time is None:
        return ""
    given = request.timestamp
    moment = recipe.time.nanoseconds(given) if recipe.time is TimeUnit.UTC and given.isdecimal() else None
    return given if given and moment is None else recipe.time.of(moment or now)


def _missing_fields(recipe: Recipe, request: SignRequest) -> list[Pair]:
    given = {name for name, _ in request.parameters}
    made = {Fresh.NONCE: lambda: secrets.token_hex(8), Fresh.IDENTIFIER: lambda: secrets.token_hex(16)}
    return [
        (field.name, made[field.fresh]() if field.fresh else field.default)
        for field in recipe.fields
        if field.name not in given and (field.fresh or field.default)
    ]


def sign(
    recipe: Recipe, request: SignRequest, pair: KeyPair, venue: str = "", now: int | None = None
) -> SignedRequest:
    """Sign a request. Raises what `complete` and `scheme_for` raise."""
    scheme = scheme_for(recipe, pair)
    moment = time.time_ns() if now is None else now
    named = replace(request, public_key=pair.subject_public_key_info)
    completed = complete(recipe, named, venue, moment)
    if recipe.secret is Part.SIGNED and not completed.secret:
        raise UsageError(text("{title} signs a secret, too, and none was given.", title=recipe.title))
    payload = recipe.payload(completed)
    raw = algorithms.sign(pair, payload, scheme)
    if not algorithms.verify(pair.subject_public_key_info, payload, raw, scheme):
        raise KeygenError(
            text("The signature does not verify: this computer made a mistake."),
            text("Suspect its memory or processor; use nothing that was signed here."),
        )
    signature = encode(raw, recipe.form)
    warnings, notes = tuple(_warnings(recipe, completed, moment)), tuple(_notes(recipe, completed))
    if not completed.api_key:
        completed = replace(completed, api_key=API_KEY_TO_COME)
    signed = recipe.place(completed, signature)
    return SignedRequest(recipe, scheme, completed, payload, signature, signed, warnings, notes)


def _notes(recipe: Recipe, request: SignRequest) -> list[Text]:
    notes = [*recipe.notes]
    if recipe.api_key is Part.SENT and not request.api_key:
        notes.append(text("{word} stands for the API key, which was not named.", word=API_KEY_TO_COME))
    if recipe.secret is Part.SENT and not request.secret:
        notes.append(text("The API passphrase is not part of the signature; put it in yourself."))
    if not recipe.agrees_with:
        notes.append(text("This was read in the venue's documents; no program of others was compared."))
    return notes


def _warnings(recipe: Recipe, request: SignRequest, now: int) -> list[Text]:
    warnings = _about_time(recipe, request, now)
    if recipe.dispute and any(percent_encoded(value) != value for _, value in request.parameters):
        warnings.append(recipe.dispute)
    return warnings


def _about_time(recipe: Recipe, request: SignRequest, now: int) -> list[Text]:
    timestamp = request.value("timestamp", request.timestamp)
    moment = recipe.time.nanoseconds(timestamp) if recipe.time else None
    if moment is None or -_AHEAD <= now - moment <= _OLD:
        return []
    from datetime import UTC, datetime

    shown = datetime.fromtimestamp(moment // 1_000_000_000, UTC).strftime("%Y-%m-%d %H:%M:%S")
    return [
        text(
            "The timestamp is not now, but {time} UTC: the venue refuses what is old, or ahead of its clock.",
            time=shown,
        )
    ]
