"""The real `akg generate` under strace: its system calls fail, lie, are its last, or bring a signal.

Here a sample, where the attacks are many and alike; `python -m tests.faults --real` makes all of them.
"""

import signal
from collections import Counter

import pytest

from tests.faults.akg import ARCHIVE, ONE, REPLACED, SEALED, THREE, Command
from tests.faults.contract import Outcome
from tests.faults.injection import SIGNALS, Attack, Hit, attacks, strike, strike_all
from tests.faults.naive import NAIVE
from tests.product import BOTH, Product

pytestmark = pytest.mark.interop


def _assert_kept(hits: list[Hit]) -> Counter[Outcome | None]:
    broken = [hit.broken for hit in hits if hit.broken]
    assert not broken, "\n".join(broken[:20])
    assert sum(hit.struck for hit in hits) > 0.9 * len(hits)
    return Counter(hit.outcome for hit in hits)


def _at_every(nth: int, made: list[Attack]) -> list[Attack]:
    """Those at every nth of the calls."""
    numbers = {call: number for number, call in enumerate(dict.fromkeys(attack.call for attack in made))}
    return [attack for attack in made if numbers[attack.call] % nth == 0]


def test_one_pair_when_every_call_is_attacked_then_the_contract_holds() -> None:
    """A kill at a call that changes nothing leaves what one at the next change leaves. Signals at those that
    change something are in test_signals.py, here at a third of the others.
    """
    every = attacks(ONE, thoroughly=True, listing=False)
    failures = [attack for attack in every if not attack.signal]
    kills = [attack for attack in every if attack.signal is signal.SIGKILL and attack.call.changing]
    others = [attack for attack in every if attack.what[7:] in SIGNALS and not attack.call.changing]
    made = [*failures, *kills, *_at_every(3, others)]
    assert {attack.call.kind for attack in made} >= {"openat", "write", "fsync", "fchmod", "close"}
    assert {attack.what for attack in made} >= {f"signal={name}" for name in (*SIGNALS, "SIGKILL")}

    outcomes = _assert_kept(strike_all(made))

    assert set(outcomes) >= {
        Outcome.SAVED,
        Outcome.SAVED_WITH_WARNING,
        Outcome.NOTHING,
        Outcome.KILLED_CLEAN,
        Outcome.KILLED_FINISHED,
    }


def test_list_of_keys_when_its_writing_is_attacked_then_the_contract_holds() -> None:
    """What is done to the list alone is attacked at every call in test_listed.py."""
    made = [attack for attack in attacks(ONE, thoroughly=False) if attack.call.listing]

    outcomes = _assert_kept(strike_all(_at_every(3, made)))

    assert set(outcomes) == {Outcome.SAVED, Outcome.KILLED_SAVED, Outcome.KILLED_CLEAN}


@pytest.mark.parametrize(("command", "nth"), [(THREE, 2), (REPLACED, 1), (ARCHIVE, 1)], ids=str)
def test_calls_that_change_files_when_attacked_then_the_contract_holds(command: Command, nth: int) -> None:
    _assert_both_ends(command, nth)


@BOTH
def test_product_when_attacked_then_the_contract_holds(product: Product) -> None:
    """From its very start; elsewhere here it is warm, and the same from there on."""
    _assert_both_ends(ONE.of(product))


def _assert_both_ends(command: Command, nth: int = 1) -> None:
    made = attacks(command, thoroughly=False, listing=False)

    outcomes = _assert_kept(strike_all(_at_every(nth, made)))

    assert outcomes[Outcome.NOTHING]
    assert outcomes[Outcome.KILLED_CLEAN]


def test_encrypted_pair_when_killed_at_any_change_then_no_plaintext_key_is_anywhere() -> None:
    every = attacks(SEALED, thoroughly=False, listing=False)
    made = [attack for attack in every if "SIGKILL" in attack.what]

    _assert_kept(strike_all(made))


@pytest.mark.parametrize("kind", ["linkat", "fsync", "unlinkat"])
def test_disk_when_it_never_does_one_thing_then_the_contract_holds(kind: str) -> None:
    """The folder cannot be synced, nothing can be removed, there are no links: for the whole run."""
    call = next(attack.call for attack in attacks(ONE, thoroughly=False) if attack.call.kind == kind)
    expected = {"linkat": Outcome.SAVED, "fsync": Outcome.NOTHING, "unlinkat": Outcome.SAVED_WITH_WARNING}

    hit = strike(Attack(ONE, call, "error=EPERM", on=True))

    assert (hit.broken, hit.outcome, hit.struck) == ("", expected[kind], True)


def test_naive_writer_when_attacked_in_the_same_way_then_is_found_out() -> None:
    hits = strike_all(attacks(NAIVE, thoroughly=False))

    assert len(hits) > 8
    assert sum(bool(hit.broken) for hit in hits) > len(hits) / 2
