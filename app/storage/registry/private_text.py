"""Whether a text that is to be remembered may be a private key or a passphrase.

Promises: finds what our own forms and those of others look like in PEM, base64, hexadecimal and JSON, also
where white space was put in, a suggested passphrase, and the seed of the very key that is remembered.
Refuses to guess about API keys: 64 letters and digits, or 32 octets of base64, are what venues show. In a
name or a note such a word is a seed until it says otherwise.
"""

import base64
import binascii
import re
from contextlib import suppress
from functools import cache

_IN_TEXT = re.compile(
    r"-----\s*BEGIN|BEGIN [A-Z0-9 ]*PRIVATE KEY|PRIVATE KEY-----"
    r"|PuTTY-User-Key-File|Private-Lines:|AGE-SECRET-KEY-1"
    r"|[\"']d[\"']\s*:\s*[\"']"  # the private member of a JSON Web Key (RFC 7517)
)
_IN_BASE64 = re.compile(
    r"M[A-H][AEIMQUYcgkosw048]CAQ[AE][wC]"  # PrivateKeyInfo (RFC 5958) of up to 127 octets: version, SEQUENCE
    r"|MIG[A-Za-z0-9+/]AgE[AB]M"  # of up to 255
    r"|MII[A-Za-z0-9+/]{3}IBA[ADT]"  # longer, or PKCS#1: version, INTEGER
    r"|KoZIhvcNAQU[M-P]|qhkiG9w0BBQ[w-z0]|SqGSIb3DQEFD"  # 1.2.840.113549.1.5.12 and 13: encrypted ones
    r"|b3BlbnNzaC1rZXktdj|LS0tLS1CRUdJTi"  # openssh-key-v, -----BEGIN
)
_IN_HEXADECIMAL = re.compile(  # the same in octets
    r"30(?:[0-7].|81..|82....)02010[01]30|3082....02010002|2a864886f70d01050[cd]|6f70656e7373682d6b65792d76"
)
_WORD = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
_HEXADECIMAL = re.compile(r"(?:0x)?([0-9A-Fa-f]{64}|[0-9A-Fa-f]{128})")
_SEED, _SEED_AND_PUBLIC = 32, 64  # octets
_URL_SAFE = str.maketrans("-_", "+/")
_FEW = 3
_FEWEST_WORDS = 5  # of a passphrase


def may_be_private(words: str, *, is_api_key: bool = False) -> bool:
    """Return whether it may be, or contain, what belongs to its owner alone."""
    bare = "".join(words.split())
    if _IN_TEXT.search(words) or _IN_BASE64.search(bare.translate(_URL_SAFE)):
        return True
    if _IN_HEXADECIMAL.search(bare.lower()) or _has_passphrase(words):
        return True
    return not is_api_key and any(_octets_in(each) and _looks_drawn(each) for each in _words_in(words))


def has_seed_of(words: str, subject_public_key_info: bytes) -> bool:
    """Return whether one of its words is the Ed25519 seed of this key, in base64 or hexadecimal."""
    found = {octets[:_SEED] for each in _words_in(words) for octets in _octets_in(each)}
    if not found:
        return False
    from app.keys.private_formats import is_seed_of

    return any(is_seed_of(seed, subject_public_key_info) for seed in found)


def _words_in(words: str) -> list[str]:
    """Return what could be 32 octets or more; a fingerprint says that it is none."""
    return [
        match[0]
        for match in _WORD.finditer(words)
        if len(match[0]) >= 43 and not words.endswith("SHA256:", 0, match.start())
    ]


def _octets_in(word: str) -> list[bytes]:
    """Return what the word says, where it has the length of a seed."""
    found = [bytes.fromhex(match[1])] if (match := _HEXADECIMAL.fullmatch(word)) else []
    digits = word.rstrip("=").translate(_URL_SAFE)
    if len(digits) in (43, 86):
        with suppress(binascii.Error):
            found.append(base64.b64decode(digits + "=" * (-len(digits) % 4)))
    return [octets for octets in found if len(octets) in (_SEED, _SEED_AND_PUBLIC)]


def _looks_drawn(word: str) -> bool:
    """Return whether it is more than small letters and dashes: hardly any seed has so few capitals."""
    if _HEXADECIMAL.fullmatch(word):
        return True
    return sum(map(str.isupper, word)) > _FEW and sum(map(str.islower, word)) > _FEW


def _has_passphrase(words: str) -> bool:
    """Return whether so many words of our list follow each other as no name has by chance."""
    parts = re.findall(r"[^\W\d_]+", words.casefold())
    if len(parts) < _FEWEST_WORDS:
        return False
    in_a_row = 0
    for part in parts:
        in_a_row = in_a_row + 1 if part in _listed() else 0
        if in_a_row == _FEWEST_WORDS:
            return True
    return False


@cache
def _listed() -> frozenset[str]:
    """Return the words of the list; those with a hyphen in their two parts."""
    from app.resources import word_list

    return frozenset(part for word in word_list() for part in word.split("-"))
