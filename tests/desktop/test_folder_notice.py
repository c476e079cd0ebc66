"""What the window says about the folder before anything is saved there."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.desktop.conftest import OpenWindow
from tests.desktop.job import generate, set_option, type_passphrase
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

ABOUT = "About this folder"
ACCEPT = "Save here anyway"


@pytest.fixture
def repository(home: Path) -> Path:
    folder = home / "bot"
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    return folder


def offer(window: Window) -> str:
    """The name of the button that adds a line; empty while there is none."""
    names = [node.name for node in window.tree.below(ABOUT) if node.role == "push button"]
    return next((name for name in names if name.startswith("Add")), "")


def test_a_work_tree_is_told_and_one_click_adds_the_line(open_window: OpenWindow, repository: Path) -> None:
    """GIVEN a folder in a git work tree WHEN the offer is pressed THEN git itself ignores the private key."""
    window = open_window()
    tree = window.tree
    set_option(tree, "Folder", str(repository / "keys"))
    about = tree.one(ABOUT)
    assert "a git project" in about.description

    tree.press(until(lambda: offer(window), "an offer"))
    until(lambda: offer(window) == "", "there is nothing to add any more")
    name = f"keys/{tree.text('Name')}.private.pem"
    done = subprocess.run(["git", "-C", str(repository), "check-ignore", "--quiet", name], check=False)
    assert done.returncode == 0

    set_option(tree, "Folder", str(window.home / "api-keys"))
    tree.gone(ABOUT)


def test_whoever_means_this_folder_is_not_asked_again(open_window: OpenWindow, repository: Path) -> None:
    """GIVEN a yes to a folder WHEN the window opens the next time THEN it says nothing; it never blocks."""
    first = open_window()
    set_option(first.tree, "Folder", str(repository))
    first.tree.press(ACCEPT)
    first.tree.gone(ABOUT)
    first.close()

    file = first.home / ".config" / "asymmetric-key-generator" / "preferences.json"
    assert json.loads(file.read_text())["accepted_folders"] == [str(repository)]
    second = open_window()
    set_option(second.tree, "Folder", str(repository / ".." / "bot"))
    type_passphrase(second.tree, "gallows unwrapped tiptop blizzard")
    generate(second.tree)
    second.tree.press("New key")
    assert second.tree.visible(ABOUT) is None
