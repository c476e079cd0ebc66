"""The one table of key algorithms: it drives the generator, the terminal, the window and the tests.

Names are those of `akg -k`. What a venue accepts is quoted from Binance's API documents: RSA with
PKCS#1 v1.5 and SHA-256, 2048 and 4096 bits in production, Ed25519 for everything.
"""

from enum import Enum
from typing import NamedTuple

from app.text import NOTHING, Text, text

PUBLIC_EXPONENT = 65537
MINIMUM_RSA_BITS = 2048
MAXIMUM_RSA_BITS = 4096  # see the decision in app.keys.cost


class Family(Enum):
    """Ed25519 (RFC 8032) or RSA (RFC 8017)."""

    ED25519 = "ed25519"
    RSA = "rsa"

    @property
    def label(self) -> str:
        """Return its name, which is the same in every language."""
        return "Ed25519" if self is Family.ED25519 else "RSA"


class Algorithm(NamedTuple):
    """A kind of key: `bits` is the size that its users quote (256 for Ed25519).

    `name` and `label` are the same in every language.
    """

    name: str
    label: str
    family: Family
    bits: int
    summary: Text = NOTHING


ED25519 = Algorithm(
    "ed25519",
    "Ed25519",
    Family.ED25519,
    256,
    summary=text("Recommended: fastest, smallest, and accepted by every Binance API."),
)


def rsa(bits: int) -> Algorithm:
    """Return the RSA algorithm of this size: a row of the table where there is one."""
    for known in ALGORITHMS:
        if known.family is Family.RSA and known.bits == bits:
            return known
    return Algorithm(
        f"rsa-{bits}",
        f"RSA {bits}",
        Family.RSA,
        bits,
    )


ALGORITHMS: tuple[Algorithm, ...] = (
    ED25519,
    Algorithm(
        "rsa-2048",
        "RSA 2048",
        Family.RSA,
        2048,
        summary=text("For clients without Ed25519. Not for FIX or WebSocket logon."),
    ),
    Algorithm(
        "rsa-3072",
        "RSA 3072",
        Family.RSA,
        3072,
        summary=text("Stronger than RSA 2048. Not for FIX or WebSocket logon."),
    ),
    Algorithm(
        "rsa-4096",
        "RSA 4096",
        Family.RSA,
        4096,
        summary=text("The largest RSA key that Binance documents; slowest. Not for FIX or WebSocket logon."),
    ),
)

BY_NAME: dict[str, Algorithm] = {algorithm.name: algorithm for algorithm in ALGORITHMS}


def named(name: str) -> Algorithm:
    """Return the algorithm of this name, also an RSA size that is not offered. Raises KeyError for others."""
    bits = name.removeprefix("rsa-")
    return rsa(int(bits)) if name not in BY_NAME and bits != name and bits.isdecimal() else BY_NAME[name]
