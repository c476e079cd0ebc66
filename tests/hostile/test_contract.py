"""The contract can be broken: a reader that does so is found out, whatever it does wrong."""

from collections.abc import Callable

import pytest

from app.errors import UnusableKeyError
from app.keys.foreign.reader import only_our_errors
from app.text import text, verbatim
from tests.hostile import contract


class PanicException(BaseException):
    """Stands for pyo3_runtime.PanicException, which nobody can import and is known by its name."""


def _raising(error: BaseException) -> Callable[[], None]:
    def reader() -> None:
        raise error

    return reader


@pytest.mark.parametrize(
    "error", [ValueError, MemoryError, RecursionError, UnicodeEncodeError, PanicException]
)
def test_reader_when_it_raises_anything_else_then_that_comes_out(error: type[BaseException]) -> None:
    raised = error("utf-8", "", 0, 1, "") if error is UnicodeEncodeError else error("x")

    with pytest.raises(error):
        contract.outcome(_raising(raised))
    with pytest.raises(error):
        contract.outcome_with_path(_raising(raised))


def test_panic_of_the_library_when_it_was_caught_then_is_found_all_the_same() -> None:
    with pytest.raises(AssertionError):
        contract.outcome(only_our_errors()(_raising(PanicException())))


@pytest.mark.parametrize(
    "shown", ["\x1b[2J", "a\nb", "\u202e", "\u200b", "\x00", "\ud800", "\x85", "x" * 251]
)
def test_sentence_when_it_steers_a_terminal_or_floods_it_then_is_found(shown: str) -> None:
    with pytest.raises(AssertionError):
        contract.check_shown(shown)
    steering = verbatim(shown)
    for error in (UnusableKeyError(steering), UnusableKeyError(text("A statement."), steering)):
        with pytest.raises(AssertionError):
            contract.outcome(_raising(error))


def test_error_of_ours_when_raised_then_is_an_outcome() -> None:
    assert contract.outcome(_raising(UnusableKeyError(text("A statement."), text("A hint.")))) is None
    assert contract.outcome(lambda: 3) == 3
