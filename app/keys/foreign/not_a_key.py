"""What people paste instead of a private key, by name: (statement, hint) for each.

No statement repeats a word of the text, calls public what may be a private key, or claims what is only
likely.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from app.keys import pem
from app.text import Text, listed, paragraph, plural, text

Statement = tuple[Text, Text]

PASTE_WHOLE = text("Paste the whole text, from “-----BEGIN … PRIVATE KEY-----” to the END line.")
_IN_DOUBT = text("Keep it to yourself if you are not sure.")
_UNPACK = text("Unpack it, then choose the file that ends in .private.pem.")
_SEED_HINT = paragraph(
    _IN_DOUBT, text("Bare seeds are not opened: export the key as PKCS#8 PEM where it was made.")
)
NO_KEY = text("This is not a private key."), PASTE_WHOLE
_OPENPGP = (
    text("This is an OpenPGP (GnuPG) key or message, not a key for API requests."),
    text("OpenPGP keys cannot be used here. Generate a new key pair."),
)
_PKCS12 = (
    text("This is a PKCS#12 file (.p12, .pfx), which is not supported."),
    text("Get its key: openssl pkcs12 -in FILE -nocerts -out key.pem (old ones: add -legacy); open key.pem."),
)


def may_be_key(name: str) -> bool:
    """Return whether a file name may be the text of a key, so that no message repeats it."""
    return "-----" in name or "\n" in name or bool(_KEY_LIKE.fullmatch("".join(name.split())))


_KEY_LIKE = re.compile(r"(?![/~])[A-Za-z0-9+/_=-]{32,}")


def name_of_block(label: str) -> Statement:
    """Return the statement for a PEM block that is not a supported key."""
    if label.endswith("CERTIFICATE REQUEST"):
        return text("This is a certificate request, not a private key."), PASTE_WHOLE
    if label.endswith("CERTIFICATE"):
        return text("This is a certificate, not a private key."), PASTE_WHOLE
    if label.startswith("PGP "):
        return _OPENPGP
    if known := pem.known_label(label):
        return text("This is “{label}”, not a supported private key.", label=known), PASTE_WHOLE
    return text("This is a PEM block, but not a supported private key."), PASTE_WHOLE


def count_blocks(labels: Iterable[str]) -> Text:
    """Return PEM blocks by kind: “a certificate, 2 public keys”."""
    counted = Counter(_kind_of(label) for label in labels)
    return listed(_COUNTED[kind](count) for kind, count in counted.items())


def _kind_of(label: str) -> str:
    for end in ("CERTIFICATE REQUEST", "CERTIFICATE", "PUBLIC KEY", "PARAMETERS"):
        if label.endswith(end):
            return end
    return "PGP" if label.startswith("PGP ") else ""


_COUNTED: dict[str, Callable[[int], Text]] = {
    "CERTIFICATE REQUEST": lambda n: plural("a certificate request", "{number} certificate requests", n),
    "CERTIFICATE": lambda n: plural("a certificate", "{number} certificates", n),
    "PUBLIC KEY": lambda n: plural("a public key", "{number} public keys", n),
    "PARAMETERS": lambda n: plural("a parameter block", "{number} parameter blocks", n),
    "PGP": lambda n: plural("an OpenPGP block", "{number} OpenPGP blocks", n),
    "": lambda n: plural("another block", "{number} other blocks", n),
}


def name_of_der(data: bytes) -> Statement | None:
    """Return the statement for data that begin as PKCS#12 does (RFC 7292; DER, or BER without lengths)."""
    head = data[:48]
    is_pkcs12 = data[:1] == b"\x30" and b"\x02\x01\x03\x30" in head and _PKCS7 in head
    return _PKCS12 if is_pkcs12 else None


_PKCS7 = bytes.fromhex("06092a864886f70d0107")  # the beginning of 1.2.840.113549.1.7, pkcs-7, in DER


