"""A key that is only remembered: its public half is at hand, its private key in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.gui.session.aim import Aim, known_aim

if TYPE_CHECKING:
    from app.keys.algorithm import Algorithm
    from app.storage.registry.record import KeyRecord


class PublicHalf(NamedTuple):
    """What KeyPair says of its public half: `subject_public_key_info` is DER (RFC 5280)."""

    algorithm: Algorithm
    subject_public_key_info: bytes
    fingerprint: str


def public_half(record: KeyRecord) -> PublicHalf:
    """Return the public half of a remembered key."""
    from app.keys.algorithm import named

    return PublicHalf(named(record.algorithm), record.public_key, record.fingerprint)


def aim_of(record: KeyRecord) -> Aim:
    """Return what a key is for; what is not remembered, or no table knows, is the usual."""
    return known_aim(record.venue, record.purpose, record.client)
