"""Register: what to do at a venue so that it takes a public key, step by step.

Promises: made of the venue's entry and the public half alone; nothing is sent, opened or copied here. What
nobody verified is left out, or said as what a page may do.
"""

from collections.abc import Collection, Iterator

from app.errors import RefusedError
from app.text import NOTHING, Text, paragraph, text
from app.usecases.register_otherwise import by_files, by_request, by_statement
from app.usecases.registration import Copies, Registered, Step, copy_step, keep_step, permission_step
from app.venues.names import name_at
from app.venues.purpose import Purpose
from app.venues.rules import why_not
from app.venues.venue import Venue, Way

__all__ = [
    "Copies",
    "Step",
    "check_taken",
    "names_of_algorithms",
    "shared_key_warning",
    "steps",
]


def check_taken(venue: Venue, algorithm: str) -> None:
    """Raise RefusedError, with the reason, where the venue takes no key of this algorithm."""
    if reason := why_not(venue, algorithm):
        raise RefusedError(
            reason,
            text("For {venue}, choose {names}.", venue=venue.name, names=", ".join(venue.algorithms)),
        )


def names_of_algorithms(venue: Venue) -> tuple[str, ...]:
    """Return the algorithms that are offered for the venue, the documented ones first."""
    return (*venue.algorithms, *venue.may_refuse)


def shared_key_warning(purposes: Collection[Purpose]) -> Text:
    """Return the warning where one key is to serve several purposes; NOTHING for one."""
    if len(purposes) < 2:
        return NOTHING
    return text(
        "One key for several purposes: who gets it may do all of that, and all of it stops when the key is "
        "replaced. A key for each purpose is safer."
    )


def steps(venue: Venue, purpose: Purpose, name: str, public_key: bytes) -> tuple[Step, ...]:
    """Return what to do, in order. `name`: the pair's label; `public_key`: DER SubjectPublicKeyInfo.

    Raises RefusedError where the venue does not take this type of key.
    """
    key = _registered(venue, name, public_key)
    match venue.way:
        case Way.PASTE:
            return tuple(_paste(venue, purpose, key))
        case Way.REQUEST:
            return tuple(by_request(venue, purpose, key))
        case Way.STATEMENT:
            return tuple(by_statement(venue, key))
        case Way.FILES:
            return tuple(by_files(venue, key))


def _registered(venue: Venue, name: str, public_key: bytes) -> Registered:
    from app.keys.encodings import BY_NAME
    from app.keys.foreign.document import identify
    from app.keys.public_formats import fingerprint

    check_taken(venue, identify(public_key).algorithm or "")
    encoding = BY_NAME[venue.pasted_as]
    return Registered(name, encoding.encode(public_key, name), encoding.title, fingerprint(public_key))


def _paste(venue: Venue, purpose: Purpose, key: Registered) -> Iterator[Step]:
    yield copy_step(key)
    yield _page_step(venue)
    yield _name_step(venue, key)
    yield permission_step(venue, purpose)
    if venue.ip_restriction:
        yield _ip_step(venue)
    if venue.second_factor:
        yield Step("second-factor", venue.second_factor)
    if venue.api_key:
        yield keep_step(venue, venue.api_key)


def _page_step(venue: Venue) -> Step:
    if venue.path:
        sentence = text(
            "At {venue}: {path}. Paste the public key there.", venue=venue.name, path=" > ".join(venue.path)
        )
    else:
        sentence = text(
            "At {venue}, look for the API keys, choose a key of your own, and paste the public key there.",
            venue=venue.name,
        )
    return Step("paste", sentence, _about_page(venue), address=venue.page)


def _about_page(venue: Venue) -> Text:
    if not venue.second_hand:
        return NOTHING
    return text("Read in the code of clients, not at {venue}: the page may look different.", venue=venue.name)


def _name_step(venue: Venue, key: Registered) -> Step:
    name = name_at(venue, key.name)
    rule = venue.name_rule
    detail = NOTHING
    if rule and name != key.name:
        detail = text(
            "{venue} takes names of up to {most} letters, digits and {others}.",
            venue=venue.name,
            most=rule.most,
            others=rule.others,
        )
    return Step("name", text("Name it {name}.", name=name), detail, Copies.NAME, name)


def _ip_step(venue: Venue) -> Step:
    restriction = venue.ip_restriction
    anywhere = text("Without that, whoever gets the private key can use it from anywhere.")
    without = restriction.without if restriction else NOTHING
    if restriction and restriction.words:
        sentence = text("Choose “{words}”, and name the addresses of your program.", words=restriction.words)
    else:
        sentence = text("Restrict the key to the IP addresses of your program, if the page offers it.")
    return Step("ip", sentence, paragraph(anywhere, without))
