"""The values that say what a key text is: its container, its encryption, and the document as a whole.

Promises: no word in them is taken from the text. Names are from tables here, or numbers.
"""

from dataclasses import dataclass, field
from enum import Enum


class Container(Enum):
    """The formats that are read. The value is what a person is told."""

    PKCS8 = "PKCS#8"
    ENCRYPTED_PKCS8 = "encrypted PKCS#8"
    PKCS1 = "PKCS#1"
    TRADITIONAL = "OpenSSL traditional"
    OPENSSH = "OpenSSH"
    JWK = "JSON Web Key"
    SPKI = "SubjectPublicKeyInfo"
    PKCS1_PUBLIC = "PKCS#1 public key"
    OPENSSH_PUBLIC = "OpenSSH public key"


PUBLIC_CONTAINERS = (Container.SPKI, Container.PKCS1_PUBLIC, Container.OPENSSH_PUBLIC)


@dataclass(frozen=True, slots=True)
class Encryption:
    """How a private key is encrypted. `weakness` is a sentence where the protection is weak, else empty.

    `work` is what trying one passphrase costs, in the units of `app.keys.cost`.
    """

    scheme: str
    kdf: str
    prf: str | None
    iterations: int | None
    cipher: str
    weakness: str = ""
    work: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, repr=False)
class KeyDocument:
    """A recognised key. `data` is DER, but the PEM text of PKCS#1 with legacy encryption and of OpenSSH.

    `algorithm` is a name of `akg -k`, or the honest name of what it is; None while encryption hides it.
    `notes` are sentences for its owner: what was around the key, or what form it had. `is_alone`: the text
    was this one key in PEM or DER and nothing else, white space aside, so that it may be replaced.
    """

    container: Container
    data: bytes
    algorithm: str | None = None
    bits: int | None = None
    encryption: Encryption | None = None
    fingerprint: str | None = None
    notes: tuple[str, ...] = ()
    is_alone: bool = False

    @property
    def is_private(self) -> bool:
        """Whether it holds a private key."""
        return self.container not in PUBLIC_CONTAINERS

    def __repr__(self) -> str:
        return f"KeyDocument({self.container.value}, {len(self.data)} bytes)"
