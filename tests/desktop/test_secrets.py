"""Where a secret must not be: in selections, and on the clipboard without its hint."""

from collections.abc import Callable

import pytest

from tests.desktop.accessibility import Tree
from tests.desktop.job import COPY, generate, generate_unsaved, unfold
from tests.desktop.keyfiles import public_key_of
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

CANARY = "canary-7Qx-passphrase"
PRIVATE = "private key"  # what the button that copies it says of itself
HINT = "x-kde-passwordManagerHint"


def type_canary(window: Window) -> None:
    """By keyboard: an input method or a completer would see it too."""
    for key in ("alt+p", "alt+r"):
        window.keys(key)
        window.type(CANARY)
    dots = "●" * len(CANARY)
    until(
        lambda: window.tree.text("Passphrase") == window.tree.text("Repeat passphrase") == dots, "it is typed"
    )


@pytest.mark.parametrize("make", [generate, generate_unsaved])
def test_a_copied_private_key_is_marked_and_stays_out_of_primary(
    window: Window, make: Callable[[Tree], None]
) -> None:
    """GIVEN a pair WHEN its private key is copied THEN it has the hint, is encrypted, not in PRIMARY."""
    screen = window.screen
    type_canary(window)
    make(window.tree)
    unfold(window.tree, "Details", "Show")
    screen.put_on_clipboard("before")
    window.tree.press("Copy", PRIVATE)
    until(lambda: "PRIVATE KEY" in screen.clipboard(), "the private key is on the clipboard")

    pasted = screen.clipboard()
    assert HINT in screen.clipboard("TARGETS").split()
    assert screen.clipboard(HINT) == "secret"
    for selection in ("primary", "secondary"):
        for secret in ("PRIVATE KEY", CANARY):
            assert secret not in screen.clipboard(selection=selection)
    copy = window.home / "pasted.pem"
    copy.write_text(pasted)
    window.tree.press("Register")
    assert public_key_of(copy, CANARY) == window.tree.text("Public key") + "\n"


def test_a_copied_public_key_is_for_everybody(window: Window) -> None:
    """GIVEN a pair WHEN its public key is copied after its private one THEN nothing of the hint is left."""
    screen = window.screen
    generate_unsaved(window.tree)
    unfold(window.tree, "Details", "Show")
    window.tree.press("Copy", PRIVATE)
    until(lambda: HINT in screen.clipboard("TARGETS").split(), "the private key is on the clipboard")

    window.tree.press(COPY)

    until(lambda: "PUBLIC KEY" in screen.clipboard(), "the public key is on the clipboard")
    assert HINT not in screen.clipboard("TARGETS").split()


def test_a_selected_hidden_passphrase_goes_nowhere(window: Window) -> None:
    """GIVEN a hidden passphrase WHEN it is selected, copied and cut THEN no other program gets it."""
    window.screen.put_on_clipboard("before")
    type_canary(window)

    window.keys("alt+p", "ctrl+a", "ctrl+c", "ctrl+x")
    generate(window.tree)

    assert window.screen.clipboard() == "before"
    assert CANARY not in window.screen.clipboard(selection="primary")
