"""OpenSSL's legacy encryption of PEM: the headers of RFC 1421, checked before any library sees them.

The library panics on an initialization vector that is too short.
"""

import re

from app.errors import UnusableKeyError
from app.keys import pem
from app.keys.foreign.kinds import Container, Encryption, KeyDocument
from app.text import text

# The ciphers that OpenSSL writes there, and the octets of their initialization vectors.
_VECTORS = {
    **{f"{cipher}-{bits}-CBC": 16 for cipher in ("AES", "CAMELLIA", "ARIA") for bits in (128, 192, 256)},
    **dict.fromkeys(("DES-CBC", "DES-EDE-CBC", "DES-EDE3-CBC", "IDEA-CBC", "BF-CBC", "CAST5-CBC"), 8),
    **dict.fromkeys(("RC2-CBC", "RC2-64-CBC", "RC2-40-CBC"), 8),
    "SEED-CBC": 16,
    **dict.fromkeys(("id-aes128-GCM", "id-aes192-GCM", "id-aes256-GCM"), 12),
}
HEADERS = ("Proc-Type", "DEK-Info")
_UNKNOWN = text("an unknown cipher")
_KINDS = {"RSA PRIVATE KEY": Container.PKCS1, "EC PRIVATE KEY": Container.TRADITIONAL}
_KINDS["DSA PRIVATE KEY"] = Container.TRADITIONAL


def is_encrypted(block: pem.PEMBlock) -> bool:
    """Return whether the block is a traditional key whose headers say that it is encrypted."""
    return block.label in _KINDS and bool(block.headers)


def identify(block: pem.PEMBlock) -> KeyDocument:
    """Return the document of such a block. Raises UnusableKeyError where its headers are damaged."""
    encryption = read_headers(block.headers)
    headers = {name: block.headers[name] for name in HEADERS}
    armoured = pem.encode(block.label, block.der, headers).encode("ascii")
    name = block.label.split(" ", 1)[0].lower()
    return KeyDocument(_KINDS[block.label], armoured, name, encryption=encryption)


def read_headers(headers: dict[str, str]) -> Encryption:
    """Return what the headers say, as OpenSSL writes them: `DEK-Info: AES-128-CBC,<IV in hexadecimal>`."""
    match = re.fullmatch(r"([A-Za-z0-9-]{1,24}),([0-9A-Fa-f]{0,64})", headers.get("DEK-Info", ""), re.ASCII)
    if not match or headers.get("Proc-Type") != "4,ENCRYPTED":
        raise UnusableKeyError(text("The key is damaged: its headers make no sense."), pem.COPY_AGAIN)
    cipher = match[1] if match[1] in _VECTORS else _UNKNOWN
    if cipher in _VECTORS and len(match[2]) != 2 * _VECTORS[cipher]:
        raise UnusableKeyError(
            text("The key is damaged: its initialization vector has a wrong length."), pem.COPY_AGAIN
        )
    weakness = text("Its encryption is outdated and weak: {cipher}, with one round of MD5.", cipher=cipher)
    return Encryption("OpenSSL traditional", "EVP_BytesToKey", "MD5", 1, cipher, weakness)
