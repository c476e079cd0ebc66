"""Whether a text is the API key that a venue shows, and what it is instead.

Promises: no sentence repeats what was typed, because it may be a private key.
"""

import re

from app.text import NOTHING, Text, plural, text
from app.venues.venue import APIKeyForm, Venue

LONGEST = 512  # characters; no venue has longer ones, and a pasted file is not looked through
_BEGINNING = 64
_ED25519_PRIVATE = (
    "MC4CAQAwBQYDK2Vw",
    "MFECAQEwBQYDK2Vw",
)  # base64 of PrivateKeyInfo (RFC 8410): 64 characters
_PUBLIC = ("MCowBQYDK2VwAyEA", "MIIBIjANBgkq", "MIIBojANBgkq", "MIICIjANBgkq")  # SubjectPublicKeyInfo
_LONG_DER = "MI"  # how base64 of more than 127 octets of DER begins
_SHORTEST_LONG_DER = 172
_FILE = re.compile(r"(?i).*\.(pem|key|p8|der|pub|txt)", re.DOTALL)


def check_api_key(venue: Venue, typed: str) -> Text:
    """Return the problem with an API key that was typed or pasted; NOTHING where it has the venue's form."""
    form = venue.api_key or APIKeyForm()
    if not typed.strip():
        return text("The {name} is empty.", name=form.title)
    if problem := _other_thing(venue, form, typed):
        return problem
    if any(each.isspace() or not each.isprintable() for each in typed):
        return text("There are spaces or line breaks in the {name}. Remove them.", name=form.title)
    return _problem_of_form(venue, form, typed)


def _other_thing(venue: Venue, form: APIKeyForm, typed: str) -> Text:
    """Return what it is where it is a key, or the name of its file."""
    beginning = typed.lstrip()[:_BEGINNING]
    label = beginning.upper()
    if "-----" in typed[: LONGEST * 2] or _is_bare_key(typed.strip()):
        if beginning.startswith(_PUBLIC) or ("PUBLIC" in label and "PRIVATE" not in label):
            return text(
                "This is a public key. It goes to {venue}, which shows an {name} for it: put that here.",
                venue=venue.name,
                name=form.title,
            )
        return text(
            "This may be a private key, which belongs nowhere but in its file. Put the {name} here, which "
            "{venue} shows.",
            name=form.title,
            venue=venue.name,
        )
    if len(typed) > LONGEST:
        return plural(
            "This has {number:,} character; no {name} is that long.",
            "This has {number:,} characters; no {name} is that long.",
            len(typed),
            name=form.title,
        )
    if _FILE.fullmatch(typed.strip()):
        return text(
            "This is the name of a file. Put the {name} here, which {venue} shows.",
            name=form.title,
            venue=venue.name,
        )
    return NOTHING


def _is_bare_key(typed: str) -> bool:
    """Return whether it is a key without its BEGIN and END lines."""
    if typed.startswith((*_ED25519_PRIVATE, *_PUBLIC)):
        return True
    return typed.startswith(_LONG_DER) and len(typed) >= _SHORTEST_LONG_DER


def _problem_of_form(venue: Venue, form: APIKeyForm, typed: str) -> Text:
    if not form.pattern or re.fullmatch(form.pattern, typed):
        return NOTHING
    if form.length and len(typed) != form.length:
        return plural(
            "The {name} of {venue} has {length} characters; this has {number}.",
            "The {name} of {venue} has {length} characters; this has {number}.",
            len(typed),
            name=form.title,
            venue=venue.name,
            length=form.length,
        )
    return text(
        "The {name} of {venue} has another form: {form}.",
        name=form.title,
        venue=venue.name,
        form=form.looks_like,
    )
