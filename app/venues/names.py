"""The name of a key as a venue takes it: some allow few characters."""

from app.venues.venue import Venue

_DATE_DIGITS = 6  # YYMMDD


_NAMELESS = "key"


def name_at(venue: Venue, name: str) -> str:
    """Return the name itself where the venue takes it, else one made of its letters and digits.

    Too long ones keep their beginning and the six digits at the end, which are those of the date.
    """
    rule = venue.name_rule
    if rule is None:
        return name
    allowed = "".join(each if _is_allowed(each, rule.others) else " " for each in name)
    words = allowed.split()
    joined = rule.others[:1].join(words)
    if len(joined) <= rule.most:
        return joined or _NAMELESS
    digits = "".join(words)[-_DATE_DIGITS:]
    if not digits.isdecimal():
        return joined[: rule.most]
    ending = rule.others[:1] + digits
    return joined[: rule.most - len(ending)].removesuffix(rule.others[:1]) + ending


def _is_allowed(character: str, others: str) -> bool:
    return (character.isascii() and character.isalnum()) or character in others
