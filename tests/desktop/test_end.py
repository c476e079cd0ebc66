"""Cancel, close and signals while work runs, and what stays behind of a window that is gone."""

import json
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desktop.accessibility import Tree
from tests.desktop.conftest import OpenWindow
from tests.desktop.job import (
    GENERATE,
    UNSAVED,
    choose_rsa,
    generate,
    set_option,
    tick,
    type_passphrase,
    unfold,
)
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.product import BOTH, Product

pytestmark = pytest.mark.desktop

SOON = 15.0  # two RSA-4096 pairs that are under way must come to an end first, on a busy machine


def work_for_minutes(tree: Tree, bits: int = 4096) -> None:
    """On pairs that stay in the window."""
    tick(tree, UNSAVED)
    choose_rsa(tree, bits)
    set_option(tree, "How many", 500)
    tree.press("Generate 500 key pairs")
    tree.one("Progress")


def work_in_shorter_steps(tree: Tree) -> None:
    """The same where no time is measured."""
    work_for_minutes(tree, 3072)


def save_for_minutes(tree: Tree) -> None:
    """On pairs that are to be saved."""
    type_passphrase(tree, "gallows-unwrapped-tiptop-blizzard-crayon")
    choose_rsa(tree, 4096)
    set_option(tree, "How many", 500)
    tree.press("Generate and save 500")
    tree.one("Progress")


def save_at_last(tree: Tree) -> None:
    """Pairs that are made, and are now being saved: Ed25519, as there must be many soon."""
    type_passphrase(tree, "gallows-unwrapped-tiptop-blizzard-crayon")
    tick(tree, UNSAVED)
    set_option(tree, "How many", 150)
    tree.press("Generate 150 key pairs")
    tree.press("Save 150 key pairs")
    tree.one("Progress")


WORK = pytest.mark.parametrize("work", [work_for_minutes, save_for_minutes])


@WORK
def test_cancel_gives_the_window_back(window: Window, work: Callable[[Tree], None]) -> None:
    """GIVEN 500 RSA-4096 pairs under way WHEN Cancel is pressed THEN it soon stops and all works on."""
    tree = window.tree
    work(tree)
    started = time.monotonic()

    tree.press("Cancel")
    tree.gone("Cancel")

    assert time.monotonic() - started < SOON
    assert tree.one("Notice").description.startswith("Cancelled.")
    assert tree.visible("This key") is None
    assert not (window.home / "api-keys").exists()
    tree.press("Ed25519")
    set_option(tree, "How many", 1)
    generate(tree, "Generate" if work is work_for_minutes else GENERATE)
    assert tree.text("Public key").startswith("-----BEGIN")


@WORK
def test_escape_cancels_too(window: Window, work: Callable[[Tree], None]) -> None:
    """GIVEN 500 RSA-4096 pairs under way WHEN Escape is pressed THEN it is heard and the work stops."""
    work(window.tree)
    window.keys("Escape")
    until(lambda: window.tree.visible("Cancel") is None, "the work is cancelled", SOON)
    assert window.tree.one("Notice").description.startswith("Cancelled.")


@pytest.mark.parametrize("work", [work_for_minutes, save_for_minutes, save_at_last])
def test_closing_during_work_ends_in_order_and_writes_nothing(
    window: Window, work: Callable[[Tree], None]
) -> None:
    work(window.tree)
    window.keys("alt+F4")
    if work is save_at_last:
        window.tree.press("Close without saving")
    window.assert_ended(SOON)
    assert not (window.home / "api-keys").exists()


@pytest.mark.parametrize(
    ("number", "work"),
    [
        (signal.SIGTERM, work_for_minutes),
        (signal.SIGINT, work_in_shorter_steps),
        (signal.SIGHUP, work_in_shorter_steps),
        (signal.SIGTERM, save_for_minutes),
        (signal.SIGTERM, save_at_last),
    ],
)
def test_signals_during_work_end_in_order_and_write_nothing(
    window: Window, number: signal.Signals, work: Callable[[Tree], None]
) -> None:
    work(window.tree)
    window.process.send_signal(number)
    window.assert_ended(SOON, 128 + number)
    assert not (window.home / "api-keys").exists()


