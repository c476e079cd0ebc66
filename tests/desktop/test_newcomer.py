"""A newcomer goes with the keyboard alone, on a small screen, from nothing to the lines of a program."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.desktop.accessibility import Node
from tests.desktop.conftest import running
from tests.desktop.job import COPY, private_file
from tests.desktop.screen import Screen
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.product import Product

pytestmark = pytest.mark.desktop

PASSPHRASE = "gallows unwrapped tiptop blizzard"
API_KEY = "a1B2" * 16
API_KEY_FIELD = "API key that Binance shows then (optional)"
LINES = "Copy the lines"
WIDE, HIGH = 480, 640
MOST = 60  # presses of Tab


@pytest.fixture
def small_window(tmp_path: Path, product: Product) -> Iterator[Window]:
    screen = Screen(tmp_path / "screen", size=f"{WIDE}x{HIGH}")
    screen.folder.mkdir()
    try:
        screen.start()
        with running(screen, tmp_path / "home", product.opening) as window:
            yield window
    finally:
        screen.stop()


def focus_is(window: Window, name: str) -> None:
    until(lambda: (node := window.tree.focused()) and node.called == name, f"the focus is on “{name}”")


def tab_to(window: Window, name: str) -> None:
    """Press Tab as often as it takes; whatever has the focus on the way is on the screen, and whole."""
    for _ in range(MOST):
        before = stop(window)
        if before.called == name:
            return
        window.keys("Tab")
        until(partial(is_another, window, before), f"Tab leads on from “{before.called}”")
        x, y, width, height = until(lambda: settled(window), "nothing moves any more").extents
        assert min(x, y) >= 0, f"“{stop(window).called}” is out of sight"
        assert (x + width <= WIDE, y + height <= HIGH) == (True, True)
    raise AssertionError(f"Tab does not lead to “{name}”")


def stop(window: Window) -> Node:
    return until(window.tree.focused, "something has the focus")


def is_another(window: Window, before: Node) -> bool:
    now = window.tree.focused()
    return now is not None and (now.called, now.extents) != (before.called, before.extents)


def settled(window: Window) -> Node | None:
    """What has the focus, once it is where it stays."""
    before, after = window.tree.focused(), window.tree.focused()
    return after if before and after and before.extents == after.extents else None


def copied(window: Window, before: str) -> str:
    until(lambda: window.screen.clipboard() != before, "something new is on the clipboard")
    return window.screen.clipboard()


def boxes(window: Window) -> list[Node]:
    return [node for node in window.tree.below("Steps") if node.role == "check box"]


def are_ticked(window: Window, number: int) -> bool:
    return sum("checked" in box.states for box in boxes(window)) == number


def test_from_nothing_to_the_lines_of_a_program(small_window: Window) -> None:
    """GIVEN a fresh home WHEN somebody knows Tab, Space, Return and the arrows THEN that is enough."""
    window = small_window
    window.screen.put_on_clipboard("before")

    focus_is(window, "Passphrase")
    window.type(PASSPHRASE)
    window.keys("Return")
    focus_is(window, "Repeat passphrase")
    window.type(PASSPHRASE)
    window.keys("Return")

    focus_is(window, COPY)
    window.keys("Return")
    public_key = copied(window, "before")
    assert (
        public_key
        == private_file(window)
        .with_name(private_file(window).name.replace(".private.", ".public."))
        .read_text()
    )
    assert window.tree.one(API_KEY_FIELD).extents[1] < HIGH, "the eye was not led on"

    names = [box.name for box in boxes(window)]
    assert len(names) >= 5
    for number, name in enumerate(names, 1):
        tab_to(window, name)
        window.keys("space")
        until(partial(are_ticked, window, number), f"“{name}” is ticked")
    tab_to(window, API_KEY_FIELD)
    window.type(API_KEY)
    until(lambda: window.tree.text(API_KEY_FIELD) == API_KEY, "the API key is there")

    tab_to(window, "Register")
    window.keys("Right")
    tab_to(window, "Program")
    window.keys("space")
    window.type("ccxt")
    window.keys("Return")
    tab_to(window, LINES)
    window.keys("Return")
    lines = copied(window, public_key)
    assert API_KEY in lines
    assert str(private_file(window)) in lines
    assert "ccxt" in lines
    window.close()
