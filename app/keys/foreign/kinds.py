"""The values that say what a key text is: its container, its encryption, and the document as a whole.

Promises: no word in them is taken from the text. Names are from tables here, or numbers.
"""

from dataclasses import dataclass, field
from enum import Enum

from app.text import NOTHING, Text, text


class Container(Enum):
    """The formats that are read. The value is what JSON says, `title` what a person reads."""

    PKCS8 = "PKCS#8"
    ENCRYPTED_PKCS8 = "encrypted PKCS#8"
    PKCS1 = "PKCS#1"
    TRADITIONAL = "OpenSSL traditional"
    OPENSSH = "OpenSSH"
    JWK = "JSON Web Key"
    SPKI = "SubjectPublicKeyInfo"
    PKCS1_PUBLIC = "PKCS#1 public key"
    OPENSSH_PUBLIC = "OpenSSH public key"

    @property
    def title(self) -> Text:
        """Return its name within a sentence."""
        return _TITLES[self]


_TITLES = {
    Container.PKCS8: text("PKCS#8"),
    Container.ENCRYPTED_PKCS8: text("encrypted PKCS#8"),
    Container.PKCS1: text("PKCS#1"),
    Container.TRADITIONAL: text("OpenSSL traditional"),
    Container.OPENSSH: text("OpenSSH"),
    Container.JWK: text("JSON Web Key"),
    Container.SPKI: text("SubjectPublicKeyInfo"),
    Container.PKCS1_PUBLIC: text("PKCS#1 public key"),
    Container.OPENSSH_PUBLIC: text("OpenSSH public key"),
}

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
    weakness: Text = NOTHING
    work: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, repr=False)
class KeyDocument:
    """A recognised key. `data` is DER, except for OpenSSH and for PKCS#1 with legacy encryption: there it is
    the PEM text.

    `algorithm` is a name of `akg -k`, or the name of what else it is; None while encryption hides it. `notes`
    are sentences for its owner: what was around the key, or what form it had. `is_alone`: the text was this
    one key in PEM or DER and nothing else, white space aside, so that it may be replaced.
    """

    container: Container
    data: bytes
    algorithm: str | None = None
    bits: int | None = None
    encryption: Encryption | None = None
    fingerprint: str | None = None
    notes: tuple[Text, ...] = ()
    is_alone: bool = False

    @property
    def is_private(self) -> bool:
        """Return whether it contains a private key."""
        return self.container not in PUBLIC_CONTAINERS

    def __repr__(self) -> str:
        return f"KeyDocument({self.container.value}, {len(self.data)} bytes)"


def describe_other_kind(algorithm: str) -> Text:
    """Return what a key is that exchanges do not take, by its name in a KeyDocument: “an EC key (P-256)”."""
    family, _, curve = algorithm.partition("-")
    if family == "ec" and curve:
        return text("an EC key ({curve})", curve=_CURVES.get(curve, curve))
    return _OTHER_KINDS.get(algorithm) or text("a key of another kind ({name})", name=algorithm)


_CURVES = {"p256": "P-256", "p384": "P-384", "p521": "P-521"}
_OTHER_KINDS = {
    "ec": text("an EC key"),
    "dsa": text("a DSA key"),
    "dh": text("a Diffie-Hellman key"),
    "rsa-pss": text("an RSA-PSS key"),
    "ed448": text("an Ed448 key"),
    "x25519": text("an X25519 key"),
    "x448": text("an X448 key"),
}
