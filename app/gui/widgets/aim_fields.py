"""The titles of venues, purposes, programs and secrets managers, as their lists show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gui.session.aim import Aim, venue_of
from app.text import Text, text, verbatim

if TYPE_CHECKING:
    from app.clients.client import Client

NOT_DECIDED = ""  # the identifier of none


def venue_titles() -> dict[str, Text]:
    """Return a title for each venue."""
    from app.venues.table import VENUES

    return {venue.identifier: verbatim(venue.title) for venue in VENUES}


def venue_title(identifier: str) -> Text:
    """Return the title of one venue."""
    return verbatim(venue_of(Aim(venue=identifier)).title)


def purpose_titles() -> dict[str, Text]:
    """Return a title for each purpose."""
    from app.venues.purpose import PURPOSES

    return {purpose.identifier: purpose.title for purpose in PURPOSES}


def manager_titles() -> dict[str, Text]:
    """Return a title for each secrets manager, and first that there is none."""
    from app.handover.table import MANAGERS

    known = {
        each.name: text("{manager}, {place}", manager=each.title, place=each.place.title) for each in MANAGERS
    }
    return {NOT_DECIDED: text("No secrets manager"), **known}


def client_titles() -> dict[str, Text]:
    """Return a title for each program, and first that it is not decided."""
    from app.clients.table import CLIENTS

    return {NOT_DECIDED: client_title(NOT_DECIDED), **{each.identifier: _title(each) for each in CLIENTS}}


def client_title(identifier: str) -> Text:
    """Return the title of one program, or that it is not decided."""
    if identifier == NOT_DECIDED:
        return text("Not decided yet")
    from app.clients.table import BY_IDENTIFIER

    return _title(BY_IDENTIFIER[identifier])


def _title(client: Client) -> Text:
    language = client.language.value
    if language in client.title:
        return verbatim(client.title)
    return text("{name} ({language})", name=client.title, language=language)
