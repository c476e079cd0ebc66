"""A file that is dragged from another program into the window stays where it was."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.desktop.job import unfold
from tests.desktop.keyfiles import new_private_key
from tests.desktop.screen import end_group
from tests.desktop.test_end import resize
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

PROGRAM = Path(__file__).with_name("dragging.py")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    private, _ = new_private_key("right")
    file = tmp_path / "dragged.pem"
    file.write_text(private)
    return file


@contextmanager
def source(window: Window, key: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process, with a window of its own that lies beside ours."""
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), str(key)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=window.screen.environment(window.home),
        text=True,
        start_new_session=True,
    )
    until(lambda: window.screen.active_window() == "Source of a drag", "the other window is there")
    with process:
        try:
            yield process
        finally:
            end_group(process)


def drag(window: Window, target: str) -> None:
    """From the other window to the middle of what has this name, step by step as a hand does it."""
    run = window.screen.run
    x, y = window.tree.one(target).centre
    run("xdotool", "mousemove", "1140", "800", "mousedown", "1")
    for step in range(1, 11):
        at = 1140 + (x - 1140) * step // 10, 800 + (y - 800) * step // 10
        run("xdotool", "mousemove", str(at[0]), str(at[1]))
        time.sleep(0.05)
    run("xdotool", "mousemove_relative", "3", "3")
    time.sleep(0.3)
    run("xdotool", "mouseup", "1")


@pytest.mark.parametrize("target", ["Name", "Passphrase", "New key"])
def test_the_source_is_told_that_it_was_copied(window: Window, key: Path, target: str) -> None:
    """GIVEN a program that moves by default WHEN its file is dropped anywhere THEN it is copied."""
    resize(window, 700, 700)
    unfold(window.tree, "Options", "Name")
    window.tree.focus(target)  # which scrolls to it
    with source(window, key) as other:
        drag(window, target)
        answer, _ = other.communicate(timeout=20)
    assert answer.strip() == "CopyAction"
    window.tree.one("Passphrase of this key")
    assert key.exists()
    window.tree.press("New key")
    assert window.tree.text("Passphrase") == ""
