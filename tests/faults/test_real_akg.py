"""The real `akg generate` under strace: its system calls fail, lie, are its last, or bring a signal."""

from collections import Counter

import pytest

from tests.faults.akg import ARCHIVE, ONE, REPLACED, SEALED, THREE, Command
from tests.faults.contract import Outcome
from tests.faults.injection import Attack, Hit, attacks, strike, strike_all
from tests.faults.naive import NAIVE
from tests.product import BOTH, Product

pytestmark = pytest.mark.interop


def _assert_kept(hits: list[Hit]) -> Counter[Outcome | None]:
    broken = [hit.broken for hit in hits if hit.broken]
    assert not broken, "\n".join(broken[:20])
    assert sum(hit.struck for hit in hits) > 0.9 * len(hits)
    return Counter(hit.outcome for hit in hits)


def test_one_pair_when_every_call_is_attacked_then_the_contract_holds() -> None:
    made = attacks(ONE, thoroughly=True)
    assert {attack.call.kind for attack in made} >= {"openat", "write", "fsync", "fchmod", "close"}

    outcomes = _assert_kept(strike_all(made))

    assert set(outcomes) >= {
        Outcome.SAVED,
        Outcome.SAVED_WITH_WARNING,
        Outcome.NOTHING,
        Outcome.KILLED_CLEAN,
        Outcome.KILLED_FINISHED,
    }


@BOTH
@pytest.mark.parametrize("command", [THREE, REPLACED, ARCHIVE], ids=str)
def test_calls_that_change_files_when_attacked_then_the_contract_holds(
    command: Command, product: Product
) -> None:
    outcomes = _assert_kept(strike_all(attacks(command.of(product), thoroughly=False)))

    assert outcomes[Outcome.NOTHING]
    assert outcomes[Outcome.KILLED_CLEAN]


@BOTH
def test_encrypted_pair_when_killed_at_any_change_then_no_plaintext_key_is_anywhere(product: Product) -> None:
    made = [attack for attack in attacks(SEALED.of(product), thoroughly=False) if "SIGKILL" in attack.what]

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
