"""What people read of the benchmark: resources/benchmark/benchmark.md, the picture, and README's block."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.bench import plot
from tests.bench.figures import Figure
from tests.bench.machine import ROOT
from tests.bench.store import Part
from tests.bench.table import Row, markdown, quantity, ratio_text

FOLDER = ROOT / "resources" / "benchmark"
README = ROOT / "README.md"
_BLOCK = re.compile(
    r"(?<=<!-- benchmark: begin; written by make bench -->\n).*?(?=<!-- benchmark: end -->)", re.DOTALL
)
_TITLES = {
    "bulk": "Key pairs in bulk",
    "command": "One Ed25519 pair as a whole process",
    "growth": "Growth with the number of pairs",
    "guess": "The cost of a guess",
    "frames": "The window's first frame, seen from outside",
    "first-frame": "The window's first frame, seen by Qt",
    "pages": "The window's pages, when they are shown for the first time",
    "gaps": "The window's event loop at work",
    "terminal": "The bundle's terminal",
    "sizes": "The bundle's sizes",
}
_INTRODUCTION = """# Benchmark

Written by `make bench`, which measures ours and the others in turns, on one machine. Only ratios say much:
the times are this machine's. A ratio comes with the interval that holds it with a confidence of 95 %; ± is
the standard error. A goal that is missed is shown as missed. How each figure comes about stands at the top of
its module in `tests/bench`.
"""
_PICTURE = """<picture>
  <source media="(prefers-color-scheme: dark)" srcset="resources/benchmark/dark.svg">
  <img alt="Speed, memory and sizes beside Node, a bare window and the reference; the table has the figures"
    src="resources/benchmark/light.svg">
</picture>
"""


def incomplete(parts: dict[str, Part]) -> list[str]:
    """Returns the parts that the documents need and that are missing, empty or measured in a quick run."""
    return [name for name in _TITLES if name not in parts or parts[name].quick or not parts[name].rows]


def write(parts: dict[str, Part]) -> None:
    """Writes all three. Raises ValueError unless `incomplete` finds nothing."""
    if left := incomplete(parts):
        raise ValueError(f"not measured in full: {', '.join(left)}")
    rows = [row for part in parts.values() for row in part.rows]
    plot.draw(rows, FOLDER)
    (FOLDER / "benchmark.md").write_text(full(parts), "utf-8")
    README.write_text(with_block(README.read_text("utf-8"), short(parts)), "utf-8")


def full(parts: dict[str, Part]) -> str:
    """Returns the whole table, part by part, and what it was measured on."""
    pieces = [_INTRODUCTION, *(f"{line}\n" for line in _machines(parts))]
    for name, part in parts.items():
        counts = [row.ours.samples for row in part.rows]
        if counts:
            pieces += [f"## {_TITLES[name]}\n", markdown(part.rows) + "\n", _counts(min(counts), max(counts))]
    return "\n".join(pieces)


def _counts(few: int, many: int) -> str:
    return f"{few} samples of each figure.\n" if few == many else f"{few} to {many} samples of each figure.\n"


def _machines(parts: dict[str, Part]) -> list[str]:
    """Returns one line for each machine, or state of it, that a part was measured on."""
    lines: dict[str, list[str]] = {}
    for name, part in parts.items():
        known = "; ".join(f"{key} {value}" for key, value in part.machine.items() if key != "load before")
        lines.setdefault(known, []).append(_TITLES[name])
    if len(lines) == 1:
        return [f"Measured on: {next(iter(lines))}."]
    return [f"{', '.join(names)}: {line}." for line, names in lines.items()]


def short(parts: dict[str, Part]) -> str:
    """Returns README's block: the picture, the rows with a short name, and what they were measured on."""
    rows = [row for part in parts.values() for row in part.rows if row.short]
    lines = ["| what | ours | beside it | theirs | ratio (95 %) | goal |", "|---|---|---|---|---|---|"]
    for row in rows:
        figures = (_alone(row.ours), row.peer, _alone(row.theirs))
        lines.append(f"| {' | '.join((row.short, *figures, ratio_text(row), row.goal_text))} |")
    return _PICTURE + "\n" + "\n".join(lines) + "\n\n" + _circumstances(parts, rows) + "\n"


def _circumstances(parts: dict[str, Part], rows: Sequence[Row]) -> str:
    """Returns them in one line; the figures without a scatter were not sampled."""
    counts = [row.ours.samples for row in rows if row.ours.error]
    machine = next(iter(parts.values())).machine
    known = ("Python", "cryptography", "PySide6", "Node")
    versions = ", ".join(f"{name} {machine[name]}" for name in known if name in machine)
    where = f"{machine['processor']} with {machine['cores']} cores"
    return f"Measured on one {where} ({versions}); {min(counts):,} to {max(counts):,} samples of each figure."


def _alone(figure: Figure | None) -> str:
    return quantity(figure.value, figure.unit) if figure else ""


def with_block(text: str, block: str) -> str:
    """Returns README's text with the block replaced. Raises ValueError where the markers are gone."""
    if not _BLOCK.search(text):
        raise ValueError("README.md has lost the markers around the benchmark")
    return _BLOCK.sub(lambda _: block, text)
