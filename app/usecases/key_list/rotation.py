"""When a key is to be replaced: the day, from the day on which it was made."""

import re

from app.errors import UsageError
from app.storage.preferences import ROTATIONS
from app.text import text
from app.venues.purpose import BY_IDENTIFIER, day_after

BY_PURPOSE, *_, NEVER = ROTATIONS
USUAL_DAYS = 90
SOON = 14  # days
_DAY_AT_END = re.compile(r"-(\d{4}-\d{2}-\d{2})(?:-\d+)?$", re.ASCII)


def due_day(made: str, purpose: str, rotation: str = BY_PURPOSE) -> str:
    """Return the day on which a key is due that was made on `made`, both ISO 8601; empty for never.

    `purpose`: an identifier, or empty. `rotation`: one of ROTATIONS. Raises UsageError for another one.
    """
    if rotation not in ROTATIONS:
        raise UsageError(
            text("That is not an interval."), text("Choose one of: {names}.", names=", ".join(ROTATIONS))
        )
    if rotation == NEVER:
        return ""
    known = BY_IDENTIFIER.get(purpose)
    days = (known.days if known else USUAL_DAYS) if rotation == BY_PURPOSE else int(rotation)
    try:
        return day_after(made, days)
    except OverflowError:  # beyond the year 9999
        return ""


def day_made(name: str, today: str) -> str:
    """Return the day at the end of a key's name, as ours have it; `today` where there is none before it.

    Both ISO 8601. A key whose day is not known would be due too late.
    """
    from datetime import date

    found = _DAY_AT_END.search(name)
    try:
        day = str(date.fromisoformat(found[1])) if found else today
    except ValueError:
        return today
    return min(day, today)


def days_until(day: str, today: str) -> int:
    """Return the days from `today` to `day`, both ISO 8601; negative where it has passed."""
    from datetime import date

    return (date.fromisoformat(day) - date.fromisoformat(today)).days
