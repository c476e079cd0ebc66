"""Ctrl-C, kill and a closed terminal at any moment: the status says what is there, nothing is half-done."""

import os
import signal
import time
from itertools import cycle

import pytest

from app.cli.status import DONE_WITH_WARNING
from tests.faults.akg import FOLDER, ONE, PLAIN, Command, end_of, found, home, start
from tests.faults.contract import Outcome
from tests.faults.injection import SIGNALS, Attack, calls, last_call, strike, strike_all
from tests.faults.inspection import judge_run
from tests.product import BOTH, SOURCE, Product

pytestmark = pytest.mark.interop

_MANY = Command("many pairs", ("-d", FOLDER, "-l", "k", "-n", "60", *PLAIN), count=60)


def _expected(attack: Attack) -> int:
    return 128 + signal.Signals[attack.what.removeprefix("signal=")].value


@BOTH
def test_signal_when_it_comes_at_any_call_then_the_status_says_what_is_there(product: Product) -> None:
    """At every fourth call where the product is the bundle: what obeys signals is the same there."""
    numbers, one = cycle(SIGNALS), ONE if product is SOURCE else ONE.of(product)
    changing = [call for call in calls(one) if call.changing]
    some = changing if product is SOURCE else changing[::4]
    made = [Attack(one, call, f"signal={next(numbers)}") for call in some]

    hits = strike_all(made)

    assert [hit.broken for hit in hits if hit.broken] == []
    assert all(hit.struck for hit in hits)
    saved = {Outcome.SAVED: 0, Outcome.SAVED_WITH_WARNING: DONE_WITH_WARNING}  # then the list was not written
    for hit in hits:
        assert hit.outcome is not None
        assert hit.status == saved.get(hit.outcome, _expected(hit.attack)), str(hit.attack)
    assert {hit.outcome for hit in hits} == {*saved, Outcome.NOTHING}


@pytest.mark.parametrize("name", SIGNALS)
def test_signal_when_it_comes_with_the_last_words_then_the_status_still_says_saved(name: str) -> None:
    """It ends at once after them: what is left to strike is the writing of what was asked for."""
    hit = strike(Attack(ONE, last_call(ONE, "write"), f"signal={name}"))

    assert (hit.broken, hit.struck) == ("", True)
    assert (hit.status, hit.outcome) in ((0, Outcome.SAVED), (6, Outcome.SAVED_WITH_WARNING))


@pytest.mark.parametrize("name", SIGNALS)
def test_signal_when_it_comes_at_some_moment_then_all_is_there_or_nothing(name: str) -> None:
    """From before the signals are obeyed until after everything was saved, in steps that none foresees."""
    number = signal.Signals[name].value
    seen: set[str] = set()
    for entries in [*range(0, 121, 12), 200]:
        with home(_MANY) as where:
            with start(_MANY, where) as process:
                while process.poll() is None and len(_entries(where / FOLDER)) < max(entries, 1):
                    time.sleep(0.0002)
                process.send_signal(number)
                ended = end_of(process)

            outcome = judge_run(_MANY, where, {}, ended)

            assert (ended.status, outcome) in (
                (0, Outcome.SAVED),
                (6, Outcome.SAVED_WITH_WARNING),
                (128 + number, Outcome.NOTHING),
            ), ended.err
            assert ended.status == 0 or "Interrupted" in ended.err
            assert outcome is not Outcome.NOTHING or found(where) == {}
            seen.add(outcome.value)
    assert Outcome.NOTHING.value in seen


def _entries(folder: "os.PathLike[str]") -> list[str]:
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []
