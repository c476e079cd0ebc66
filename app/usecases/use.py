"""Use: how a client gets a private key, the best way first, with the lines that are to be copied.

Promises: no line has a secret in it. A plain copy comes last and names its risk; where a client opens the
file itself, none is offered. Nothing is read and nothing is written here.
"""

from dataclasses import dataclass
from typing import assert_never

from app.clients.client import Client, Opening
from app.clients.snippets.filling import Filling, Snippet
from app.clients.snippets.recipes import snippets
from app.keys.algorithm import BY_NAME, ED25519, Algorithm, rsa
from app.keys.foreign.kinds import KeyDocument
from app.text import NOTHING, Text, text

__all__ = ["Snippet", "Way", "algorithm_of", "ways"]

_LARGEST = ((400, ED25519), (1700, rsa(2048)), (2300, rsa(3072)))  # bytes of an encrypted file


@dataclass(frozen=True, slots=True)
class Way:
    """One way of a key into a client. `explanation`: what happens; `risk`: empty where it has none."""

    opening: Opening
    title: Text
    explanation: Text
    risk: Text
    snippets: tuple[Snippet, ...]


def ways(
    client: Client,
    algorithm: Algorithm,
    private_file: str,
    *,
    api_key: str = "",
    passphrase_file: str = "",
    encrypted: bool = True,
    venue: str = "",
) -> tuple[Way, ...]:
    """Return the ways of this key into this client, the best one first; none for one that cannot use it.

    `api_key` empty: a word stands for it. `passphrase_file` empty: the program asks. `venue` empty: the
    client's first. Raises UsageError for a path or an API key that cannot be written into a program.
    """
    filling = Filling(
        algorithm.family, private_file, api_key, passphrase_file, encrypted, venue or client.venues[0]
    )
    found = (
        (opening, snippets(client, opening, filling))
        for opening in client.openings(algorithm.family)
        if opening.is_possible
    )
    return tuple(Way(opening, *_words(opening), lines) for opening, lines in found if lines)


def algorithm_of(document: KeyDocument) -> Algorithm:
    """Return what a private key is: encryption hides it, but not its size."""
    if document.algorithm in BY_NAME:
        return BY_NAME[document.algorithm]
    if document.bits:
        return rsa(document.bits)
    size = len(document.data)
    return next((algorithm for most, algorithm in _LARGEST if size < most), rsa(4096))


def _words(opening: Opening) -> tuple[Text, Text, Text]:
    """Return title, explanation and risk."""
    match opening:
        case Opening.OPENS:
            return (
                text("It opens the file itself"),
                text("The program is told the path and the passphrase, and decrypts the key in memory."),
                NOTHING,
            )
        case Opening.SIGNING_FUNCTION:
            return (
                text("Your program signs"),
                text(
                    "The program opens the file itself and signs each request; the key never becomes a text."
                ),
                NOTHING,
            )
        case Opening.KEY_OBJECT:
            return (
                text("Your program opens the file"),
                text("The program decrypts the key in memory and hands the opened key over."),
                NOTHING,
            )
        case Opening.DECRYPT_IN_PROGRAM:
            return (
                text("Decrypt in the program"),
                text("The program decrypts the key in memory; the file stays encrypted."),
                NOTHING,
            )
        case Opening.ENVIRONMENT:
            return (
                text("Through the environment"),
                text("akg decrypts the key as the program is started; no file in clear is made."),
                text(
                    "The key is in the program's environment: whatever it starts gets it too, and other "
                    "programs that run as you can read it there."
                ),
            )
        case Opening.PLAIN_COPY:
            return (
                text("A plain copy, if nothing else works"),
                text("akg writes a second file that is not encrypted."),
                text(
                    "Whoever gets this file can use the key: a backup, another program, a stolen disk. "
                    "Delete it as soon as another way works."
                ),
            )
        case Opening.SYSTEM_KEYS_ONLY | Opening.OTHER_TYPE_ONLY:
            return NOTHING, NOTHING, NOTHING
        case unreachable:
            assert_never(unreachable)
