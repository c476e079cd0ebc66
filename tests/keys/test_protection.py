"""What a new file may have: its passphrase and its iterations, checked as soon as they are chosen."""

import pytest

from app.errors import KeygenError, PassphraseError, RefusedError
from app.keys import protection
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted
from tests.sentences import values_of


@pytest.mark.parametrize("iterations", [-1, 0, 1, 2048, 599_999])
def test_few_iterations_when_chosen_then_are_refused(iterations: int) -> None:
    with pytest.raises(RefusedError, match="too few") as caught:
        Encrypted(Passphrase("x"), iterations)
    assert "600,000" in caught.value.hint


@pytest.mark.parametrize("iterations", [5_000_001, 2**31, 2**64])
def test_too_many_iterations_when_chosen_then_are_refused(iterations: int) -> None:
    with pytest.raises(RefusedError) as refused:
        Encrypted(Passphrase("x"), iterations)
    assert values_of(refused.value.message)["iterations"] == iterations


@pytest.mark.parametrize("iterations", [600_000, 1_000_000, 5_000_000])
def test_iterations_within_the_limits_when_chosen_then_are_taken(iterations: int) -> None:
    assert Encrypted(Passphrase("x"), iterations).iterations == iterations
    assert Encrypted(Passphrase("x")).iterations == 600_000


def test_policy_when_broken_then_the_error_is_one_of_ours() -> None:
    with pytest.raises((PassphraseError, RefusedError)):
        protection.check_new_passphrase(Passphrase(""))
    assert issubclass(RefusedError, KeygenError)
