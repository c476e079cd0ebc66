"""pybit, for Bybit: it takes an RSA key in clear."""

from app.clients.snippets import python, shell
from app.clients.snippets.filling import Filling, Snippet

_IMPORT = "from pybit.unified_trading import HTTP"
_LINES = """\
session = HTTP(api_key=@API_KEY@, api_secret=secret, rsa_authentication=True)
print(session.get_wallet_balance(accountType="UNIFIED"))"""


def in_program(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program that decrypts the key in memory; it needs the package cryptography as well."""
    return (python.with_secret(filling, _IMPORT, _LINES),)


def plain_copy(filling: Filling) -> tuple[Snippet, ...]:
    """Return the line that makes the plain copy, and the program that reads it."""
    return shell.making_plain_copy(filling), python.from_plain_copy(filling, _IMPORT, _LINES)
