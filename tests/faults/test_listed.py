"""The list of keys under strace: its system calls fail, are the last, or bring a signal.

Here a sample of the calls; `python -m tests.faults --real` takes all of them.
"""

from collections.abc import Callable

import pytest

from tests.faults import listed
from tests.faults.akg import Command
from tests.faults.contract import Outcome
from tests.faults.injection import attacks, strike_all

pytestmark = [pytest.mark.interop, pytest.mark.slow]


@pytest.mark.parametrize("command", listed.COMMANDS, ids=lambda command: command.__name__)
def test_list_when_any_call_is_attacked_then_is_as_before_or_as_it_was_to_be(
    command: Callable[[], Command],
) -> None:
    made = attacks(command(), thoroughly=False)
    assert {attack.call.kind for attack in made} >= {"openat", "pwrite64", "fdatasync", "unlink"}
    kills, errors = ([attack for attack in made if (what in attack.what)] for what in ("SIGKILL", "error"))

    hits = strike_all([*kills[::3], *errors[1::5]], listed.judge)

    assert "\n".join(hit.broken for hit in hits if hit.broken) == ""
    assert all(hit.struck for hit in hits)
    assert {hit.outcome for hit in hits} >= {Outcome.NOTHING, Outcome.KILLED_CLEAN}
