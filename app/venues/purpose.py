"""What a key is for: it shapes its name, what is ticked at the venue, and the day on which it is due.

A key for each purpose: what leaks from a tax program cannot trade, and one key can be replaced alone.
"""

from typing import NamedTuple

from app.text import Text, text


class Purpose(NamedTuple):
    """`slug` begins the name of a key; `days`: until it should be replaced; `needs`: what to allow for it."""

    identifier: str
    title: Text
    slug: str
    days: int
    meaning: Text
    needs: Text


SPOT = Purpose(
    "spot",
    text("Spot trading"),
    "spot-trading",
    90,
    text("Places orders on the spot market and reads your balances."),
    text("reading and spot trading"),
)
FUTURES = Purpose(
    "futures",
    text("Futures trading"),
    "futures-trading",
    90,
    text("Places orders on the futures market and reads your positions."),
    text("reading and futures trading"),
)
TAX = Purpose(
    "tax",
    text("Tax data"),
    "tax-data",
    30,
    text("Reads your history once, for a tax report. Delete the API key afterwards."),
    text("reading alone"),
)
DATA = Purpose(
    "read-only",
    text("Trading data, read-only"),
    "trading-data",
    90,
    text("Reads orders, balances and prices, and can trade nothing."),
    text("reading alone"),
)
OTHER = Purpose(
    "other",
    text("Something else"),
    "api-key",
    90,
    text("Does something else: allow only what the program needs."),
    text("only what the program needs"),
)

PURPOSES = (SPOT, FUTURES, TAX, DATA, OTHER)
FOUR = (SPOT, FUTURES, TAX, DATA)
BY_IDENTIFIER = {purpose.identifier: purpose for purpose in PURPOSES}
TRADING = (SPOT.identifier, FUTURES.identifier)
READING = (TAX.identifier, DATA.identifier, OTHER.identifier)


def day_after(day: str, days: int) -> str:
    """Return the ISO 8601 date so many days after an ISO 8601 date."""
    from datetime import date, timedelta

    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def suggested_name(purpose: Purpose, day: str) -> str:
    """Return for example `spot-trading-2026-11-28`, from an ISO 8601 date."""
    return f"{purpose.slug}-{day}"
