"""Packages of npm that the venue has nothing to do with."""

from app.clients.snippets import javascript, shell
from app.clients.snippets.filling import Filling, Snippet
from app.keys.algorithm import Family

_MAIN_CLIENT = "import { MainClient } from 'binance'"
_IN_CLEAR = """\
const client = new MainClient({ api_key: @API_KEY@, api_secret: secret })
console.log(await client.getAccountInformation())"""


def binance_signing(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for `binance` that signs itself, with a key that never becomes a text."""
    digest = "null" if filling.family is Family.ED25519 else "'sha256'"
    lines = f"""\
const client = new MainClient({{
  api_key: @API_KEY@,
  api_secret: 'the key signs below',
  customSignMessageFn: async (message) =>
    encodeURIComponent(sign({digest}, Buffer.from(message), key).toString('base64')),
}})
console.log(await client.getAccountInformation())"""
    return (javascript.with_key(filling, _MAIN_CLIENT, lines),)


def binance_in_program(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for `binance` that decrypts the key in memory."""
    return (javascript.with_secret(filling, _MAIN_CLIENT, _IN_CLEAR),)


def binance_plain_copy(filling: Filling) -> tuple[Snippet, ...]:
    """Return the line that makes the plain copy, and the program for `binance` that reads it."""
    return shell.making_plain_copy(filling), javascript.from_plain_copy(filling, _MAIN_CLIENT, _IN_CLEAR)


_NODE_IMPORT = "import Binance from 'node-binance-api'"
_NODE_ACCOUNT = "console.log(await binance.account())"
_NODE_IN_CLEAR = f"""\
const binance = new Binance().options({{ APIKEY: @API_KEY@, PRIVATEKEY: secret }})
{_NODE_ACCOUNT}"""


def node_opens(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for node-binance-api with an RSA key."""
    lines = """\
const binance = new Binance().options({
  APIKEY: @API_KEY@,
  PRIVATEKEY: readFileSync(@FILE@, 'utf8'),
  PRIVATEKEYPASSWORD: passphrase,
})"""
    return (javascript.opening(filling, _NODE_IMPORT, lines, _NODE_ACCOUNT),)


def node_in_program(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for node-binance-api that decrypts the key in memory."""
    return (javascript.with_secret(filling, _NODE_IMPORT, _NODE_IN_CLEAR),)


def node_plain_copy(filling: Filling) -> tuple[Snippet, ...]:
    """Return the line that makes the plain copy, and the program for node-binance-api that reads it."""
    return shell.making_plain_copy(filling), javascript.from_plain_copy(filling, _NODE_IMPORT, _NODE_IN_CLEAR)


_VARIABLE = "BINANCE_PRIVATE_KEY"
_API_NODE_IMPORT = "import api from 'binance-api-node'"
_API_NODE = """\
const client = api.default({ apiKey: @API_KEY@, privateKey: secret })
console.log(await client.accountInfo())"""


def api_node_in_program(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for binance-api-node that decrypts the key in memory."""
    return (javascript.with_secret(filling, _API_NODE_IMPORT, _API_NODE),)


def api_node_by_environment(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for binance-api-node that reads its environment, and the line that starts it."""
    program = javascript.from_environment(filling, _API_NODE_IMPORT, _VARIABLE, _API_NODE)
    return shell.starting(filling, _VARIABLE, "node PROGRAM.mjs"), program


def api_node_plain_copy(filling: Filling) -> tuple[Snippet, ...]:
    """Return the line that makes the plain copy, and the program for binance-api-node that reads it."""
    return shell.making_plain_copy(filling), javascript.from_plain_copy(filling, _API_NODE_IMPORT, _API_NODE)
