"""A time as a person says it: one unit, two digits, from seconds to the age of the universe."""

_MINUTE, _HOUR, _DAY, _YEAR = 60.0, 3600.0, 86_400.0, 31_557_600.0
_AGE_OF_THE_UNIVERSE = 13.8e9 * _YEAR
# Each unit, and where it begins to be used: 340 days rather than 0.93 years.
_UNITS = (
    (1e9 * _YEAR, 1e9 * _YEAR, "billion years"),
    (1e6 * _YEAR, 1e6 * _YEAR, "million years"),
    (1e4 * _YEAR, 1e3 * _YEAR, "thousand years"),
    (2 * _YEAR, _YEAR, "years"),
    (_DAY, _DAY, "days"),
    (_HOUR, _HOUR, "hours"),
    (_MINUTE, _MINUTE, "minutes"),
    (1.0, 1.0, "seconds"),
)


def in_words(seconds: float) -> str:
    """For example `about 340 days`; `less than a second`, `longer than the universe has existed`."""
    if seconds > _AGE_OF_THE_UNIVERSE:
        return "longer than the universe has existed"
    for least, unit, name in _UNITS:
        if seconds >= least:
            return f"about {_two_digits(seconds / unit)} {name}"
    return "less than a second"


def _two_digits(number: float) -> str:
    """1.2, 12, 340: as exact as such a figure can be."""
    if number < 9.95:
        return f"{number:.1f}".removesuffix(".0")
    return f"{float(f'{number:.2g}'):,.0f}"
