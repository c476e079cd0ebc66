"""A passphrase, and the rules for the one of a new file.

`Passphrase.reveal()` is the only door to the text, so that every exposure can be found by searching
for one word. Python cannot erase a string from memory: the promise is short lives and few copies.
"""

import contextlib
import unicodedata

from app.text import NOTHING, Text, text

DIFFERENT = text("The two passphrases differ.")
MAXIMUM_LENGTH = 1023


class Passphrase:
    """A text that opens a private key. Its repr, str and pickle show nothing."""

    __slots__ = ("_text",)

    def __init__(self, typed: str) -> None:
        self._text = typed

    def reveal(self) -> str:
        """Return the text itself, exactly as typed: never trimmed, never normalised."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Passphrase) and self._text == other._text

    def __hash__(self) -> int:
        raise TypeError("a passphrase is not a key of a dictionary")

    def __repr__(self) -> str:
        return "Passphrase(hidden)"

    def __reduce__(self) -> str:
        raise TypeError("a passphrase is not to be serialised")


NO_PASSPHRASE = Passphrase("")


def problem_for_new_file(passphrase: Passphrase) -> Text:
    """Return why a new file may not have this passphrase, as a sentence; empty if it may.

    Printable ASCII, 1 to 1,023 bytes: beyond ASCII the clients disagree on the bytes (pycryptodome
    takes Latin-1, Java refuses, GnuTLS normalises), so that some could never open the file.
    """
    typed = passphrase.reveal()
    if not typed:
        return text("The passphrase is empty.")
    if len(typed) > MAXIMUM_LENGTH:
        return text(
            "The passphrase is longer than {limit:,} characters; some clients cut it there.",
            limit=MAXIMUM_LENGTH,
        )
    if not all(" " <= character <= "~" for character in typed):
        return text(
            "The passphrase has characters beyond printable ASCII (letters with accents, emoji, tabs); "
            "some trading clients could never open the file."
        )
    return NOTHING


def encodings_to_try(passphrase: Passphrase) -> tuple[bytes, ...]:
    """Return the byte strings that an existing file may have been encrypted with, the likeliest first.

    ASCII has one. Otherwise: UTF-8 as typed, UTF-8 of the NFC form, Latin-1 (as pycryptodome writes).
    """
    typed = passphrase.reveal()
    candidates = []
    for form, encoding in (
        (typed, "utf-8"),
        (unicodedata.normalize("NFC", typed), "utf-8"),
        (typed, "latin-1"),
    ):
        with contextlib.suppress(UnicodeEncodeError):
            candidates.append(form.encode(encoding, "surrogateescape"))
    return tuple(dict.fromkeys(candidates))
