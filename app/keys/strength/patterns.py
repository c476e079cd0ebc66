"""What makes a typed passphrase guessable, in our words, from the patterns that zxcvbn found in it.

Promises: every sentence is one of this file and contains no example, so that none can repeat a part of the
passphrase. The same pattern always gets the same sentence.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from app.text import Text, text

NOTHING_IS_TYPED = text("Nothing is typed.")
MADE_OF_WORDS = text("It is made of words from a public list; each more at random adds 13 bits.")
SENTENCE = text("It sounds like a sentence or a quotation, which is guessed early; words at random are not.")
SHORT = text("It is short; more characters help most.")

BY_PATTERN = {
    "spatial": text("It follows neighbouring keys of the keyboard."),
    "repeat": text("It repeats the same characters."),
    "sequence": text("It has letters or digits in their usual order."),
    "regex": text("It has a recent year, which is tried early."),
    "date": text("It has a date, which is tried early."),
}
BY_DICTIONARY = {
    "user_inputs": text("It has a word that belongs to you, to this key or to an exchange."),
    "passwords": text("Much of it is on the lists of passphrases that are tried first."),
    "male_names": text("It has a common name."),
    "female_names": text("It has a common name."),
    "surnames": text("It has a common name."),
}
_COMMON_WORD = text("It has common words, which are tried early.")
DISGUISED = text("It has a common word with signs for letters or spelled backwards, which hardly helps.")

SENTENCES = frozenset(
    {NOTHING_IS_TYPED, MADE_OF_WORDS, SENTENCE, SHORT, _COMMON_WORD, DISGUISED}
    | set(BY_PATTERN.values())
    | set(BY_DICTIONARY.values())
)


def weakness_of(sequence: Iterable[Mapping[str, Any]]) -> Text:
    """Return the sentence for the longest pattern of zxcvbn's cheapest sequence."""
    patterns = [match for match in sequence if match["pattern"] != "bruteforce"]
    if not patterns:
        return SHORT
    longest = max(patterns, key=lambda match: len(match["token"]))
    if longest["pattern"] != "dictionary":
        return BY_PATTERN[longest["pattern"]]
    name = longest["dictionary_name"]
    if name != "user_inputs" and (longest["l33t"] or longest["reversed"]):
        return DISGUISED
    return BY_DICTIONARY.get(name, _COMMON_WORD)
