"""The wheel of a real mouse: it scrolls the page, and changes no field on its way."""

import pytest

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


@pytest.mark.parametrize("name", ["Key type", "Number of key pairs"])
def test_scrolling_past_a_field_changes_nothing(window: Window, name: str) -> None:
    """GIVEN a small window, just opened WHEN the wheel turns over a field THEN the page scrolls, no more.

    The key type has the focus from the start; three notches made RSA 4096 of it, and 4 of the number 1.
    """
    tree = window.tree
    resize(window, 480, 420)
    until(lambda: tree.one(name).extents[2] < 460, "the page is as narrow as the window")
    before, where = (tree.text("Key type"), tree.one("Number of key pairs").value), height_of(window, name)

    turn(window, name, -3)

    until(lambda: height_of(window, name) < where, "the page has scrolled")
    assert (tree.text("Key type"), tree.one("Number of key pairs").value) == before
    tree.press("Generate")
    tree.enabled("Save")
    assert len(tree.text("Public key")) < 130, "an Ed25519 key"


def test_a_number_that_somebody_is_at_follows_the_wheel(window: Window) -> None:
    """GIVEN the number field WHEN it was clicked on and the wheel turns THEN it counts."""
    window.click("Number of key pairs")
    turn(window, "Number of key pairs", 3)
    until(lambda: window.tree.one("Number of key pairs").value == 4, "the number is 4")
