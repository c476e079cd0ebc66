"""Sentences and quotations: none counts as good, however it is written; drawn words keep their figure."""

import math
import time
from collections.abc import Callable
from random import Random  # noqa: TID251 - the same letters in every run

import pytest

from app.keys.passphrase import Passphrase
from app.keys.strength import patterns
from app.keys.strength.estimate import BITS_PER_WORD, Band, estimate
from app.keys.strength.prose import PUBLISHED_BITS
from app.resources import word_list

pytestmark = pytest.mark.slow

_LISTED = frozenset(word_list())
_QUOTATIONS = """\
In the beginning God created the heavens and the earth 1:1
For God so loved the world, that he gave his only begotten Son, that whosoever believeth in him
The Lord is my shepherd; I shall not want.
Yea, though I walk through the valley of the shadow of death, I will fear no evil: for thou art with me
Our Father which art in heaven, hallowed be thy name
Blessed are the meek, for they shall inherit the earth
To be, or not to be, that is the question
Shall I compare thee to a summer's day? Thou art more lovely and more temperate
Friends, Romans, countrymen, lend me your ears; I come to bury Caesar, not to praise him
Double, double toil and trouble; fire burn and cauldron bubble
It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness
It is a truth universally acknowledged, that a single man in possession of a good fortune
All happy families are alike; each unhappy family is unhappy in its own way
It was a bright cold day in April, and the clocks were striking thirteen
In a hole in the ground there lived a hobbit
One ring to rule them all, one ring to find them, one ring to bring them all and in the darkness bind them
Once upon a midnight dreary, while I pondered, weak and weary
Two roads diverged in a yellow wood, and sorry I could not travel both
I wandered lonely as a cloud that floats on high o'er vales and hills
Do not go gentle into that good night. Rage, rage against the dying of the light
Four score and seven years ago our fathers brought forth on this continent, a new nation
We hold these truths to be self-evident, that all men are created equal
Ask not what your country can do for you, ask what you can do for your country
That's one small step for man, one giant leap for mankind
Mr. Gorbachev, tear down this wall!
The quick brown fox jumps over the lazy dog
I'm gonna make him an offer he can't refuse
Toto, I've a feeling we're not in Kansas anymore
Hello darkness, my old friend, I've come to talk with you again
Is this the real life? Is this just fantasy? Caught in a landslide, no escape from reality
Imagine there's no heaven, it's easy if you try
Hey Jude, don't make it bad, take a sad song and make it better
Welcome to the Hotel California, such a lovely place
Never gonna give you up, never gonna let you down, never gonna run around and desert you
Twinkle twinkle little star, how I wonder what you are
Humpty Dumpty sat on a wall, Humpty Dumpty had a great fall
Oh say can you see, by the dawn's early light
War is peace. Freedom is slavery. Ignorance is strength.
The answer to life, the universe and everything is 42
Space: the final frontier. These are the voyages of the starship Enterprise
A bird in the hand is worth two in the bush
Tinker, tailor, soldier, sailor, rich man, poor man, beggar man, thief
The Times 03/Jan/2009 Chancellor on brink of second bailout for banks
Not your keys, not your coins
A purely peer-to-peer version of electronic cash would allow online payments to be sent directly
1n th3 b3g1nn1ng G0d cr34t3d th3 h34v3ns 4nd th3 34rth""".splitlines()
_REST = [each for number, each in enumerate(_QUOTATIONS) if number % 6]


def ways_to_write(text: str) -> list[str]:
    words = ["".join(filter(str.isalnum, word)) for word in text.split()]
    return [
        text,
        text.lower(),
        text.upper(),
        text.replace(" ", "-"),
        " ".join(words).lower(),
        "".join(words).lower(),
        "".join(word.capitalize() for word in words),
        f"{text}!!",
        f"2024 {text}",
    ]


@pytest.mark.parametrize(
    "quotation", [*_QUOTATIONS[::6], *(pytest.param(each, marks=pytest.mark.slow) for each in _REST)]
)
def test_quotation_when_written_in_any_usual_way_then_is_never_good(quotation: str) -> None:
    judged = [estimate(Passphrase(text), (), _LISTED) for text in ways_to_write(quotation)]

    assert {strength.band for strength in judged} <= {Band.POOR, Band.WEAK}
    assert all(strength.reason for strength in judged)


def test_quotation_when_long_then_counts_what_has_been_published_and_the_reason_says_so() -> None:
    strength = estimate(Passphrase("In the beginning God created the heavens and the earth"), (), _LISTED)

    assert strength.bits == PUBLISHED_BITS
    assert strength.reason == patterns.SENTENCE


def test_sentence_when_it_grows_then_stops_to_count_more() -> None:
    sentence = "my uncle lost his purple umbrella when the ferry left at nine thirty "
    one, many = (estimate(Passphrase(sentence * times), (), _LISTED).bits for times in (1, 9))

    assert one == many == PUBLISHED_BITS


def test_sentence_of_eight_words_when_judged_then_may_still_protect_a_new_file() -> None:
    assert (
        40 < estimate(Passphrase("the ferry left at a quarter past nine"), (), _LISTED).bits <= PUBLISHED_BITS
    )


def once_a_text() -> Callable[[str, list[str]], object]:
    """Gives zxcvbn, which takes most of the time, and answers the same when it is asked again."""
    from zxcvbn import zxcvbn

    answers = dict[str, object]()
    return lambda text, context: answers.get(text) or answers.setdefault(text, zxcvbn(text, context))


@pytest.mark.parametrize("separator", ["-", " ", "", "."])
@pytest.mark.parametrize("count", [4, 6, 10])
def test_drawn_words_when_typed_then_keep_their_figure(
    separator: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    choices = Random(count)
    phrases = [Passphrase(separator.join(choices.sample(word_list(), count))) for _ in range(12)]
    monkeypatch.setattr("zxcvbn.zxcvbn", once_a_text())
    judged = [estimate(phrase, (), _LISTED).bits for phrase in phrases]
    monkeypatch.setattr("app.keys.strength.estimate.bits_of_prose", lambda *_: math.inf)

    assert judged == [estimate(phrase, (), _LISTED).bits for phrase in phrases]


@pytest.mark.parametrize("text", ["{} forever", "my {} is the", "{} 7Q", "the {}"])
def test_drawn_words_when_others_stand_beside_them_then_count_no_less(text: str) -> None:
    drawn = "gallows unwrapped tiptop blizzard crayon mousy"

    assert estimate(Passphrase(text.format(drawn)), (), _LISTED).bits >= 6 * BITS_PER_WORD


@pytest.mark.parametrize(
    "alphabet", ["abcdefghijklmnopqrstuvwxyz", "abcdefghijkmnpqrstuvwxyzABCDEFGH23456789-_"]
)
def test_letters_at_random_when_judged_then_are_no_prose(alphabet: str) -> None:
    choices = Random(7)
    for _ in range(40):
        text = "".join(choices.choice(alphabet) for _ in range(24))

        assert estimate(Passphrase(text), (), _LISTED).bits > 70


def test_longest_prose_without_spaces_when_judged_then_takes_no_two_seconds() -> None:
    text = "inthebeginninggodcreatedtheheavensandtheearthzqx" * 1000
    begin = time.process_time()
    estimate(Passphrase(text), (), _LISTED)

    assert time.process_time() - begin < 2
