"""The one table of venues: it drives window, terminal, tests and README."""

from collections.abc import Iterable

from app.venues.backpack import BACKPACK
from app.venues.binance import BINANCE, DEMO, TESTNET
from app.venues.bitget import BITGET
from app.venues.bybit import BYBIT
from app.venues.deribit import DERIBIT
from app.venues.gmgn import GMGN
from app.venues.interactive_brokers import INTERACTIVE_BROKERS
from app.venues.kalshi import KALSHI
from app.venues.other import OTHER
from app.venues.revolut_x import REVOLUT_X
from app.venues.robinhood import ROBINHOOD
from app.venues.snowflake import SNOWFLAKE
from app.venues.venue import Venue

VENUES = (
    BINANCE,
    TESTNET,
    DEMO,
    BYBIT,
    BITGET,
    DERIBIT,
    REVOLUT_X,
    ROBINHOOD,
    BACKPACK,
    GMGN,
    INTERACTIVE_BROKERS,
    KALSHI,
    SNOWFLAKE,
    OTHER,
)
BY_IDENTIFIER = {venue.identifier: venue for venue in VENUES}
_LONGEST_WORD = 40


def venue_named(word: str) -> Venue | None:
    """Return the venue of this identifier, alias or title, but for case."""
    meant = word.strip().casefold()
    return next((each for each in VENUES if meant in map(str.casefold, _names_of(each))), None)


def nearest(word: str, identifiers: Iterable[str] = BY_IDENTIFIER) -> str:
    """Return the identifier that was probably meant, empty where none is close. Knows aliases and titles."""
    meant = word.strip().casefold()
    if not meant or len(meant) > _LONGEST_WORD:
        return ""
    spelled = {name.casefold(): each for each in identifiers for name in _words_for(each)}
    from difflib import get_close_matches

    found = get_close_matches(meant, list(spelled), n=1)
    return spelled[found[0]] if found else ""


def _words_for(identifier: str) -> tuple[str, ...]:
    venue = BY_IDENTIFIER.get(identifier)
    return _names_of(venue) if venue else (identifier,)


def _names_of(venue: Venue) -> tuple[str, ...]:
    return (venue.identifier, *venue.aliases, venue.title)
