"""The signature schemes, by their names in the standards. Loads no cryptography: tables are made of them."""

from dataclasses import dataclass
from enum import Enum

from app.keys.algorithm import Family


class Padding(Enum):
    """The paddings of RSA signatures (RFC 8017, sections 8.1 and 8.2)."""

    PKCS1 = "RSASSA-PKCS1-v1_5"
    PSS = "RSASSA-PSS"


@dataclass(frozen=True, slots=True)
class Scheme:
    """How bytes are signed. `digest` and `padding` are those of RSA.

    `salt`: bytes of the salt of PSS; None: any, for verifying alone. MGF1 has the same digest.
    """

    name: str
    family: Family
    padding: Padding | None = None
    digest: str = ""
    salt: int | None = None


def pkcs1(digest: str) -> Scheme:
    """Return RSASSA-PKCS1-v1_5 with a digest of `DIGESTS`."""
    return Scheme(f"{Padding.PKCS1.value} with {digest}", Family.RSA, Padding.PKCS1, digest)


def pss(digest: str, salt: int | None) -> Scheme:
    """Return RSASSA-PSS with a digest of `DIGESTS`."""
    return Scheme(f"{Padding.PSS.value} with {digest}", Family.RSA, Padding.PSS, digest, salt)


DIGESTS = ("SHA-256", "SHA-1", "SHA-384", "SHA-512")  # the likeliest first

ED25519 = Scheme("Ed25519", Family.ED25519)
RSA_PKCS1 = pkcs1("SHA-256")
RSA_PSS = pss("SHA-256", 32)
