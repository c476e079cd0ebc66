"""A registration in parts: the steps that several ways have in common, and what a step is."""

from dataclasses import dataclass
from enum import Enum

from app.text import NOTHING, Text, paragraph, text
from app.venues.purpose import Purpose
from app.venues.venue import APIKeyForm, Venue, Way


class Copies(Enum):
    """What a step has to be copied."""

    NOTHING = "nothing"
    PUBLIC_KEY = "public key"
    NAME = "name"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `identifier`: the same in every language, and one of its kind among the steps.

    `copied`: the text to copy, where `copies` says that there is one. `address`: of a page to open, or empty.
    `detail`: why, or what it looks like.
    """

    identifier: str
    sentence: Text
    detail: Text = NOTHING
    copies: Copies = Copies.NOTHING
    copied: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """What is registered: `content` is the public key in the venue's encoding, `title` that encoding's."""

    name: str
    content: str
    title: Text
    fingerprint: str


def copy_step(key: Registered) -> Step:
    """Return the step that copies the public key."""
    form = text("The form to copy: {form}.", form=key.title)
    return Step("copy", text("Copy the public key."), form, Copies.PUBLIC_KEY, key.content)


def permission_step(venue: Venue, purpose: Purpose) -> Step:
    """Return what to allow, and what never."""
    words = venue.words_for(purpose.identifier)
    if not words:
        sentence = text("If the page asks what the key may do, allow {needs}.", needs=purpose.needs)
        return Step("permissions", paragraph(sentence, text("Never allow withdrawals.")), purpose.meaning)
    tick = text("Allow only: {words}.", words=", ".join(words))
    if venue.permissions_behind:
        tick = text(
            "Under “{button}”, allow only: {words}.",
            button=venue.permissions_behind,
            words=", ".join(words),
        )
    never = text("Never: {words}.", words=", ".join(venue.never)) if venue.never else NOTHING
    meaning = purpose.meaning if venue.way is Way.PASTE else NOTHING
    return Step("permissions", paragraph(tick, never), meaning)


def keep_step(venue: Venue, form: APIKeyForm) -> Step:
    """Return the step that keeps what the venue shows."""
    sentence = text(
        "Keep the {name} that {venue} shows: your program needs it, beside the private key.",
        name=form.title,
        venue=venue.name,
    )
    return Step("api-key", sentence, looks_like(form))


def looks_like(form: APIKeyForm) -> Text:
    """Return what it looks like, where that is known."""
    return text("It has {form}.", form=form.looks_like) if form.looks_like else NOTHING
