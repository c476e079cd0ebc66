"""A whole job in the window with a passphrase that is nowhere else in the world: where is it afterwards?"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.job import COPY, choose_rsa, generate, set_option
from tests.desktop.screen import Screen
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.process.canary import files_below, found_in, key_canary, new_passphrase, passphrase_canary
from tests.process.scene import XDG
from tests.process.watcher import watching
from tests.product import BOTH, Product

pytestmark = pytest.mark.desktop

WINDOW_ID = re.compile(rb"0x[0-9a-f]{5,}")


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """The home and every other folder that the environment names; beside it, what the window said."""
    for name in ("home", "tmp", *(f"xdg/{name}" for name in XDG)):
        (tmp_path / name).mkdir(mode=0o700, parents=True)
    return tmp_path


@pytest.fixture
def window(screen: Screen, world: Path, product: Product) -> Iterator[Window]:
    folders = {f"XDG_{name}": str(world / "xdg" / name) for name in XDG}
    more = {"TMPDIR": str(world / "tmp"), **folders}
    window = Window(screen, world / "home", product.opening, more)
    try:
        window.wait_until_shown()
        yield window
    finally:
        window.discard()


def everything_told_by(screen: Screen) -> bytes:
    """All properties of all windows of the X server: titles, classes, icon names, commands."""
    ids = set(WINDOW_ID.findall(screen.run("xwininfo", "-root", "-tree")))
    return b"\n".join(screen.run("xprop", "-id", each.decode(), check=False) for each in ids)


def shown(window: Window) -> dict[str, bytes]:
    """What other programs of the session see now."""
    screen = window.screen
    return {
        "properties of windows": everything_told_by(screen),
        "accessibility": str(window.tree.everything()).encode(),
        **{name: screen.clipboard(selection=name).encode() for name in ("clipboard", "primary", "secondary")},
    }


@BOTH
def test_nothing_is_left_of_a_whole_job(window: Window, world: Path) -> None:
    """GIVEN two pairs WHEN all that is seen and left of making them is searched THEN no secret is there."""
    passphrase, tree, moments = new_passphrase(), window.tree, []
    window.screen.put_on_clipboard("before")
    with watching(window.process.pid) as watcher:
        for label in ("one", "two"):
            tree.press("New key")
            if label == "two":
                choose_rsa(tree, 2048)
            set_option(tree, "Name", label)
            for key in ("alt+p", "alt+r"):
                window.keys(key)
                window.type(passphrase)
            until(lambda: tree.text("Repeat passphrase") == "●" * len(passphrase), "it is typed")
            moments.append(shown(window))
            generate(tree)
            tree.press(COPY)
            moments.append(shown(window))
        window.close()

    folder = window.home / "api-keys"
    keys = [key_canary((folder / f"{name}.private.pem").read_bytes(), passphrase) for name in ("one", "two")]
    canaries = [passphrase_canary(passphrase), *keys]
    left = files_below(world)
    for places in (*moments, watcher.places, left):
        assert found_in(places, canaries) == set()
    assert any(path.endswith("preferences.json") for path in left)
    assert b"Asymmetric Key Generator" in moments[0]["properties of windows"]
    assert b"PUBLIC KEY" in moments[-1]["clipboard"]
    assert "/proc: environ" in watcher.places
    assert os.geteuid() != 0 or b"HOME=" in watcher.places["/proc: environ"]
    encrypted = {path for path, data in left.items() if b"PRIVATE KEY" in data}
    assert encrypted == {str(folder / f"{name}.private.pem") for name in ("one", "two")}


def test_a_canary_in_a_title_or_on_the_clipboard_is_found(window: Window) -> None:
    """GIVEN a window with the canary as its title, and copies of it WHEN looked at THEN all are told."""
    passphrase, screen = new_passphrase(), window.screen
    canary = passphrase_canary(passphrase)
    number = screen.run("xdotool", "getactivewindow").decode().strip()
    screen.run("xdotool", "set_window", "--name", passphrase, number)
    screen.put_on_clipboard(passphrase)
    set_option(window.tree, "Name", passphrase)
    expected = {"properties of windows", "accessibility", "clipboard"}
    until(lambda: expected <= {place for place, _ in found_in(shown(window), [canary])}, "all are found")
