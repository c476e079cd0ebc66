"""OpenSSH's own key format (PROTOCOL.key and RFC 4253, section 6.6): just enough to know what a file is.

The header of a private key says in clear how it is encrypted and what its public key is; it is read
here before bcrypt runs. Opening the key is the library's work.
"""

import base64
import binascii
from dataclasses import dataclass

from app.errors import UnusableKeyError
from app.keys import cost

_MAGIC = b"openssh-key-v1\x00"


@dataclass(frozen=True, slots=True)
class Header:
    """The clear part: cipher and KDF by their OpenSSH names, bcrypt rounds (0 without), public key blob."""

    cipher: str
    kdf: str
    rounds: int
    public_key: bytes


class _Fields:
    """The length-prefixed fields of RFC 4251, section 5."""

    def __init__(self, data: bytes) -> None:
        self._rest = data

    def take(self, length: int) -> bytes:
        if length > len(self._rest):
            raise UnusableKeyError("The OpenSSH key is damaged or cut short.", "Copy the whole file again.")
        taken, self._rest = self._rest[:length], self._rest[length:]
        return taken

    def number(self) -> int:
        return int.from_bytes(self.take(4), "big")

    def string(self) -> bytes:
        return self.take(self.number())

    def name(self) -> str:
        """A name for people to read: nothing in it can steer a terminal."""
        text = self.string()[:64].decode("ascii", "replace")
        return "".join(character if character.isprintable() else "?" for character in text)


def read_header(data: bytes) -> Header:
    """The header of a decoded “OPENSSH PRIVATE KEY”.

    Raises UnusableKeyError if damaged, RefusedError where bcrypt would cost too much.
    """
    fields = _Fields(data)
    if fields.take(len(_MAGIC)) != _MAGIC:
        raise UnusableKeyError("The OpenSSH key is damaged: it does not begin as one.")
    cipher, kdf = fields.name(), fields.name()
    options = _Fields(fields.string())
    rounds = 0
    if kdf == "bcrypt":
        cost.check_salt(options.string())
        rounds = options.number()
        cost.work_of_rounds(rounds)
    if fields.number() != 1:
        raise UnusableKeyError("This OpenSSH file does not hold exactly one key.")
    return Header(cipher, kdf, rounds, fields.string())


def public_line_blob(line: str) -> bytes:
    """The key blob of a line as in `authorized_keys`: type, base64, comment."""
    words = line.split(maxsplit=2)
    try:
        return binascii.a2b_base64(words[1].encode("ascii"), strict_mode=True)
    except (IndexError, binascii.Error, UnicodeEncodeError) as error:
        raise UnusableKeyError("This SSH public key is damaged.") from error


def describe_public_key(blob: bytes) -> tuple[str, int | None, bytes]:
    """Name, bits, and DER SubjectPublicKeyInfo (empty for kinds that are only named) of a public key blob."""
    kind = _Fields(blob).name()
    if kind not in ("ssh-ed25519", "ssh-rsa"):
        return _other_name(kind), None, b""
    spki, bits = _subject_public_key_info(kind, blob)
    return (f"rsa-{bits}" if kind == "ssh-rsa" else "ed25519"), bits, spki


def _other_name(kind: str) -> str:
    known = {
        "ssh-dss": "dsa",
        "ecdsa-sha2-nistp256": "ec-p256",
        "ecdsa-sha2-nistp384": "ec-p384",
        "ecdsa-sha2-nistp521": "ec-p521",
    }
    return known.get(kind, kind)


def _subject_public_key_info(kind: str, blob: bytes) -> tuple[bytes, int]:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_ssh_public_key

    try:
        key = load_ssh_public_key(kind.encode() + b" " + base64.b64encode(blob))
        der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except ValueError as error:
        raise UnusableKeyError("The OpenSSH public key is damaged.") from error
    return der, key.key_size if isinstance(key, RSAPublicKey) else 256
