"""The programs that ask clients for their signatures: requests in, what each signed and sent out."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.clients.programs import ENVIRONMENTS, node

PYTHON = r"""
import functools, importlib.util, json, sys, types
from Crypto.PublicKey import RSA


def bare(name):  # a package without its __init__, which imports a hundred exchanges: four seconds
    spec = importlib.util.find_spec(name)
    sys.modules[name] = package = types.ModuleType(name)
    package.__path__ = spec.submodule_search_locations
    return package


root = bare("ccxt")
from ccxt.base import errors, exchange

vars(root).update(vars(errors), Exchange=exchange.Exchange)
support = bare("ccxt.async_support")
bare("ccxt.pro")
root.async_support = support
from ccxt.async_support.binance import binance as support_binance

support.binance = support_binance
from ccxt.backpack import backpack
from ccxt.binance import binance
from ccxt.bybit import bybit
from ccxt.pro.binance import binance as binance_pro
from ccxt.revolutx import revolutx
from binance_common.configuration import ConfigurationRestAPI, ConfigurationWebSocketAPI
from binance_common.models import WebsocketApiOptions
from binance_common.signature import Signers
from binance_common.utils import send_request, ws_api_payload
from pybit._http_manager import _V5HTTPManager, generate_signature

task = json.load(sys.stdin)
keys, api_key, now, requests = task["keys"], task["api_key"], task["now"], task["requests"]
# Both read the key anew for each request: 50 to 150 ms.
exchange.load_pem_private_key = functools.lru_cache(exchange.load_pem_private_key)
RSA.importKey = functools.lru_cache(RSA.importKey)


def client(kind, secret, **more):
    made = kind({"apiKey": api_key, "secret": secret, **more})
    made.nonce = made.milliseconds = lambda: now
    return made


class Wire:
    def request(self, **what):
        self.params = what["params"]
        raise ConnectionAbortedError


def common_rest(pem):
    configuration = ConfigurationRestAPI(api_key=api_key, private_key=pem, retries=0)
    signer = Signers.get_signer(pem)

    def ask(params):
        wire = Wire()
        try:
            asked = {**params, "timestamp": now}
            send_request(wire, configuration, "GET", "/", asked, is_signed=True, signer=signer)
        except ConnectionAbortedError:
            return wire.params

    return ask


def common_ws(pem):
    configuration = ConfigurationWebSocketAPI(api_key=api_key, private_key=pem)
    signer = Signers.get_signer(pem)
    options = WebsocketApiOptions(api_key=True, is_signed=True, skip_auth=False, signer=signer)

    def ask(params):
        return ws_api_payload(configuration, {"params": {**params, "timestamp": now}}, options)["params"]

    return ask


def pybit_rest(params, method):
    manager = _V5HTTPManager(rsa_authentication=True, api_key=api_key, api_secret=keys["rsa-2048"])
    text = manager.prepare_payload(method, dict(params))
    return [text, manager._auth(text, 5000, now)]


def texts(params):
    return {name: json.dumps(value) if isinstance(value, list) else value for name, value in params.items()}


ed25519, rsa = keys["ed25519"], keys["rsa-2048"]
spot, bybit_client = client(binance, ed25519), client(bybit, rsa)
pro, back = client(binance_pro, ed25519), client(backpack, task["seed"])
revolut = client(revolutx, "", privateKey=ed25519)
rest, ws = common_rest(ed25519), common_ws(ed25519)

private = ["private"]
asks = {
    "common-rest": rest,
    "common-rest-rsa": common_rest(rsa),
    "common-ws": ws,
    "ccxt-get": lambda each: spot.sign("account", private, "GET", texts(each)),
    "ccxt-post": lambda each: spot.sign("order/test", private, "POST", texts(each)),
    "ccxt-ws": lambda each: pro.sign_params(texts(each)),
    "bybit-get": lambda each: bybit_client.sign("v5/order/realtime", private, "GET", texts(each)),
    "bybit-post": lambda each: bybit_client.sign("v5/order/create", private, "POST", texts(each)),
    "backpack": lambda each: back.sign("api/v1/order", private, "POST", texts(each)),
    "revolut-get": lambda each: revolut.sign("1.0/orders/active", private, "GET", texts(each)),
    "revolut-post": lambda each: revolut.sign("1.0/orders", private, "POST", each),
    "pybit-get": lambda each: pybit_rest(each, "GET"),
    "pybit-post": lambda each: pybit_rest(each, "POST"),
}
answers = {name: [ask(each) for each in requests] for name, ask in asks.items()}
answers["pybit-ws"] = [
    generate_signature(True, rsa, f"GET/realtime{now + 1000 + place}") for place in range(len(requests))
]
print(json.dumps(answers))
"""

FIX = r"""
import json, sys
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from binance_fix_connector.fix_connector import BinanceFixConnector

task = json.load(sys.stdin)
signer = BinanceFixConnector.__new__(BinanceFixConnector)
signer.private_key = load_pem_private_key(task["keys"]["ed25519"].encode(), None)
print(json.dumps([signer.generate_signature(*fields) for fields in task["logons"]]))
"""

NODE = r"""
const common = require(process.argv[2] + "/@binance/common");
const task = JSON.parse(require("fs").readFileSync(0, "utf8"));
Date.now = () => task.now;
const configuration = {apiKey: task.api_key, privateKey: task.keys.ed25519};
const rest = (params) => {
  const sent = {...common.normalizeScientificNumbers(params), timestamp: task.now};
  const signature = common.getSignature(configuration, sent);
  const url = new URL("https://example.com/");
  common.setSearchParams(url, sent);
  return [common.buildQueryString(sent), url.search.slice(1), signature];
};
const ws = (params) => common.buildWebsocketAPIMessage(
  configuration, "order.place", {...params}, {withApiKey: true, isSigned: true}).params;
console.log(JSON.stringify({rest: task.requests.map(rest), ws: task.requests.map(ws)}));
"""


def in_python(program: str, task: dict[str, Any], environment: str = "python") -> Any:
    return _answer([str(ENVIRONMENTS / environment / "bin" / "python"), "-c", program], task)


def in_node(program: str, task: dict[str, Any], folder: Path) -> Any:
    file = folder / "program.cjs"
    file.write_text(program)
    return _answer([str(node()), str(file), str(ENVIRONMENTS / "npm" / "node_modules")], task)


def _answer(command: list[str], task: dict[str, Any]) -> Any:
    asked = json.dumps(task)
    done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