def name_of_binary(data: bytes) -> Statement | None:
    """Return the statement for files of other kinds, by their first octets."""
    return next((statement for start, statement in _BINARIES.items() if data.startswith(start)), None)


_BINARIES: dict[bytes, Statement] = {
    b"\x1f\x8b": (text("This is a compressed archive (gzip), not a key."), _UNPACK),
    b"PK\x03\x04": (text("This is an archive (zip), not a key."), _UNPACK),
    b"\xfe\xed\xfe\xed": (
        text("This is a Java keystore, which is not supported."),
        text(
            "Convert it with keytool -importkeystore -deststoretype PKCS12, then use openssl pkcs12 -nocerts."
        ),
    ),
}


def name_of_text(content: str) -> Statement:
    """Return the statement for a text, without space at its ends, that contains no PEM block."""
    for recognises, statement, hint in _TEXTS:
        if recognises(content):
            return statement, hint
    return NO_KEY


_TEXTS: tuple[tuple[Callable[[str], object], Text, Text], ...] = (
    (lambda content: not content, text("This is empty."), PASTE_WHOLE),
    (
        lambda content: content.startswith("PuTTY-User-Key-File"),
        text("This is a PuTTY key file (.ppk), which is not supported."),
        text("Convert it: puttygen FILE -O private-openssh-new -o NEW (or Conversions, Export OpenSSH key)."),
    ),
    (
        lambda content: content.startswith("---- BEGIN SSH2 PUBLIC KEY"),
        text("This is an SSH public key (RFC 4716), not a private key."),
        PASTE_WHOLE,
    ),
    (
        lambda content: "LS0tLS1CRUdJTi" in content,
        text("This text contains a PEM text that is encoded once more in base64, among other text."),
        text("Paste the base64 alone, from LS0tLS1CRUdJTi to its end."),
    ),
    (
        re.compile(r"(?:0x)?[0-9A-Fa-f]{64}").fullmatch,
        text("This may be the seed of a private key (64 hexadecimal digits), or an API key or API secret."),
        _SEED_HINT,
    ),
    (
        re.compile(r"M[A-P][A-Za-z0-9+/_-]{62}").fullmatch,
        text(
            "This may be a damaged private key without its BEGIN and END lines, or an API key or API secret."
        ),
        paragraph(_IN_DOUBT, PASTE_WHOLE),
    ),
    (
        re.compile(r"[A-Za-z0-9]{64}").fullmatch,
        text("This looks like an API key or API secret (64 letters and digits), or a part of a private key."),
        paragraph(
            _IN_DOUBT,
            text("API key and secret go into your trading program. Here, paste the private key's PEM."),
        ),
    ),
    (
        re.compile(r"[A-Za-z0-9+/_-]{43}=?").fullmatch,
        text("This may be the seed of a private key (32 bytes in base64), or another secret."),
        _SEED_HINT,
    ),
    (
        re.compile(r"[A-Za-z0-9+/_-]{86}(?:==)?|(?:0x)?[0-9A-Fa-f]{128}").fullmatch,
        text(
            "This may be a private key as 64 bytes: its seed and its public half. It may be another secret, "
            "too."
        ),
        _SEED_HINT,
    ),
    (
        lambda content: "PRIVATE KEY-----" in content,
        text("This key is cut short: its BEGIN line is missing or damaged."),
        pem.COPY_BOTH_LINES,
    ),
    (
        lambda content: "\x00" in content or "\ufffd" in content,
        text("This is a binary file, not a key."),
        text("Choose the file that contains the private key."),
    ),
    (
        re.compile(
            r"(?:M[A-P][A-Za-z0-9+/\s_-]{38,}|[A-Za-z0-9+/_-]{40,}(?:\s+[A-Za-z0-9+/_-]+)*)={0,2}"
        ).fullmatch,
        text("This may be a private key without its BEGIN and END lines, damaged or cut short."),
        paragraph(_IN_DOUBT, PASTE_WHOLE),
    ),
)
