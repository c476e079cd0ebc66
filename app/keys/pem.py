"""Textual encodings of keys (RFC 7468): strict when writing, tolerant of mail and editors when reading.

Writes: 64 columns, LF on every system, one final newline, nothing else. Some clients tell key types
apart by the length of the file (a plain Ed25519 key has exactly 119 bytes), so nothing may be added.
Reads: CRLF, a missing final newline, text around the block, a block pasted on one line. Every block
must be whole, and its base64 valid when it is decoded. No message repeats a label that is not one of
the known words: where a BEGIN line is damaged, the key itself is read as its label.
"""

import base64
import binascii
from dataclasses import dataclass

from app.errors import UnusableKeyError
from app.text import text

BEGIN = "-----BEGIN "
COPY_AGAIN = text("Copy the whole file again.")
COPY_BOTH_LINES = text("Copy the whole file, from the BEGIN line to the END line.")

_COLUMNS = 64
_END = "-----END "
_DASHES = "-----"
_KNOWN_LABELS = frozenset(
    {
        *("PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY"),
        *("OPENSSH PRIVATE KEY", "ANY PRIVATE KEY", "TSS2 PRIVATE KEY", "ED25519 PRIVATE KEY"),
        *("PUBLIC KEY", "RSA PUBLIC KEY", "DSA PUBLIC KEY", "EC PUBLIC KEY", "OPENSSH PUBLIC KEY"),
        *("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE", "ATTRIBUTE CERTIFICATE"),
        *("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST", "X509 CRL", "PKCS7", "PKCS12", "CMS"),
        *("DH PARAMETERS", "X9.42 DH PARAMETERS", "EC PARAMETERS", "DSA PARAMETERS", "PARAMETERS"),
        *("PGP PRIVATE KEY BLOCK", "PGP PUBLIC KEY BLOCK", "PGP MESSAGE", "PGP SIGNATURE"),
    }
)


@dataclass(frozen=True, slots=True, repr=False)
class PEMBlock:
    """One block: its label, its RFC 1421 headers (only old OpenSSL files have some) and its base64 text."""

    label: str
    headers: dict[str, str]
    body: str

    @property
    def der(self) -> bytes:
        """Return the bytes. Raises UnusableKeyError where the base64 is not valid."""
        return _decode(self.body)

    def __repr__(self) -> str:
        return f"PEMBlock({known_label(self.label)!r}, {len(self.body)} characters)"


def known_label(label: str) -> str:
    """Return the label where it is a word that may be shown, else nothing."""
    return label if label in _KNOWN_LABELS else ""


def is_alone(content: str, block: PEMBlock) -> bool:
    """Return whether the text is one block and nothing else, white space aside; `block` is the one in it."""
    bare = content.strip()
    one = bare.count(BEGIN) == 1 == bare.count(_END)
    return one and bare.startswith(BEGIN) and bare.endswith(f"{_END}{block.label}{_DASHES}")


def encode(label: str, der: bytes, headers: dict[str, str] | None = None) -> str:
    """Return the PEM text of `der`, ASCII, ready to be written as it is (files of ours have no headers)."""
    head = [f"{name}: {value}" for name, value in headers.items()] + [""] if headers else []
    body = base64.b64encode(der).decode("ascii")
    lines = [body[start : start + _COLUMNS] for start in range(0, len(body), _COLUMNS)]
    return "\n".join([f"{BEGIN}{label}{_DASHES}", *head, *lines, f"{_END}{label}{_DASHES}", ""])


def parse(content: str) -> tuple[PEMBlock, ...]:
    """Return every block of the text, in order. Raises UnusableKeyError where one is cut short."""
    blocks = []
    position = content.find(BEGIN)
    while position >= 0:
        block, after = _parse_block(content, position)
        blocks.append(block)
        position = content.find(BEGIN, after)
    return tuple(blocks)


def _parse_block(content: str, begin: int) -> tuple[PEMBlock, int]:
    label_start = begin + len(BEGIN)
    label_end = content.find(_DASHES, label_start, label_start + 80)
    label = content[label_start:label_end]
    if label_end < 0 or not label or not (label.isascii() and label.isprintable()):
        raise UnusableKeyError(text("The BEGIN line of this key is damaged."), COPY_AGAIN)
    body_start = label_end + len(_DASHES)
    closing = f"{_END}{label}{_DASHES}"
    body_end = content.find(closing, body_start)
    next_begin = content.find(BEGIN, body_start)
    if body_end < 0 or 0 <= next_begin < body_end:
        raise _without_end(label)
    after = body_end + len(closing)
    headers, body = _split_headers(content[body_start:body_end])
    return PEMBlock(label, headers, body), after


def _without_end(label: str) -> UnusableKeyError:
    if known_label(label):
        message = text("This key is cut short: its “END {label}” line is missing.", label=label)
    else:
        message = text("This key is cut short: the END line to its BEGIN line is missing.")
    return UnusableKeyError(message, COPY_BOTH_LINES)


def _split_headers(body: str) -> tuple[dict[str, str], str]:
    lines = [line.strip() for line in body.strip().splitlines()]
    count = next((index for index, line in enumerate(lines) if ":" not in line), len(lines))
    headers = (line.partition(":") for line in lines[:count])
    return {name.strip(): value.strip() for name, _, value in headers}, "".join(lines[count:])


def _decode(body: str) -> bytes:
    try:
        return binascii.a2b_base64("".join(body.split()).encode("ascii"), strict_mode=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise UnusableKeyError(
            text("The text between the BEGIN and END lines is damaged (it is not valid base64)."),
            text("Copy the whole file again, without changing a character."),
        ) from error
