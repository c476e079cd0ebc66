"""The whole job where there is little room: nothing is cut, and the next step and the focus are in sight."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.storage import preferences
from app.storage.preferences import Preferences
from tests.desktop.accessibility import Outline
from tests.desktop.conftest import running
from tests.desktop.job import COPY, GENERATE, UNSAVED, generate, report, tick, type_passphrase, unfold
from tests.desktop.keyfiles import public_key_of
from tests.desktop.screen import Screen
from tests.desktop.test_end import resize
from tests.desktop.test_small_screen import fits
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.product import SOURCE

pytestmark = pytest.mark.desktop

PASSPHRASE = "gallows unwrapped tiptop blizzard"
ITEMS = ("filler", "label", "list item", "table cell")  # what is inside of that which has the focus

# As in a language that is written from right to left; no option or variable of the product can do that.
MIRRORED = """
import gc, sys
gc.disable()
from PySide6.QtWidgets import QApplication
from app.gui import application
class Mirrored(QApplication):
    def __init__(self, words):
        super().__init__([*words, "-reverse"])
application.QApplication = Mirrored
sys.exit(application.run())
"""


# The same with letters twice as large, which no variable of Qt makes without scaling all else.
LARGE = """
import gc, sys
gc.disable()
from PySide6.QtWidgets import QApplication
from app.gui import application
class Large(QApplication):
    def __init__(self, words):
        super().__init__(words)
        letters = self.font()
        letters.setPointSizeF(2 * letters.pointSizeF())
        self.setFont(letters)
