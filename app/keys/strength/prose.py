"""Whether a passphrase is English prose, and what it then counts: a sentence or a quotation, not random
words.

Promises: no result contains any part of the text. A phrase drawn from the list of words keeps its figure.
What cannot be told apart counts as the weaker one: a sentence that somebody made up as one that was printed.
Refuses to know other languages, and quotations of which the lists of zxcvbn lack two letters of five.

Decision: prose has about 1.5 bits a character (Shannon, "Prediction and Entropy of Printed English", 1951:
0.6 to 1.3 for people; models of language come near). And however long it is, it may have been published:
there are some 2^43 words of English to begin at, 2^4 usual lengths, and 2^5 ways to write it (case, spaces,
punctuation). What distinguishes it from random words: of prose, every fourth word or more is one of the
little ones.
"""

import math
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import groupby

from app.keys.passphrase import MAXIMUM_LENGTH

BITS_PER_CHARACTER = 1.5
PUBLISHED_BITS = 52.0

_LITTLE_WORD_RANK = 150  # the, of, and, you, is ...
_LITTLE_WORDS = 0.18  # their least share in what counts as prose
_FEWEST_WORDS = 4
_KNOWN_LETTERS = 0.6  # the least share: prose has some words that are on no list, and is not made of them
_MEAN_LENGTH = 2.6  # of a word: letters at random are spelled in shorter ones
_DRAWN_TOGETHER = 5  # so many listed words one after another were drawn
_LONGEST_WORD = 20
_SHORTEST_PHRASE = 12  # letters without a space; fewer are a word, if a rare one

_BITS_PER_DIGIT, _BITS_PER_SIGN = math.log2(10), math.log2(95)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_BITS_PER_YEAR = 7.0
_USUAL_SIGNS = frozenset(' -_.,;:!?"()/')  # between words
_BITS_PER_USUAL_SIGN = math.log2(5)
_DISGUISES = str.maketrans("013457@$", "oieastas")
_BITS_PER_DISGUISE = 2.0  # for each kind of sign that is read as a letter
_APOSTROPHES = str.maketrans("", "", "'\u2019")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """What is known of English, and the list that phrases are drawn from, with the bits of one draw.

    `rank`: how common a word is, 1 for the commonest, infinite for what is not a word.
    """

    rank: Callable[[str], float]
    listed: Collection[str]
    bits_per_draw: float

    def __contains__(self, piece: str) -> bool:
        return piece in self.listed or self.rank(piece) < math.inf

    def bits_if_drawn(self, piece: str) -> float:
        """Return infinity for what is not on the list."""
        return self.bits_per_draw if piece in self.listed else math.inf

    def bits(self, piece: str) -> float:
        """Return how unlikely this word is; infinity for what is neither a word nor a letter."""
        least = _BITS_PER_SIGN if len(piece) == 1 else math.inf
        return min(math.log2(self.rank(piece)) + 1, self.bits_if_drawn(piece), least)


def bits_of_prose(text: str, words: Words) -> float:
    """Return what the text counts if it is prose, else infinity. Signs may stand for letters: “1n th3”."""
    plain = text[:MAXIMUM_LENGTH].casefold().translate(_APOSTROPHES)
    disguises = sum(ord(sign) in _DISGUISES for sign in set(plain))
    bits = _bits(plain, words)
    if not disguises:
        return bits
    return min(bits, _bits(plain.translate(_DISGUISES), words) + disguises * _BITS_PER_DISGUISE)


def _bits(text: str, words: Words) -> float:
    pieces = [piece for run in re.findall("[a-z]+", text) for piece in _spelled(run, words)]
    drawn, others = _apart(pieces, words)
    known = [piece for piece in others if piece in words]
    strange = "".join(piece for piece in others if piece not in words)
    if not _is_prose(known, len(strange), words):
        return math.inf
    return (
        min(sum(len(piece) + 1 for piece in others) * BITS_PER_CHARACTER, PUBLISHED_BITS)
        + drawn * words.bits_per_draw
        + sum(map(_bits_of_gap, re.split("[a-z]+", text)))
    )


def _is_prose(known: list[str], strange: int, words: Words) -> bool:
    letters = sum(map(len, known))
    little = sum(words.rank(word) <= _LITTLE_WORD_RANK for word in known)
    return (
        len(known) >= _FEWEST_WORDS
        and little >= len(known) * _LITTLE_WORDS
        and letters >= len(known) * _MEAN_LENGTH
        and letters >= (letters + strange) * _KNOWN_LETTERS
    )


def _apart(pieces: list[str], words: Words) -> tuple[int, list[str]]:
    """Return how many words were drawn, and what else is there."""
    drawn, others = 0, list[str]()
    for is_listed, group in groupby(pieces, lambda piece: piece in words.listed):
        run = list(group)
        if is_listed and len(run) >= _DRAWN_TOGETHER:
            drawn += len(run)
        else:
            others += run
    return drawn, others


def _spelled(run: str, words: Words) -> list[str]:
    """Return the words of a run of letters: those of the list if it has no others, else the likeliest."""
    if run in words or len(run) < _SHORTEST_PHRASE:
        return [run]
    pieces = _cheapest(run, words.bits_if_drawn) or _cheapest(run, words.bits)
    joined = groupby(pieces, lambda piece: piece in words)
    return [piece for is_word, group in joined for piece in (group if is_word else ["".join(group)])]


def _cheapest(run: str, bits: Callable[[str], float]) -> list[str]:
    """Return the pieces with the fewest bits in all; empty where there are none."""
    best = [(0.0, 0)]  # for the beginnings of the run, by their length: bits, and where the last piece begins
    for end in range(1, len(run) + 1):
        starts = range(max(0, end - _LONGEST_WORD), end)
        best.append(min((best[start][0] + bits(run[start:end]), start) for start in starts))
    pieces, end = list[str](), len(run) if best[-1][0] < math.inf else 0
    while end:
        start = best[end][1]
        pieces.insert(0, run[start:end])
        end = start
    return pieces


def _bits_of_gap(gap: str) -> float:
    """Return the bits of what is between words; two usual signs are free, as a comma and a space are."""
    usual = sum(sign in _USUAL_SIGNS for sign in gap)
    years = len(_YEAR.findall(gap))
    gap = _YEAR.sub("", gap)
    digits = sum(sign.isdigit() for sign in gap)
    return (
        years * _BITS_PER_YEAR
        + max(usual - 2, 0) * _BITS_PER_USUAL_SIGN
        + digits * _BITS_PER_DIGIT
        + (len(gap) - usual - digits) * _BITS_PER_SIGN
    )
