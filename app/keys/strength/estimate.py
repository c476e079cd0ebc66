"""How long a passphrase lasts: an estimate of one that was typed, the exact figure of a generated phrase.

Promises: no result contains any part of the passphrase; less than a second of work for any text (one of usual
length takes milliseconds). Says what is weak, and refuses nothing: the policy is a sentence.

`bits` is always the same measure: log2 of the number of candidates that an attacker has to have ready who
knows how the passphrase was made. After so many guesses it is found; on average after half of them.

Decision: zxcvbn alone counts every space or hyphen between words as one more secret; "correct horse battery
staple" gets 68 bits from it, and six words that we drew 119 instead of 78. So a text counts at most what
it counts without its separators (and 2.3 bits for each kind of them), and at most what it counts when
it is spelled in words of our own list (12.9 bits each) and single characters (6.6 bits each). A quotation
gets more still ("In the beginning God created the heavens and the earth" 103 bits): see prose.py.
"""

import math
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from app.keys.passphrase import Passphrase
from app.keys.strength.duration import in_words
from app.keys.strength.patterns import MADE_OF_WORDS, NOTHING_IS_TYPED, SENTENCE, weakness_of
from app.keys.strength.prose import Words, bits_of_prose
from app.text import NOTHING, Text, text

WORDS_IN_LIST = 7776
BITS_PER_WORD = math.log2(WORDS_IN_LIST)
LEAST_LENGTH = 15  # NIST SP 800-63B-4, for a passphrase that is used alone
LEAST_BITS = 40
ENOUGH_BITS = 65  # whatever the length

_BITS_PER_CHARACTER = math.log2(95)  # printable ASCII
_SEPARATORS = " -_.,"
_WORD_LENGTHS = range(3, 11)  # of the list, with a separator
_ZXCVBN_LENGTH = 72  # it raises above
_MOST_SUBSTITUTIONS = 64  # above, zxcvbn takes up to 3 s for 72 characters
_SHORT_LENGTH = 32  # and 0.3 s for these
_ITERATIONS_A_SECOND = 18_600 * 600_000  # PBKDF2-HMAC-SHA256 on one RTX 5090, from published figures

_WORDS_OF_ONE_LETTER = ("a", "i")
_COMMON = 150  # of two letters only so many are words, the others are abbreviations
# Its lists, and by how much a rank there means a rarer word; “happy” is only on that of passwords.
_ENGLISH = {
    "english_wikipedia": 0,
    "us_tv_and_film": 0,
    "passwords": 500,
    "male_names": 500,
    "female_names": 500,
    "surnames": 500,
}

_zxcvbn_has_one_context = threading.Lock()


class Band(Enum):
    """The word for a strength: below 40 bits poor, below 75 weak, below 100 good, else excellent."""

    POOR = "poor"
    WEAK = "weak"
    GOOD = "good"
    EXCELLENT = "excellent"


@dataclass(frozen=True, slots=True)
class Strength:
    """`bits`: log2 of the candidates, of which half are tried on average; `exact` for a generated phrase.

    `reason`: what makes it guessable, a sentence, or empty; it repeats no part of the passphrase.
    """

    bits: float
    exact: bool
    reason: Text

    @property
    def band(self) -> Band:
        """Return the word for the bits."""
        for limit, band in ((LEAST_BITS, Band.POOR), (75, Band.WEAK), (100, Band.GOOD)):
            if self.bits < limit:
                return band
        return Band.EXCELLENT


def of_words(count: int) -> Strength:
    """Return that of `count` words, each drawn from the 7,776 on its own: exact, 12.92 bits for each."""
    return Strength(count * BITS_PER_WORD, exact=True, reason=NOTHING)


def estimate(
    passphrase: Passphrase, context: Sequence[str] = (), word_list: Collection[str] = frozenset()
) -> Strength:
    """Estimate the strength of a typed text. `context`: words that an attacker tries first, the likeliest
    first.

    zxcvbn judges the first 72 characters, or 32 where so many signs stand for letters that it would take
    seconds; what comes after only adds. `word_list`: see the decision above.
    """
    typed = passphrase.reveal()
    if not typed:
        return Strength(0.0, exact=False, reason=NOTHING_IS_TYPED)
    bits, reason = min(
        _by_zxcvbn(typed, context),
        _without_separators(typed, context),
        (_bits_in_words(typed.lower(), word_list), MADE_OF_WORDS),
        (_bits_as_prose(typed, word_list), SENTENCE),
        key=lambda judged: judged[0],
    )
    strength = Strength(bits, exact=False, reason=reason)
    return (
        strength if strength.band in (Band.POOR, Band.WEAK) else Strength(bits, exact=False, reason=NOTHING)
    )


