"""What a key is for: where it is registered, for what, and which program uses it. Public facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.clients.client import Client
    from app.storage.preferences import Preferences
    from app.venues.purpose import Purpose
    from app.venues.venue import Venue


@dataclass(frozen=True, slots=True)
class Aim:
    """Identifiers of `app.venues` and `app.clients`; no client: it is not decided yet."""

    venue: str = "binance"
    purpose: str = "spot"
    client: str = ""


USUAL = Aim()
NOWHERE = Aim("", "", "")  # of a key that was opened: nobody has said what it is for


def remembered_aim(memory: Preferences) -> Aim:
    """Return the aim of the last key; what no table knows is the default."""
    return known_aim(memory.venue, memory.purpose, memory.client)


def known_aim(venue: str, purpose: str, client: str) -> Aim:
    """Return the aim of these identifiers; what no table knows is the default."""
    from app.venues.purpose import BY_IDENTIFIER as PURPOSES

    return Aim(
        venue if venue and _is_venue(venue) else USUAL.venue,
        purpose if purpose in PURPOSES else USUAL.purpose,
        client if client and _is_client(client) else USUAL.client,
    )


def _is_venue(venue: str) -> bool:
    from app.venues.table import BY_IDENTIFIER

    return venue in BY_IDENTIFIER


def _is_client(client: str) -> bool:
    from app.clients.table import BY_IDENTIFIER

    return client in BY_IDENTIFIER


def venue_of(aim: Aim) -> Venue:
    """Return the entry of the venue; that of the usual one without loading the table of all."""
    if aim.venue == USUAL.venue:
        from app.venues.binance import BINANCE

        return BINANCE
    from app.venues.table import BY_IDENTIFIER

    return BY_IDENTIFIER[aim.venue]


def purpose_of(aim: Aim) -> Purpose:
    """Return the purpose."""
    from app.venues.purpose import BY_IDENTIFIER

    return BY_IDENTIFIER[aim.purpose]


def client_of(aim: Aim) -> Client | None:
    """Return the entry of the program; None while it is not decided."""
    if not aim.client:
        return None
    from app.clients.table import BY_IDENTIFIER

    return BY_IDENTIFIER[aim.client]
