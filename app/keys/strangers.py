"""What people paste instead of a private key, told by name: (statement, hint) for each.

No statement repeats a word of the text, calls public what may be a private key, or is sure of what only
looks so.
"""

import re
from collections import Counter
from collections.abc import Iterable

from app.keys import pem

Statement = tuple[str, str]

PASTE_WHOLE = "Paste the whole text, from “-----BEGIN … PRIVATE KEY-----” to the END line."
_IN_DOUBT = "Keep it to yourself if you are not sure. "
_OPENPGP = (
    "This is an OpenPGP (GnuPG) key or message, not a key for API requests.",
    "OpenPGP keys cannot be used here. Generate a new key pair.",
)
_PKCS12 = (
    "This is a PKCS#12 file (.p12, .pfx), which is not read here.",
    "Get its key: openssl pkcs12 -in FILE -nocerts -out key.pem (old ones: add -legacy); open key.pem.",
)
_UNPACK = "Unpack it, then choose the file that ends in .private.pem."


def may_be_key(name: str) -> bool:
    """Whether what was given as a file name may be the text of a key, so that no message repeats it."""
    return "-----" in name or "\n" in name or bool(_KEY_LIKE.fullmatch("".join(name.split())))


_KEY_LIKE = re.compile(r"(?![/~])[A-Za-z0-9+/_=-]{32,}")


def name_of_block(label: str) -> Statement:
    """For a PEM block that is no key that is read here."""
    if label.endswith("CERTIFICATE REQUEST"):
        return "This is a certificate request, not a private key.", PASTE_WHOLE
    if label.endswith("CERTIFICATE"):
        return "This is a certificate, not a private key.", PASTE_WHOLE
    if label.startswith("PGP "):
        return _OPENPGP
    if known := pem.known_label(label):
        return f"This is “{known}”, not a private key that is known here.", PASTE_WHOLE
    return "This is a PEM block, but not a private key that is known here.", PASTE_WHOLE


def count_blocks(labels: Iterable[str]) -> str:
    """PEM blocks by kind: “a certificate, 2 public keys”."""
    counted = Counter(_kind_of(label) for label in labels)
    return ", ".join(f"{count} {kind}s" if count > 1 else _one(kind) for kind, count in counted.items())


def _one(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiouO" else f"a {kind}"


def _kind_of(label: str) -> str:
    for end in ("CERTIFICATE REQUEST", "CERTIFICATE", "PUBLIC KEY"):
        if label.endswith(end):
            return end.lower()
    if label.startswith("PGP "):
        return "OpenPGP block"
    return "parameter block" if label.endswith("PARAMETERS") else "other block"


def name_of_der(data: bytes) -> Statement | None:
    """For binary data that begins as a PKCS#12 file does (RFC 7292; DER, or BER without lengths)."""
    head = data[:48]
    is_pkcs12 = data[:1] == b"\x30" and b"\x02\x01\x03\x30" in head and _PKCS7 in head
    return _PKCS12 if is_pkcs12 else None


_PKCS7 = bytes.fromhex("06092a864886f70d0107")  # the beginning of PKCS#7's object identifiers


def name_of_binary(data: bytes) -> Statement | None:
    """For files of other kinds, by their first octets."""
    return next((statement for start, statement in _BINARIES.items() if data.startswith(start)), None)


_BINARIES: dict[bytes, Statement] = {
    b"\x1f\x8b": ("This is a compressed archive (gzip), not a key.", _UNPACK),
    b"PK\x03\x04": ("This is an archive (zip), not a key.", _UNPACK),
    b"\xfe\xed\xfe\xed": (
        "This is a Java keystore, which is not read here.",
        "Convert it with keytool -importkeystore -deststoretype PKCS12, then use openssl pkcs12 -nocerts.",
    ),
}


def name_of_text(text: str) -> Statement:
    """For a text, without space at its ends, that holds no PEM block."""
    for recognises, statement, hint in _STRANGERS:
        if recognises(text):
            return statement, hint
    return "This text is no private key.", PASTE_WHOLE


_SEED_HINT = _IN_DOUBT + "Bare seeds are not opened: export the key as PKCS#8 PEM where it was made."

_STRANGERS = (
    (lambda text: not text, "This is empty.", PASTE_WHOLE),
    (
        lambda text: text.startswith("PuTTY-User-Key-File"),
        "This is a PuTTY key file (.ppk), which is not read here.",
        "Convert it: puttygen FILE -O private-openssh-new -o NEW (or Conversions, Export OpenSSH key).",
    ),
    (
        lambda text: text.startswith("---- BEGIN SSH2 PUBLIC KEY"),
        "This is an SSH public key (RFC 4716), not a private key.",
        PASTE_WHOLE,
    ),
    (
        lambda text: "LS0tLS1CRUdJTi" in text,
        "This text holds a PEM text that is encoded once more in base64, among other text.",
        "Paste the base64 alone, from LS0tLS1CRUdJTi to its end.",
    ),
    (
        re.compile(r"(?:0x)?[0-9A-Fa-f]{64}").fullmatch,
        "This may be the seed of a private key (64 hexadecimal digits), or an API key or API secret.",
        _SEED_HINT,
    ),
    (
        re.compile(r"M[A-P][A-Za-z0-9+/_-]{62}").fullmatch,
        "This may be a damaged private key without its BEGIN and END lines, or an API key or API secret.",
        _IN_DOUBT + PASTE_WHOLE,
    ),
    (
        re.compile(r"[A-Za-z0-9]{64}").fullmatch,
        "This looks like an API key or API secret (64 letters and digits), or a part of a private key.",
        _IN_DOUBT + "API key and secret go into your trading program. Here, paste the private key's PEM.",
    ),
    (
        re.compile(r"[A-Za-z0-9+/_-]{43}=?").fullmatch,
        "This may be the seed of a private key (32 bytes in base64), or another secret.",
        _SEED_HINT,
    ),
    (
        re.compile(r"[A-Za-z0-9+/_-]{86}(?:==)?|(?:0x)?[0-9A-Fa-f]{128}").fullmatch,
        "This may be a private key as 64 bytes: its seed and its public half. It may be another secret, too.",
        _SEED_HINT,
    ),
    (
        lambda text: "PRIVATE KEY-----" in text,
        "This key is cut short: its BEGIN line is missing or damaged.",
        "Copy the whole file, from the BEGIN line to the END line.",
    ),
    (
        lambda text: "\x00" in text or "\ufffd" in text,
        "This is a binary file, not a key.",
        "Choose the file that holds the private key.",
    ),
    (
        re.compile(
            r"(?:M[A-P][A-Za-z0-9+/\s_-]{38,}|[A-Za-z0-9+/_-]{40,}(?:\s+[A-Za-z0-9+/_-]+)*)={0,2}"
        ).fullmatch,
        "This may be a private key without its BEGIN and END lines, damaged or cut short.",
        _IN_DOUBT + PASTE_WHOLE,
    ),
)
