"""Passphrases for new files: suggested, or judged as they are typed.

A suggestion is words of the EFF's large list, each drawn with the system's random source: its strength
is exact. What is typed is estimated, a suggestion that was typed or pasted included: that one gets the
same bits. Words that an attacker of this very person tries first count nearly nothing.

Decision: the words are joined by hyphens. Every client takes them in a passphrase, and a shell, an .env
file, YAML and JSON need no quotes for them (spaces do); on paper they can be seen. Four words of the
list have a hyphen themselves, and none of them can be read as two words: no two suggestions look alike.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.errors import UsageError, WeakPassphraseError
from app.keys.passphrase import Passphrase
from app.keys.protection import DEFAULT_ITERATIONS, Encrypted, check_new_passphrase
from app.keys.strength.estimate import Strength, estimate, of_words, problem_for_new_key
from app.resources import word_list
from app.text import Text, plural, text

DEFAULT_WORDS = 6
MINIMUM_WORDS = 4
MAXIMUM_WORDS = 10
SEPARATOR = "-"

_TRIED_FIRST = ("binance", "exchange", "trading", "trade", "spot", "futures", "api", "key", "private", "akg")
_SHORTEST_CONTEXT = 3


@dataclass(frozen=True, slots=True, repr=False)
class Suggestion:
    """A generated passphrase of `words` words. Its repr is not generated: it shows nothing."""

    passphrase: Passphrase
    words: int
    strength: Strength


@dataclass(frozen=True, slots=True)
class Judgement:
    """The strength of a passphrase, and why a new file should not have it (empty: it is fine).

    The problem is one of strength, which a person may overrule; what no file may have (nothing, letters
    beyond ASCII) is judged by `problem_for_new_file`.
    """

    strength: Strength
    problem: Text


def suggest(words: int = DEFAULT_WORDS) -> Suggestion:
    """Suggest a new passphrase of 4 to 10 words. Raises UsageError otherwise.

    One that would be refused when it is typed (the same words again: fewer than one in 10,000 of four) is
    drawn again, which costs less than a thousandth of a bit.
    """
    if not MINIMUM_WORDS <= words <= MAXIMUM_WORDS:
        raise UsageError(
            plural(
                "A passphrase of {number} word is not suggested.",
                "A passphrase of {number} words is not suggested.",
                words,
            ),
            text(
                "Choose a number from {least} to {most}; {usual} are usual.",
                least=MINIMUM_WORDS,
                most=MAXIMUM_WORDS,
                usual=DEFAULT_WORDS,
            ),
        )
    passphrase = _draw(words)
    while judge(passphrase).problem:
        passphrase = _draw(words)
    return Suggestion(passphrase, words, of_words(words))


def _draw(words: int) -> Passphrase:
    import secrets

    return Passphrase(SEPARATOR.join(secrets.choice(word_list()) for _ in range(words)))


def judge(passphrase: Passphrase, *context: str) -> Judgement:
    """Judge a typed passphrase. `context`: the label, names: what an attacker knows of this key.

    Takes milliseconds, for a text of many signs up to a second: not for the thread of a window.
    """
    strength = estimate(passphrase, _context_words(context), _listed_words())
    return Judgement(strength, problem_for_new_key(passphrase, strength))


def check_strong_enough(passphrase: Passphrase, *context: str) -> None:
    """Raise WeakPassphraseError, with the reason, where the policy for new files is not met."""
    judgement = judge(passphrase, *context)
    if judgement.problem:
        strength, length = judgement.strength, len(passphrase.reveal())
        raise WeakPassphraseError(strength.reason, length=length, bits=strength.bits)


def check(passphrase: Passphrase, *context: str, weak_ok: bool = False) -> None:
    """Raise what `protect` raises, where nothing is to be encrypted yet."""
    check_new_passphrase(passphrase)
    if not weak_ok:
        check_strong_enough(passphrase, *context)


def protect(
    passphrase: Passphrase, *context: str, weak_ok: bool = False, iterations: int = DEFAULT_ITERATIONS
) -> Encrypted:
    """Return the protection of a new file: no other place makes one (a test sees to it).

    Raises PassphraseError or RefusedError for what no file may have, and WeakPassphraseError, unless
    `weak_ok`, for what is easily guessed. `context` as for `judge`. The first key is begun before that.
    """
    protection = Encrypted(passphrase, iterations)
    protection.begin()
    check(passphrase, *context, weak_ok=weak_ok)
    return protection


@cache
def _listed_words() -> frozenset[str]:
    return frozenset(word_list())


def _context_words(context: tuple[str, ...]) -> list[str]:
    """Return them whole and in parts, the person's own first; short ones would be found in everything."""
    texts = (*context, _user_name(), *_TRIED_FIRST)
    words = (word for each in texts for word in _with_parts(each.casefold()))
    return [word for word in dict.fromkeys(words) if len(word) >= _SHORTEST_CONTEXT]


def _with_parts(words: str) -> Iterator[str]:
    yield words
    yield from re.split(r"[\W_]+", words)


def _user_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no entry, no environment, or a system without users
        return ""
