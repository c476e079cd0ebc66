"""OpenSSH's own key format (PROTOCOL.key and RFC 4253, section 6.6): just enough to know what a file is.

The header of a private key says in clear how it is encrypted and what its public key is; it is read
here before bcrypt runs. Opening the key is the library's work.
"""

import base64
import binascii
import re
from dataclasses import dataclass

from app.errors import UnusableKeyError
from app.keys import cost, pem
from app.text import text

MAGIC = b"openssh-key-v1\x00"

_UNKNOWN = text("unknown")
_DAMAGED_LINE = (text("This SSH public key is damaged."), text("Copy the whole line again."))

_KNOWN_NAMES = frozenset(
    {
        *("none", "bcrypt", "aes128-ctr", "aes192-ctr", "aes256-ctr", "aes128-cbc", "aes192-cbc"),
        *("aes256-cbc", "aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "3des-cbc"),
        *("chacha20-poly1305@openssh.com", "ssh-rsa", "ssh-ed25519", "ssh-ed448", "ssh-dss"),
        *("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"),
        *("sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com"),
        *("ssh-ed25519-cert-v01@openssh.com", "ssh-rsa-cert-v01@openssh.com"),
        *("ecdsa-sha2-nistp256-cert-v01@openssh.com", "ecdsa-sha2-nistp384-cert-v01@openssh.com"),
        "ecdsa-sha2-nistp521-cert-v01@openssh.com",
    }
)
_LINE_STARTS = ("ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-")
_PUBLIC_KEY = re.compile(
    r"(?:^|[\s,])(?:ssh-(?:ed25519|ed448|rsa|dss)|ecdsa-sha2-|sk-ssh-|sk-ecdsa-)\S{0,60}[ \t]+(AAAA\S*)",
    re.ASCII,
)


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
            raise UnusableKeyError(text("The OpenSSH key is damaged or cut short."), pem.COPY_AGAIN)
        taken, self._rest = self._rest[:length], self._rest[length:]
        return taken

    def number(self) -> int:
        return int.from_bytes(self.take(4), "big")

    def string(self) -> bytes:
        return self.take(self.number())

    def name(self) -> str:
        """Return a name of OpenSSH's, or “unknown”: what the file says instead may be anything."""
        name = self.string().decode("ascii", "replace")
        return name if name in _KNOWN_NAMES else _UNKNOWN


def read_header(data: bytes) -> Header:
    """Return the header of a decoded “OPENSSH PRIVATE KEY”.

    Raises UnusableKeyError if damaged, RefusedError where bcrypt would cost too much.
    """
    fields = _Fields(data)
    if fields.take(len(MAGIC)) != MAGIC:
        raise UnusableKeyError(text("The OpenSSH key is damaged: it does not begin as one."), pem.COPY_AGAIN)
    cipher, kdf = fields.name(), fields.name()
    options = _Fields(fields.string())
    rounds = 0
    if kdf == "bcrypt":
        cost.check_salt(options.string())
        rounds = options.number()
        cost.work_of_rounds(rounds)
    if fields.number() != 1:
        raise UnusableKeyError(text("This OpenSSH file does not contain exactly one key."), pem.COPY_AGAIN)
    return Header(cipher, kdf, rounds, fields.string())


def public_key_in(content: str) -> bytes | None:
    """Return the key blob of a public key line, or of a file such as `authorized_keys` with one key in it.

    None where there is none. Raises UnusableKeyError for several, and for a damaged one.
    """
    lines = [line for line in content.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found = [match[1] for line in lines if (match := _PUBLIC_KEY.search(line))]
    if content.startswith(_LINE_STARTS) and not found:
        raise UnusableKeyError(*_DAMAGED_LINE)
    if not lines or len(found) < len(lines):
        return None
    if len(found) > 1:
        raise UnusableKeyError(
            text(
                "This is a list of {number} SSH public keys (authorized_keys), not a private key.",
                number=len(found),
            ),
            text("OpenSSH keeps the private key in a file of its own, such as id_ed25519."),
        )
    try:
        return binascii.a2b_base64(found[0].encode("ascii"), strict_mode=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise UnusableKeyError(*_DAMAGED_LINE) from error


def is_public_blob(data: bytes) -> bool:
    """Return whether the bytes begin as a public key blob (RFC 4253, section 6.6)."""
    return data[:3] == b"\x00\x00\x00" and data[4:].startswith((b"ssh-", b"ecdsa-", b"sk-"))


def describe_public_key(blob: bytes) -> tuple[str, int | None, bytes]:
    """Return name, bits and DER SubjectPublicKeyInfo (empty for kinds that are only named) of a blob."""
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
        raise UnusableKeyError(text("The OpenSSH public key is damaged."), pem.COPY_AGAIN) from error
    return der, key.key_size if isinstance(key, RSAPublicKey) else 256
