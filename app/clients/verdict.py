"""The sentence that stands beside the choice of a client, before a key is made."""

from typing import assert_never

from app.clients.client import Client, Opening
from app.keys.algorithm import Algorithm, Family
from app.text import Text, text


def verdict(client: Client, algorithm: Algorithm) -> Text:
    """Return whether this client can use a key of this algorithm, and what that takes."""
    match client.openings(algorithm.family)[0]:
        case Opening.OPENS:
            return text("{client} opens the encrypted file itself.", client=client.title)
        case Opening.SIGNING_FUNCTION:
            return text(
                "{client} opens no encrypted file; your program opens it and signs in its place.",
                client=client.title,
            )
        case Opening.KEY_OBJECT:
            return text(
                "{client} opens no encrypted file; your program opens it in one line.", client=client.title
            )
        case Opening.DECRYPT_IN_PROGRAM:
            return text(
                "{client} opens no encrypted file; your program decrypts it in memory, in three lines.",
                client=client.title,
            )
        case Opening.ENVIRONMENT:
            return text(
                "{client} opens no encrypted file; akg decrypts it when {client} is started.",
                client=client.title,
            )
        case Opening.PLAIN_COPY:
            return text("{client} needs a copy that is not encrypted.", client=client.title)
        case Opening.SYSTEM_KEYS_ONLY:
            return text(
                "{client} takes only system-generated keys; a key made here is of no use to it.",
                client=client.title,
            )
        case Opening.OTHER_TYPE_ONLY:
            return _other_type(client, algorithm)
        case unreachable:
            assert_never(unreachable)


def is_usable(client: Client, algorithm: Algorithm) -> bool:
    """Return whether a key of this algorithm is of any use to the client."""
    return client.openings(algorithm.family)[0].is_possible


def _other_type(client: Client, algorithm: Algorithm) -> Text:
    taken = "RSA" if algorithm.family is Family.ED25519 else "Ed25519"
    return text(
        "{client} takes {taken} keys only; choose {taken} as the key type.", client=client.title, taken=taken
    )


def in_short(opening: Opening) -> Text:
    """Return the same in a few words, for a table."""
    return _IN_SHORT[opening]


_IN_SHORT = {
    Opening.OPENS: text("opens the file"),
    Opening.SIGNING_FUNCTION: text("your program signs"),
    Opening.KEY_OBJECT: text("your program opens it"),
    Opening.DECRYPT_IN_PROGRAM: text("decrypt in the program"),
    Opening.ENVIRONMENT: text("through the environment"),
    Opening.PLAIN_COPY: text("plain copy"),
    Opening.SYSTEM_KEYS_ONLY: text("system-generated keys only"),
    Opening.OTHER_TYPE_ONLY: text("not this type"),
}
