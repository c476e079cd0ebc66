"""The dearest allowed file of every kind: what is one step above it is refused before anything runs.

Each is built when it is called, and opened as `akg inspect` and `akg public` would, with a wrong passphrase
beyond ASCII, which is tried in as many encodings as it has, where the budget allows.
"""

import base64
import unicodedata
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from app.keys import cost
from app.keys.foreign.document import MAXIMUM_SIZE
from tests.keys import der, samples

# As typed and its NFC form are two different byte strings. No passphrase has three: what Latin-1 can encode
# is in NFC already.
PASSPHRASE = unicodedata.normalize("NFD", "\xfc")

_JWK_NUMBERS = (b"n", b"e", b"d", b"p", b"q", b"dp", b"dq", b"qi")

_HMAC = {
    name: f"1.2.840.113549.2.{arc}"
    for arc, name in enumerate(("SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512"), 7)
}


def _pbkdf2(name: str, iterations: int) -> bytes:
    prf = der.sequence(der.oid(_HMAC[name]), der.NULL)
    parameters = der.sequence(der.octets(b"s" * cost.MAXIMUM_SALT), der.integer(iterations), prf)
    return samples.pbes2(der.sequence(der.oid(samples.PBKDF2), parameters))


def _bcrypt(rounds: int) -> bytes:
    public = samples.string(b"ssh-ed25519") + samples.string(b"\x01" * 32)
    return samples.openssh(cipher=b"aes256-ctr", kdf=b"bcrypt", rounds=rounds, public_blob=public)


def _rsa(layout: PrivateFormat) -> bytes:
    key = rsa.generate_private_key(65537, 4096)
    return key.private_bytes(Encoding.PEM, layout, NoEncryption())


def _dearest_rsa() -> bytes:
    """A key that opens with the passphrase: the dearest derivation, then the dearest check."""
    key = rsa.generate_private_key(65537, 4096)
    content = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return samples.encrypted(content, PASSPHRASE.encode(), 6_000_000)


def _unbalanced_rsa() -> bytes:
    """The largest prime that is allowed beside a small one: as dear as a whole key, and no more."""
    p, q = (rsa.generate_private_key(65537, bits).private_numbers().p for bits in (4096, 2048))
    private = pow(65537, -1, (p - 1) * (q - 1))
    return samples.rsa_private_key(
        n=p * q, d=private, p=p, q=q, dp=private % (p - 1), dq=private % (q - 1), u=pow(q, -1, p)
    )


def _filled(head: bytes, unit: bytes, tail: bytes = b"") -> bytes:
    """A file of the largest size that is read."""
    times = (MAXIMUM_SIZE - len(head) - len(tail)) // len(unit)
    return head + unit * times + tail


def _nested(depth: int) -> bytes:
    content = b""
    while len(content) < depth:
        content = der.sequence(content)
    return content


def _pkcs8_with_attributes() -> bytes:
    attribute = der.sequence(der.oid("1.2.3"), der.tlv(0x31, b""))
    algorithm = der.sequence(der.oid(samples.ED25519))
    key = der.octets(der.octets(b"k" * 32))
    return der.sequence(der.integer(0), algorithm, key, der.tlv(0xA0, attribute * 7000))


