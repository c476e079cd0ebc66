"""The rows that the benchmark fills, as a Markdown table for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import Enum

from tests.bench.figures import Figure, Ratio, ratio

_HEAD = ("what", "ours", "beside it", "theirs", "ratio (95 %)", "goal")


class Sense(Enum):
    """What the ratio tells, and so which of both figures stands above the line."""

    FASTER = "times as fast"
    MORE = "times as much"


@dataclass(frozen=True, slots=True)
class Goal:
    """At least (FASTER) or at most (MORE) this ratio; or a limit of ours in its own unit."""

    ratio: float = 0.0
    limit: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison; without `theirs`, ours stands alone."""

    title: str
    ours: Figure
    peer: str = ""
    theirs: Figure | None = None
    sense: Sense = Sense.MORE
    goal: Goal | None = None

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
    def goal_text(self) -> str:
        """The goal and what became of it."""
        if self.goal is None:
            return ""
        if self.goal.limit:
            wanted = f"< {quantity(self.goal.limit, self.ours.unit)}"
        else:
            wanted = f"{'≥' if self.sense is Sense.FASTER else '≤'} {self.goal.ratio:g}"
        return f"{wanted}: {'met' if self.met else 'MISSED'}{self._doubt}"

    @property
    def _doubt(self) -> str:
        if self.goal is None or self.ratio is None or self.goal.limit:
            return ""
        return ", within the scatter" if self.ratio.low < self.goal.ratio < self.ratio.high else ""


def quantity(value: float, unit: str) -> str:
    """A number that a person can read: milliseconds and megabytes."""
    match unit:
        case "s":
            milliseconds = 1000 * value
            return f"{milliseconds:.0f} ms" if milliseconds >= 100 else f"{milliseconds:.3g} ms"
        case "B":
            return f"{value / 1e6:.1f} MB"
        case _:
            return f"{value:.3g}"


def cell(figure: Figure | None) -> str:
    """A figure with its standard error."""
    if figure is None:
        return ""
    text = quantity(figure.value, figure.unit)
    return f"{text} ± {quantity(figure.error, figure.unit)}" if figure.error else text


def markdown(rows: Sequence[Row]) -> str:
    """The table, aligned."""
    lines = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
    ruled = [lines[0], tuple("-" * width for width in widths), *lines[1:]]
    return "\n".join(_line(line, widths) for line in ruled)


def as_json(rows: Sequence[Row]) -> list[dict[str, object]]:
    """The same for programs: seconds and bytes."""
    return [
        {
            "title": row.title,
            "ours": asdict(row.ours),
            "peer": row.peer,
            "theirs": asdict(row.theirs) if row.theirs else None,
            "ratio": asdict(row.ratio) if row.ratio else None,
            "sense": row.sense.value,
            "goal": asdict(row.goal) if row.goal else None,
            "met": row.met,
        }
        for row in rows
    ]


def _cells(row: Row) -> tuple[str, ...]:
    found = row.ratio
    text = ""
    if found is not None:
        text = f"{found.value:.2f} {row.sense.value}"
        if found.high > found.low:
            text += f" ({found.low:.2f} to {found.high:.2f})"
    return (row.title, cell(row.ours), row.peer, cell(row.theirs), text, row.goal_text)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
