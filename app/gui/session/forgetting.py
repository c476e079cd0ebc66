"""The question before keys are taken off the list: what goes, and what stays."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from app.gui.session.notices import Kind, Notice, Offer
from app.text import Text, plural, text

if TYPE_CHECKING:
    from app.storage.registry.record import KeyRecord


class Forgetting(Enum):
    """What is offered."""

    KEEP = "keep"
    FORGET = "forget"


_OFFERS = (
    Offer(Forgetting.KEEP, text("Keep")),
    Offer(Forgetting.FORGET, text("Forget"), consents=True),
)


def forget_question(records: tuple[KeyRecord, ...], part: str) -> Notice:
    """Return the question about these keys, beside this part."""
    message = plural(
        "Take {name} off the list of keys?",
        "Take {number:,} keys off the list of keys?",
        len(records),
        name=records[0].name,
    )
    hint = plural(
        "Its files stay, and its API key still works. Nothing says any more when it is due.",
        "Their files stay, and their API keys still work. Nothing says any more when they are due.",
        len(records),
    )
    return Notice(Kind.WARNING, message, hint, part, _OFFERS)


def forget_all_question(count: int, part: str) -> Notice:
    """Return the question about every key, beside this part."""
    message = plural("Take the {number} key off the list?", "Take all {number:,} keys off the list?", count)
    hint = text(
        "Every name, due date and note in the list goes. Files stay, and API keys still work at their venues."
    )
    return Notice(Kind.WARNING, message, hint, part, _OFFERS)


def forgotten(count: int) -> Text:
    """Return what was done."""
    return plural("Forgotten. Its files are where they were.", "{number:,} keys forgotten.", count)
