"""Where the focus is after every action: given, never left to fall, and never on a button that consents."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desktop.conftest import OpenWindow
from tests.desktop.keyfiles import names_in
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

PASSPHRASE = "gallows unwrapped tiptop blizzard"
WEAK = "binance2024!"
CONSENTING = ("Save here anyway", "Save without a passphrase", "Use it anyway", "Discard it and generate")


def focus_is(window: Window, name: str) -> None:
    until(
        lambda: (node := window.tree.focused()) is not None and node.name == name,
        f"the focus is on “{name}”, and not on {window.tree.focused()}",
    )


def press(window: Window, name: str, key: str = "space") -> None:
    """With the keyboard, as somebody does who sees the focus on it."""
    window.tree.focus(name)
    window.keys(key)


def type_passphrase(window: Window, passphrase: str = PASSPHRASE) -> None:
    window.tree.set_text("Passphrase", passphrase)
    window.tree.set_text("Repeat passphrase", passphrase)


def generated(window: Window) -> None:
    type_passphrase(window)
    press(window, "Generate")
    focus_is(window, "Copy public key")


def saved(window: Window) -> None:
    generated(window)
    press(window, "Save")
    focus_is(window, "Save report")


def generate_with_a_weak_one(window: Window) -> None:
    type_passphrase(window, WEAK)
    press(window, "Generate")
    focus_is(window, "Suggest a strong one")


def generate_again(window: Window) -> None:
    generated(window)
    press(window, "Generate")
    focus_is(window, "Save it first")


def save_without_one(window: Window) -> None:
    press(window, "Generate")
    focus_is(window, "Copy public key")
    press(window, "Save")
    focus_is(window, "Type a passphrase")


def type_one(window: Window) -> None:
    save_without_one(window)
    window.keys("space")
    focus_is(window, "Passphrase")


def escape_from_a_question(window: Window) -> None:
    save_without_one(window)
    window.keys("Escape")
    focus_is(window, "Save")


def cancelled(window: Window) -> None:
    window.tree.choose("Key type", "RSA 4096")
    window.tree.set_value("Number of key pairs", 400)
    press(window, "Generate 400 key pairs")
    focus_is(window, "Progress")
    window.keys("space", "Return")
    assert window.tree.one("Progress").focused, "a second press of Space must not cancel what the first began"
    window.keys("Escape")
    focus_is(window, "Generate 400 key pairs")


def suggested_and_used(window: Window) -> None:
    press(window, "Suggest one")
    focus_is(window, "Use it")
    window.keys("Return")
    focus_is(window, "Generate")


def suggested_and_closed(window: Window) -> None:
    press(window, "Suggest one")
    focus_is(window, "Use it")
    window.keys("Escape")
    focus_is(window, "Suggest one")


def shown_and_hidden(window: Window) -> None:
    generated(window)
    press(window, "Show")
    focus_is(window, "Hide")
    window.keys("space")
    focus_is(window, "Show")


def opening_dismissed(window: Window) -> None:
    press(window, "Paste or open a private key")
    focus_is(window, "Private key text")
    window.keys("Escape")
    focus_is(window, "Paste or open a private key")


@pytest.mark.parametrize(
    "action",
    [
        saved,
        generate_with_a_weak_one,
        generate_again,
        type_one,
        escape_from_a_question,
        cancelled,
        suggested_and_used,
        suggested_and_closed,
        shown_and_hidden,
        opening_dismissed,
    ],
)
def test_the_focus_is_where_the_eye_should_go(window: Window, action: Callable[[Window], None]) -> None:
    action(window)


@pytest.fixture
def repository(home: Path) -> Path:
    folder = home / "bot"
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    return folder


def test_space_twice_on_save_accepts_no_warning(open_window: OpenWindow, repository: Path) -> None:
    """GIVEN the warning about a git work tree WHEN Space is pressed again THEN it is there still."""
    window = open_window()
    generated(window)
    window.tree.set_text("Folder", str(repository))
    window.tree.one("Save here anyway")
    window.tree.focus("Save")

    for _ in range(6):
        window.keys("space", "Return")
    window.tree.one("Save report")
    for _ in range(3):
        window.keys("space", "Return")

    window.tree.one("Save here anyway")
    assert [name for name in names_in(repository) if name.endswith(".private.pem")]


@pytest.mark.parametrize("key", ["space", "Return"])
def test_a_key_meant_for_something_else_consents_to_nothing(window: Window, key: str) -> None:
    """GIVEN a question WHEN its consent gets the focus and a key at once THEN nothing is written."""
    tree = window.tree
    press(window, "Generate")
    focus_is(window, "Copy public key")
    tree.focus("Save")
    window.keys("alt+s", "Tab", key)
    time.sleep(0.3)
    assert not (window.home / "api-keys").exists()

    until(lambda: tree.visible("Save without a passphrase"), "the question")
    time.sleep(0.6)
    tree.focus("Save without a passphrase")
    window.keys(key)
    tree.one("Save report")


def test_enter_presses_the_focused_button(window: Window) -> None:
    type_passphrase(window)
    press(window, "Generate", "Return")
    focus_is(window, "Copy public key")
    window.keys("Return")
    until(lambda: "BEGIN PUBLIC KEY" in window.screen.clipboard(), "the public key on the clipboard")
    press(window, "Theme", "Return")
    press(window, "Save", "Return")
    focus_is(window, "Save report")


def test_closing_asks_however_the_key_was_taken(window: Window) -> None:
    """GIVEN a pair whose public key was selected and copied WHEN closing THEN it asks; Escape stays."""
    generated(window)
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
