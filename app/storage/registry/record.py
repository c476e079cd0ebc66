"""What is remembered of a key: public facts alone.

Promises: a record that was checked has no private key in it, whatever was typed or imported, and its
fingerprint is that of its public key. Refuses: texts that may be key material, without repeating them.
"""

import re
from dataclasses import dataclass, replace

from app.errors import UsageError
from app.storage.registry.private_text import has_seed_of, may_be_private
from app.text import text

LONGEST_NOTE = 500
LONGEST_WORD = 512
LONGEST_PATH = 4096
MOST_FILES = 16
MOST_STEPS = 64

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_IDENTIFIER = re.compile(r"(?!.{41})[a-z0-9]+(?:-[a-z0-9]+)*")
_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")
_PUBLIC = re.compile(  # SubjectPublicKeyInfo of Ed25519 and of RSA up to 4,096 bits: algorithm, BIT STRING
    rb"0\x2a0\x05\x06\x03\x2b\x65\x70\x03\x21\x00.{32}"
    rb"|0(?:\x81.|\x82..)0\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00\x03.{100,560}",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A file with the private key. `seen`: the instant at which it was last seen well, UTC as ISO 8601."""

    path: str
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRecord:
    """One key. Days are ISO 8601 dates, empty where there is none or it is not known.

    `public_key`: DER SubjectPublicKeyInfo (RFC 5280). `venue`, `purpose`, `client`: identifiers of their
    tables. `api_key`: what the venue shows for the public key. `registered`: since when; `whitelisted`: it
    works from trusted IP addresses alone. `due`: when to replace it; empty is never. `leaked`: the person
    thinks so. `replaced_by`: the fingerprint of the key that takes its place. `steps`: identifiers of what
    was ticked while registering and replacing. `retired`: since when its API key is deleted at the venue.
    """

    fingerprint: str
    public_key: bytes
    algorithm: str
    name: str
    venue: str = ""
    purpose: str = ""
    client: str = ""
    api_key: str = ""
    created: str = ""
    registered: str = ""
    whitelisted: bool = False
    due: str = ""
    leaked: bool = False
    replaced_by: str = ""
    retired: str = ""
    note: str = ""
    steps: tuple[str, ...] = ()
    files: tuple[KeyFile, ...] = ()


def checked(record: KeyRecord) -> KeyRecord:
    """Return the record. Raises UsageError for what no record may contain; the error repeats none of it."""
    _check_key(record)
    for word in (record.algorithm, record.venue, record.purpose, record.client, *record.steps):
        if word and not _IDENTIFIER.fullmatch(word):
            raise UsageError(text("An identifier has a character that none may have."))
    for day in (record.created, record.registered, record.due, record.retired):
        check_day(day)
    _check_texts(record)
    if len(record.files) > MOST_FILES or len(record.steps) > MOST_STEPS:
        raise UsageError(text("There are too many files or steps for one key."))
    _check_files(record.files)
    return record


def _check_key(record: KeyRecord) -> None:
    key = record.public_key
    if not _PUBLIC.fullmatch(key) or fingerprint_of(key) != record.fingerprint:
        raise UsageError(text("The fingerprint is not that of the public key."))
    if record.replaced_by and not _FINGERPRINT.fullmatch(record.replaced_by):
        raise UsageError(text("A fingerprint has 43 characters after SHA256:."))


def fingerprint_of(subject_public_key_info: bytes) -> str:
    """Return the fingerprint, as `app.keys.public_formats` does, which loads more."""
    import base64

    from app.keys.digest import sha256

    return "SHA256:" + base64.b64encode(sha256(subject_public_key_info)).decode("ascii").rstrip("=")


def check_day(day: str) -> None:
    """Raise UsageError for what is neither empty nor a day of the calendar as ISO 8601 writes it."""
    from datetime import date

    try:
        if day:
            date.fromisoformat(day if _DAY.fullmatch(day) else "")
    except ValueError as error:
        raise UsageError(text("A day is not as ISO 8601 writes it: 2026-11-29.")) from error


def _check_texts(record: KeyRecord) -> None:
    check_text(record.name, LONGEST_WORD)
    check_text(record.note, LONGEST_NOTE)
    check_text(record.api_key, LONGEST_WORD, is_api_key=True)
    if has_seed_of(record.api_key, record.public_key):
        raise _private()


def check_text(words: str, most: int, *, is_api_key: bool = False) -> None:
    """Raise UsageError for invisible characters, what is too long, and what may be private."""
    _check_length(words, most)
    if not words.isprintable():
        raise UsageError(text("A text has control characters or invisible ones."))
    if may_be_private(words, is_api_key=is_api_key):
        raise _private()


def _private() -> UsageError:
    return UsageError(
        text("This may be a private key or a passphrase: it is not remembered."),
        text("Only public facts belong into the list of keys."),
    )


def _check_length(words: str, most: int) -> None:
    if len(words) > most:
        raise UsageError(text("A text is too long: {most} characters are the most.", most=most))


def _check_files(files: tuple[KeyFile, ...]) -> None:
    if len({file.path for file in files}) < len(files):
        raise UsageError(text("A file is there twice."))
    for file in files:
        _check_length(file.path, LONGEST_PATH)
        if not _is_path(file.path) or "-----" in file.path:
            raise UsageError(text("No file can have a path like that."))
        if file.seen and not _INSTANT.fullmatch(file.seen):
            raise UsageError(text("An instant is not as ISO 8601 writes it: 2026-11-29T12:00:00Z."))


def _is_path(path: str) -> bool:
    """Return whether a file can be called so; a name that is not UTF-8 is one."""
    try:
        octets = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return bool(octets) and b"\0" not in octets


def merged(old: KeyRecord, new: KeyRecord) -> KeyRecord:
    """Return one record of a key that is met again: what the person has said stays, what was missing comes.

    Its files are those of both, each as it was last seen.
    """
    kept = {
        name: value
        for name in KeyRecord.__dataclass_fields__
        if (value := getattr(old, name)) or not getattr(new, name)
    }
    return replace(new, **{**kept, "files": _all_files(old.files, new.files)})


def _all_files(old: tuple[KeyFile, ...], new: tuple[KeyFile, ...]) -> tuple[KeyFile, ...]:
    files = {file.path: file for file in old}
    for file in new:
        known = files.get(file.path)
        files[file.path] = KeyFile(file.path, max(file.seen, known.seen if known else ""))
    latest = sorted(files.values(), key=lambda file: file.seen)[-MOST_FILES:]
    return tuple(file for file in files.values() if file in latest)
