"""A passphrase from the first keystroke to the file: judged, suggested, changed; in the real window."""

import re
from pathlib import Path

import pytest

from tests.desktop.accessibility import Tree
from tests.desktop.keyfiles import mode_of, names_in, new_private_key, public_key_of
from tests.desktop.test_saving import notice_that_says
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

WEAK = "Binance2024!"
STRONG = "gallows-unwrapped-tiptop-blizzard-crayon"
PHRASE = re.compile(r"[a-z]+(-[a-z]+){5,7}")
METER = "Strength of the passphrase"


def type_passphrase(tree: Tree, passphrase: str) -> None:
    tree.set_text("Passphrase", passphrase)
    tree.set_text("Repeat passphrase", passphrase)


def phrases_shown(tree: Tree) -> list[str]:
    return [node.name for node in tree.everything() if PHRASE.fullmatch(node.name)]


def private_file(window: Window) -> Path:
    return window.home / "api-keys" / f"{window.tree.text('Name (becomes the file name)')}.private.pem"


def test_the_meter_says_it_in_words_while_one_types(window: Window) -> None:
    """GIVEN a weak passphrase WHEN more is typed THEN the word, the bits and their meaning follow."""
    tree = window.tree
    window.keys("alt+p")
    window.type(WEAK)
    until(lambda: tree.one(METER).description.startswith("Poor:"), "it is judged poor")
    assert "one graphics card" in tree.one(METER).description
    window.keys("ctrl+a")
    window.type(STRONG)
    until(lambda: not tree.one(METER).description.startswith("Poor:"), "it is judged better")
    window.keys("ctrl+a", "BackSpace")
    tree.gone(METER)


def test_a_weak_one_is_used_only_after_a_question(window: Window) -> None:
    """GIVEN a weak passphrase WHEN Generate is pressed THEN there is no key until it is used anyway."""
    tree = window.tree
    type_passphrase(tree, WEAK)
    tree.press("Generate")
    notice = notice_that_says(tree, "too weak")
    assert "guess" in notice
    assert not tree.one("Use it anyway").focused
    assert tree.text("Public key") == ""

    tree.press("Use it anyway")
    tree.press("Save")
    tree.one("Save report")
    assert public_key_of(private_file(window), WEAK) == tree.text("Public key") + "\n"


def test_a_suggested_one_is_shown_once_and_opens_the_file(window: Window) -> None:
    """GIVEN a suggestion WHEN it is used THEN both fields have it, it is shown no more, openssl takes it."""
    tree = window.tree
    tree.press("Suggest one")
    (phrase,) = until(lambda: phrases_shown(tree), "a suggestion")
    tree.set_value("Words", 8)
    (longer,) = until(
        lambda: [each for each in phrases_shown(tree) if each.count("-") > phrase.count("-")], "longer"
    )
    tree.press("Use it")
    until(lambda: tree.text("Repeat passphrase") == "●" * len(longer), "the fields have it")
    assert longer not in str(tree.everything())

    tree.press("Generate")
    tree.press("Save")
    tree.one("Save report")
    assert public_key_of(private_file(window), longer) == tree.text("Public key") + "\n"


def test_the_fields_are_emptied_after_saving_if_that_was_wanted(window: Window) -> None:
    tree = window.tree
    tree.press("Clear the passphrase after saving")
    type_passphrase(tree, STRONG)
    tree.press("Generate")
    tree.press("Save")
    tree.one("Save report")
    until(lambda: tree.text("Passphrase") == tree.text("Repeat passphrase") == "", "the fields are empty")
    assert public_key_of(private_file(window), STRONG) == tree.text("Public key") + "\n"


def test_caps_lock_is_told_as_soon_as_a_letter_shows_it(window: Window) -> None:
    tree = window.tree
    window.keys("alt+p")
    window.keys("Caps_Lock")
    try:
        window.type("s")
        until(lambda: "Caps Lock is on." in [node.name for node in tree.everything()], "it is told")
    finally:
        window.keys("Caps_Lock")
    until(lambda: "Caps Lock is on." not in [node.name for node in tree.everything()], "it is off again")


def open_file(window: Window, file: Path, passphrase: str) -> None:
    tree = window.tree
    tree.press("Paste or open a private key")
    tree.press("Choose a file…")
    until(lambda: (node := tree.focused()) and node.role == "text", "the file dialogue has the focus")
    window.type(str(file))
    window.keys("Return")
    until(lambda: (node := tree.focused()) and node.called == "Passphrase of this key", "it asks")
    window.type(passphrase)
    window.keys("Return")
    tree.one("Change its passphrase")


def test_the_passphrase_of_an_existing_file_is_changed_in_place(window: Window) -> None:
    """GIVEN openssl's file WHEN its passphrase is changed THEN only the new one opens it, alone, 0600."""
    encrypted, public_pem = new_private_key("opens it")
    folder = window.home / "old"
    folder.mkdir()
    file = folder / "margin.private.pem"
    file.write_text(encrypted)
    open_file(window, file, "opens it")
    window.tree.press("Change its passphrase")
    window.tree.set_text("New passphrase", STRONG)
    window.tree.set_text("Repeat new passphrase", STRONG)
    window.tree.press("Change passphrase")
    report = window.tree.one("Save report")

    assert "it is the same key" in report.description
    assert public_key_of(file, STRONG) == public_pem
    assert (names_in(folder), mode_of(file)) == (["margin.private.pem"], 0o600)
    assert b"opens it" not in file.read_bytes()


def test_replacing_keeps_the_old_files_as_backups(window: Window) -> None:
    """GIVEN a saved label WHEN another pair replaces it THEN the old private key stands in a backup, 0600."""
    tree = window.tree
    type_passphrase(tree, STRONG)
    tree.set_text("Name (becomes the file name)", "spot")
    for _ in range(2):
        tree.press("Generate")
        tree.press("Save")
        until(lambda: tree.visible("Save report") or tree.visible("Replace, and keep backups"), "an answer")
        if tree.visible("Replace, and keep backups"):
            break
        old = private_file(window).read_bytes()
    tree.press("Replace, and keep backups")
    until(lambda: private_file(window).read_bytes() != old, "it is replaced")
    tree.one("Save report")

    assert public_key_of(private_file(window), STRONG) == tree.text("Public key") + "\n"
    (backup,) = private_file(window).parent.glob("*.private.pem.*.bak")
    assert (backup.read_bytes(), mode_of(backup)) == (old, 0o600)
