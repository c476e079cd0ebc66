"""A text or a file as it is: its octets are signed, and the signature is what comes back."""

from app.signing.recipe import Kind, Recipe
from app.signing.request import SignRequest
from app.signing.schemes import ED25519, RSA_PKCS1
from app.signing.signed import Detached


def payload(request: SignRequest) -> bytes:
    """Return the octets themselves."""
    return request.body


def place(request: SignRequest, signature: str) -> Detached:
    """Return the signature alone."""
    del request
    return Detached(signature)


PLAIN = Recipe(
    identifier="plain",
    title="A text or a file",
    venues=("other",),
    api="plain",
    kind=Kind.TEXT,
    schemes=(ED25519, RSA_PKCS1),
    time=None,
    api_key=None,
    agrees_with=("openssl pkeyutl",),
    sources=("https://www.rfc-editor.org/rfc/rfc8032", "https://www.rfc-editor.org/rfc/rfc8017"),
    checked="2026-11-29",
    payload=payload,
    place=place,
)
