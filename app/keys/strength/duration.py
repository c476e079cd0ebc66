"""A time as a person says it: one unit, two digits, from seconds to the age of the universe."""

import math
from collections.abc import Callable

from app.text import Text, plural, text

_MINUTE, _HOUR, _DAY, _YEAR = 60.0, 3600.0, 86_400.0, 31_557_600.0
_AGE_OF_THE_UNIVERSE = 13.8e9 * _YEAR
# Each unit, where it begins to be used (340 days rather than 0.93 years), and how it is said.
_UNITS: tuple[tuple[float, float, Callable[[int, str], Text]], ...] = (
    (
        1e9 * _YEAR,
        1e9 * _YEAR,
        lambda n, s: plural("about {shown} billion years", "about {shown} billion years", n, shown=s),
    ),
    (
        1e6 * _YEAR,
        1e6 * _YEAR,
        lambda n, s: plural("about {shown} million years", "about {shown} million years", n, shown=s),
    ),
    (2 * _YEAR, _YEAR, lambda n, s: plural("about {shown} year", "about {shown} years", n, shown=s)),
    (_DAY, _DAY, lambda n, s: plural("about {shown} day", "about {shown} days", n, shown=s)),
    (_HOUR, _HOUR, lambda n, s: plural("about {shown} hour", "about {shown} hours", n, shown=s)),
    (_MINUTE, _MINUTE, lambda n, s: plural("about {shown} minute", "about {shown} minutes", n, shown=s)),
    (1.0, 1.0, lambda n, s: plural("about {shown} second", "about {shown} seconds", n, shown=s)),
)


def in_words(seconds: float) -> Text:
    """Return for example `about 340 days`; `less than a second`, `longer than the universe has existed`."""
    if seconds > _AGE_OF_THE_UNIVERSE:
        return text("longer than the universe has existed")
    for least, unit, about in _UNITS:
        if seconds >= least:
            return about(*_two_digits(seconds / unit))
    return text("less than a second")


def _two_digits(number: float) -> tuple[int, str]:
    """Return 1.2, 12, 340, as exact as such a figure can be: what chooses the plural, and what is shown."""
    if number < 9.95:
        shown = f"{number:.1f}".removesuffix(".0")
        return math.ceil(float(shown)), shown
    rounded = float(f"{number:.2g}")
    return int(rounded), f"{rounded:,.0f}"
