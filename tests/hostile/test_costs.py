"""The dearest allowed file of every kind, opened in a process of its own: under two seconds and 300 MiB."""

import pytest

from tests.hostile.costly import KINDS
from tests.hostile.costs import measure

SECONDS = 2.0
MIB = 300


@pytest.mark.interop
@pytest.mark.parametrize("kind", KINDS)
def test_dearest_file_when_opened_then_takes_under_two_seconds_and_300_mib(kind: str) -> None:
    cost = measure(kind)

    assert cost.seconds < SECONDS
    assert cost.memory < MIB
    # THEN it was opened, or not for its cost: one that is refused as too dear would show nothing here
    assert "limit is" not in cost.end
    assert "Opening this file takes" not in cost.end
