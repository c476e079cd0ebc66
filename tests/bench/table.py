"""The rows that the benchmark fills, as a Markdown table for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from tests.bench.figures import Figure, Ratio, ratio

_HEAD = ("what", "ours", "beside it", "theirs", "ratio (95 %)", "goal")


class Sense(Enum):
    """What the ratio says, and so which of both figures is above the line."""

    FASTER = "times as fast"
    MORE = "times as much"


@dataclass(frozen=True, slots=True)
class Goal:
    """At least (FASTER) or at most (MORE) this ratio; or a limit of ours in its own unit."""

    ratio: float = 0.0
    limit: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison; without `theirs`, ours is alone. With a `short` name it goes to README, too."""

    title: str
    ours: Figure
    peer: str = ""
    theirs: Figure | None = None
    sense: Sense = Sense.MORE
    goal: Goal | None = None
    short: str = ""

    @property
    def ratio(self) -> Ratio | None:
        """In the sense that the row wants."""
        if self.theirs is None:
            return None
        faster = self.sense is Sense.FASTER
        return ratio(self.theirs, self.ours) if faster else ratio(self.ours, self.theirs)

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if self.goal is None:
            return None
        if self.goal.limit:
            return self.ours.value < self.goal.limit
        if self.ratio is None:
            return None
        if self.sense is Sense.FASTER:
            return self.ratio.value >= self.goal.ratio
        return self.ratio.value <= self.goal.ratio

    @property
    def goal_ratio(self) -> float | None:
        """Returns the goal as a ratio."""
        if self.goal is None or self.theirs is None:
            return None
        return self.goal.limit / self.theirs.value if self.goal.limit else self.goal.ratio

    @property
    def goal_text(self) -> str:
        """The goal and what became of it."""
        if self.goal is None:
            return ""
        return f"{self.goal_wanted}: {'met' if self.met else 'MISSED'}{self._doubt}"

    @property
    def goal_wanted(self) -> str:
        """The goal alone; empty where there is none."""
        if self.goal is None:
            return ""
        if self.goal.limit:
            return f"< {quantity(self.goal.limit, self.ours.unit)}"
        return f"{'≥' if self.sense is Sense.FASTER else '≤'} {self.goal.ratio:g}"

    @property
    def _doubt(self) -> str:
        if self.goal is None or self.ratio is None or self.goal.limit:
            return ""
        return ", within the scatter" if self.ratio.low < self.goal.ratio < self.ratio.high else ""


def quantity(value: float, unit: str) -> str:
    """Returns a number that a person can read: milliseconds and megabytes."""
    match unit:
        case "s":
            return _time(value)
        case "B":
            return f"{value / 1e6:.3g} MB" if value >= 1e5 else f"{value / 1e3:.3g} kB"
        case "/s":
            return f"{value:,.0f} /s"
        case _:
            return f"{value:.3g}"


def _time(seconds: float) -> str:
    if seconds >= 86_400:
        return f"{seconds / 86_400:.3g} days"
    if seconds >= 10:
        return f"{seconds:.1f} s"
    if seconds >= 0.1:
        return f"{1000 * seconds:,.0f} ms"
    return f"{1000 * seconds:.3g} ms"


def cell(figure: Figure | None) -> str:
    """Returns a figure with its standard error."""
    if figure is None:
        return ""
    text = quantity(figure.value, figure.unit)
    return f"{text} ± {quantity(figure.error, figure.unit)}" if figure.error else text


def markdown(rows: Sequence[Row]) -> str:
    """Returns the table, aligned."""
    lines = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
    ruled = [lines[0], tuple("-" * width for width in widths), *lines[1:]]
    return "\n".join(_line(line, widths) for line in ruled)


def ratio_text(row: Row) -> str:
    """Returns the ratio with its interval, where there is one."""
    found = row.ratio
    if found is None:
        return ""
    text = f"{found.value:{_digits(found.value)}} {row.sense.value}"
    if found.high > found.low:
        text += f" ({found.low:{_digits(found.low)}} to {found.high:{_digits(found.high)}})"
    return text


def _digits(value: float) -> str:
    if value < 0.1:
        return ".2g"
    return ".2f" if value < 10 else ",.0f"


def _cells(row: Row) -> tuple[str, ...]:
    return (row.title, cell(row.ours), row.peer, cell(row.theirs), ratio_text(row), row.goal_text)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
