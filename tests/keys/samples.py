"""Key files for tests, also such as nobody would make in earnest: built here, octet by octet."""

import base64
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from app.errors import KeygenError
from tests.keys import der

PASSPHRASE = "correct horse battery staple"

PBES2 = "1.2.840.113549.1.5.13"
PBKDF2 = "1.2.840.113549.1.5.12"
SCRYPT = "1.3.6.1.4.1.11591.4.11"
HMAC_SHA256 = "1.2.840.113549.2.9"
AES_256_CBC = "2.16.840.1.101.3.4.1.42"
PBE_SHA1_3DES = "1.2.840.113549.1.12.1.3"
RSA = "1.2.840.113549.1.1.1"
ED25519 = "1.3.101.112"


def ed25519_file(passphrase: str | None = None, encoding: Encoding = Encoding.PEM) -> bytes:
    """A fresh Ed25519 key in PKCS#8, as the library writes it (2,048 iterations)."""
    protection: KeySerializationEncryption = NoEncryption()
    if passphrase is not None:
        protection = BestAvailableEncryption(passphrase.encode())
    return Ed25519PrivateKey.generate().private_bytes(encoding, PrivateFormat.PKCS8, protection)


def armour(label: str, content: bytes) -> bytes:
    body = base64.b64encode(content).decode()
    lines = [body[start : start + 64] for start in range(0, len(body), 64)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""]).encode()


def pbkdf2(iterations: int, *, salt: bytes = b"s" * 16) -> bytes:
    prf = der.sequence(der.oid(HMAC_SHA256), der.NULL)
    return der.sequence(der.oid(PBKDF2), der.sequence(der.octets(salt), der.integer(iterations), prf))


def scrypt(n: int, r: int, p: int) -> bytes:
    numbers = (der.integer(number) for number in (n, r, p))
    return der.sequence(der.oid(SCRYPT), der.sequence(der.octets(b"s" * 16), *numbers))


def pbes2(kdf: bytes, cipher: str = AES_256_CBC, iv: bytes = b"i" * 16) -> bytes:
    """EncryptedPrivateKeyInfo with these parameters; the ciphertext is nonsense."""
    scheme = der.sequence(kdf, der.sequence(der.oid(cipher), der.octets(iv)))
    return encrypted_private_key_info(PBES2, scheme)


def pbes1(iterations: int, scheme: str = PBE_SHA1_3DES) -> bytes:
    return encrypted_private_key_info(scheme, der.sequence(der.octets(b"s" * 8), der.integer(iterations)))


def encrypted_private_key_info(scheme: str, parameters: bytes) -> bytes:
    return der.sequence(der.sequence(der.oid(scheme), parameters), der.octets(b"c" * 64))


def encrypted(content: bytes, passphrase: bytes, iterations: int = 1) -> bytes:
    """EncryptedPrivateKeyInfo of any content, by PBKDF2-HMAC-SHA256, one iteration unless told."""
    key = PBKDF2HMAC(SHA256(), 32, b"s" * 16, iterations).derive(passphrase)
    padder, encryptor = PKCS7(128).padder(), Cipher(AES(key), modes.CBC(b"i" * 16)).encryptor()
    ciphertext = encryptor.update(padder.update(content) + padder.finalize())
    cipher = der.sequence(der.oid(AES_256_CBC), der.octets(b"i" * 16))
    scheme = der.sequence(der.oid(PBES2), der.sequence(pbkdf2(iterations), cipher))
    return der.sequence(scheme, der.octets(ciphertext))


def private_key_info(algorithm: bytes, private_key: bytes) -> bytes:
    return der.sequence(der.integer(0), der.sequence(algorithm), der.octets(private_key))


def rsa_private_key(
    *, n: int, e: int = 65537, d: int = 3, p: int = 3, q: int = 5, dp: int = 1, dq: int = 1, u: int = 1
) -> bytes:
    """PKCS#1 of these numbers, whether they are a key or not."""
    return der.sequence(*(der.integer(number) for number in (0, n, e, d, p, q, dp, dq, u)))


def in_pkcs8(rsa_private_key_der: bytes) -> bytes:
    algorithm = der.sequence(der.oid(RSA), der.NULL)
    return der.sequence(der.integer(0), algorithm, der.octets(rsa_private_key_der))


def outcome(work: Callable[[], object]) -> object:
    """What the work returns, or the error of ours that it raises. Any other error fails the test."""
    try:
        return work()
    except KeygenError as error:
        return error


def string(content: bytes) -> bytes:
    """RFC 4251, section 5."""
    return len(content).to_bytes(4, "big") + content


def openssh(
    kind: bytes = b"ssh-ed25519",
    *,
    cipher: bytes = b"none",
    kdf: bytes = b"none",
    rounds: int | None = None,
    keys: int = 1,
    public_blob: bytes | None = None,
) -> bytes:
    """An “OPENSSH PRIVATE KEY” (PROTOCOL.key) with this header; what would be encrypted is nonsense."""
    options = b"" if rounds is None else string(b"s" * 16) + rounds.to_bytes(4, "big")
    blob = string(kind) + string(b"\x01" * 32) if public_blob is None else public_blob
    content = b"openssh-key-v1\x00" + string(cipher) + string(kdf) + string(options)
    return armour("OPENSSH PRIVATE KEY", content + keys.to_bytes(4, "big") + string(blob) + string(b"n" * 64))


def ssh_rsa_blob(modulus: int, exponent: int = 65537) -> bytes:
    def multiple_precision(number: int) -> bytes:
        return string(number.to_bytes(number.bit_length() // 8 + 1, "big"))

    return string(b"ssh-rsa") + multiple_precision(exponent) + multiple_precision(modulus)
