"""Strength: bits that mean the same everywhere, reasons that give nothing away, a policy that says why."""

import math
import sys
import threading
import time
from collections.abc import Iterator
from random import Random  # noqa: TID251 - signs for a stopwatch, the same in every run
from subprocess import run

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.keys.passphrase import Passphrase
from app.keys.strength import patterns
from app.keys.strength.estimate import (
    BITS_PER_WORD,
    Band,
    Strength,
    estimate,
    of_words,
    problem_for_new_key,
    time_to_guess,
)
from app.text import NOTHING, Text
from tests.conftest import examples
from tests.sentences import values_of

_WORDS = frozenset({"sanding", "robust", "empathic", "dribble", "yo-yo"})
_MANY_SIGNS = "@4({[<3961!|17$5+70%2"


def of_bits(bits: float) -> Strength:
    return Strength(bits, exact=False, reason=NOTHING)


@pytest.mark.parametrize(
    ("bits", "band"),
    [
        (0, Band.POOR),
        (39.99, Band.POOR),
        (40, Band.WEAK),
        (74.99, Band.WEAK),
        (75, Band.GOOD),
        (99.99, Band.GOOD),
        (100, Band.EXCELLENT),
        (500, Band.EXCELLENT),
    ],
)
def test_band_when_bits_are_at_its_limits_then_is_the_right_word(bits: float, band: Band) -> None:
    assert of_bits(bits).band is band


@pytest.mark.parametrize(("words", "bits"), [(1, 12.92), (4, 51.70), (6, 77.55), (10, 129.25)])
def test_generated_words_when_counted_then_have_exact_bits(words: int, bits: float) -> None:
    strength = of_words(words)

    assert strength.bits == pytest.approx(bits, abs=0.01)
    assert strength == Strength(words * math.log2(7776), exact=True, reason=NOTHING)


@pytest.mark.parametrize(
    ("text", "most", "reason"),
    [
        ("", 0, patterns.NOTHING_IS_TYPED),
        ("hunter2", 15, patterns.BY_DICTIONARY["passwords"]),
        ("aaaaaaaaaaaaaaaaaaaa", 10, patterns.BY_PATTERN["repeat"]),
        ("hunter2hunter2hunter2", 20, patterns.BY_PATTERN["repeat"]),
        ("zxcvbnm,./", 25, patterns.BY_PATTERN["spatial"]),
        ("defghijklmnopqrs", 10, patterns.BY_PATTERN["sequence"]),
        ("xQ 12.11.1987", 35, patterns.BY_PATTERN["date"]),
        ("xQ2019", 25, patterns.BY_PATTERN["regex"]),
        ("Spot-Trading", 15, patterns.BY_DICTIONARY["user_inputs"]),
        ("drowssap", 6, patterns.DISGUISED),
        ("P4$$w0rd", 10, patterns.DISGUISED),
        ("jennifer anna", 30, patterns.BY_DICTIONARY["female_names"]),
        ("kR9#vQ2!xT", 34, patterns.SHORT),
    ],
)
def test_guessable_text_when_judged_then_has_few_bits_and_its_reason(
    text: str, most: float, reason: str
) -> None:
    strength = estimate(Passphrase(text), ("spot-trading",))

    assert strength.bits <= most
    assert strength.reason == reason
    assert strength.band is Band.POOR
    assert not strength.exact


def test_context_when_given_then_takes_away_what_its_words_seemed_to_add() -> None:
    alone, in_context = (estimate(Passphrase("Binance2024!"), context) for context in ((), ("binance",)))

    assert alone.bits - in_context.bits > 5
    assert estimate(Passphrase("Binance2024!")) == alone


