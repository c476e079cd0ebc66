"""A passphrase from the first keystroke to the file: judged, suggested, changed; in the real window."""

import re

import pytest

from app.gui.messages import CAPS_LOCK
from app.usecases.save_report import CHECKED
from tests.desktop.accessibility import Tree
from tests.desktop.job import (
    COPY,
    GENERATE,
    generate,
    open_file,
    private_file,
    report,
    set_option,
    type_passphrase,
    unfold,
)
from tests.desktop.keyfiles import mode_of, names_in, new_private_key, public_key_of
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

WEAK = "Binance2024!"
ANOTHER = "sprinkled-unfunded-renewal-jokester-cobalt"
FORGET = "Clear the passphrase after saving"
STRONG = "gallows-unwrapped-tiptop-blizzard-crayon"
PHRASE = re.compile(r"[a-z]+(-[a-z]+){5,7}")
METER = "Strength of the passphrase"


def phrases_shown(tree: Tree) -> list[str]:
    return [node.name for node in tree.outlines() if PHRASE.fullmatch(node.name)]


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


def test_a_weak_one_is_used_only_if_it_is_wanted(window: Window) -> None:
    """GIVEN a weak passphrase WHEN it is typed THEN no key can be made before it is wanted anyway."""
    tree = window.tree
    type_passphrase(tree, WEAK)
    anyway = tree.one("Use it anyway")
    until(lambda: not tree.one(GENERATE).enabled, "it cannot be generated")
    assert "guess" in tree.one(GENERATE).description
    assert not anyway.focused
    window.keys("alt+g", "Return")
    assert tree.visible("This key") is None

    tree.press("Use it anyway")
    generate(tree)
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

    generate(tree)
    assert public_key_of(private_file(window), longer) == tree.text("Public key") + "\n"


def test_a_suggestion_in_four_actions_by_keys(window: Window) -> None:
    """GIVEN the window WHEN a passphrase is suggested and Return pressed THEN the public key is copied."""
    tree = window.tree
    tree.focus("Suggest one")
    for name in ("Use it", GENERATE, COPY):
        window.keys("Return")
        until(lambda name=name: (node := tree.focused()) and node.name == name, f"{name} is next")  # type: ignore[misc]
    window.keys("Return")
    until(lambda: "BEGIN PUBLIC KEY" in window.screen.clipboard(), "it is copied")
    assert private_file(window).read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n")


@pytest.mark.parametrize("wanted", [True, False])
def test_the_fields_are_emptied_after_saving_unless_that_is_not_wanted(window: Window, wanted: bool) -> None:
    tree = window.tree
    unfold(tree, "Options", FORGET)
    assert "checked" in tree.one(FORGET).states
    if not wanted:
        tree.press(FORGET)
    type_passphrase(tree, STRONG)
    generate(tree)
    tree.press("New key")

    left = "" if wanted else "●" * len(STRONG)
    until(lambda: tree.text("Passphrase") == tree.text("Repeat passphrase") == left, "the fields are so")
    assert public_key_of(private_file(window), STRONG).startswith("-----BEGIN PUBLIC KEY-----")


def test_caps_lock_is_told_as_soon_as_a_letter_shows_it(window: Window) -> None:
    tree = window.tree
    window.keys("alt+p")
    window.keys("Caps_Lock")
    try:
        window.type("s")
        until(lambda: CAPS_LOCK in [node.name for node in tree.outlines()], "it is told")
    finally:
        window.keys("Caps_Lock")
    until(lambda: CAPS_LOCK not in [node.name for node in tree.outlines()], "it is off again")


def change_to(window: Window, passphrase: str) -> None:
    tree = window.tree
    unfold(tree, "Details", "Change passphrase…")
    tree.press("Change passphrase…")
    tree.set_text("New passphrase", passphrase)
    tree.set_text("Repeat new passphrase", passphrase)
    tree.press("Change passphrase")
    tree.gone("New passphrase")


def test_the_passphrase_of_an_existing_file_is_changed_in_place(window: Window) -> None:
    """GIVEN openssl's file WHEN its passphrase is changed THEN only the new one opens it, alone, 0600."""
    encrypted, public_pem = new_private_key("opens it")
    folder = window.home / "old"
    folder.mkdir()
    file = folder / "margin.private.pem"
    file.write_text(encrypted)
    open_file(window, file)
    until(lambda: (node := window.tree.focused()) and node.called == "Passphrase of this key", "it asks")
    window.type("opens it")
    window.keys("Return")
    window.tree.enabled(COPY)
    change_to(window, STRONG)

    assert f"{CHECKED}: " in report(window.tree).description
    assert public_key_of(file, STRONG) == public_pem
    assert (names_in(folder), mode_of(file)) == (["margin.private.pem"], 0o600)
    assert b"opens it" not in file.read_bytes()


def test_the_passphrase_of_a_pair_that_was_just_saved_is_changed(window: Window) -> None:
    """GIVEN a saved pair WHEN its passphrase is changed THEN the current one is asked, the new one opens."""
    tree = window.tree
    type_passphrase(tree, STRONG)
    generate(tree)
    unfold(tree, "Details", "Change passphrase…")
    tree.press("Change passphrase…")
    tree.set_text("Current passphrase", STRONG)
    tree.set_text("New passphrase", ANOTHER)
    tree.set_text("Repeat new passphrase", ANOTHER)
    tree.press("Change passphrase")
    tree.gone("New passphrase")

    tree.press("Register")
    assert public_key_of(private_file(window), ANOTHER) == tree.text("Public key") + "\n"


def test_replacing_keeps_the_old_files_as_backups(window: Window) -> None:
    """GIVEN a saved name WHEN another pair replaces it THEN the old private key is in a backup, 0600."""
    tree = window.tree
    for _ in range(2):
        tree.press("New key")
        type_passphrase(tree, STRONG)
        set_option(tree, "Name", "spot")
        tree.press(GENERATE)
        until(lambda: tree.visible(COPY) or tree.visible("Replace, and keep backups"), "an answer")
        if tree.visible("Replace, and keep backups"):
            break
        old = private_file(window).read_bytes()
    tree.press("Replace, and keep backups")
    tree.enabled(COPY)

    private = private_file(window)
    assert private.read_bytes() != old
    assert public_key_of(private, STRONG) == tree.text("Public key") + "\n"
    (backup,) = private.parent.glob("*.private.pem.*.bak")
    assert (backup.read_bytes(), mode_of(backup)) == (old, 0o600)
