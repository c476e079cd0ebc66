"""Which snippet belongs to which client and way: one table, as whole as the table of clients (a test)."""

from collections.abc import Callable, Mapping

from app.clients.client import Client, Opening
from app.clients.snippets import (
    binance_sdk,
    ccxt,
    compiled,
    connectors,
    freqtrade,
    nautilus,
    npm,
    pybit,
    python_binance,
)
from app.clients.snippets.filling import Filling, Snippet

Recipe = Callable[[Filling], tuple[Snippet, ...]]

_O, _F, _K = Opening.OPENS, Opening.SIGNING_FUNCTION, Opening.KEY_OBJECT
_P, _E, _C = Opening.DECRYPT_IN_PROGRAM, Opening.ENVIRONMENT, Opening.PLAIN_COPY

_RECIPES: Mapping[str, Mapping[Opening, Recipe]] = {
    "binance-sdk-spot": {_O: binance_sdk.spot},
    "binance-sdk-derivatives-trading-usds-futures": {_O: binance_sdk.usds_futures},
    "ccxt": {_P: ccxt.in_program, _E: ccxt.by_environment, _C: ccxt.plain_copy},
    "ccxt-js": {_P: ccxt.js_in_program, _E: ccxt.js_by_environment, _C: ccxt.js_plain_copy},
    "freqtrade": {_E: freqtrade.by_environment, _C: freqtrade.plain_copy},
    "python-binance": {
        _O: python_binance.opens,
        _P: python_binance.in_program,
        _C: python_binance.plain_copy,
    },
    "binance-connector": {_O: connectors.spot},
    "binance-futures-connector": {_O: connectors.usds_futures},
    "binance-fix-connector": {_K: connectors.fix},
    "nautilus_trader": {_P: nautilus.in_program, _E: nautilus.by_environment, _C: nautilus.plain_copy},
    "nautilus_trader-1.221": {_P: nautilus.old_in_program},
    "@binance/spot": {_O: binance_sdk.js_spot},
    "@binance/derivatives-trading-usds-futures": {_O: binance_sdk.js_usds_futures},
    "binance": {_F: npm.binance_signing, _P: npm.binance_in_program, _C: npm.binance_plain_copy},
    "node-binance-api": {_O: npm.node_opens, _P: npm.node_in_program, _C: npm.node_plain_copy},
    "binance-api-node": {
        _P: npm.api_node_in_program,
        _E: npm.api_node_by_environment,
        _C: npm.api_node_plain_copy,
    },
    "@binance/connector": {_K: connectors.js_connector, _O: connectors.js_connector},
    "@binance/connector-typescript": {
        _K: connectors.js_connector_typescript,
        _O: connectors.js_connector_typescript,
    },
    "binance-connector-go": {_O: compiled.go_connector},
    "go-binance": {_E: compiled.go_binance_by_environment, _C: compiled.go_binance_plain_copy},
    "binance-connector-java": {_O: compiled.java_connector},
    "binance-connector-rust": {_O: compiled.rust_connector},
    "pybit": {_P: pybit.in_program, _C: pybit.plain_copy},
}


def snippets(client: Client, opening: Opening, filling: Filling) -> tuple[Snippet, ...]:
    """Return what is to be copied for this way; nothing where this venue does not have it."""
    return _RECIPES[client.identifier][opening](filling)
