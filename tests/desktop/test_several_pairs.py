"""Several pairs: what the list shows is what the files hold, one by one and as one archive."""

import tarfile

import pytest

from tests.desktop.accessibility import Tree
from tests.desktop.job import choose_rsa, fingerprint, set_option, tick, type_passphrase
from tests.desktop.keyfiles import fingerprint_of, mode_of, names_in, openssl, public_key_of
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

PASSPHRASE = "three pairs, one passphrase"
MEMBERS = [
    f"{label}.{half}.pem" for label in ("bot-01", "bot-02", "bot-03") for half in ("private", "public")
]


def generate_three(tree: Tree) -> None:
    """Three RSA pairs, and their files."""
    choose_rsa(tree, 2048)
    set_option(tree, "How many", 3)
    set_option(tree, "Name", "bot")
    type_passphrase(tree, PASSPHRASE)
    tree.press("Generate and save 3")
    tree.one("Key pairs")


def listed(tree: Tree) -> dict[str, str]:
    """Name -> the end of the fingerprint, row by row, as it is shown."""
    cells = [node.name for node in tree.below("Key pairs") if node.role == "table cell"]
    return dict(zip(cells[1::4], cells[2::4], strict=True))


def choose(tree: Tree, row: int, label: str) -> None:
    tree.choose_row("Key pairs", row)
    tree.one(f"Copy {label}")


def test_several_pairs_are_saved_as_they_are_shown(window: Window) -> None:
    """GIVEN three pairs WHEN they are made THEN six files hold the keys of the list, each openable."""
    generate_three(window.tree)

    shown, folder = listed(window.tree), window.home / "api-keys"
    assert list(shown) == ["bot-01", "bot-02", "bot-03"]
    assert names_in(folder) == MEMBERS
    for label, end in shown.items():
        public_pem = (folder / f"{label}.public.pem").read_text()
        assert fingerprint_of(public_pem).endswith(end)
        assert public_key_of(folder / f"{label}.private.pem", PASSPHRASE) == public_pem
        assert mode_of(folder / f"{label}.private.pem") == 0o600


def test_a_selected_pair_is_the_one_that_is_shown(window: Window) -> None:
    """GIVEN three pairs WHEN the third is selected THEN its key and fingerprint are shown and copied."""
    tree = window.tree
    generate_three(tree)
    public_pem = (window.home / "api-keys" / "bot-03.public.pem").read_text()

    choose(tree, 2, "bot-03")
    assert tree.text("Public key") + "\n" == public_pem
    window.screen.put_on_clipboard("before")
    tree.press("Copy bot-03")
    until(lambda: window.screen.clipboard() != "before", "the public key is copied")

    assert window.screen.clipboard() == public_pem
    assert fingerprint(tree) == fingerprint_of(public_pem)


def test_which_ones_were_copied_is_said(window: Window) -> None:
    """GIVEN three pairs WHEN two are copied THEN their rows say so, and the third does not."""
    tree = window.tree
    generate_three(tree)
    for row in (0, 2):
        choose(tree, row, f"bot-0{row + 1}")
        window.screen.put_on_clipboard("before")
        tree.press(f"Copy bot-0{row + 1}")
        until(lambda: window.screen.clipboard() != "before", "the public key is copied")
    cells = [node.name for node in tree.below("Key pairs") if node.role == "table cell"]
    first, second, third = cells[3::4]
    assert first == third != second == ""


def test_one_archive_holds_all_pairs(window: Window) -> None:
    """GIVEN three pairs WHEN they are made as an archive THEN it alone is there, with what was shown."""
    tick(window.tree, "One archive (.tar.gz) instead of single files")
    generate_three(window.tree)
    shown = listed(window.tree)

    folder = window.home / "api-keys"
    assert names_in(folder) == ["bot.tar.gz"]
    assert mode_of(folder / "bot.tar.gz") == 0o600
    with tarfile.open(folder / "bot.tar.gz") as archive:
        assert sorted(archive.getnames()) == MEMBERS
        assert {f"{member.mode:o}" for member in archive if ".private." in member.name} == {"600"}
        texts = {
            member.name: file.read().decode() for member in archive if (file := archive.extractfile(member))
        }
    for label, end in shown.items():
        private, public = texts[f"{label}.private.pem"], texts[f"{label}.public.pem"]
        assert fingerprint_of(public).endswith(end)
        (window.home / "private.pem").write_text(private)
        opened = openssl(
            "pkey", "-in", str(window.home / "private.pem"), "-passin", f"pass:{PASSPHRASE}", "-pubout"
        )
        assert opened == public
