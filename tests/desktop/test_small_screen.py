"""The window on a screen that is small, or gets smaller while it is open: no larger than there is room."""

import re
from pathlib import Path

import pytest

from tests.desktop.conftest import running
from tests.desktop.screen import Screen
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.product import Product

pytestmark = pytest.mark.desktop

Rectangle = tuple[int, int, int, int]


def frame_of(window: Window) -> Rectangle:
    """Left, top, right, bottom of the window with its frame, which xdotool adds to its place twice."""
    screen = window.screen
    found = screen.run("xdotool", "getactivewindow", "getwindowgeometry", "--shell").decode()
    place = {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)", found)}
    extents = screen.run("xprop", "-id", str(place["WINDOW"]), "_NET_FRAME_EXTENTS").decode()
    left, right, top, bottom = map(int, re.findall(r"\d+", extents.partition("=")[2]))
    x, y = place["X"] - left, place["Y"] - top
    return x - left, y - top, x + place["WIDTH"] + right, y + place["HEIGHT"] + bottom


def fits(window: Window, room: Rectangle) -> bool:
    """The whole of its frame is in the room."""
    left, top, right, bottom = frame_of(window)
    return room[0] <= left and room[1] <= top and right <= room[2] and bottom <= room[3]


def test_it_opens_within_a_small_screen(tmp_path: Path, product: Product) -> None:
    screen = Screen(tmp_path / "screen", size="640x480")
    screen.folder.mkdir()
    try:
        screen.start()
        with running(screen, tmp_path / "home", product.opening) as window:
            until(lambda: fits(window, (0, 0, 640, 480)), "the window and its frame are on the screen")
    finally:
        screen.stop()


def test_it_follows_a_screen_that_gets_smaller(tmp_path: Path, product: Product) -> None:
    """GIVEN a large screen WHEN a panel takes half of it THEN the window is in the other half."""
    screen = Screen(tmp_path / "screen")
    screen.folder.mkdir()
    try:
        screen.start()
        with running(screen, tmp_path / "home", product.opening) as window:
            until(lambda: fits(window, (0, 0, 1280, 1024)), "the window and its frame are on the screen")
            area = ",".join(map(str, (0, 24, 600, 500) * 4))
            screen.run("xprop", "-root", "-f", "_NET_WORKAREA", "32c", "-set", "_NET_WORKAREA", area)
            until(lambda: fits(window, (0, 24, 600, 524)), "the window and its frame are beside the panel")
    finally:
        screen.stop()
