"""What is known of a program that signs with a private key: one frozen record each.

Promises: what is marked as tried was run by tests/clients, with files as this product writes them. Refuses:
what nobody could confirm; it is not in the table.
"""

from dataclasses import dataclass
from enum import Enum

from app.keys.algorithm import Family
from app.text import Text


class Opening(Enum):
    """How a key reaches a program, the best way first: the order of advice."""

    OPENS = "opens"  # takes the encrypted file and the passphrase
    SIGNING_FUNCTION = "signing-function"  # takes a function that signs: no key in clear is made
    KEY_OBJECT = "key-object"  # takes a key that the program has opened
    DECRYPT_IN_PROGRAM = "decrypt-in-program"  # takes a PEM in clear, made in memory
    ENVIRONMENT = "environment"  # takes a PEM in clear from the environment, where `akg decrypt` puts it
    PLAIN_COPY = "plain-copy"  # from a file in clear, made with consent
    SYSTEM_KEYS_ONLY = "system-keys-only"  # signs with HMAC: no key pair is of use to it
    OTHER_TYPE_ONLY = "other-type-only"  # takes keys, but not of this type

    @property
    def is_possible(self) -> bool:
        """Return whether a key gets there at all."""
        return self not in (Opening.SYSTEM_KEYS_ONLY, Opening.OTHER_TYPE_ONLY)


class Language(Enum):
    """What a program, and so its snippet, is written in. The value is the same in every language."""

    PYTHON = "Python"
    JAVASCRIPT = "JavaScript"
    GO = "Go"
    JAVA = "Java"
    RUST = "Rust"
    CSHARP = "C#"
    SHELL = "shell"
    JSON = "JSON"
    DOTENV = ".env"


@dataclass(frozen=True, slots=True)
class Client:
    """A program or a library: `identifier` is typed, `title` is shown, `package` is what is installed.

    `versions`: what it was tried or read with. `venues`: identifiers, the first is meant where none is
    named. `ed25519`, `rsa`: the ways that there are, the best one first. `tried`: its snippets are run by
    the tests; otherwise its source was read.
    """

    identifier: str
    title: str
    language: Language
    package: str
    versions: tuple[str, ...]
    ed25519: tuple[Opening, ...]
    rsa: tuple[Opening, ...]
    venues: tuple[str, ...] = ("binance",)
    quirks: tuple[Text, ...] = ()
    deprecated: bool = False
    tried: bool = True

    def openings(self, family: Family) -> tuple[Opening, ...]:
        """Return the ways for a key of this family, the best one first."""
        return self.ed25519 if family is Family.ED25519 else self.rsa
