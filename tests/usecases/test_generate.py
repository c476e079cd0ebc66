"""Generate: as many pairs as were asked for, all different, and stoppable."""

import pytest

from app.errors import CancelledError, UsageError
from app.keys.algorithm import BY_NAME, ED25519
from app.usecases.generate import GenerateRequest, generate_key_pairs
from tests.sentences import values_of


@pytest.mark.parametrize("count", [1, 2, 57])
def test_pairs_when_generated_then_are_as_many_as_asked_and_all_different(count: int) -> None:
    pairs = generate_key_pairs(GenerateRequest(ED25519, count))

    assert len(pairs) == len({pair.fingerprint for pair in pairs}) == count
    assert {pair.algorithm.name for pair in pairs} == {"ed25519"}


@pytest.mark.parametrize("count", [0, -1, 10_001, 10**9, 10**30])
def test_count_when_it_makes_no_sense_then_is_refused_before_anything_is_generated(count: int) -> None:
    with pytest.raises(UsageError) as caught:
        GenerateRequest(ED25519, count)
    assert values_of(caught.value.message) == {"number": count}
    assert values_of(caught.value.hint) == {"most": 10_000}


def test_count_when_at_its_limits_then_is_taken() -> None:
    assert GenerateRequest(ED25519).count == 1
    assert GenerateRequest(BY_NAME["rsa-2048"], 10_000).count == 10_000


def test_progress_when_several_are_generated_then_is_reported_to_the_end() -> None:
    calls: list[tuple[int, int]] = []

    generate_key_pairs(GenerateRequest(ED25519, 5), lambda done, total: calls.append((done, total)))

    assert calls == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


@pytest.mark.thorough
def test_generation_when_cancelled_then_ends_soon_and_gives_no_pair() -> None:
    calls: list[int] = []

    def cancel(done: int, total: int) -> None:
        calls.append(done)
        if done == 2:
            raise CancelledError

    with pytest.raises(CancelledError, match="Nothing was written"):
        generate_key_pairs(GenerateRequest(BY_NAME["rsa-2048"], 1000), cancel)
    assert calls == [1, 2]
