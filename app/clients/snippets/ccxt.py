"""ccxt for Python and for JavaScript: it takes the PEM in clear, and for Backpack the seed in base64."""

from app.clients.snippets import javascript, python, shell
from app.clients.snippets.filling import Filling, Snippet
from app.keys.algorithm import Family

_VARIABLE = "EXCHANGE_PRIVATE_KEY"
_EXCHANGES = {
    "binance": ("binance", "secret"),
    "revolut-x": ("revolutx", "privateKey"),
    "backpack": ("backpack", "secret"),
}

_TAKES_A_SEED = "backpack"


def _takes_no(filling: Filling) -> bool:
    """Return whether the venue takes no key of this family: only Binance takes RSA keys through ccxt."""
    return filling.family is Family.RSA and filling.venue != "binance"


def _python_lines(filling: Filling) -> str:
    name, field = _EXCHANGES[filling.venue]
    return (
        f'exchange = ccxt.{name}({{"apiKey": @API_KEY@, "{field}": secret}})\n'
        'print(exchange.fetch_balance()["total"])'
    )


def in_program(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program that decrypts the key in memory."""
    if _takes_no(filling):
        return ()
    make = python.with_seed if filling.venue == _TAKES_A_SEED else python.with_secret
    return (make(filling, "import ccxt", _python_lines(filling)),)


def by_environment(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program that reads the key from its environment, and the line that starts it."""
    if _takes_no(filling) or filling.venue == _TAKES_A_SEED:
        return ()
    program = python.from_environment(filling, "import ccxt", _VARIABLE, _python_lines(filling))
    return shell.starting(filling, _VARIABLE, "python3 PROGRAM.py"), program


def plain_copy(filling: Filling) -> tuple[Snippet, ...]:
    """Return the line that makes the plain copy, and the program that reads it."""
    if _takes_no(filling) or filling.venue == _TAKES_A_SEED:
        return ()
    program = python.from_plain_copy(filling, "import ccxt", _python_lines(filling))
    return shell.making_plain_copy(filling), program


_JAVASCRIPT = """\
const exchange = new ccxt.binance({ apiKey: @API_KEY@, secret })
console.log((await exchange.fetchBalance()).total)"""
_IMPORT = "import ccxt from 'ccxt'"


def js_in_program(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program that decrypts the key in memory."""
    return (javascript.with_secret(filling, _IMPORT, _JAVASCRIPT),)


def js_by_environment(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program that reads the key from its environment, and the line that starts it."""
    program = javascript.from_environment(filling, _IMPORT, _VARIABLE, _JAVASCRIPT)
    return shell.starting(filling, _VARIABLE, "node PROGRAM.mjs"), program


def js_plain_copy(filling: Filling) -> tuple[Snippet, ...]:
    """Return the line that makes the plain copy, and the program that reads it."""
    program = javascript.from_plain_copy(filling, _IMPORT, _JAVASCRIPT)
    return shell.making_plain_copy(filling), program
