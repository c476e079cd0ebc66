"""“Did you mean …?”, from our own words only: what was typed may be a passphrase and is never repeated."""

from collections.abc import Iterable

_LONGEST = 40  # no word of ours is longer, and comparing takes time


def did_you_mean(typed: str, ours: Iterable[str]) -> str:
    """A question with the closest of our words, and a space after it; empty where none is close."""
    if len(typed) > _LONGEST:
        return ""
    from difflib import get_close_matches

    closest = get_close_matches(typed.casefold(), list(ours), n=1)
    return f"Did you mean {closest[0]}? " if closest else ""
