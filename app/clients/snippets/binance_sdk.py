"""The venue's own packages for Python and JavaScript: each takes the path and the passphrase."""

from app.clients.snippets import javascript, python
from app.clients.snippets.filling import Filling, Snippet
from app.keys.algorithm import Family
from app.text import text

_CONFIGURATION = "from binance_common.configuration import ConfigurationRestAPI"


def _python(name: str, call: str) -> str:
    return (
        "configuration = ConfigurationRestAPI(\n"
        "    api_key=@API_KEY@,\n    private_key=@FILE@,\n    private_key_passphrase=passphrase,\n)\n"
        f"client = {name}(config_rest_api=configuration)\n"
        f"print(client.rest_api.{call}().data())"
    )


def spot(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for binance-sdk-spot."""
    imports = f"{_CONFIGURATION}\nfrom binance_sdk_spot.spot import Spot"
    rest = python.opening(filling, imports, _python("Spot", "get_account"))
    if filling.family is Family.RSA:
        return (rest,)
    return rest, python.opening(filling, _SESSION_IMPORTS, _SESSION, where=_IN_A_SESSION)


_IN_A_SESSION = text("the same for a WebSocket session, which takes Ed25519 keys only")
_SESSION_IMPORTS = """\
import asyncio

from binance_common.configuration import ConfigurationWebSocketAPI
from binance_sdk_spot.spot import Spot"""
_SESSION = """\
configuration = ConfigurationWebSocketAPI(
    api_key=@API_KEY@,
    private_key=@FILE@,
    private_key_passphrase=passphrase,
)


async def main():
    connection = await Spot(config_ws_api=configuration).websocket_api.create_connection()
    print((await connection.session_logon()).data())
    await connection.close_connection()


asyncio.run(main())"""
_JS_SESSION = """\
const configurationWebsocketAPI = { apiKey: @API_KEY@, privateKey: @FILE@, privateKeyPassphrase: passphrase }
const connection = await new Spot({ configurationWebsocketAPI }).websocketAPI.connect()
console.log((await connection.sessionLogon()).data)
await connection.disconnect()"""


def usds_futures(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for binance-sdk-derivatives-trading-usds-futures."""
    package = "binance_sdk_derivatives_trading_usds_futures.derivatives_trading_usds_futures"
    name = "DerivativesTradingUsdsFutures"
    imports = f"{_CONFIGURATION}\nfrom {package} import (\n    {name},\n)"
    return (python.opening(filling, imports, _python(name, "account_information_v3")),)


_JS = """\
const configurationRestAPI = { apiKey: @API_KEY@, privateKey: @FILE@, privateKeyPassphrase: passphrase }
const client = new NAME({ configurationRestAPI })
console.log(await (await client.restAPI.CALL()).data())"""


def js_spot(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for @binance/spot."""
    lines = _JS.replace("NAME", "Spot").replace("CALL", "getAccount")
    imports = "import { Spot } from '@binance/spot'"
    rest = javascript.opening(filling, imports, lines)
    if filling.family is Family.RSA:
        return (rest,)
    return rest, javascript.opening(filling, imports, _JS_SESSION, where=_IN_A_SESSION)


def js_usds_futures(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for @binance/derivatives-trading-usds-futures."""
    name = "DerivativesTradingUsdsFutures"
    imports = f"import {{ {name} }} from '@binance/derivatives-trading-usds-futures'"
    lines = _JS.replace("NAME", name).replace("CALL", "accountInformationV3")
    return (javascript.opening(filling, imports, lines),)
