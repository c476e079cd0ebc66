"""The whole job, three times: with the keyboard, with the mouse, and as assistive technology does it."""

import pytest

from tests.desktop.conftest import OpenWindow
from tests.desktop.keyfiles import mode_of, names_in, public_key_of
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.product import BOTH

pytestmark = [pytest.mark.desktop, BOTH]

PASSPHRASE = "Correct 'horse' 7 & staple~"
SOMETHING_ELSE = "what was on the clipboard before"


def wait_for_dots(window: Window, name: str) -> None:
    """Every character has arrived, and none can be read."""
    until(lambda: window.tree.text(name) == "●" * len(PASSPHRASE), f"“{name}” holds the passphrase")


def copied_public_key(window: Window) -> str:
    """What another process would paste, as soon as it is something new."""
    until(lambda: window.screen.clipboard() != SOMETHING_ELSE, "something new is on the clipboard")
    return window.screen.clipboard()


def assert_pair_on_disk(window: Window, public_pem: str) -> None:
    folder, label = window.home / "api-keys", window.tree.text("Name (becomes the file name)")
    private, public = folder / f"{label}.private.pem", folder / f"{label}.public.pem"
    assert names_in(folder) == [private.name, public.name]
    assert (mode_of(folder), mode_of(private), mode_of(public)) == (0o700, 0o600, 0o644)
    assert public.read_bytes() == public_pem.encode()
    assert private.read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
    assert public_key_of(private, PASSPHRASE) == public_pem


def test_with_the_keyboard_alone(window: Window) -> None:
    """GIVEN a fresh home WHEN the job is done by keys THEN the files open, the clipboard has the PEM."""
    window.screen.put_on_clipboard(SOMETHING_ELSE)

    window.keys("alt+p")
    window.type(PASSPHRASE)
    wait_for_dots(window, "Passphrase")
    window.keys("Tab", "Tab")
    window.type(PASSPHRASE)
    wait_for_dots(window, "Repeat passphrase")
    window.keys("alt+g")
    window.tree.enabled("Copy public key")
    window.keys("alt+c")
    pasted = copied_public_key(window)
    window.keys("alt+s")
    window.tree.one("Save report")

    assert pasted == window.tree.text("Public key") + "\n"
    assert_pair_on_disk(window, pasted)
    window.close()


def test_with_the_mouse(window: Window) -> None:
    """GIVEN a fresh home WHEN every control is clicked THEN the files open and the clipboard has the PEM."""
    window.screen.put_on_clipboard(SOMETHING_ELSE)

    window.click("Passphrase")
    window.type(PASSPHRASE)
    wait_for_dots(window, "Passphrase")
    window.click("Repeat passphrase")
    window.type(PASSPHRASE)
    wait_for_dots(window, "Repeat passphrase")
    window.click("Generate")
    window.click("Copy public key")
    pasted = copied_public_key(window)
    window.click("Save")
    window.tree.one("Save report")

    assert pasted == window.tree.text("Public key") + "\n"
    assert_pair_on_disk(window, pasted)
    window.close()


def test_as_assistive_technology_does_it(window: Window) -> None:
    """GIVEN a fresh home WHEN another process works the tree THEN the report is there, and no passphrase."""
    tree = window.tree

    tree.set_text("Passphrase", PASSPHRASE)
    tree.set_text("Repeat passphrase", PASSPHRASE)
    tree.press("Generate")
    tree.press("Save")
    report = tree.one("Save report")

    assert "Checked: the file opens with your passphrase" in report.description
    rows = [node.name for node in tree.below("Save report") if node.role == "label"]
    assert {"Saved", "Folder created", "Private key", "Public key", "Checked"} <= set(rows)
    assert_pair_on_disk(window, tree.text("Public key") + "\n")
    assert tree.one("Passphrase").role == tree.one("Repeat passphrase").role == "password text"
    assert PASSPHRASE not in str(tree.everything())


def test_what_assistive_technology_chooses_is_what_is_made(window: Window) -> None:
    """GIVEN the tree WHEN key type, label and folder are set there THEN they count as if a person did it."""
    tree, folder = window.tree, window.home / "elsewhere"

    tree.choose("Key type", "RSA 2048")
    until(
        lambda: "rsa-2048" in tree.text("Name (becomes the file name)"),
        "the suggested label follows the key type",
    )
    tree.set_text("Name (becomes the file name)", "spot-trading")
    tree.set_text("Folder", str(folder))
    tree.set_text("Passphrase", PASSPHRASE)
    tree.set_text("Repeat passphrase", PASSPHRASE)
    tree.press("Generate")
    tree.press("Save")
    tree.one("Save report")

    public_pem = public_key_of(folder / "spot-trading.private.pem", PASSPHRASE)
    assert names_in(folder) == ["spot-trading.private.pem", "spot-trading.public.pem"]
    assert len(public_pem) > 400, "an RSA key"


def test_closing_asks_before_a_copied_pair_is_lost(window: Window) -> None:
    """GIVEN a copied pair that is not saved WHEN the window is closed THEN it asks, and can stay."""
    window.keys("alt+g")
    window.tree.enabled("Copy public key")
    window.keys("alt+c")
    until(lambda: "copied" in str(window.tree.everything()), "it says that it was copied")

    window.keys("alt+F4")
    window.tree.one("Close without saving")
    window.keys("Escape")
    window.tree.gone("Close without saving")
    assert window.tree.text("Public key").startswith("-----BEGIN PUBLIC KEY-----")

    window.keys("alt+F4")
    window.tree.press("Close without saving")
    window.assert_ended()


def test_a_second_window_is_as_good(open_window: OpenWindow) -> None:
    """GIVEN a window that was used and closed WHEN another is opened THEN it begins anew and saves beside."""
    first = open_window()
    first.tree.set_text("Passphrase", PASSPHRASE)
    first.close()

    second = open_window()

    assert second.tree.text("Passphrase") == ""
    assert second.tree.text("Public key") == ""
