"""Which key of the list a word means: its name, or its fingerprint where several have that name; and back."""

from collections.abc import Sequence

from app.errors import UsageError
from app.storage.registry.record import KeyRecord
from app.text import NOTHING, Text, first_of, paragraph, plural, text

_SHOWN = 3
_LONGEST = 100  # characters of what is compared: comparing takes time


def named(records: Sequence[KeyRecord], word: str) -> KeyRecord:
    """Return the key of this name or fingerprint. Raises UsageError, which does not repeat the word.

    It names the candidates where there are several, and the nearest where there is none.
    """
    found = [each for each in records if word in (each.name, each.fingerprint)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            text("The list has no key of this name."),
            paragraph(_nearest(records, word), text("All of them: akg keys list.")),
        )
    raise UsageError(
        plural("{number} key has this name.", "{number} keys have this name.", len(found)),
        text(
            "Name one by its fingerprint: {names}.",
            names=first_of([each.fingerprint for each in found], _SHOWN),
        ),
    )


def word_for(record: KeyRecord) -> str:
    """Return the word for the key in a line to copy: its fingerprint where its name would be an option.

    A list that was imported can have a key that is called --all.
    """
    return record.fingerprint if record.name.startswith("-") else record.name


def _nearest(records: Sequence[KeyRecord], word: str) -> Text:
    if len(word) > _LONGEST:
        return NOTHING
    from difflib import get_close_matches

    names = {each.name.casefold(): each.name for each in records if len(each.name) <= _LONGEST}
    close = get_close_matches(word.casefold(), list(names), n=1)
    return text("Did you mean {word}?", word=names[close[0]]) if close else NOTHING