def _without_separators(typed: str, context: Sequence[str]) -> tuple[float, Text]:
    kinds = set(typed).intersection(_SEPARATORS)
    if not kinds or kinds.issuperset(typed):
        return math.inf, NOTHING
    bits, reason = _by_zxcvbn("".join(character for character in typed if character not in kinds), context)
    return bits + len(kinds) * math.log2(len(_SEPARATORS)), reason


def _by_zxcvbn(typed: str, context: Sequence[str]) -> tuple[float, Text]:
    from zxcvbn import zxcvbn

    with _zxcvbn_has_one_context:  # it keeps the context words in a table of its module
        result = zxcvbn(_as_much_as_zxcvbn_can_bear(typed), list(context))
    return math.log2(result["guesses"]), weakness_of(result["sequence"])


def _bits_as_prose(typed: str, word_list: Collection[str]) -> float:
    """Return infinity for what is made of listed words alone: nobody speaks like that."""
    if _bits_in_words(typed.lower(), word_list, other=math.inf) < math.inf:
        return math.inf
    return bits_of_prose(typed, Words(_rank, word_list, BITS_PER_WORD))


def _rank(piece: str) -> float:
    """Return how common a word of English is, by the lists of zxcvbn: each word is on one of them."""
    from zxcvbn.matching import RANKED_DICTIONARIES

    if len(piece) < 2:
        return 1 if piece in _WORDS_OF_ONE_LETTER else math.inf
    ranks = [
        RANKED_DICTIONARIES[name][form] + more
        for name, more in _ENGLISH.items()
        for form in (piece, f"{piece[:-1]}'{piece[-1]}", f"{piece[:-2]}'{piece[-2:]}")
        if form in RANKED_DICTIONARIES[name]
    ]
    rank = min(ranks, default=math.inf)
    return rank if len(piece) > 2 or rank <= _COMMON else math.inf


def _as_much_as_zxcvbn_can_bear(typed: str) -> str:
    """Cut it: zxcvbn looks all substrings up once for every way to read signs as letters (“@” as “a”)."""
    from zxcvbn.matching import L33T_TABLE, enumerate_l33t_subs, relevant_l33t_subtable

    head = typed[:_ZXCVBN_LENGTH]
    ways = len(enumerate_l33t_subs(relevant_l33t_subtable(head, L33T_TABLE)))
    return head if ways <= _MOST_SUBSTITUTIONS else head[:_SHORT_LENGTH]


def _bits_in_words(typed: str, words: Collection[str], other: float = _BITS_PER_CHARACTER) -> float:
    """Return the bits of the cheapest spelling in words, each with a free separator, and characters."""
    best = [0.0]  # for the beginnings of the text, by their length
    for end in range(1, len(typed) + 1):
        by_word = [best[end - n] for n in _WORD_LENGTHS if n <= end and _is_word(typed[end - n : end], words)]
        best.append(min([best[-1] + other, *(start + BITS_PER_WORD for start in by_word)]))
    return best[-1]


def _is_word(piece: str, words: Collection[str]) -> bool:
    return piece in words or (piece[-1] in _SEPARATORS and piece[:-1] in words)


def problem_for_new_key(passphrase: Passphrase, strength: Strength) -> Text:
    """Return why a new file should not have it, as a sentence; empty if it is fine.

    The policy: at least 15 characters and 40 bits, or 65 bits.
    """
    length = len(passphrase.reveal())
    if strength.bits >= ENOUGH_BITS or (length >= LEAST_LENGTH and strength.bits >= LEAST_BITS):
        return NOTHING
    if strength.bits < LEAST_BITS:
        return text("Too easy to guess. Add words, or let it suggest one.")
    return text("Too short. Use at least {least} characters, or let it suggest one.", least=LEAST_LENGTH)


def seconds_to_guess(strength: Strength, iterations: int) -> float:
    """Return what one graphics card (RTX 5090) needs on average, at this count of PBKDF2-HMAC-SHA256."""
    return math.pow(2, min(strength.bits, 500) - 1) * iterations / _ITERATIONS_A_SECOND


def time_to_guess(strength: Strength, iterations: int) -> Text:
    """Return the same as a sentence."""
    time = in_words(seconds_to_guess(strength, iterations))
    return text("One graphics card would need {time}.", time=time)
