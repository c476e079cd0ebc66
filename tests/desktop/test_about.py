"""About, by keyboard and through the accessibility tree: opened, read, copied, closed."""

import pytest

from app import NAME, __version__
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.product import BOTH, SOURCE, Product

ABOUT = "About this program"
pytestmark = [pytest.mark.desktop, BOTH]


def test_about_is_opened_read_copied_and_closed_by_keyboard(window: Window, product: Product) -> None:
    """GIVEN the window WHEN F1 is pressed THEN everything of About is reached without a mouse."""
    window.keys("F1")
    window.tree.focus(ABOUT)
    window.keys("Return")
    table = window.tree.one("What is inside")
    assert table.role == "table"
    listed = "Only a bundle has a record" if product is SOURCE else "libQt6Core.so.6"
    until(lambda: listed in window.tree.text("Text"), "the hashes are shown, where there are any")
    cells = {node.name for node in window.tree.below("What is inside")}
    assert {"bcrypt", "Apache-2.0"} <= cells

    window.keys("alt+r", "Down")
    until(lambda: "You may replace Qt" in window.tree.text("Text"), "the notices are shown")
    window.keys("alt+c")
    until(lambda: f"{NAME} {__version__}" in window.screen.clipboard(), "the details are on the clipboard")
    assert str(window.home) not in window.screen.clipboard()

    window.keys("Escape")
    window.tree.gone("What is inside")
    window.wait_until_active()


def test_closing_about_leaves_the_window_and_both_end_in_order(window: Window) -> None:
    window.tree.press("Help")
    window.tree.press(ABOUT)
    window.tree.one("What is inside")
    window.keys("alt+F4")
    window.tree.gone("What is inside")
    window.tree.enabled(ABOUT)
    window.close()
