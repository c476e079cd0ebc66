"""What the venue answers to who may ask: just enough of each answer for its clients to read it."""

import time
from typing import Any

_BTC = {"asset": "BTC", "free": "1.5", "locked": "0.0"}
_SYMBOL = {
    "symbol": "BTCUSDT",
    "status": "TRADING",
    "baseAsset": "BTC",
    "baseAssetPrecision": 8,
    "quoteAsset": "USDT",
    "quotePrecision": 8,
    "quoteAssetPrecision": 8,
    "orderTypes": ["LIMIT", "MARKET"],
    "icebergAllowed": True,
    "ocoAllowed": True,
    "isSpotTradingAllowed": True,
    "isMarginTradingAllowed": False,
    "permissions": ["SPOT"],
    "permissionSets": [["SPOT"]],
    "filters": [
        {"filterType": "PRICE_FILTER", "minPrice": "0.01", "maxPrice": "1000000.00", "tickSize": "0.01"},
        {"filterType": "LOT_SIZE", "minQty": "0.00001", "maxQty": "9000.0", "stepSize": "0.00001"},
        {"filterType": "NOTIONAL", "minNotional": "5.0"},
    ],
}


def _account() -> dict[str, Any]:
    return {
        "makerCommission": 10,
        "takerCommission": 10,
        "buyerCommission": 0,
        "sellerCommission": 0,
        "commissionRates": {"maker": "0.001", "taker": "0.001", "buyer": "0", "seller": "0"},
        "canTrade": True,
        "canWithdraw": False,
        "canDeposit": True,
        "brokered": False,
        "requireSelfTradePrevention": False,
        "preventSor": False,
        "updateTime": int(time.time() * 1000),
        "accountType": "SPOT",
        "balances": [_BTC],
        "permissions": ["SPOT"],
        "uid": 1,
    }


def public(path: str) -> Any:
    """The answer to a request that nobody signs."""
    now = int(time.time() * 1000)
    if path.endswith("/time"):
        return {"serverTime": now}
    if path.endswith("/exchangeInfo"):
        symbols = [_SYMBOL] if path.startswith("/api/") else []
        return {
            "timezone": "UTC",
            "serverTime": now,
            "rateLimits": [],
            "exchangeFilters": [],
            "symbols": symbols,
        }
    return {}


def signed(path: str) -> Any:
    """The answer to a request that was signed."""
    if path.endswith(("/capital/config/getall", "/margin/allPairs")):
        return []
    return _account()


def of(host: str, path: str) -> Any:
    """The answer of one of the other venues."""
    if host.endswith("bybit.com"):
        return {"retCode": 0, "retMsg": "OK", "result": {"list": []}, "retExtInfo": {}, "time": 0}
    if host.endswith("revolut.com"):
        if path.endswith("/configuration/pairs"):
            return {}
        if path.endswith("/configuration/currencies"):
            return {}
        return [{"currency": "BTC", "available": "1.5", "reserved": "0", "staked": "0", "total": "1.5"}]
    if path.endswith(("/markets", "/assets", "/securities")):
        return []
    return {"BTC": {"available": "1.5", "locked": "0", "staked": "0"}}
