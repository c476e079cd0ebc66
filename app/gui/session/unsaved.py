"""The question before a generated pair goes that is in no file: it may be registered already."""

from enum import Enum

from app.gui.session.notices import Kind, Notice, Offer
from app.text import Text, plural, text


class Unsaved(Enum):
    """What is offered."""

    SAVE_FIRST = "save first"
    DISCARD = "discard"
    KEEP = "keep"


def discard_question(count: int, part: str, discard: Text) -> Notice:
    """Return the question, beside this part. `discard`: the text of the button that loses the pairs."""
    message = plural(
        "The key that you made before is not saved.",
        "The {number:,} key pairs that you made before are not saved.",
        count,
    )
    hint = plural(
        "Save it first: it may be registered already.",
        "Save them first: one may be registered already.",
        count,
    )
    offers = (
        Offer(Unsaved.SAVE_FIRST, text("Save it first")),
        Offer(Unsaved.DISCARD, discard, consents=True),
        Offer(Unsaved.KEEP, text("Cancel")),
    )
    return Notice(Kind.WARNING, message, hint, part, offers)
