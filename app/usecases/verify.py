"""Verify: whether a signature is that of a text, by the public key in any of our formats or a private one."""

from app.errors import RefusedError
from app.signing import algorithms
from app.signing.checking import LARGEST_TEXT
from app.signing.judging import Judgement, judge
from app.signing.recipe import Recipe
from app.signing.signatures import LONGEST
from app.text import text

__all__ = ["Judgement", "verify"]


def verify(public_key: bytes, payload: bytes, signature: str, recipe: Recipe | None = None) -> Judgement:
    """Judge a signature; `recipe`: as the venue would, else any scheme and form that a venue takes is valid.

    `public_key`: DER SubjectPublicKeyInfo that was checked. Raises RefusedError for a key that the API does
    not take, and for what is too large.
    """
    if len(signature) > LONGEST:
        raise RefusedError(
            text("A signature has no more than {longest:,} characters; this is longer.", longest=LONGEST),
            text("Give the signature alone, and what was signed as the payload."),
        )
    if len(payload) > LARGEST_TEXT:
        raise RefusedError(text("The payload is larger than 1 MiB."))
    if recipe is None:
        return judge(public_key, payload, signature)
    scheme = recipe.scheme_for(algorithms.family_of(public_key))
    if scheme is None:
        raise RefusedError(recipe.why_not)
    return judge(public_key, payload, signature, (scheme,), recipe.form)
