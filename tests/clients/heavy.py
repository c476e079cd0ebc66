"""nautilus_trader and freqtrade, whose environments weigh gigabytes: `make clients`, not `make test`.

Both are more than a library: what stands behind their snippets here is the least of a program that uses them.
nautilus_trader connects by itself, past Python: there the base address is an argument.
"""

import json
from pathlib import Path

import pytest

from app.clients.client import Client, Opening
from app.clients.table import BY_IDENTIFIER
from app.usecases.use import ways
from tests.clients.conftest import Key
from tests.clients.programs import Desk, environment_of
from tests.clients.venue.server import Venue

_NAUTILUS = """
import asyncio
import os

from nautilus_trader.adapters.binance.common.enums import BinanceAccountType
from nautilus_trader.adapters.binance.factories import get_cached_binance_http_client
from nautilus_trader.adapters.binance.spot.http.account import BinanceSpotAccountHttpAPI
from nautilus_trader.common.component import LiveClock


def credentials():
    if config.api_secret:
        return config.api_key, config.api_secret
    from nautilus_trader.adapters.binance.common.credentials import get_api_key, get_api_secret
    from nautilus_trader.adapters.binance.common.enums import BinanceEnvironment

    live = (config.account_type, BinanceEnvironment.LIVE)
    return get_api_key(*live), get_api_secret(*live)


async def main():
    clock, spot = LiveClock(), BinanceAccountType.SPOT
    base = os.environ["VENUE_PLAIN"]
    client = get_cached_binance_http_client(clock, spot, *credentials(), config.key_type, base_url=base)
    await BinanceSpotAccountHttpAPI(client, clock, spot).query_spot_account_info()


asyncio.run(main())
"""

_FREQTRADE = """
import sys

from freqtrade.configuration import Configuration
from freqtrade.resolvers import ExchangeResolver

config = Configuration.from_files([sys.argv[sys.argv.index("--config") + 1]])
exchange = ExchangeResolver.load_exchange(config, validate=False)
print(exchange.get_balances())
exchange.close()
"""

_BOT = {
    "dry_run": False,
    "stake_currency": "USDT",
    "stake_amount": 10,
    "max_open_trades": 1,
    "timeframe": "5m",
    "strategy": "None",
    "entry_pricing": {"price_side": "same", "use_order_book": False},
    "exit_pricing": {"price_side": "same", "use_order_book": False},
    "pairlists": [{"method": "StaticPairList"}],
}


def made(name: str) -> Client:
    client = BY_IDENTIFIER[name]
    assert (environment_of(client) / ".done").exists(), f"{name}: packaging/clients.sh heavy makes it"
    return client


def nautilus_cases() -> list[tuple[str, str, Opening]]:
    """Of the two releases those whose Python is here: one at least."""
    found = [
        (name, algorithm, opening)
        for name in ("nautilus_trader", "nautilus_trader-1.221")
        if (environment_of(BY_IDENTIFIER[name]) / ".done").exists()
        for algorithm, openings in (
            ("ed25519", BY_IDENTIFIER[name].ed25519),
            ("rsa-2048", BY_IDENTIFIER[name].rsa),
        )
        for opening in openings
        if opening.is_possible
    ]
    assert found, "packaging/clients.sh heavy makes their environments"
    return found


@pytest.mark.parametrize(("name", "algorithm", "opening"), nautilus_cases())
def test_venue_lets_nautilus_trader_in(
    name: str, algorithm: str, opening: Opening, keys: dict[str, Key], venue: Venue, tmp_path: Path
) -> None:
    key = keys[algorithm]
    found = ways(
        made(name),
        key.algorithm,
        str(key.private_file),
        api_key=key.api_key,
        passphrase_file=str(key.passphrase_file),
    )
    way = next(each for each in found if each.opening is opening)
    Desk(tmp_path, made(name), venue, _NAUTILUS).run(way)
    assert [(each.api_key, each.code) for each in venue.take_judged()] == [(key.api_key, 0)]


@pytest.mark.parametrize("algorithm", ["ed25519", "rsa-2048"])
@pytest.mark.parametrize("opening", [Opening.ENVIRONMENT, Opening.PLAIN_COPY])
def test_venue_lets_freqtrade_in(
    algorithm: str, opening: Opening, keys: dict[str, Key], venue: Venue, tmp_path: Path
) -> None:
    """By its own configuration: config.json as the snippet has it, and the environment."""
    key = keys[algorithm]
    found = ways(
        made("freqtrade"),
        key.algorithm,
        str(key.private_file),
        api_key=key.api_key,
        passphrase_file=str(key.passphrase_file),
    )
    way = next(each for each in found if each.opening is opening)
    (part,) = (json.loads(each.code) for each in way.snippets if each.language.value == "JSON")
    part["exchange"] |= {"pair_whitelist": ["BTC/USDT"], "pair_blacklist": []}
    (tmp_path / "config.json").write_text(json.dumps(_BOT | part))
    (tmp_path / "user_data").mkdir()
    (tmp_path / "bot.py").write_text(_FREQTRADE)
    desk = Desk(tmp_path, made("freqtrade"), venue, commands={"freqtrade": "exec PYTHON bot.py"})
    desk.run(way)
    judged = venue.take_judged()
    assert judged
    assert {(each.api_key, each.code) for each in judged} == {(key.api_key, 0)}
