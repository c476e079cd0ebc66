"""Samples to figures: a mean or a median with its standard error, and ratios with a 95 % interval."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

_95_PERCENT = 1.96


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of `unit` (s, B or plain), its standard error (0: unknown or none), from so many samples."""

    value: float
    error: float
    unit: str
    samples: int
    kind: str = "mean"

    @property
    def relative_error(self) -> float:
        """Standard error as a part of the value."""
        return self.error / self.value if self.value else 0.0


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times one figure is the other, and between which bounds with a confidence of 95 %."""

    value: float
    low: float
    high: float


def mean(samples: Sequence[float], unit: str = "s") -> Figure:
    """Returns the mean, what a person waits for in total: for times that scatter as those of RSA keys do."""
    error = statistics.stdev(samples) / math.sqrt(len(samples)) if len(samples) > 1 else 0.0
    return Figure(statistics.fmean(samples), error, unit, len(samples))


def median(samples: Sequence[float], unit: str = "s") -> Figure:
    """Returns the median, which a busy moment of the machine does not move; error from the quartiles."""
    error = 0.0
    if len(samples) > 1:
        low, _, high = statistics.quantiles(samples, n=4, method="inclusive")
        error = 1.253 * (high - low) / 1.349 / math.sqrt(len(samples))
    return Figure(statistics.median(samples), error, unit, len(samples), "median")


def percentile(samples: Sequence[float], part: float, unit: str = "s") -> Figure:
    """Returns the value that `part` (0 to 1) of the samples do not exceed."""
    ordered = sorted(samples)
    place = min(len(ordered) - 1, math.ceil(part * len(ordered)) - 1)
    kind = "largest" if part >= 1 else f"percentile {100 * part:g}"
    return Figure(ordered[max(0, place)], 0.0, unit, len(ordered), kind)


def ratio(above: Figure, below: Figure) -> Ratio:
    """Returns `above` in units of `below`; the interval is symmetric in the logarithm."""
    value = above.value / below.value
    spread = math.exp(_95_PERCENT * math.hypot(above.relative_error, below.relative_error))
    return Ratio(value, value / spread, value * spread)
