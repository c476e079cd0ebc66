"""A private key from somewhere else, pasted: by another program's clipboard and real keys."""

import os
from collections.abc import Callable

import pytest

from app.storage.reading import NO_FILE
from tests.desktop.job import COPY, notice_that_says, open_file
from tests.desktop.keyfiles import new_private_key, openssl
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

PASSPHRASE = "opens it"
Paste = Callable[[Window], None]
API_KEY = "aB3x" * 16


def paste_into_the_field(window: Window) -> None:
    window.tree.press("Open a key")
    window.tree.focus("Private key text")
    window.keys("ctrl+v")


def paste_outside_of_fields(window: Window) -> None:
    window.tree.focus("Generate and save")
    window.keys("ctrl+v")


@pytest.mark.parametrize("paste", [paste_into_the_field, paste_outside_of_fields])
def test_an_encrypted_key_asks_for_its_passphrase_in_place(window: Window, paste: Paste) -> None:
    """GIVEN openssl's file WHEN it is pasted THEN a wrong passphrase is told, and the right one opens."""
    encrypted, public_pem = new_private_key(PASSPHRASE)
    window.screen.put_on_clipboard(encrypted)

    paste(window)
    until(lambda: (node := window.tree.focused()) and node.called == "Passphrase of this key", "it asks")
    window.type("not this one")
    window.keys("Return")
    notice = notice_that_says(window.tree, "passphrase")
    assert "wrong" in notice.lower()
    assert window.tree.visible("This key") is None
    assert window.tree.one("Passphrase of this key").focused

    window.keys("ctrl+a")
    window.type(PASSPHRASE)
    window.keys("Return")
    window.tree.enabled(COPY)
    assert window.tree.text("Public key") + "\n" == public_pem

    window.tree.gone("Passphrase of this key")
    assert PASSPHRASE not in str(window.tree.everything())


@pytest.mark.parametrize(
    ("kind", "words"),
    [("public key", "public key"), ("API key", "API key"), ("cut off", "")],
)
def test_what_is_no_private_key_is_told_beside_the_field(window: Window, kind: str, words: str) -> None:
    """GIVEN something else on the clipboard WHEN pasted as a private key THEN a notice says what it is."""
    encrypted, public_pem = new_private_key(PASSPHRASE)
    texts = {"public key": public_pem, "API key": API_KEY, "cut off": encrypted[:150]}
    window.screen.put_on_clipboard(texts[kind])

    paste_into_the_field(window)
    notice_that_says(window.tree, words)

    assert window.tree.visible("This key") is None, "there is no key at hand"
    assert window.tree.visible("Passphrase of this key") is None


def test_a_plain_key_is_opened_at_once_and_named_unencrypted(window: Window) -> None:
    """GIVEN a plain key WHEN pasted THEN its public key appears, with a warning that it is NOT encrypted."""
    plain = openssl("genpkey", "-algorithm", "ed25519")
    window.screen.put_on_clipboard(plain.replace("\n", "\r\n"))

    paste_into_the_field(window)
    notice_that_says(window.tree, "NOT encrypted")

    window.tree.enabled(COPY)
    assert window.tree.text("Public key") + "\n" == openssl("pkey", "-pubout", stdin=plain)
    window.tree.gone("Private key text")


def test_a_pipe_is_refused_at_once_and_the_window_closes(window: Window) -> None:
    """GIVEN a pipe that nobody writes WHEN it is opened THEN a notice says so, and nothing waits for it."""
    pipe = window.home / "pipe.pem"
    os.mkfifo(pipe)
    open_file(window, pipe)
    notice_that_says(window.tree, NO_FILE)
    window.tree.gone("Cancel")
    window.close()
