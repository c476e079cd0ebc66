"""A copied secret and its end, as another program sees it: xclip asks, and xclip copies."""

import signal
import time
from collections.abc import Callable

import pytest

from tests.desktop.accessibility import Tree
from tests.desktop.job import COPY, generate, generate_unsaved, type_passphrase, unfold
from tests.desktop.test_secrets import HINT, PRIVATE
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.product import BOTH

pytestmark = pytest.mark.desktop

END_OF_THE_COUNTDOWN = 5.0  # seconds: later than the three of a hasty window
HALF_A_MINUTE = "Clipboard: private key, cleared after 30 seconds."


def copy_private_key(window: Window, make: Callable[[Tree], None] = generate_unsaved) -> str:
    """The text that another program would paste."""
    make(window.tree)
    unfold(window.tree, "Details", "Show")
    window.tree.press("Copy", PRIVATE)
    until(lambda: "PRIVATE KEY" in window.screen.clipboard(), "the private key is on the clipboard")
    return window.screen.clipboard()


def is_empty(window: Window) -> bool:
    """Nobody offers anything: not even an empty text."""
    return window.screen.clipboard("TARGETS") == ""


def close(window: Window) -> None:
    window.keys("alt+F4")
    window.tree.press("Close without saving")
    window.assert_ended()


def terminate(window: Window) -> None:
    window.process.send_signal(signal.SIGTERM)
    window.assert_ended(status=128 + signal.SIGTERM)


ENDS = pytest.mark.parametrize("end", [close, terminate])


def test_the_countdown_is_half_a_minute_and_can_be_cut_short(window: Window) -> None:
    """GIVEN a copied private key WHEN “Clear now” is pressed in the real countdown THEN all is gone."""
    type_passphrase(window.tree, "gallows unwrapped tiptop blizzard")
    copy_private_key(window, generate)
    shown = until(
        lambda: [node for node in window.tree.everything() if "cleared" in node.name], "a countdown"
    )
    assert [node.description for node in shown] == [HALF_A_MINUTE]
    assert not is_empty(window)

    window.tree.press("Clear now")

    until(lambda: is_empty(window), "the clipboard is empty")
    window.tree.gone("Clear now")
    assert "Clipboard cleared." in [node.name for node in window.tree.outlines()]


def test_a_secret_is_gone_when_the_countdown_ends(hasty_window: Window) -> None:
    hasty_window.screen.put_on_clipboard("before", "primary")
    copy_private_key(hasty_window)
    assert HINT in hasty_window.screen.clipboard("TARGETS").split()

    until(lambda: is_empty(hasty_window), "the clipboard is empty")

    assert hasty_window.screen.clipboard(selection="primary") == "before"
    hasty_window.tree.gone("Clear now")


def test_what_another_program_copied_meanwhile_stays(hasty_window: Window) -> None:
    """GIVEN a countdown WHEN another program copies THEN it ends at once, and nothing is cleared later."""
    copy_private_key(hasty_window)
    hasty_window.screen.put_on_clipboard("of another program")
    hasty_window.tree.gone("Clear now")
    time.sleep(END_OF_THE_COUNTDOWN)
    assert hasty_window.screen.clipboard() == "of another program"


def test_a_program_that_took_the_secret_over_does_not_keep_it(hasty_window: Window) -> None:
    """GIVEN a clipboard manager that made the text its own WHEN the countdown ends THEN it is gone."""
    hasty_window.screen.put_on_clipboard(copy_private_key(hasty_window))
    assert HINT not in hasty_window.screen.clipboard("TARGETS").split()
    until(lambda: is_empty(hasty_window), "the clipboard is empty")


def test_a_public_key_stays(hasty_window: Window) -> None:
    """GIVEN a secret's countdown WHEN the public key is copied THEN it is not cleared, and has no hint."""
    copy_private_key(hasty_window)
    hasty_window.tree.press(COPY)
    hasty_window.tree.gone("Clear now")
    time.sleep(END_OF_THE_COUNTDOWN)
    assert hasty_window.screen.clipboard().startswith("-----BEGIN PUBLIC KEY-----")
    assert HINT not in hasty_window.screen.clipboard("TARGETS").split()


@BOTH
@ENDS
def test_a_secret_is_cleared_at_the_end(window: Window, end: Callable[[Window], None]) -> None:
    """GIVEN a secret that a clipboard manager holds, which outlives us WHEN we end THEN it is gone."""
    window.screen.put_on_clipboard(copy_private_key(window))
    window.tree.one("Clear now")
    end(window)
    assert is_empty(window)


@ENDS
def test_the_end_leaves_what_others_copied(window: Window, end: Callable[[Window], None]) -> None:
    copy_private_key(window)
    window.screen.put_on_clipboard("of another program")
    window.tree.gone("Clear now")
    end(window)
    assert window.screen.clipboard() == "of another program"


def copy_public_key(window: Window) -> None:
    generate_unsaved(window.tree)
    window.tree.press(COPY)
    until(lambda: "PUBLIC KEY" in window.screen.clipboard(), "the public key is on the clipboard")


@pytest.mark.parametrize("copy", [copy_public_key, copy_private_key])
def test_without_a_clipboard_manager_x11_forgets_what_we_copied(
    window: Window, copy: Callable[[Window], object]
) -> None:
    """That is X11's way: a selection lives as long as its owner."""
    copy(window)
    close(window)
    assert is_empty(window)
