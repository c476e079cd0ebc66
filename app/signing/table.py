"""The one table of recipes: it drives the terminal, the window, the search for causes, and the tests."""

from app.signing.recipe import Recipe
from app.signing.recipes.backpack import REST as BACKPACK
from app.signing.recipes.binance_fix import FIX_LOGON
from app.signing.recipes.binance_rest import FUTURES_REST, SAPI, SPOT_REST
from app.signing.recipes.binance_websocket import LOGON, REQUEST, USER_DATA
from app.signing.recipes.bitget import REST as BITGET
from app.signing.recipes.bybit import REST as BYBIT_REST
from app.signing.recipes.bybit import WEBSOCKET as BYBIT_WEBSOCKET
from app.signing.recipes.deribit import AUTH as DERIBIT
from app.signing.recipes.interactive_brokers import LIVE_SESSION_TOKEN
from app.signing.recipes.json_web_token import JWT_EDDSA, JWT_RS256, SNOWFLAKE_JWT
from app.signing.recipes.kalshi import REST as KALSHI
from app.signing.recipes.plain import PLAIN
from app.signing.recipes.revolut_x import REST as REVOLUT_X
from app.signing.recipes.robinhood import REST as ROBINHOOD

RECIPES: tuple[Recipe, ...] = (
    SPOT_REST,
    FUTURES_REST,
    SAPI,
    REQUEST,
    LOGON,
    USER_DATA,
    FIX_LOGON,
    BYBIT_REST,
    BYBIT_WEBSOCKET,
    BITGET,
    DERIBIT,
    REVOLUT_X,
    ROBINHOOD,
    BACKPACK,
    KALSHI,
    LIVE_SESSION_TOKEN,
    SNOWFLAKE_JWT,
    PLAIN,
    JWT_EDDSA,
    JWT_RS256,
)
BY_IDENTIFIER = {recipe.identifier: recipe for recipe in RECIPES}


def recipes_of(venue: str) -> tuple[Recipe, ...]:
    """Return those of a venue, by its identifier; the usual one first, none where no recipe is known."""
    return tuple(recipe for recipe in RECIPES if venue in recipe.venues)
