"""Where the focus is after every action: given, never left to fall, and never on a button that consents."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desktop.conftest import OpenWindow
from tests.desktop.job import COPY, GENERATE, UNSAVED, choose_rsa, set_option, tick, type_passphrase
from tests.desktop.keyfiles import names_in
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

PASSPHRASE = "gallows unwrapped tiptop blizzard"
WEAK = "binance2024!"


def focus_is(window: Window, name: str) -> None:
    until(
        lambda: (node := window.tree.focused()) is not None and node.name == name, f"the focus is on “{name}”"
    )


def press(window: Window, name: str, key: str = "space") -> None:
    """With the keyboard, as somebody does who sees the focus on it."""
    window.tree.focus(name)
    window.keys(key)


def saved(window: Window) -> None:
    type_passphrase(window.tree, PASSPHRASE)
    press(window, GENERATE)
    focus_is(window, COPY)


def unsaved(window: Window) -> None:
    type_passphrase(window.tree, PASSPHRASE)
    tick(window.tree, UNSAVED)
    press(window, "Generate")
    focus_is(window, "Save")


def unsaved_and_saved(window: Window) -> None:
    unsaved(window)
    window.keys("space")
    focus_is(window, COPY)


def weak_and_wanted(window: Window) -> None:
    type_passphrase(window.tree, WEAK)
    window.tree.enabled("Use it anyway")
    time.sleep(0.6)
    press(window, "Use it anyway")
    window.tree.gone("Use it anyway")
    focus_is(window, GENERATE)


def generate_again(window: Window) -> None:
    unsaved(window)
    window.tree.press("New key")
    type_passphrase(window.tree, PASSPHRASE)
    press(window, "Generate")
    focus_is(window, "Save it first")
    window.keys("space")
    focus_is(window, "Save")


def save_without_one(window: Window) -> None:
    press(window, GENERATE)
    focus_is(window, "Type a passphrase")


def type_one(window: Window) -> None:
    save_without_one(window)
    window.keys("space")
    focus_is(window, "Passphrase")


def escape_from_a_question(window: Window) -> None:
    save_without_one(window)
    window.keys("Escape")
    focus_is(window, GENERATE)


def cancelled(window: Window) -> None:
    type_passphrase(window.tree, PASSPHRASE)
    choose_rsa(window.tree, 4096)
    set_option(window.tree, "How many", 400)
    press(window, "Generate and save 400")
    focus_is(window, "Progress")
    window.keys("space", "Return")
    assert window.tree.one("Progress").focused, "a second press of Space must not cancel what the first began"
    window.keys("Escape")
    focus_is(window, "Generate and save 400")


def suggested_and_used(window: Window) -> None:
    press(window, "Suggest one")
    focus_is(window, "Use it")
    window.keys("Return")
    focus_is(window, GENERATE)


def suggested_and_closed(window: Window) -> None:
    press(window, "Suggest one")
    focus_is(window, "Use it")
    window.keys("Escape")
    focus_is(window, "Passphrase")


def unfolded_and_folded(window: Window) -> None:
    press(window, "Options")
    focus_is(window, "Name")
    window.keys("Escape")
    focus_is(window, "Options")


def shown_and_hidden(window: Window) -> None:
    saved(window)
    press(window, "Details")
    window.tree.one("Show")
    press(window, "Show")
    focus_is(window, "Hide")
    window.keys("space")
    focus_is(window, "Show")
    window.keys("Escape")
    focus_is(window, "Register")


def change_dismissed(window: Window) -> None:
    saved(window)
    press(window, "Details")
    window.tree.one("Show")
    press(window, "Change passphrase…")
    focus_is(window, "Current passphrase")
    window.keys("Escape")
    focus_is(window, "Change passphrase…")


def from_place_to_place(window: Window) -> None:
    for key, name in (
        ("ctrl+o", "Private key text"),
        ("F6", "Open a key"),
        ("F6", "Private key text"),
        ("ctrl+comma", "System"),
        ("F1", "About this program"),
        ("ctrl+n", "Passphrase"),
    ):
        window.keys(key)
        focus_is(window, name)


@pytest.mark.parametrize(
    "action",
    [
        saved,
        unsaved_and_saved,
        weak_and_wanted,
        generate_again,
        type_one,
        escape_from_a_question,
        cancelled,
        suggested_and_used,
        suggested_and_closed,
        unfolded_and_folded,
        shown_and_hidden,
        change_dismissed,
        from_place_to_place,
    ],
)
def test_the_focus_is_where_the_eye_should_go(window: Window, action: Callable[[Window], None]) -> None:
    action(window)


@pytest.fixture
def repository(home: Path) -> Path:
    folder = home / "bot"
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    return folder


def test_space_again_and_again_accepts_no_warning(open_window: OpenWindow, repository: Path) -> None:
    """GIVEN the warning about a git work tree WHEN Space is pressed again THEN it is there still."""
    window = open_window()
    type_passphrase(window.tree, PASSPHRASE)
    set_option(window.tree, "Folder", str(repository))
    window.tree.one("Save here anyway")
    window.tree.focus(GENERATE)

    for _ in range(6):
        window.keys("space", "Return")
    window.tree.one(COPY)
    for _ in range(3):
        window.keys("space", "Return")
    window.tree.press("New key")

    window.tree.one("Save here anyway")
    assert [name for name in names_in(repository) if name.endswith(".private.pem")]


@pytest.mark.parametrize("key", ["space", "Return"])
def test_a_key_meant_for_something_else_consents_to_nothing(window: Window, key: str) -> None:
    """GIVEN a question WHEN its consent gets the focus and a key at once THEN nothing is written."""
    tree = window.tree
    tree.focus(GENERATE)
    window.keys("alt+g", "Tab", key)
    time.sleep(0.3)
    assert not (window.home / "api-keys").exists()

    until(lambda: tree.visible("Save without a passphrase"), "the question")
    time.sleep(0.6)
    tree.focus("Save without a passphrase")
    window.keys(key)
    tree.one(COPY)


def test_enter_presses_the_focused_button(window: Window) -> None:
    type_passphrase(window.tree, PASSPHRASE)
    press(window, GENERATE, "Return")
    focus_is(window, COPY)
    window.keys("Return")
    until(lambda: "BEGIN PUBLIC KEY" in window.screen.clipboard(), "the public key on the clipboard")
    press(window, "Details", "Return")
    window.tree.one("Fingerprint")


def test_closing_asks_however_the_key_was_taken(window: Window) -> None:
    """GIVEN a pair whose public key was selected and copied WHEN closing THEN it asks; Escape stays."""
    unsaved(window)
    window.tree.focus("Public key")
    window.keys("ctrl+a", "ctrl+c")
    until(lambda: "BEGIN PUBLIC KEY" in window.screen.clipboard(), "the public key on the clipboard")

    window.keys("alt+F4")
    window.tree.one("Close without saving")
    assert not window.tree.one("Close without saving").focused
    window.keys("Escape")
    window.tree.gone("Close without saving")
    assert window.process.poll() is None

    window.keys("ctrl+q")
    window.tree.one("Close without saving")
    window.keys("Return")
    window.assert_ended()
    assert len(names_in(window.home / "api-keys")) == 2
