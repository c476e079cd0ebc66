"""Saving where something stands in the way: no passphrase, a taken name, a folder that is not there."""

import os
from pathlib import Path

import pytest

from tests.desktop.accessibility import Tree
from tests.desktop.job import (
    COPY,
    GENERATE,
    generate,
    generate_unsaved,
    notice_that_says,
    private_file,
    report,
    set_option,
    type_passphrase,
)
from tests.desktop.keyfiles import mode_of, names_in, public_key_of
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

PASSPHRASE = "gallows unwrapped tiptop blizzard"


def test_without_a_passphrase_it_asks_before_anything_is_written(window: Window) -> None:
    """GIVEN no passphrase WHEN Generate is pressed THEN only the explicit choice writes, 119 bytes."""
    tree, folder = window.tree, window.home / "api-keys"
    tree.press(GENERATE)
    notice = notice_that_says(tree, "Without a passphrase")
    choice = tree.one("Save without a passphrase")
    assert not folder.exists()
    assert "can trade with this key" in notice
    assert not choice.focused, "the dangerous choice must not be where Return or Space falls"

    tree.press("Save without a passphrase")
    found = report(tree)

    private = private_file(window)
    assert (private.stat().st_size, mode_of(private)) == (119, 0o600)
    assert private.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----\n")
    assert public_key_of(private) == tree.text("Public key") + "\n"
    assert "NOT encrypted" in found.description


def test_return_and_space_never_save_unencrypted(window: Window) -> None:
    """GIVEN the question WHEN somebody goes on with Space and Return THEN nothing was written."""
    window.keys("alt+g")
    window.tree.one("Save without a passphrase")

    for _ in range(3):
        window.keys("space", "Return")

    assert not window.tree.one(GENERATE).focused
    assert (choice := window.tree.visible("Save without a passphrase")) is None or not choice.focused
    assert not (window.home / "api-keys").exists()


def test_a_passphrase_typed_after_generating_counts(window: Window) -> None:
    """GIVEN an unsaved pair WHEN its passphrase is typed and changed THEN the last one opens it."""
    tree = window.tree
    generate_unsaved(tree)
    type_passphrase(tree, "sprinkled unfunded renewal jokester")
    type_passphrase(tree, PASSPHRASE)
    tree.press("Save")
    tree.one("Report")

    assert public_key_of(private_file(window), PASSPHRASE) == tree.text("Public key") + "\n"


def snapshot(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
        for path in folder.iterdir()
    }


def save_as_spot(tree: Tree) -> None:
    type_passphrase(tree, PASSPHRASE)
    set_option(tree, "Name", "spot")
    tree.press(GENERATE)


def test_existing_files_stay_as_they_are_and_a_free_name_is_offered(window: Window) -> None:
    """GIVEN a saved name WHEN another pair is to be saved as it THEN the old files stay, -2 is offered."""
    tree, folder = window.tree, window.home / "api-keys"
    save_as_spot(tree)
    tree.enabled(COPY)
    before = snapshot(folder)
    old = tree.text("Public key")

    tree.press("New key")
    save_as_spot(tree)
    notice = notice_that_says(tree, "spot.private.pem")
    assert snapshot(folder) == before
    assert str(folder) in notice

    tree.press("Save as spot-2")
    until(lambda: (node := tree.visible("Public key")) and node.text not in ("", old), "another pair")

    assert names_in(folder) == [
        f"{label}.{half}.pem" for label in ("spot-2", "spot") for half in ("private", "public")
    ]
    assert public_key_of(folder / "spot-2.private.pem", PASSPHRASE) == tree.text("Public key") + "\n"
    assert {name: value for name, value in snapshot(folder).items() if name in before} == before


def test_a_suggested_name_is_free_by_itself(window: Window) -> None:
    """GIVEN a name that nobody has typed WHEN three pairs are made THEN nothing is asked."""
    tree = window.tree
    for number in (1, 2, 3):
        tree.press("New key")
        type_passphrase(tree, PASSPHRASE)
        generate(tree)
        assert len(names_in(window.home / "api-keys")) == 2 * number


def test_a_link_in_the_way_is_not_followed(window: Window) -> None:
    """GIVEN a link with the name of the file WHEN saving THEN it is refused and its target is unharmed."""
    tree, folder = window.tree, window.home / "api-keys"
    folder.mkdir(mode=0o700)
    target = window.home / "precious"
    target.write_text("mine")
    os.symlink(target, folder / "spot.private.pem")
    save_as_spot(tree)
    notice_that_says(tree, "spot.private.pem")

    assert target.read_text() == "mine"
    assert names_in(folder) == ["spot.private.pem"]


def test_a_folder_whose_parent_is_missing_is_refused(window: Window) -> None:
    """GIVEN a folder in a missing folder WHEN saving THEN the notice says so, and nothing is made."""
    tree = window.tree
    set_option(tree, "Folder", str(window.home / "no" / "such"))
    type_passphrase(tree, PASSPHRASE)
    tree.press(GENERATE)
    notice = notice_that_says(tree, str(window.home / "no"))

    assert not (window.home / "no").exists()
    assert notice.endswith(".")


def test_a_name_with_a_separator_cannot_be_saved(window: Window) -> None:
    """GIVEN a name that is a path WHEN it is typed THEN nothing can be generated, and it says why."""
    tree = window.tree
    type_passphrase(tree, PASSPHRASE)
    tree.enabled(GENERATE)

    set_option(tree, "Name", "../spot")

    until(lambda: not tree.one(GENERATE).enabled, "the button is disabled")
    assert "/" in tree.one(GENERATE).description
    assert not (window.home / "api-keys").exists()
