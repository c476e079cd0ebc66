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

from app.errors import RefusedError, UsageError, WeakPassphraseError
from app.keys.passphrase import Passphrase
from app.keys.protection import DEFAULT_ITERATIONS, Encrypted, check_new_passphrase
from app.keys.strength.estimate import Strength, estimate, of_words, problem_for_new_key
from app.resources import word_list
from app.text import Text, plural, text

DEFAULT_WORDS = 6
MINIMUM_WORDS = 4
MAXIMUM_WORDS = 10
SEPARATOR = "-"
LEAST_COMPATIBLE_BITS = 77  # six words: more than any count of iterations is worth
_LEAST_ESTIMATE = 60  # bits; 1,500 suggestions of six words had 66 or more, repeated words have 18
_NEVER_REFUSED = 5  # different words: of 500 such phrases none had fewer than 56 bits, the policy wants 40

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
    drawn again, which costs less than a thousandth of a bit. Five different words never are, and not judged:
    that would be half a minute of one core for each thousand keys.
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
    while True:
        drawn = _draw(words)
        passphrase = Passphrase(SEPARATOR.join(drawn))
        if len(set(drawn)) >= _NEVER_REFUSED or not judge(passphrase).problem:
            return Suggestion(passphrase, words, of_words(words))


def _draw(words: int) -> list[str]:
    import secrets

    return [secrets.choice(word_list()) for _ in range(words)]


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
    passphrase: Passphrase,
    *context: str,
    weak_ok: bool = False,
    iterations: int = DEFAULT_ITERATIONS,
    saved: bool = True,
    compatible: bool = False,
) -> Encrypted:
    """Return the protection of a new file: no other place makes one (a test sees to it).

    `compatible`: 2,048 iterations, for programs that are slow in this KDF; RefusedError for a passphrase
    that is not one of ours, with 77 bits or more.

    Raises PassphraseError or RefusedError for what no file may have, and WeakPassphraseError, unless
    `weak_ok`, for what is easily guessed. `context` as for `judge`. The key of a file that will be
    `saved` is begun before that; what is only shown needs one run of the KDF, not two.
    """
    if compatible:
        check_suggested(passphrase, *context)
    protection = Encrypted(passphrase, iterations, compatible=compatible)
    if saved:
        protection.begin()
    check(passphrase, *context, weak_ok=weak_ok)
    return protection


def protect_by(
    suggestion: Suggestion, iterations: int = DEFAULT_ITERATIONS, *, compatible: bool = False
) -> Encrypted:
    """Return the protection by what was drawn here: its bits are known, so that nothing is estimated.

    Raises RefusedError for a count of iterations that no file may have, and for `compatible` with too few
    words.
    """
    if compatible and suggestion.strength.bits < LEAST_COMPATIBLE_BITS:
        raise _too_few_iterations()
    return Encrypted(suggestion.passphrase, iterations, compatible=compatible)


def check_suggested(passphrase: Passphrase, *context: str) -> None:
    """Raise RefusedError where it is not made of six or more words of our list, as a suggestion is.

    That its words were drawn cannot be seen; that they are the same ones, or the likeliest, can.
    """
    check_new_passphrase(passphrase)
    words = _count_of_words(passphrase.reveal().split(SEPARATOR))
    is_long = of_words(words).bits >= LEAST_COMPATIBLE_BITS
    if is_long and judge(passphrase, *context).strength.bits >= _LEAST_ESTIMATE:
        return
    raise _too_few_iterations()


def _too_few_iterations() -> RefusedError:
    return RefusedError(
        text(
            "So few iterations protect only a passphrase that was suggested, with {least} bits or more.",
            least=LEAST_COMPATIBLE_BITS,
        ),
        text("Use a suggested one of {words} words, or the usual iterations.", words=DEFAULT_WORDS),
    )


def _count_of_words(parts: list[str]) -> int:
    """Return how many words of the list the parts are, 0 for others; four words have a hyphen themselves."""
    count = 0
    while parts:
        length = next((n for n in (1, 2) if SEPARATOR.join(parts[:n]) in _listed_words()), 0)
        if not length:
            return 0
        count, parts = count + 1, parts[length:]
    return count


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