application.QApplication = Large
sys.exit(application.run())
"""


def right_and_bottom(node: Outline) -> tuple[int, int]:
    x, y, width, height = node.extents
    return x + width, y + height


def is_within(node: Outline, outer: Outline) -> bool:
    (right, bottom), (most_right, most_bottom) = right_and_bottom(node), right_and_bottom(outer)
    x, y = outer.extents[:2]
    return x <= node.extents[0] and y <= node.extents[1] and right <= most_right and bottom <= most_bottom


def overlap(one: Outline, other: Outline) -> bool:
    """Neither is inside the other, as the eye is in the field of a passphrase."""
    if is_within(one, other) or is_within(other, one):
        return False
    (right, bottom), (other_right, other_bottom) = right_and_bottom(one), right_and_bottom(other)
    x, y, other_x, other_y = *one.extents[:2], *other.extents[:2]
    return x < other_right and other_x < right and y < other_bottom and other_y < bottom


def bar_of(nodes: list[Outline], primary: Outline) -> Outline:
    """The foot of the page: the smallest group around the next step."""
    around = [node for node in nodes if node.role == "panel" and is_within(primary, node)]
    return min(around, key=lambda node: node.extents[2] * node.extents[3])


def assert_all_is_in_sight(window: Window, primary: str) -> None:
    """Of the page as it is, once it stands still: looked at again while something is on its way."""
    for _ in range(4):
        found = list(problems(window.tree.outlines(), primary))
        if not found:
            return
    assert found == []


def problems(nodes: list[Outline], primary: str) -> Iterator[str]:
    """The next step is not whole, the focus not in view, something beyond the sides, or over something else.

    What is further down a page can be scrolled to; it is no less wide for that.
    """
    frame = next(node for node in nodes if node.role == "frame")
    places = next(node for node in nodes if node.name == "Places")
    steps = [node for node in nodes if node.name == primary and node.role == "push button"]
    focused = [node for node in nodes if node.focused and node.role not in ITEMS]
    if len(steps) != 1 or len(focused) != 1:
        yield f"{len(steps)} next steps, {len(focused)} with the focus"
        return
    bar, (x, top, width, _) = bar_of(nodes, steps[0]), frame.extents
    if not is_within(steps[0], frame):
        yield f"the next step: {steps[0]}"
    for node in nodes:
        if any(node.extents) and not x <= node.extents[0] <= right_and_bottom(node)[0] <= x + width:
            yield f"beyond the sides: {node}"
    outside = [node for node in nodes if node.interactive and not is_in(node, (bar, places))]
    for one, other in itertools.combinations(outside, 2):
        if overlap(one, other):
            yield f"one over the other: {one}, {other}"
    if not is_in(focused[0], (bar, places)):
        above = right_and_bottom(places)[1] if places.extents[2] == width else top
        if focused[0].extents[1] < above or right_and_bottom(focused[0])[1] > bar.extents[1]:
            yield f"out of view, with the focus: {focused[0]}"
    elif not is_within(focused[0], frame):
        yield f"beyond the window, with the focus: {focused[0]}"


def is_in(node: Outline, groups: tuple[Outline, ...]) -> bool:
    return any(is_within(node, group) for group in groups)


def do_the_whole_job(window: Window) -> None:
    """By keys where they lead the eye, looking at each step."""
    tree = window.tree
    assert_all_is_in_sight(window, GENERATE)
    tree.press("Suggest one")
    until(lambda: (node := tree.focused()) and node.name == "Use it", "the suggestion has the focus")
    assert_all_is_in_sight(window, GENERATE)
    window.keys("Escape")
    tree.focus("Options")
    window.keys("space")
    until(lambda: (node := tree.focused()) and node.name == "Name", "the options are open")
    for name in ("How many", "Browse…", UNSAVED):
        tree.focus(name)
        assert_all_is_in_sight(window, GENERATE)
    window.keys("alt+g")
    tree.one("Save without a passphrase")
    assert_all_is_in_sight(window, GENERATE)
    window.keys("space")
    type_passphrase(tree, PASSPHRASE)
    window.keys("alt+r")
    assert_all_is_in_sight(window, GENERATE)
    window.keys("alt+g")
    until(lambda: (node := tree.focused()) and node.name == COPY, "the next step has the focus")
    assert tree.one("Where it is").description.startswith(tree.one(COPY).description.split(". ")[0][:20])
    assert_all_is_in_sight(window, COPY)
    report(tree)
    unfold(tree, "Details", "Show")
    for name in ("Report", "Show in folder", "Change passphrase…", "Show"):
        tree.focus(name)
        assert_all_is_in_sight(window, COPY)
    window.keys("space")
    tree.one("Private key")
    assert_all_is_in_sight(window, COPY)
    window.keys("alt+c")
    until(lambda: "BEGIN PUBLIC KEY" in window.screen.clipboard(), "it is copied")
    (private,) = (window.home / "api-keys").glob("*.private.pem")
    assert public_key_of(private, PASSPHRASE) == window.screen.clipboard()
    window.close()


@contextmanager
def opened(
    screen: Screen,
    home: Path,
    more: Mapping[str, str] | None = None,
    remembered: Preferences | None = None,
    command: tuple[str, ...] = SOURCE.opening,
) -> Iterator[Window]:
    if remembered is not None:
        file = home / ".config" / "asymmetric-key-generator" / "preferences.json"
        preferences.save(file, remembered)
    with running(screen, home, command, more or {}) as window:
        yield window


@pytest.mark.parametrize("size", [(480, 640), (400, 420)])
def test_in_a_window_of_this_size(window: Window, size: tuple[int, int]) -> None:
    resize(window, *size)
    do_the_whole_job(window)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_in_this_theme(screen: Screen, home: Path, theme: str) -> None:
    with opened(screen, home, remembered=Preferences(theme=theme)) as window:
        do_the_whole_job(window)


@pytest.mark.parametrize("size", [(960, 680), (600, 640)])
def test_with_letters_twice_as_large(screen: Screen, home: Path, size: tuple[int, int]) -> None:
    with opened(screen, home, command=(sys.executable, "-c", LARGE)) as window:
        resize(window, *size)
        do_the_whole_job(window)


def test_on_a_screen_of_twice_the_density(screen: Screen, home: Path) -> None:
    with opened(screen, home, {"QT_FONT_DPI": "192"}) as window:
        do_the_whole_job(window)


@pytest.mark.parametrize("size", [(960, 680), (400, 420)])
def test_mirrored(screen: Screen, home: Path, size: tuple[int, int]) -> None:
    with opened(screen, home, command=(sys.executable, "-c", MIRRORED)) as window:
        resize(window, *size)
        places = window.tree.one("Places").extents
        frame = window.tree.one("Asymmetric Key Generator").extents
        assert places[2] == frame[2] or places[0] > frame[0], "the places are at the right, or on top"
        do_the_whole_job(window)


def test_on_a_laptop_at_twice_the_size(tmp_path: Path, home: Path) -> None:
    screen = Screen(tmp_path / "screen", size="1366x768")
    screen.folder.mkdir()
    try:
        screen.start()
        with opened(screen, home, {"QT_SCALE_FACTOR": "2"}) as window:
            until(lambda: fits(window, (0, 0, 1366, 768)), "the window and its frame are on the screen")
            do_the_whole_job(window)
    finally:
        screen.stop()


def test_several_pairs_in_a_small_window(window: Window) -> None:
    """GIVEN twelve pairs WHEN they are made in 400 x 420 THEN the table and the next step are whole."""
    tree = window.tree
    type_passphrase(tree, PASSPHRASE)
    unfold(tree, "Options", "How many")
    tree.set_value("How many", 12)
    resize(window, 400, 420)
    tree.press("Generate and save 12")
    tree.one("Key pairs")
    (copy,) = [node.name for node in tree.outlines() if node.name.endswith("-01") and "Copy" in node.name]
    assert_all_is_in_sight(window, copy)


def test_an_unsaved_pair_in_a_small_window(window: Window) -> None:
    """GIVEN a pair that is not saved WHEN it is in 400 x 420 THEN Save is in sight while one types."""
    tree = window.tree
    tick(tree, UNSAVED)
    resize(window, 400, 420)
    generate(tree, "Generate")
    assert_all_is_in_sight(window, "Save")
    for name in ("Passphrase", "Repeat passphrase", "Options"):
        tree.focus(name)
        assert_all_is_in_sight(window, "Save")
