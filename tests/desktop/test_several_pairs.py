"""Several pairs: what the list shows is what the files hold, one by one and as one archive."""

import tarfile

import pytest

from tests.desktop.accessibility import Tree
from tests.desktop.keyfiles import fingerprint_of, mode_of, names_in, openssl, public_key_of
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

PASSPHRASE = "three pairs, one passphrase"
MEMBERS = [
    f"{label}.{half}.pem" for label in ("bot-01", "bot-02", "bot-03") for half in ("private", "public")
]


def generate_three(tree: Tree) -> dict[str, str]:
    """Three RSA pairs; the list as label -> fingerprint."""
    tree.choose("Key type", "RSA 2048")
    tree.set_value("Number of key pairs", 3)
    tree.set_text("Name (becomes the file name)", "bot")
    tree.set_text("Passphrase", PASSPHRASE)
    tree.set_text("Repeat passphrase", PASSPHRASE)
    tree.press("Generate 3 key pairs")
    tree.enabled("Save 3 key pairs")
    items = [node.name for node in tree.below("Key pairs") if node.role == "list item"]
    return dict(item.split("\n") for item in items)


def test_several_pairs_are_saved_as_they_are_shown(window: Window) -> None:
    """GIVEN three pairs WHEN they are saved THEN six files hold the keys of the list, each openable."""
    shown = generate_three(window.tree)

    window.tree.press("Save 3 key pairs")
    window.tree.one("Save report")

    folder = window.home / "api-keys"
    assert list(shown) == ["bot-01", "bot-02", "bot-03"]
    assert names_in(folder) == MEMBERS
    for label, fingerprint in shown.items():
        public_pem = (folder / f"{label}.public.pem").read_text()
        assert fingerprint_of(public_pem) == fingerprint
        assert public_key_of(folder / f"{label}.private.pem", PASSPHRASE) == public_pem
        assert mode_of(folder / f"{label}.private.pem") == 0o600


def test_a_selected_pair_is_the_one_that_is_shown(window: Window) -> None:
    """GIVEN three pairs WHEN the third is selected THEN its key and fingerprint are shown and copied."""
    tree, shown = window.tree, generate_three(window.tree)

    tree.choose("Key pairs", f"bot-03\n{shown['bot-03']}")
    until(lambda: tree.text("Fingerprint") == shown["bot-03"], "the third fingerprint")
    window.screen.put_on_clipboard("before")
    tree.press("Copy public key")
    until(lambda: window.screen.clipboard() != "before", "the public key is copied")

    assert fingerprint_of(window.screen.clipboard()) == shown["bot-03"]
    assert window.screen.clipboard() == tree.text("Public key") + "\n"


def test_one_archive_holds_all_pairs(window: Window) -> None:
    """GIVEN three pairs WHEN they are saved as an archive THEN it alone is there, with what was shown."""
    shown = generate_three(window.tree)

    window.tree.press("One archive (.tar.gz)")
    window.tree.press("Save 3 key pairs")
    window.tree.one("Save report")

    folder = window.home / "api-keys"
    assert names_in(folder) == ["bot.tar.gz"]
    assert mode_of(folder / "bot.tar.gz") == 0o600
    with tarfile.open(folder / "bot.tar.gz") as archive:
        assert sorted(archive.getnames()) == MEMBERS
        assert {f"{member.mode:o}" for member in archive if ".private." in member.name} == {"600"}
        texts = {
            member.name: file.read().decode() for member in archive if (file := archive.extractfile(member))
        }
    for label, fingerprint in shown.items():
        private, public = texts[f"{label}.private.pem"], texts[f"{label}.public.pem"]
        assert fingerprint_of(public) == fingerprint
        (window.home / "private.pem").write_text(private)
        opened = openssl(
            "pkey", "-in", str(window.home / "private.pem"), "-passin", f"pass:{PASSPHRASE}", "-pubout"
        )
        assert opened == public
