"""Sentences that entries share: why a type is not taken, and that it may be refused."""

from app.text import Text, text
from app.venues.venue import Permissions

ED25519 = "ed25519"
RSA = "rsa"
RSA_SIZES = ("rsa-2048", "rsa-3072", "rsa-4096")
ASKS_SECOND_FACTOR = text("The page may ask for your second factor.")


def only_ed25519(venue: str) -> dict[str, Text]:
    """Return the refusal of RSA."""
    return {RSA: text("{venue} takes Ed25519 keys, and documents no RSA keys.", venue=venue)}


def only_rsa(venue: str) -> dict[str, Text]:
    """Return the refusal of Ed25519."""
    return {ED25519: text("{venue} takes RSA keys, and documents no Ed25519 keys.", venue=venue)}


def each(purposes: tuple[str, ...], *words: str) -> tuple[Permissions, ...]:
    """Return the same permissions for several purposes."""
    return tuple(Permissions(purpose, words) for purpose in purposes)