def close_by_key(window: Window) -> None:
    window.keys("alt+F4")


def close_by_signal(window: Window) -> None:
    window.process.send_signal(signal.SIGTERM)


@pytest.mark.parametrize("first", [close_by_key, close_by_signal])
def test_signals_while_it_closes_are_no_error(window: Window, first: Callable[[Window], None]) -> None:
    """GIVEN a window that closes and waits for its work WHEN SIGTERM comes again and again THEN no word."""
    work_for_minutes(window.tree)
    first(window)
    end = time.monotonic() + SOON
    while window.process.poll() is None and time.monotonic() < end:
        window.process.send_signal(signal.SIGTERM)
        time.sleep(0.02)
    status = window.process.wait(SOON)
    assert status in (0, 128 + signal.SIGTERM, -signal.SIGTERM)  # the last where Python itself has ended
    window.assert_ended(0.1, status)
    assert not (window.home / "api-keys").exists()


def preferences(home: Path) -> dict[str, object]:
    file = home / ".config" / "asymmetric-key-generator" / "preferences.json"
    values: dict[str, object] = json.loads(file.read_text())
    return values


def resize(window: Window, width: int, height: int) -> None:
    number = window.screen.run("xdotool", "getactivewindow").decode().strip()
    window.screen.run("xdotool", "windowsize", number, str(width), str(height))
    frame = "Asymmetric Key Generator"
    until(lambda: window.tree.one(frame).extents[2:] == (width, height), "the window has its new size")


def test_size_theme_folder_and_key_type_are_remembered_and_nothing_else(
    open_window: OpenWindow, home: Path
) -> None:
    """GIVEN everything changed WHEN the window is closed THEN the choices are remembered, no secret."""
    first = open_window()
    tree = first.tree
    choose_rsa(tree, 2048)
    set_option(tree, "Folder", str(home / "keys"))
    set_option(tree, "Name", "label-canary")
    set_option(tree, "How many", 7)
    tree.set_text("Passphrase", "passphrase-canary")
    tree.press("Settings")
    tree.press("Light")
    tree.press("Clear the passphrase after saving")
    until(lambda: "checked" not in tree.one("Clear the passphrase after saving").states, "it is not cleared")
    resize(first, 1100, 700)
    first.close()

    assert preferences(home) == {
        "width": 1100,
        "height": 700,
        "theme": "light",
        "folder": str(home / "keys"),
        "key_type": "rsa-2048",
        "venue": "",
        "purpose": "",
        "client": "",
        "accepted_folders": [],
        "forget_after_saving": False,
        "remember_keys": True,
        "rotation": "purpose",
    }
    tree = open_window().tree
    assert tree.one("Key size").name == "2048 bits"
    unfold(tree, "Options", "Name")
    assert tree.text("Folder") == str(home / "keys")
    assert "checked" not in tree.one("Clear the passphrase after saving").states
    assert tree.one("Asymmetric Key Generator").extents[2:] == (1100, 700)
    assert tree.text("Name") != "label-canary"
    assert tree.one("How many").value == 1
    tree.press("Settings")
    assert "checked" in tree.one("Light").states


@BOTH
def test_without_a_display_one_line_says_so(home: Path, product: Product) -> None:
    """GIVEN neither X11 nor Wayland, and no terminal WHEN started THEN exit 2 and what to do instead."""
    home.mkdir()
    done = product.open_in(home, LANG="C.UTF-8")
    said, hint = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (2, b"")
    assert said.startswith("akg: error: No display was found")
    assert f"run: {product.called} generate -k ed25519 " in hint
