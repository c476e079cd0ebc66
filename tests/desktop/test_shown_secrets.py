"""What is shown in clear: it goes to no selection, and is hidden again."""

import pytest

from tests.desktop.job import generate_unsaved, open_text, unfold
from tests.desktop.keyfiles import new_private_key
from tests.desktop.test_secrets import CANARY
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

BEFORE = "before"


def show_private_key(window: Window) -> None:
    if window.tree.visible("Details") is None:
        generate_unsaved(window.tree)
    unfold(window.tree, "Details", "Show")
    window.tree.press("Show")
    until(lambda: not is_hidden(window), "the private key is shown")


def is_hidden(window: Window) -> bool:
    shown = window.tree.visible("Private key")
    return shown is None or "PRIVATE KEY" not in shown.text


def put_something_elsewhere(window: Window) -> None:
    for selection in ("primary", "clipboard"):
        window.screen.put_on_clipboard(BEFORE, selection)


def selections(window: Window) -> list[str]:
    return [window.screen.clipboard(selection=each) for each in ("primary", "clipboard")]


def test_a_shown_private_key_cannot_be_selected(window: Window) -> None:
    """GIVEN a shown private key WHEN mouse and keys select it THEN other programs see nothing of it."""
    show_private_key(window)
    put_something_elsewhere(window)

    window.drag_across("Private key")
    window.keys("ctrl+a")
    assert selections(window) == [BEFORE, BEFORE]
    window.drag_across("Fingerprint")
    until(lambda: selections(window)[0] != BEFORE, "the same hand selects the fingerprint")

    assert "PRIVATE KEY" in window.tree.text("Private key")


def test_control_c_on_a_shown_private_key_copies_it_as_a_secret(window: Window) -> None:
    show_private_key(window)
    put_something_elsewhere(window)
    window.click("Private key")
    window.keys("ctrl+c")
    until(lambda: "PRIVATE KEY" in selections(window)[1], "it is copied")
    assert "x-kde-passwordManagerHint" in window.screen.clipboard("TARGETS").split()
    assert selections(window)[0] == BEFORE
    window.tree.one("Clear now")


def test_a_shown_passphrase_goes_nowhere(window: Window) -> None:
    """GIVEN a passphrase in clear WHEN it is selected, copied, cut and killed THEN no program gets it."""
    put_something_elsewhere(window)
    window.keys("alt+p")
    window.type(CANARY)
    window.tree.press("Show passphrase")
    until(lambda: window.tree.text("Passphrase") == CANARY, "it is shown")

    window.drag_across("Passphrase")
    window.screen.run("xdotool", "click", "--repeat", "3", "1")
    window.keys(
        "ctrl+a", "ctrl+c", "ctrl+x", "ctrl+Insert", "shift+Delete", "Home", "shift+End", "Home", "ctrl+k"
    )

    window.keys("ctrl+a", "Delete")
    until(lambda: window.tree.text("Passphrase") == "", "it is all gone from the field")
    window.keys("ctrl+z")
    assert selections(window) == [BEFORE, BEFORE]
    assert window.tree.text("Passphrase") == ""


def test_a_pasted_private_key_is_taken_and_not_given(window: Window) -> None:
    """GIVEN a pasted private key without its end WHEN it is selected and copied again THEN it is not."""
    pasted, _ = new_private_key(CANARY)
    open_text(window.tree, pasted[:150])
    window.tree.one("Notice")
    window.tree.focus("Private key text")
    put_something_elsewhere(window)

    window.drag_across("Private key text")
    window.keys("ctrl+a", "ctrl+c", "ctrl+x", "ctrl+Insert")

    assert "PRIVATE KEY" in window.tree.text("Private key text")
    assert "PRIVATE KEY" not in selections(window)[0]
    assert selections(window)[1] == BEFORE


def test_a_private_key_is_hidden_after_its_time(hasty_window: Window) -> None:
    show_private_key(hasty_window)
    until(lambda: is_hidden(hasty_window), "it is hidden again")
    show_private_key(hasty_window)


def test_a_private_key_is_hidden_when_another_program_gets_the_keyboard(window: Window) -> None:
    show_private_key(window)
    with window.screen.another_window():
        until(lambda: is_hidden(window), "it is hidden")
    window.wait_until_active()
    assert is_hidden(window)


def test_a_private_key_is_hidden_when_the_window_is_minimised(window: Window) -> None:
    show_private_key(window)
    number = window.screen.run("xdotool", "getactivewindow").decode().strip()
    window.screen.run("xdotool", "windowminimize", "--sync", number)
    until(lambda: is_hidden(window), "it is hidden")
    window.screen.run("xdotool", "windowactivate", "--sync", number)
    window.wait_until_active()
    assert is_hidden(window)


def test_our_own_popups_and_dialogs_hide_nothing(window: Window) -> None:
    """GIVEN a shown private key WHEN a menu, a dialog and a question of ours open THEN it stays."""
    show_private_key(window)

    window.tree.focus("Fingerprint")
    window.keys("Menu", "Escape")
    unfold(window.tree, "Options", "Browse…")
    window.tree.press("Browse…")
    until(lambda: "folder" in window.screen.active_window(), "the file dialog is active")
    assert not is_hidden(window)
    window.keys("Escape")
    until(lambda: "folder" not in window.screen.active_window(), "the file dialog is gone")
    window.tree.press("Copy public key")
    until(lambda: "PUBLIC KEY" in window.screen.clipboard(), "it is copied")
    window.keys("alt+F4")
    window.tree.one("Close without saving")
    assert not is_hidden(window)
    window.keys("Escape")

    window.tree.gone("Close without saving")
    assert not is_hidden(window)
