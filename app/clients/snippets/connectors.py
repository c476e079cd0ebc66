"""The packages that the venue has replaced, and its one for FIX."""

from app.clients.snippets import javascript, python
from app.clients.snippets.filling import Filling, Snippet
from app.keys.algorithm import Family


def _python(name: str, api_key: str, private_key_pass: str) -> str:
    return f"""\
client = {name}(
    {api_key}=@API_KEY@,
    private_key=Path(@FILE@).read_text(),
    {private_key_pass}=passphrase,
)
print(client.account())"""


def spot(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for binance-connector (PyPI)."""
    lines = _python("Spot", "api_key", "private_key_pass")
    return (python.opening(filling, "from binance.spot import Spot", lines),)


def usds_futures(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for binance-futures-connector (PyPI)."""
    lines = _python("UMFutures", "key", "private_key_passphrase")
    return (python.opening(filling, "from binance.um_futures import UMFutures", lines),)


def fix(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for binance-fix-connector: it takes a key object, Ed25519 only."""
    lines = """\
session = create_order_entry_session(
    api_key=@API_KEY@,
    sender_comp_id="TRADE",
    private_key=key,
)
print(session.get_all_new_messages_received())
session.logout()
session.disconnect()"""
    imports = "from binance_fix_connector.fix_connector import create_order_entry_session"
    return (python.with_key(filling, imports, lines),)


def _js(filling: Filling, imports: str, ed25519: str, account: str) -> Snippet:
    if filling.family is Family.RSA:
        lines = """\
const privateKey = readFileSync(@FILE@, 'utf8')
const client = new Spot(@API_KEY@, '', { privateKey, privateKeyPassphrase: passphrase })"""
        return javascript.opening(filling, imports, lines, account)
    lines = f"const client = new Spot(@API_KEY@, '', {{ privateKey: key, privateKeyAlgo: '{ed25519}' }})"
    return javascript.with_key(filling, imports, lines, account)


def js_connector(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for @binance/connector."""
    account = "console.log((await client.account()).data)"
    return (_js(filling, "import { Spot } from '@binance/connector'", "Ed25519", account),)


def js_connector_typescript(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for @binance/connector-typescript."""
    account = "console.log(await client.accountInformation())"
    return (_js(filling, "import { Spot } from '@binance/connector-typescript'", "ED25519", account),)
