"""A key's life in the list: made, there after a restart, registered, forgotten; its files stay."""

import subprocess
from pathlib import Path

import pytest

from tests.desktop.conftest import OpenWindow
from tests.desktop.job import generate, private_file, type_passphrase
from tests.desktop.keyfiles import names_in
from tests.desktop.screen import Screen
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.product import Product

pytestmark = pytest.mark.desktop

PASSPHRASE = "lantern-copper-violet-gravity-mossy"


def test_made_listed_registered_and_forgotten(open_window: OpenWindow) -> None:
    window = open_window()
    type_passphrase(window.tree, PASSPHRASE)
    generate(window.tree)
    file = private_file(window)
    name = file.name.removesuffix(".private.pem")
    window.close()

    window = open_window()
    window.tree.press("My keys")
    row = f"{name}: not registered. Binance, Ed25519, Spot trading."
    until(lambda: window.tree.visible(row), "the key is listed after a restart")
    assert PASSPHRASE not in str(window.tree.everything())
    window.tree.focus("To do")
    window.keys("Return")
    window.tree.press("I have registered it")
    until(lambda: "Since" in window.tree.one("I have registered it").description, "it is registered")

    window.tree.press("My keys")
    until(lambda: window.tree.visible("Up to date"), "nothing is to be done any more")
    window.tree.focus("Up to date")
    window.keys("Return")
    window.tree.press("Details")
    window.tree.press("Forget…")
    window.tree.press("Forget")
    until(lambda: window.tree.visible("Make a new key"), "the list is empty")
    assert file.name in names_in(file.parent)
    window.close()

    window = open_window()
    window.tree.press("My keys")
    until(lambda: window.tree.visible("Make a new key"), "and stays so")
    window.close()


def test_due_replaced_and_gone(open_window: OpenWindow, product: Product, screen: Screen, home: Path) -> None:
    """GIVEN a key that is due WHEN it is replaced THEN a list stays until its API key and file are gone."""
    window = open_window()
    type_passphrase(window.tree, PASSPHRASE)
    generate(window.tree)
    file = private_file(window)
    name = file.name.removesuffix(".private.pem")
    window.close()
    edit = [*product.akg("keys", "edit", name), "--due", "2026-01-01", "--registered", "--name", "bot"]
    subprocess.run(edit, env=screen.environment(home), check=True, capture_output=True, timeout=60)

    window = open_window()
    until(lambda: _has(window, "1 key is due: bot"), "the window says what is due")
    window.keys("ctrl+2")
    window.tree.press("Replace…")
    until(lambda: _has(window, "Takes the place of bot"), "the form says whose place it is")
    type_passphrase(window.tree, PASSPHRASE)
    generate(window.tree)
    (new,) = set(file.parent.glob("*.private.pem")) - {file}
    assert new.name.startswith("bot-")
    window.tree.press("Copy public key")
    window.tree.press("I have registered it")
    until(lambda: "Since" in window.tree.one("I have registered it").description, "it is registered")

    window.keys("ctrl+2")
    until(lambda: window.tree.visible("Finish…"), "the old key is not gone yet")
    window.tree.press("Finish…")
    window.tree.press("Tell your program the new file and the new API key, and start it again.")
    window.tree.press("See one request succeed with the new key.")
    window.tree.press("Delete the old API key of bot at Binance.")
    window.tree.press("Remove it…")
    window.tree.press("Delete")
    until(lambda: not file.exists(), "the old file is gone")
    assert new.exists()
    until(lambda: _has(window, "All is done."), "nothing is left to do")
    window.keys("ctrl+2")
    until(lambda: window.tree.visible("Up to date"), "and nothing is due")
    assert window.tree.visible("To do") is None
    window.close()


def _has(window: Window, words: str) -> bool:
    return any(words in node.name for node in window.tree.outlines())
