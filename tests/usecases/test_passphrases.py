"""Passphrases: suggestions are drawn evenly, have exact bits and always pass; typed ones are judged."""

import hashlib
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import resources
from app.errors import PassphraseError, RefusedError, StorageError, UsageError, WeakPassphraseError
from app.keys.passphrase import Passphrase, problem_for_new_file
from app.keys.strength.estimate import Band, Strength
from app.usecases.passphrases import check_strong_enough, judge, protect, protect_by, suggest
from tests.conftest import examples

_ROOT = Path(__file__).parents[2]
_LIST = _ROOT / "resources" / "wordlists" / "eff_large_wordlist.txt"


def test_word_list_when_shipped_then_is_the_published_one() -> None:
    words = resources.word_list()

    digest = hashlib.sha256(_LIST.read_bytes()).hexdigest()
    assert digest == "addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e"
    assert len(words) == len(set(words)) == 7776
    assert all(3 <= len(word) <= 9 and word.isascii() and word.islower() for word in words)


def test_words_when_joined_by_hyphens_then_are_read_in_one_way_only() -> None:
    words = set(resources.word_list())
    hyphenated = [word for word in words if "-" in word]

    assert len(hyphenated) == 4
    assert not [word for word in hyphenated if words.issuperset(word.split("-"))]


def test_word_list_when_it_was_changed_then_no_passphrase_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wordlists").mkdir()
    changed = tmp_path / "wordlists" / _LIST.name
    monkeypatch.setattr(resources, "resources", lambda: tmp_path)

    for prepare in (lambda: None, lambda: changed.write_bytes(_LIST.read_bytes()[:-1])):
        prepare()
        resources.word_list.cache_clear()
        with pytest.raises(StorageError, match="list of words"):
            suggest()
    resources.word_list.cache_clear()