@pytest.fixture
def restless_threads() -> Iterator[None]:
    """The interpreter changes threads a thousand times as often."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 1000)
    yield
    sys.setswitchinterval(before)


@pytest.mark.thorough
@pytest.mark.usefixtures("restless_threads")
def test_contexts_when_judged_on_several_threads_then_never_mix() -> None:
    texts = {name: Passphrase(f"{name}-2024!") for name in ("quixotry", "zymurgist", "syzygial", "vavasour")}
    expected = {name: estimate(text, (name,)) for name, text in texts.items()}
    found: list[bool] = []

    def judge(name: str) -> None:
        found.extend(estimate(texts[name], (name,)) == expected[name] for _ in range(25))

    threads = [threading.Thread(target=judge, args=(name,)) for name in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [True] * 100


@given(st.text(max_size=1100))
@settings(max_examples=examples(150))
def test_any_text_when_judged_then_gives_bits_and_a_sentence_of_ours(text: str) -> None:
    strength = estimate(Passphrase(text), ("label",), _WORDS)

    assert 0 <= strength.bits < 7000
    assert strength.reason in patterns.SENTENCES | {""}
    assert not strength.reason or strength.bits < 75
    assert isinstance(problem_for_new_key(Passphrase(text), strength), Text)
    assert values_of(time_to_guess(strength, 600_000))["time"]


@pytest.mark.thorough
@pytest.mark.parametrize("length", [72, 73, 200, 1023])
def test_long_text_when_judged_then_is_cut_and_not_refused(length: int) -> None:
    text = ("kR9vQ2xTw8Zb" * 90)[:length]

    assert estimate(Passphrase(text)).bits == estimate(Passphrase(text[:72])).bits > 0


@pytest.mark.thorough
@pytest.mark.parametrize(
    "text", [_MANY_SIGNS * 4, _MANY_SIGNS * 50, _MANY_SIGNS + "a" * 1000, "1|!7$5+0@4(<{[369%2x" * 51]
)
def test_text_of_many_signs_when_judged_then_takes_no_two_seconds(text: str) -> None:
    begin = time.process_time()
    strength = estimate(Passphrase(text[:1023]), ("binance", "api", "key"), _WORDS)

    assert time.process_time() - begin < 2
    assert strength.bits > 65


@pytest.mark.thorough
def test_random_signs_when_judged_then_take_no_two_seconds_either() -> None:
    choices = Random(7)
    for _ in range(5):
        text = "".join(choices.choice(_MANY_SIGNS + "&#/\\0") for _ in range(1023))
        begin = time.process_time()
        estimate(Passphrase(text), (), _WORDS)
        assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sanding-robust-empathic", 3),
        ("sanding robust empathic dribble", 4),
        ("Sanding-Robust-Empathic-Dribble", 4),
        ("sandingrobustempathicdribble", 4),
        ("yo-yo-sanding-dribble", 3),
        ("sanding_robust.empathic,dribble ", 4),
    ],
)
def test_words_of_the_list_when_typed_then_count_no_more_than_drawn_ones(text: str, words: int) -> None:
    strength = estimate(Passphrase(text), (), _WORDS)

    assert strength.bits == pytest.approx(words * BITS_PER_WORD)
    assert strength.reason == patterns.MADE_OF_WORDS
    assert estimate(Passphrase(text)).bits > strength.bits


def test_characters_beside_the_words_when_typed_then_add_what_a_character_can() -> None:
    strength = estimate(Passphrase("7sanding-robust-dribble!"), (), _WORDS)

    assert strength.bits == pytest.approx(3 * BITS_PER_WORD + 2 * math.log2(95))


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("correct horse battery staple", 51),
        ("monkey dragon letmein", 30),
        ("monkey-dragon letmein", 32),
        ("- - - - - - - - -", 20),
        ("to be or not to be that is the question", 78),
    ],
)
def test_words_with_separators_when_judged_then_count_hardly_more_than_without(
    text: str, most: float
) -> None:
    assert 0 < estimate(Passphrase(text)).bits <= most


@pytest.mark.parametrize(
    ("length", "bits", "values"),
    [
        (15, 40, None),
        (14, 65, None),
        (1, 65, None),
        (1023, 40, None),
        (15, 39.99, {}),
        (100, 3, {}),
        (14, 64.99, {"least": 15}),
        (14, 40, {"least": 15}),
        (0, 0, {}),
    ],
)
def test_policy_when_at_its_limits_then_takes_or_says_why_not(
    length: int, bits: float, values: dict[str, int] | None
) -> None:
    problem = problem_for_new_key(Passphrase("x" * length), of_bits(bits))

    assert (values_of(problem) if problem else None) == values


@pytest.mark.parametrize(
    ("bits", "iterations", "words"),
    [
        (40, 2_048, "about 1.2 days"),
        (40, 600_000, "about 340 days"),
        (0, 600_000, "less than a second"),
        (1, 2_048, "less than a second"),
        (20, 600_000, "about 28 seconds"),
        (25, 600_000, "about 15 minutes"),
        (30, 600_000, "about 8 hours"),
        (50, 600_000, "about 960 years"),
        (55, 600_000, "about 31,000 years"),
        (65, 600_000, "about 31 million years"),
        (70, 600_000, "about 1 billion years"),
        (77.55, 2_048, "about 640 million years"),
        (77.55, 600_000, "longer than the universe has existed"),
        (5000, 10_000_000, "longer than the universe has existed"),
    ],
)
def test_time_when_told_then_is_the_one_of_half_the_candidates(
    bits: float, iterations: int, words: str
) -> None:
    told = time_to_guess(of_bits(bits), iterations)

    assert values_of(told)["time"] == words


def test_33_bits_when_the_count_is_the_old_one_then_last_minutes() -> None:
    assert "minutes" in time_to_guess(of_bits(33), 2_048)


def test_module_when_imported_then_leaves_zxcvbn_for_later() -> None:
    program = "import sys, app.keys.strength.estimate; sys.exit('zxcvbn' in sys.modules)"

    assert run([sys.executable, "-c", program], check=False).returncode == 0
