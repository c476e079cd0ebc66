"""A neighbour who may write to the folder reads no key, leads no file elsewhere, and disturbs no save unseen.

Here a sample of the moments at which they come; `python -m tests.faults --real` takes all of them.
"""

import pytest

from tests.faults import rivals, shared
from tests.faults.akg import Command
from tests.faults.shared import Moment

pytestmark = pytest.mark.interop

_ATTACKS = [(command, what) for what, (_, commands) in rivals.ONE_STEP.items() for command in commands]


@pytest.mark.parametrize(("command", "what"), _ATTACKS, ids=str)
def test_step_of_a_neighbour_when_it_comes_between_two_calls_then_gains_nothing_unseen(
    command: Command, what: str
) -> None:
    steps, _ = rivals.ONE_STEP[what]
    stops = shared.stops_of(command).during()[2 if command is shared.SAVED else 4 :: 5]
    findings = [rivals.once(command, what, steps, Moment.DURING, nth) for nth in stops]

    assert not [finding.broken for finding in findings if finding.broken]
    assert any(finding.outcome for finding in findings)