KINDS: dict[str, Callable[[], bytes]] = {
    "PBKDF2, SHA-1, 3,000,000": lambda: _pbkdf2("SHA-1", 3_000_000),
    "PBKDF2, SHA-224, 3,000,000": lambda: _pbkdf2("SHA-224", 3_000_000),
    "PBKDF2, SHA-256, 6,000,000": lambda: _pbkdf2("SHA-256", 6_000_000),
    "PBKDF2, SHA-256, 3,000,000 twice": lambda: _pbkdf2("SHA-256", 3_000_000),
    "PBKDF2, SHA-384, 1,500,000": lambda: _pbkdf2("SHA-384", 1_500_000),
    "PBKDF2, SHA-512, 1,500,000": lambda: _pbkdf2("SHA-512", 1_500_000),
    "PBKDF2, SHA-512, 750,000 twice": lambda: _pbkdf2("SHA-512", 750_000),
    "scrypt, 128 MiB": lambda: samples.pbes2(samples.scrypt(2**17, 8, 1)),
    "scrypt, 64 MiB, p = 3": lambda: samples.pbes2(samples.scrypt(2**16, 8, 3)),
    "scrypt, 64 MiB, twice": lambda: samples.pbes2(samples.scrypt(2**16, 8, 1)),
    "scrypt, r = 8,192": lambda: samples.pbes2(samples.scrypt(128, 8192, 1)),
    "scrypt, p = 15": lambda: samples.pbes2(samples.scrypt(2**14, 8, 15)),
    "PBES1, MD5, 2,000,000": lambda: samples.pbes1(2_000_000, "1.2.840.113549.1.5.3"),
    "PBES1, Triple DES, 1,200,000": lambda: samples.pbes1(1_200_000),
    "PBES1, RC4, 1,200,000": lambda: samples.pbes1(1_200_000, "1.2.840.113549.1.12.1.1"),
    "OpenSSH, 100 rounds": lambda: _bcrypt(100),
    "OpenSSH, 50 rounds twice": lambda: _bcrypt(50),
    "PBKDF2, 6,000,000, around RSA 4096": _dearest_rsa,
    "RSA 4096, PKCS#8": lambda: _rsa(PrivateFormat.PKCS8),
    "RSA 4096, PKCS#1": lambda: _rsa(PrivateFormat.TraditionalOpenSSL),
    "RSA 4096, OpenSSH": lambda: _rsa(PrivateFormat.OpenSSH),
    "RSA, primes of 2,048 and 1,024 bits": _unbalanced_rsa,
    "SSH line, modulus of 390,000 bits": lambda: (
        b"ssh-rsa " + _base64(samples.ssh_rsa_blob((1 << 390_000) | 1))
    ),
    "SPKI, modulus of 500,000 bits": lambda: _public_rsa((1 << 500_000) | 1),
    "PKCS#8, 7,000 attributes": _pkcs8_with_attributes,
    "DER, nested": lambda: _nested(MAXIMUM_SIZE - 8),
    "DER, indefinite lengths": lambda: _filled(b"", b"\x30\x80"),
    "DER, one identifier": lambda: samples.private_key_info(der.tlv(0x06, b"\x83" * 65_000 + b"\x01"), b"x"),
    "PEM, 3,000 blocks": lambda: _filled(b"", b"-----BEGIN A-----\n-----END A-----\n"),
    "PEM, only BEGIN": lambda: _filled(b"", b"-----BEGIN A-----\n"),
    "PEM, only dashes": lambda: _filled(b"-----BEGIN ", b"-"),
    "PEM, headers": lambda: _filled(
        b"-----BEGIN RSA PRIVATE KEY-----\n", b"a: b\n", b"-----END RSA PRIVATE KEY-----"
    ),
    "PEM, blank lines": lambda: _filled(
        b"-----BEGIN PRIVATE KEY-----\n", b" \n", b"-----END PRIVATE KEY-----"
    ),
    "text, spaces": lambda: _filled(b"", b" "),
    "text, base64 that ends wrong": lambda: _filled(b"M", b"A \n", b"!"),
    "text, UTF-16": lambda: _filled(b"\xff\xfe", "\xe9\n".encode("utf-16-le")),
    "text, JSON": lambda: _filled(b'{"kty"', b"{"),
    "octets, zero": lambda: _filled(b"0", b"\x00"),
    "PEM, escaped line ends": lambda: _filled(
        b"-----BEGIN PRIVATE KEY-----", b"\\n", b"-----END PRIVATE KEY-----"
    ),
    "PEM, backslashes": lambda: _filled(b"-----BEGIN PRIVATE KEY-----", b"\\", b"-----END PRIVATE KEY-----"),
    "PEM, in base64": lambda: base64.b64encode(
        _filled(b"", b"-----BEGIN A-----\n-----END A-----\n")[:49_000]
    ),
    "text, base64 lines": lambda: _filled(b"A" * 40, b" A", b"!"),
    "text, base64 of DER": lambda: base64.b64encode(_nested(49_000)),
    "text, base64 characters": lambda: _filled(b"", b"M"),
    "text, lines of SSH keys": lambda: _filled(b"", b"ssh-rsa \n"),
    "text, one line of SSH key names": lambda: _filled(b"", b" ssh-rsa"),
    "text, JWK, nested": lambda: _filled(b'{"kty":', b"["),
    "text, JWK, long numbers": lambda: (
        b'{"kty":"RSA",' + b",".join(b'"%s":"%s"' % (name, b"_" * 8000) for name in _JWK_NUMBERS) + b"}"
    ),
}


def _base64(blob: bytes) -> bytes:
    return base64.b64encode(blob)


def _public_rsa(modulus: int) -> bytes:
    key = der.sequence(der.integer(modulus), der.integer(65537))
    return der.sequence(der.sequence(der.oid(samples.RSA), der.NULL), der.bits(key))
