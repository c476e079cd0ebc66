"""The steps of the job in the window, as assistive technology does them."""

from pathlib import Path

from tests.desktop.accessibility import Node, Tree
from tests.desktop.waiting import until
from tests.desktop.window import Window

GENERATE, COPY, UNSAVED = (
    "Generate and save",
    "Copy public key",
    "Do not save: keep the pair in this window only",
)


def type_passphrase(tree: Tree, passphrase: str) -> None:
    tree.set_text("Passphrase", passphrase)
    tree.set_text("Repeat passphrase", passphrase)


def unfold(tree: Tree, button: str, inside: str) -> Node:
    """What is `inside` of that which the button shows, if it does not already."""
    if tree.visible(inside) is None:
        tree.press(button)
    return tree.one(inside)


def set_option(tree: Tree, name: str, value: str | int) -> None:
    """One of the fields behind Options."""
    unfold(tree, "Options", name)
    if isinstance(value, int):
        tree.set_value(name, value)
    else:
        tree.set_text(name, value)


def tick(tree: Tree, name: str) -> None:
    """One of the boxes behind Options, which changes its state."""
    unfold(tree, "Options", name)
    tree.press(name)


def choose_rsa(tree: Tree, bits: int) -> None:
    tree.press("RSA")
    tree.choose("Key size", f"{bits} bits")
    until(lambda: tree.one("Key size").name == f"{bits} bits", "the size is chosen")


def generate(tree: Tree, button: str = GENERATE) -> None:
    """Until the page of the key is there."""
    tree.press(button)
    tree.enabled(COPY)


def generate_unsaved(tree: Tree) -> None:
    """A pair that is in the window only; the page of the key asks how it is to be saved."""
    if tree.visible("Generate") is None:
        tick(tree, UNSAVED)
    generate(tree, "Generate")


def report(tree: Tree) -> Node:
    """The report of what was saved."""
    return unfold(tree, "Report", "Save report")


def fingerprint(tree: Tree) -> str:
    """Of the key at hand; it is among the details."""
    return unfold(tree, "Details", "Fingerprint").text


def private_file(window: Window) -> Path:
    """The one in the folder for keys."""
    (file,) = (window.home / "api-keys").glob("*.private.pem")
    return file


def open_text(tree: Tree, text: str) -> None:
    """Paste it where keys are opened."""
    tree.press("Open a key")
    tree.set_text("Private key text", text)


def open_file(window: Window, file: Path) -> None:
    """Choose it in the dialog, and wait until nothing is under way."""
    window.tree.press("Open a key")
    window.tree.press("Choose a file…")
    until(
        lambda: (node := window.tree.focused()) and node.role == "text" and node.name != "Private key text",
        "the file dialogue has the focus",
    )
    window.type(str(file))
    window.keys("Return")


def notice_that_says(tree: Tree, words: str) -> str:
    """Waits for a notice with these words; its whole text."""
    return until(
        lambda: node.description if (node := tree.visible("Notice")) and words in node.description else "",
        f"a notice that says “{words}”",
    )
