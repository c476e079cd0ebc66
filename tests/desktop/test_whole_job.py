"""The whole job, three times: with the keyboard, with the mouse, and as assistive technology does it."""

from collections.abc import Callable

import pytest

from tests.desktop.conftest import OpenWindow
from tests.desktop.job import (
    COPY,
    GENERATE,
    choose_rsa,
    generate,
    generate_unsaved,
    private_file,
    report,
    set_option,
    type_passphrase,
    unfold,
)
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
    folder, private = window.home / "api-keys", private_file(window)
    public = folder / private.name.replace(".private.", ".public.")
    assert names_in(folder) == [private.name, public.name]
    assert (mode_of(folder), mode_of(private), mode_of(public)) == (0o700, 0o600, 0o644)
    assert public.read_bytes() == public_pem.encode()
    assert private.read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
    assert public_key_of(private, PASSPHRASE) == public_pem


def by_access_keys(window: Window) -> None:
    window.keys("alt+p")
    window.type(PASSPHRASE)
    wait_for_dots(window, "Passphrase")
    window.keys("alt+r")
    window.type(PASSPHRASE)
    wait_for_dots(window, "Repeat passphrase")
    window.keys("alt+g")
    window.tree.enabled(COPY)
    window.keys("alt+c")


def by_return_alone(window: Window) -> None:
    """Type, Return, type, Return, Return: the focus goes where the next step is."""
    window.type(PASSPHRASE)
    wait_for_dots(window, "Passphrase")
    window.keys("Return")
    window.type(PASSPHRASE)
    wait_for_dots(window, "Repeat passphrase")
    window.keys("Return")
    until(lambda: (node := window.tree.focused()) and node.name == COPY, "the next step has the focus")
    window.keys("Return")


@pytest.mark.parametrize("work", [by_access_keys, by_return_alone])
def test_with_the_keyboard_alone(window: Window, work: Callable[[Window], None]) -> None:
    """GIVEN a fresh home WHEN the job is done by keys THEN the files open, the clipboard has the PEM."""
    window.screen.put_on_clipboard(SOMETHING_ELSE)

    work(window)

    pasted = copied_public_key(window)
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
    window.click(GENERATE)
    window.click(COPY)
    pasted = copied_public_key(window)

    assert pasted == window.tree.text("Public key") + "\n"
    assert_pair_on_disk(window, pasted)
    window.close()


def test_as_assistive_technology_does_it(window: Window) -> None:
    """GIVEN a fresh home WHEN another process works the tree THEN the report is there, and no passphrase."""
    tree = window.tree
    fields = tree.one("Passphrase").role, tree.one("Repeat passphrase").role

    type_passphrase(tree, PASSPHRASE)
    generate(tree)
    where = tree.one("Where it is").description
    found = report(tree)

    assert "Checked: the file opens with your passphrase" in found.description
    assert "Checked: the file opens with your passphrase" in where
    rows = [node.name for node in tree.below("Save report") if node.role == "label"]
    assert {"Folder created", "Private key", "Public key", "Checked"} <= set(rows)
    assert_pair_on_disk(window, tree.text("Public key") + "\n")
    assert fields == ("password text", "password text")
    assert PASSPHRASE not in str(tree.everything())


def test_what_assistive_technology_chooses_is_what_is_made(window: Window) -> None:
    """GIVEN the tree WHEN key type, name and folder are set there THEN they count as if a person did it."""
    tree, folder = window.tree, window.home / "elsewhere"

    choose_rsa(tree, 2048)
    unfold(tree, "Options", "Name")
    tree.choose("Purpose", "Tax data")
    until(lambda: "tax-data" in tree.text("Name"), "the suggested name follows the purpose")
    set_option(tree, "Name", "spot-trading")
    set_option(tree, "Folder", str(folder))
    type_passphrase(tree, PASSPHRASE)
    generate(tree)

    public_pem = public_key_of(folder / "spot-trading.private.pem", PASSPHRASE)
    assert names_in(folder) == ["spot-trading.private.pem", "spot-trading.public.pem"]
    assert len(public_pem) > 400, "an RSA key"


def test_no_key_leads_to_a_key_that_is_not_there(window: Window) -> None:
    """GIVEN no key at hand WHEN the key to its page is pressed THEN nothing happens, and then it does."""
    window.keys("ctrl+k")
    assert window.tree.visible(GENERATE)
    type_passphrase(window.tree, PASSPHRASE)
    generate(window.tree)
    window.keys("ctrl+n")
    window.tree.one(GENERATE)
    window.keys("ctrl+k")
    window.tree.one(COPY)


def test_what_is_saved_is_not_asked_about(window: Window) -> None:
    """GIVEN a pair that is in its files WHEN the window is closed THEN nothing is asked."""
    type_passphrase(window.tree, PASSPHRASE)
    generate(window.tree)
    window.close()


def test_closing_asks_before_a_copied_pair_is_lost(window: Window) -> None:
    """GIVEN a copied pair that is not saved WHEN the window is closed THEN it asks, and can stay."""
    generate_unsaved(window.tree)
    window.keys("alt+c")
    until(lambda: "BEGIN PUBLIC KEY" in window.screen.clipboard(), "it is copied")

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
    assert second.tree.visible("This key") is None
