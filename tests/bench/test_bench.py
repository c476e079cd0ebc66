"""The benchmark runs and fills its table. Nothing here depends on a time: that is for `make bench`."""

import json
import math

import pytest

from tests.bench import command, rsa, window
from tests.bench.figures import mean, median, percentile, ratio
from tests.bench.table import Goal, Row, Sense, as_json, markdown


def is_plausible(rows: list[Row]) -> bool:
    ratios = [row.ratio.value for row in rows if row.ratio]
    return bool(ratios) and all(math.isfinite(value) and value > 0 for value in ratios)


def test_figures() -> None:
    assert mean([1.0, 2.0, 3.0]).value == 2.0
    assert mean([1.0, 2.0, 3.0]).error == pytest.approx(1 / math.sqrt(3))
    assert median([5.0, 1.0, 2.0]).value == 2.0
    assert percentile([float(number) for number in range(1, 1001)], 0.999).value == 999.0
    assert percentile([3.0, 1.0], 1.0).value == 3.0


def test_a_ratio_has_an_interval_around_it() -> None:
    found = ratio(mean([4.0, 4.2, 3.8]), mean([2.0, 2.1, 1.9]))
    assert found.value == pytest.approx(2.0)
    assert found.low < found.value < found.high


def test_goals_are_shown_as_met_or_missed() -> None:
    fast, slow = mean([1.0]), mean([3.0])
    assert "≥ 2: met" in markdown([Row("a", fast, "b", slow, Sense.FASTER, Goal(ratio=2.0))])
    assert "≤ 1.3: MISSED" in markdown([Row("a", slow, "b", fast, Sense.MORE, Goal(ratio=1.3))])
    assert "< 16 ms: MISSED" in markdown([Row("a", fast, goal=Goal(limit=0.016))])


@pytest.mark.interop
def test_the_command_is_measured() -> None:
    rows = command.measure(1)
    assert len(rows) == 7
    assert is_plausible(rows)
    json.dumps(as_json(rows))


@pytest.mark.interop
def test_rsa_is_measured_beside_node_and_openssl() -> None:
    rows = rsa.measure(rsa.QUICK[:1])
    assert {row.peer for row in rows} >= {"Node", "openssl genpkey", "ours, one core"}
    assert is_plausible(rows)


@pytest.mark.desktop
def test_the_window_is_measured() -> None:
    rows = window.measure_first_frame(1)
    assert is_plausible(rows)
    assert rows[-1].ours.kind == "none", "nothing of the cryptography is loaded before the first frame"


@pytest.mark.desktop
def test_the_gaps_are_measured() -> None:
    rows = window.measure_gaps(0.2, 0.1, 2)
    assert [row.ours.kind for row in rows] == ["percentile 50", "percentile 99", "percentile 99.9", "largest"]
    assert is_plausible(rows)
