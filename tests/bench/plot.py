"""The benchmark's picture for README: bars of ratios with their goals, as SVG, light and dark.

Above, how many times as fast ours is: longer is better. Below, what ours takes in units of another: shorter
is better. A thin line is the interval of 95 %, a thick one the goal. The same figures give the same bytes.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.gui.theme import DARK_COLOURS, LIGHT_COLOURS, Colours
from tests.bench.table import Row, Sense, quantity

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_FONTS = ["Segoe UI", "Noto Sans", "Helvetica Neue", "Helvetica", "Arial", "DejaVu Sans", "sans-serif"]
_WIDTH, _ROW, _HEAD, _FOOT = 8.75, 0.34, 0.56, 0.14  # inches; 72 points each
_LEFT, _RIGHT = 0.29, 0.73  # where the bars begin and end, of the width
_BAR, _MARK = 0.46, 0.36
_LARGEST = 20.0  # what is many times more or less is no matter for bars
_TITLES = {
    Sense.FASTER: "Speed beside Node, on which the reference runs (= 1): longer is better",
    Sense.MORE: "Time, memory and size beside others (= 1): shorter is better",
}


def draw(rows: Sequence[Row], folder: Path) -> list[Path]:
    """Writes light.svg and dark.svg; returns their paths. Rows without a short name are left out."""
    shown = [row for row in rows if row.short and row.ratio and row.ratio.value < _LARGEST]
    folder.mkdir(parents=True, exist_ok=True)
    return [_draw(shown, colours, folder) for colours in (LIGHT_COLOURS, DARK_COLOURS)]


def _draw(rows: Sequence[Row], colours: Colours, folder: Path) -> Path:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # fonts are the reader's
    file = folder / f"{colours.name}.svg"
    panels = [[row for row in rows if row.sense is sense] for sense in Sense]
    panels = [panel for panel in panels if panel]
    heights = [_HEAD + _ROW * len(panel) + _FOOT for panel in panels]
    with mpl.rc_context({"svg.hashsalt": "akg", "svg.fonttype": "none", "font.family": _FONTS}):
        figure = Figure(figsize=(_WIDTH, sum(heights)), facecolor=colours.card)
        top = 1.0
        for panel, height in zip(panels, heights, strict=True):
            top -= height / sum(heights)
            bottom = top + _FOOT / sum(heights)
            tall = _ROW * len(panel) / sum(heights)
            _panel(figure.add_axes((_LEFT, bottom, _RIGHT - _LEFT, tall)), panel, colours)
        figure.savefig(file, metadata={"Date": None}, facecolor=colours.card)
    return file


def _panel(axes: Axes, rows: Sequence[Row], colours: Colours) -> None:
    axes.set_facecolor("none")
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, 1.04 * max(_reach(row) for row in rows))
    axes.set_axis_off()
    axes.axvline(1, color=colours.hairline, linewidth=1, zorder=0)
    title = _TITLES[rows[0].sense]
    axes.text(_before(0.04), -0.98, title, color=colours.text, fontsize=10, weight="bold", **_in_figure(axes))
    for place, row in enumerate(rows):
        _bar(axes, place, row, colours)
        _words(axes, place, row, colours)


def _reach(row: Row) -> float:
    assert row.ratio is not None
    return max(min(row.ratio.high, 1.5 * row.ratio.value), row.goal_ratio or 0.0, 1.0)


def _bar(axes: Axes, place: int, row: Row, colours: Colours) -> None:
    found = row.ratio
    assert found is not None
    axes.barh(place, found.value, height=_BAR, color=colours.accent, zorder=1)
    if found.high > found.low:
        ends = [found.low, min(found.high, axes.get_xlim()[1])]
        axes.plot(ends, [place, place], color=colours.text, linewidth=0.8, zorder=2)
    if row.goal_ratio is not None:
        ends = [place - _MARK, place + _MARK]
        axes.plot([row.goal_ratio] * 2, ends, color=_judged(row, colours), linewidth=2, zorder=3)


def _words(axes: Axes, place: int, row: Row, colours: Colours) -> None:
    found = row.ratio
    assert found is not None
    inside = _in_figure(axes)
    peer = "" if row.sense is Sense.FASTER else row.peer
    above = place - (0.14 if peer else 0)
    name = {"ha": "right", "va": "center", **inside}
    axes.text(_before(-0.02), above, row.short, color=colours.text, fontsize=9, **name)
    if peer:
        axes.text(_before(-0.02), place + 0.24, f"beside {peer}", color=colours.muted, fontsize=7, **name)
    value = {"va": "center", **inside}
    shown = quantity(row.ours.value, row.ours.unit) if row.goal and row.goal.limit else f"{found.value:.2f}"
    axes.text(1.03, place, shown, color=colours.text, fontsize=9, weight="bold", **value)
    if row.goal is not None:
        words = f"goal {row.goal_wanted}, {'met' if row.met else 'missed'}"
        axes.text(1.215, place, words, color=_judged(row, colours), fontsize=8.5, **value)


def _judged(row: Row, colours: Colours) -> str:
    return colours.good if row.met else colours.error


def _in_figure(axes: Axes) -> dict[str, Any]:
    """Across in parts of the panel, down in rows."""
    return {"transform": axes.get_yaxis_transform()}


def _before(part: float) -> float:
    """Returns a place left of the bars, in parts of the panel: 0.04 is near the picture's edge."""
    return part if part < 0 else (part - _LEFT) / (_RIGHT - _LEFT)
