"""nautilus_trader: PEM in clear from 1.231 on; 1.221 takes the base64 of an Ed25519 key without its lines."""

from app.clients.client import Language
from app.clients.snippets import python, quoting, shell
from app.clients.snippets.filling import Filling, Snippet
from app.keys.algorithm import Family
from app.text import text

_SECRET = "BINANCE_API_SECRET"  # noqa: S105 (the name of a variable)
_CONFIG = "from nautilus_trader.adapters.binance.config import BinanceExecClientConfig"
_KEY_TYPE = "from nautilus_trader.adapters.binance.common.enums import BinanceKeyType"


_LINES = """\
config = BinanceExecClientConfig(
    api_key=@API_KEY@,
    api_secret=secret,
)"""


def in_program(filling: Filling) -> tuple[Snippet, ...]:
    """Return the configuration, with the key decrypted in memory."""
    return (python.with_secret(filling, _CONFIG, _LINES),)


def by_environment(filling: Filling) -> tuple[Snippet, ...]:
    """Return the line that starts the program, and the configuration, which takes both from there.

    The API key may be in a .env file instead: it is no secret.
    """
    started = shell.starting(filling, _SECRET, "python3 PROGRAM.py", BINANCE_API_KEY=filling.shown_api_key)
    program = python.program(filling, _CONFIG, "config = BinanceExecClientConfig()")
    public = f"BINANCE_API_KEY={quoting.dotenv(filling.shown_api_key)}\n"
    beside = Snippet(
        Language.DOTENV, public, text("in a .env file instead, if you use one: the API key only")
    )
    return started, program, beside


def plain_copy(filling: Filling) -> tuple[Snippet, ...]:
    """Return the line that makes the plain copy, and the configuration that reads it."""
    return shell.making_plain_copy(filling), python.from_plain_copy(filling, _CONFIG, _LINES)


def old_in_program(filling: Filling) -> tuple[Snippet, ...]:
    """Return the configuration for 1.221: an Ed25519 key without its BEGIN and END lines."""
    imports = f"{_KEY_TYPE}\n{_CONFIG}"
    is_rsa = filling.family is Family.RSA
    lines = (
        "config = BinanceExecClientConfig(\n    api_key=@API_KEY@,\n"
        f"    api_secret={'secret' if is_rsa else 'body'},\n"
        f"    key_type=BinanceKeyType.{'RSA' if is_rsa else 'ED25519'},\n)"
    )
    body = "" if is_rsa else 'body = "".join(secret.splitlines()[1:-1])'
    return (python.with_secret(filling, imports, body, lines),)