@pytest.mark.thorough
def test_word_list_when_the_wheel_is_built_then_is_in_it_with_its_licence(tmp_path: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    (artifact,) = WheelBuilder(str(_ROOT)).build(directory=str(tmp_path), versions=["standard"])

    with zipfile.ZipFile(artifact) as wheel:
        assert wheel.read(f"app/resources/wordlists/{_LIST.name}") == _LIST.read_bytes()
        assert b"Electronic Frontier Foundation" in wheel.read("app/resources/wordlists/README.md")


@pytest.mark.thorough
@given(st.integers(4, 10))
@settings(max_examples=examples(300))
def test_suggestion_when_made_then_is_words_of_the_list_and_judged_as_what_it_is(words: int) -> None:
    suggestion = suggest(words)

    assert suggestion.words == words
    assert suggestion.strength.exact
    assert problem_for_new_file(suggestion.passphrase) == ""
    judgement = judge(suggestion.passphrase)
    assert judgement.problem == ""
    assert judgement.strength.bits <= suggestion.strength.bits + 1e-9
    assert not judgement.strength.exact


def test_suggestion_when_made_then_has_six_words_and_is_good() -> None:
    assert suggest().words == 6
    assert suggest().strength.band is Band.GOOD


@pytest.mark.thorough
@given(st.lists(st.sampled_from(resources.word_list()), min_size=5, max_size=5, unique=True))
@settings(max_examples=examples(200))
def test_five_different_words_when_typed_then_pass_so_that_nobody_judges_them(words: list[str]) -> None:
    assert judge(Passphrase("-".join(words))).problem == ""


def test_suggestions_for_many_keys_when_made_then_are_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judging takes 30 milliseconds on one core: of 10,000 keys five minutes, of cheap ones all the time."""

    def judged(*_: object) -> Strength:
        raise AssertionError

    monkeypatch.setattr("app.usecases.passphrases.estimate", judged)

    for compatible, iterations in ((False, 600_000), (True, 2_048)):
        assert protect_by(suggest(), compatible=compatible).iterations == iterations


def test_few_iterations_when_there_are_too_few_words_then_are_refused() -> None:
    with pytest.raises(RefusedError):
        protect_by(suggest(5), compatible=True)


@pytest.mark.thorough
@given(st.lists(st.sampled_from(resources.word_list()), min_size=6, max_size=6, unique=True))
@settings(max_examples=examples(200))
def test_six_words_when_typed_then_pass_whatever_they_are(words: list[str]) -> None:
    judgement = judge(Passphrase("-".join(words)), "spot-trading")

    assert judgement.problem == ""
    assert judgement.strength.bits > 55


def test_suggestion_when_it_would_be_refused_as_typed_then_is_drawn_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draws = iter(["gigolo"] * 4 + ["sanding", "robust", "empathic", "dribble"])
    monkeypatch.setattr("secrets.choice", lambda words: next(draws))

    assert suggest(4).passphrase.reveal() == "sanding-robust-empathic-dribble"


@pytest.mark.parametrize("words", [-1, 0, 3, 11, 10**9])
def test_suggestion_when_the_count_is_outside_then_is_refused(words: int) -> None:
    with pytest.raises(UsageError, match="is not suggested") as caught:
        suggest(words)
    assert "4 to 10" in caught.value.hint


def test_words_when_drawn_then_any_of_the_list_may_come(monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[int] = []

    def choice(words: Sequence[str]) -> str:
        offered.append(len(set(words)))
        return words[len(offered)]

    monkeypatch.setattr("secrets.choice", choice)

    suggest(10)

    assert offered == [7776] * 10


def test_suggestion_when_shown_then_shows_nothing() -> None:
    suggestion = suggest()

    assert suggestion.passphrase.reveal() not in repr(suggestion)
    assert suggestion.passphrase.reveal().split("-")[0] not in repr(suggestion)


def test_words_when_drawn_then_come_from_the_system_s_random_source(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def choice(words: Sequence[str]) -> str:
        drawn.append(words[len(drawn)])
        return drawn[-1]

    monkeypatch.setattr("secrets.choice", choice)

    assert suggest(5).passphrase.reveal() == "-".join(drawn) == "-".join(resources.word_list()[:5])


@pytest.mark.parametrize(
    "text", ["Binance2024!", "my-api-key-2026", "satoshi.nakamoto1", "Spot-Trading-Key", "hunter2"]
)
def test_words_that_belong_to_the_person_when_typed_then_are_too_weak(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "Satoshi.Nakamoto")

    assert judge(Passphrase(text), "spot-trading").problem
    with pytest.raises(WeakPassphraseError) as caught:
        check_strong_enough(Passphrase(text), "spot-trading")
    assert isinstance(caught.value, RefusedError)
    assert judge(Passphrase(text), "spot-trading").strength.reason in caught.value.message
    assert text not in caught.value.message + caught.value.hint


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_user_when_the_system_knows_none_then_is_left_out(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> str:
        raise error

    monkeypatch.setattr("getpass.getuser", fail)

    assert judge(Passphrase("hunter2")).problem


def test_strong_passphrase_when_checked_then_passes() -> None:
    check_strong_enough(Passphrase("the ferry left at a quarter past nine"), "spot-trading")


@pytest.mark.thorough
def test_few_iterations_are_for_a_suggestion_alone() -> None:
    """GIVEN programs that are slow in this KDF THEN a passphrase of 77 random bits needs no slow KDF."""
    for _ in range(20):
        protection = protect(suggest().passphrase, compatible=True, saved=False)
        assert protection.iterations == 2_048


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Binance2024!",
        "correct horse battery staple and many more words of no list",
        "dX7!kfp2-9zQw#Lm4@vRt8&bN",  # strong, but nobody knows how it was made
        "abacus-abdomen-abdominal-abide-abiding",  # five
        "abacus-abacus-abacus-abacus-abacus-abacus",
        "abacus abdomen abdominal abide abiding ability",
    ],
)
def test_few_iterations_are_refused_for_what_was_typed_also_if_a_weak_one_is_accepted(typed: str) -> None:
    with pytest.raises((RefusedError, PassphraseError)):
        protect(Passphrase(typed), compatible=True, weak_ok=True, saved=False)


def test_suggestion_with_hyphens_in_its_words_is_known_as_one() -> None:
    typed = "yo-yo-drop-down-felt-tip-t-shirt-abacus-abdomen"
    assert protect(Passphrase(typed), compatible=True, saved=False).iterations == 2_048


def test_suggestion_of_five_words_is_too_short_for_few_iterations() -> None:
    with pytest.raises(RefusedError):
        protect(suggest(5).passphrase, compatible=True, saved=False)
