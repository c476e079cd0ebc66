"""python-binance: it opens encrypted files of RSA keys, and takes an Ed25519 key in clear."""

from app.clients.snippets import python, shell
from app.clients.snippets.filling import Filling, Snippet

_IMPORT = "from binance.client import Client"
_ACCOUNT = "print(client.get_account())"
_IN_CLEAR = f"client = Client(@API_KEY@, private_key=secret)\n{_ACCOUNT}"


def opens(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program for an RSA key."""
    made = "client = Client(@API_KEY@, private_key=Path(@FILE@), private_key_pass=passphrase)"
    return (python.opening(filling, _IMPORT, made, _ACCOUNT),)


def in_program(filling: Filling) -> tuple[Snippet, ...]:
    """Return the program that decrypts the key in memory; it needs the package cryptography as well."""
    return (python.with_secret(filling, _IMPORT, _IN_CLEAR),)


def plain_copy(filling: Filling) -> tuple[Snippet, ...]:
    """Return the line that makes the plain copy, and the program that reads it."""
    return shell.making_plain_copy(filling), python.from_plain_copy(filling, _IMPORT, _IN_CLEAR)
