"""Saving where something stands in the way: no passphrase, a taken name, a folder that is not there."""

import os
from pathlib import Path

import pytest

from tests.desktop.accessibility import Tree
from tests.desktop.keyfiles import mode_of, names_in, public_key_of
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

PASSPHRASE = "gallows unwrapped tiptop blizzard"


def type_passphrase(tree: Tree, passphrase: str) -> None:
    tree.set_text("Passphrase", passphrase)
    tree.set_text("Repeat passphrase", passphrase)


def notice_that_says(tree: Tree, words: str) -> str:
    """Waits for a notice with these words; its whole text."""
    return until(
        lambda: node.description if (node := tree.visible("Notice")) and words in node.description else "",
        f"a notice that says “{words}”",
    )


def test_without_a_passphrase_it_asks_before_anything_is_written(window: Window) -> None:
    """GIVEN no passphrase WHEN Save is pressed THEN only the explicit choice writes, 119 bytes."""
    tree, folder = window.tree, window.home / "api-keys"
    tree.press("Generate")
    tree.press("Save")
    notice = notice_that_says(tree, "Without a passphrase")
    choice = tree.one("Save without a passphrase")
    assert not folder.exists()
    assert "can trade with this key" in notice
    assert not choice.focused, "the dangerous choice must not be where Return or Space falls"

    tree.press("Save without a passphrase")
    report = tree.one("Save report")

    private = folder / f"{tree.text('Name (becomes the file name)')}.private.pem"
    assert (private.stat().st_size, mode_of(private)) == (119, 0o600)
    assert private.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----\n")
    assert public_key_of(private) == tree.text("Public key") + "\n"
    assert "NOT encrypted" in report.description


def test_return_and_space_never_save_unencrypted(window: Window) -> None:
    """GIVEN the question WHEN somebody goes on with Space and Return THEN nothing was written."""
    window.tree.press("Generate")
    window.tree.enabled("Save")
    window.keys("alt+s")
    window.tree.one("Save without a passphrase")

    window.keys("space", "Return")
    window.tree.gone("Save without a passphrase")

    assert not (window.home / "api-keys").exists()


def test_a_passphrase_typed_after_generating_counts(window: Window) -> None:
    """GIVEN a pair WHEN its passphrase is typed and changed afterwards THEN the last one opens the file."""
    tree = window.tree
    tree.press("Generate")
    tree.enabled("Save")
    type_passphrase(tree, "sprinkled unfunded renewal jokester")
    type_passphrase(tree, PASSPHRASE)
    tree.press("Save")
    tree.one("Save report")

    private = window.home / "api-keys" / f"{tree.text('Name (becomes the file name)')}.private.pem"
    assert public_key_of(private, PASSPHRASE) == tree.text("Public key") + "\n"


def snapshot(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
        for path in folder.iterdir()
    }


def test_existing_files_stay_as_they_are_and_a_free_name_is_offered(window: Window) -> None:
    """GIVEN a saved label WHEN another pair is saved as it THEN the old files stay, -2 is offered."""
    tree, folder = window.tree, window.home / "api-keys"
    type_passphrase(tree, PASSPHRASE)
    tree.set_text("Name (becomes the file name)", "spot")
    tree.press("Generate")
    tree.press("Save")
    tree.one("Save report")
    before = snapshot(folder)
    old = tree.text("Public key")

    tree.press("Generate")
    until(lambda: tree.text("Public key") not in ("", old), "another pair")
    tree.press("Save")
    notice = notice_that_says(tree, "spot.private.pem")
    assert snapshot(folder) == before
    assert "A free name keeps both" in notice

    tree.press("Use a free name")
    until(lambda: tree.text("Name (becomes the file name)") == "spot-2", "the label is spot-2")
    tree.press("Save")
    tree.one("Save report")

    assert names_in(folder) == [
        f"{label}.{half}.pem" for label in ("spot-2", "spot") for half in ("private", "public")
    ]
    assert public_key_of(folder / "spot-2.private.pem", PASSPHRASE) == tree.text("Public key") + "\n"
    assert {name: value for name, value in snapshot(folder).items() if name in before} == before


def test_a_link_in_the_way_is_not_followed(window: Window) -> None:
    """GIVEN a link with the name of the file WHEN saving THEN it is refused and its target is unharmed."""
    tree, folder = window.tree, window.home / "api-keys"
    folder.mkdir(mode=0o700)
    target = window.home / "precious"
    target.write_text("mine")
    os.symlink(target, folder / "spot.private.pem")
    type_passphrase(tree, PASSPHRASE)
    tree.set_text("Name (becomes the file name)", "spot")
    tree.press("Generate")
    tree.press("Save")
    notice_that_says(tree, "spot.private.pem")

    assert target.read_text() == "mine"
    assert names_in(folder) == ["spot.private.pem"]


def test_a_folder_whose_parent_is_missing_is_refused(window: Window) -> None:
    """GIVEN a folder in a missing folder WHEN saving THEN the notice says so, and nothing is made."""
    tree = window.tree
    tree.set_text("Folder", str(window.home / "no" / "such"))
    type_passphrase(tree, PASSPHRASE)
    tree.press("Generate")
    tree.press("Save")
    notice = notice_that_says(tree, str(window.home / "no"))

    assert not (window.home / "no").exists()
    assert notice.endswith(".")


def test_a_label_with_a_separator_cannot_be_saved(window: Window) -> None:
    """GIVEN a label that is a path WHEN it is typed THEN Save is disabled and says why."""
    tree = window.tree
    type_passphrase(tree, PASSPHRASE)
    tree.press("Generate")
    tree.enabled("Save")

    tree.set_text("Name (becomes the file name)", "../spot")

    until(lambda: not tree.one("Save").enabled, "Save is disabled")
    assert "/" in tree.one("Save").description
    assert not (window.home / "api-keys").exists()
