"""The wheel of a real mouse: it scrolls the page, and changes no field on its way."""

import pytest

from tests.desktop.accessibility import Tree
from tests.desktop.job import choose_rsa, unfold
from tests.desktop.test_end import resize
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

UP, DOWN = "4", "5"  # as X11 counts the buttons of a mouse


def turn(window: Window, name: str, notches: int) -> None:
    """The wheel over the middle of this field, wherever the page has scrolled to."""
    x, y = window.tree.one(name).centre
    button = DOWN if notches < 0 else UP
    window.screen.run("xdotool", "mousemove", str(x), str(y))
    window.screen.run("xdotool", "click", "--repeat", str(abs(notches)), "--delay", "30", button)


def height_of(window: Window, name: str) -> int:
    return window.tree.one(name).extents[1]


@pytest.mark.parametrize("name", ["Key size", "How many"])
def test_scrolling_past_a_field_changes_nothing(window: Window, name: str) -> None:
    """GIVEN a small window, and no focus on the field WHEN the wheel turns over it THEN the page scrolls."""
    tree = window.tree
    choose_rsa(tree, 2048)
    unfold(tree, "Options", "How many")
    resize(window, 480, 420)
    until(lambda: tree.one(name).extents[2] < 460, "the page is as narrow as the window")
    tree.focus("Name" if name == "How many" else "RSA")  # which scrolls to what is beside it
    before, where = values(tree), height_of(window, name)

    turn(window, name, -3)

    until(lambda: height_of(window, name) < where, "the page has scrolled")
    assert values(tree) == before


def values(tree: Tree) -> tuple[str, float | None]:
    return tree.one("Key size").name, tree.one("How many").value


def test_a_number_that_somebody_is_at_follows_the_wheel(window: Window) -> None:
    """GIVEN the number field WHEN it was clicked on and the wheel turns THEN it counts."""
    unfold(window.tree, "Options", "How many")
    window.click("How many")
    turn(window, "How many", 3)
    until(lambda: window.tree.one("How many").value == 4, "the number is 4")
