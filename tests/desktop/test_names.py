"""The accessible names that people's scripts stand on, and the way of the Tab key through the window."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from tests.desktop.accessibility import Node, Tree
from tests.desktop.conftest import running
from tests.desktop.job import (
    COPY,
    GENERATE,
    UNSAVED,
    choose_rsa,
    generate,
    generate_unsaved,
    open_text,
    report,
    set_option,
    tick,
    type_passphrase,
    unfold,
)
from tests.desktop.keyfiles import new_private_key
from tests.desktop.screen import Screen
from tests.desktop.test_secrets import PRIVATE
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.product import Product

pytestmark = [pytest.mark.desktop, pytest.mark.xdist_group("names")]  # the window is visited once

PASSPHRASE = "gallows unwrapped tiptop blizzard"

NEW_KEY = (
    "New key",
    "Open a key",
    "Settings",
    "Help",
    "Ed25519",
    "RSA",
    "Key size",
    "Passphrase",
    "Show passphrase",
    "Repeat passphrase",
    "Suggest one",
    "For",
    "Used by",
    "Purpose",
    "Options",
    "Name",
    "How many",
    "Folder",
    "Browse…",
    "Clear the passphrase after saving",
    "One archive (.tar.gz) instead of single files",
    UNSAVED,
)
TABS = ("Register", "Use it", "Details")
KEY = ("This key", "Where it is", COPY, *TABS, "Fingerprint")
REGISTER = ("Public key", "QR code", "Other forms", "Venue", "Purpose", "Steps")
FILE = "File of the private key"
SAVED = ("Show in folder", "Copy path", "Report", FILE, "Change passphrase…")
UNSAVED_KEY = ("Save", "Passphrase", "Repeat passphrase", "Options")
NAMES = {
    "start": (*NEW_KEY, GENERATE),
    "working": ("Cancel", "Progress"),
    "cancelled": (*NEW_KEY, "Notice", "Generate 900 key pairs"),
    "asked": (*NEW_KEY, "Notice", "Type a passphrase", "Save without a passphrase", GENERATE),
    "saved": (*KEY, *SAVED, "Show", "Save report"),
    "shown": (*KEY, *SAVED, "Hide", "Private key"),
    "several": ("This key", "Where it is", *TABS, *REGISTER, "Key pairs", "Copy two-01"),
    "unsaved": (*KEY, "Show", *UNSAVED_KEY),
    "copied": ("Clear now",),
    "opening": ("Private key text", "Choose a file…"),
    "wrong passphrase": (
        "Passphrase of this key",
        "Show passphrase of this key",
        "Unlock",
        "Another key",
        "Notice",
    ),
    "settings": ("System", "Light", "Dark", "Folder for new keys", "Choose a folder"),
    "help": ("About this program",),
}
CASES = [(state, name) for state, names in NAMES.items() for name in names]

COLUMN = "table column header"

Visited = dict[str, list[Node]]


def ask_for_a_passphrase_and_refuse_it(tree: Tree) -> None:
    """The page on which a private key is opened, with a notice on it."""
    encrypted, _ = new_private_key("right")
    open_text(tree, encrypted)
    tree.one("Unlock")
    tree.set_text("Passphrase of this key", "wrong")
    tree.press("Unlock")
    tree.one("Notice")


def visit(tree: Tree) -> Iterator[tuple[str, list[Node]]]:
    """Every state of the window, one after another, and what is visible then."""
    unfold(tree, "Options", "Name")
    yield "start", tree.everything()
    tick(tree, UNSAVED)
    choose_rsa(tree, 4096)
    set_option(tree, "How many", 900)
    tree.press("Generate 900 key pairs")
    tree.one("Cancel")
    yield "working", tree.everything()
    tree.press("Cancel")
    tree.gone("Cancel")
    yield "cancelled", tree.everything()
    tick(tree, UNSAVED)
    tree.press("Ed25519")
    set_option(tree, "How many", 1)
    tree.press(GENERATE)
    tree.one("Save without a passphrase")
    yield "asked", tree.everything()
    tree.press("Save without a passphrase")
    tree.one(COPY)
    report(tree)
    unfold(tree, "Details", "Show")
    yield "saved", tree.everything()
    tree.press("Show")
    tree.one("Private key")
    yield "shown", tree.everything()
    tree.press("Hide")
    tree.press("New key")
    set_option(tree, "How many", 2)
    set_option(tree, "Name", "two")
    type_passphrase(tree, PASSPHRASE)
    tree.press("Generate and save 2")
    tree.one("Key pairs")
    yield "several", tree.everything()
    tree.press("Open a key")
    tree.one("Private key text")
    yield "opening", tree.everything()
    ask_for_a_passphrase_and_refuse_it(tree)
    yield "wrong passphrase", tree.everything()
    tree.press("Settings")
    tree.one("System")
    yield "settings", tree.everything()
    tree.press("Help")
    tree.one("About this program")
    yield "help", tree.everything()
    tree.press("New key")
    set_option(tree, "How many", 1)
    generate_unsaved(tree)
    unfold(tree, "Details", "Show")
    yield "unsaved", tree.everything()
    tree.press("Copy", PRIVATE)
    tree.one("Clear now")
    yield "copied", tree.everything()


@pytest.fixture(scope="module")
def visited(screen: Screen, tmp_path_factory: pytest.TempPathFactory, product: Product) -> Visited:
    with running(screen, tmp_path_factory.mktemp("names") / "home", product.opening) as window:
        found = dict(visit(window.tree))
        window.close_without_saving()
        return found


def called(nodes: list[Node], name: str) -> list[Node]:
    """What has this name; groups only where nothing else has it."""
    found = [node for node in nodes if node.called == name and node.role not in ("label", "filler", COLUMN)]
    return [node for node in found if node.role != "panel"] or found


@pytest.mark.parametrize(("state", "name"), CASES)
def test_controls_have_their_fixed_names(visited: Visited, state: str, name: str) -> None:
    assert len(called(visited[state], name)) == 1


@pytest.mark.parametrize("state", NAMES)
def test_nothing_that_can_be_worked_is_nameless(visited: Visited, state: str) -> None:
    assert [node for node in visited[state] if node.interactive and not node.called] == []


@pytest.mark.parametrize("state", NAMES)
def test_what_has_the_same_name_is_told_apart(visited: Visited, state: str) -> None:
    """GIVEN several buttons of one name WHEN a screen reader says more of each THEN they differ."""
    said = Counter((node.called, node.description) for node in visited[state] if node.role == "push button")
    assert [each for each, times in said.items() if times > 1] == []


@pytest.mark.parametrize(("state", "name"), [("start", "Key size")])
def test_what_cannot_be_done_says_why(visited: Visited, state: str, name: str) -> None:
    (control,) = called(visited[state], name)
    assert not control.enabled
    assert control.description.endswith("."), "a reason, in a sentence"


def test_the_passphrase_fields_are_passphrase_fields(visited: Visited) -> None:
    fields = [("start", "Passphrase"), ("start", "Repeat passphrase"), ("unsaved", "Passphrase")]
    for state, name in (*fields, ("wrong passphrase", "Passphrase of this key")):
        assert called(visited[state], name)[0].role == "password text"


@pytest.mark.parametrize("name", ["Ed25519", "RSA"])
def test_the_key_type_is_chosen_by_radio_buttons(visited: Visited, name: str) -> None:
    (choice,) = called(visited["start"], name)
    assert choice.role == "radio button"
    assert ("checked" in choice.states) is (name == "Ed25519")


def test_progress_counts(visited: Visited) -> None:
    progress = called(visited["working"], "Progress")[0].value
    assert progress is not None
    assert 0 <= progress < 900


def identified(node: Node) -> str:
    """Several may have one name; what a screen reader says after it tells them apart."""
    return f"{node.called}: {node.description}"


def step(window: Window, key: str, before: str) -> str:
    """Presses the key; what then has the focus, which must be something else with a name."""
    window.keys(key)

    def now() -> str:
        node = window.tree.focused()
        return identified(node) if node and node.called and identified(node) != before else ""

    return until(now, f"{key} leads on from “{before}” to something with a name")


def round_trip(window: Window, key: str) -> list[str]:
    """What has the focus, step by step, until it is back where it began."""
    start = identified(until(window.tree.focused, "something has the focus"))
    seen = [start]
    while (name := step(window, key, seen[-1])) != start:
        seen.append(name)
        assert len(seen) < 60, f"no way back to {start}: {seen}"
    return seen


def reachable(window: Window) -> list[str]:
    """Of radio buttons, the one that is taken: arrow keys lead to the others. No details of a file, which
    can be selected with the mouse, and are copied by a button.
    """
    nodes = [node for node in window.tree.everything() if node.interactive and node.enabled]
    others = [node for node in nodes if node.role == "radio button" and "checked" not in node.states]
    others += [node for node in nodes if node.name.endswith(", details") or node.name == FILE]
    return [identified(node) for node in nodes if "focusable" in node.states and node not in others]


def on_new_key(window: Window) -> str:
    unfold(window.tree, "Options", "Name")
    type_passphrase(window.tree, PASSPHRASE)
    return "Name"


def on_new_key_with_another_choice(window: Window) -> str:
    """Tab must lead to the type that is taken, and not to the first."""
    choose_rsa(window.tree, 2048)
    return "Passphrase"


def on_the_page_of_a_key(window: Window) -> str:
    type_passphrase(window.tree, PASSPHRASE)
    generate(window.tree)
    report(window.tree)
    unfold(window.tree, "Details", "Show")
    return COPY


def where_keys_are_opened(window: Window) -> str:
    ask_for_a_passphrase_and_refuse_it(window.tree)
    return "Passphrase of this key"


def on_settings(window: Window) -> str:
    window.tree.press("Settings")
    return "Folder for new keys"


@pytest.mark.parametrize(
    "go",
    [on_new_key, on_new_key_with_another_choice, on_the_page_of_a_key, where_keys_are_opened, on_settings],
)
def test_tab_reaches_every_control_in_both_directions(window: Window, go: Callable[[Window], str]) -> None:
    """GIVEN a page at its fullest WHEN Tab is pressed on and on THEN every control has the focus once."""
    window.tree.focus(go(window))

    forwards = round_trip(window, "Tab")
    backwards = round_trip(window, "shift+Tab")

    assert sorted(forwards) == sorted(reachable(window))
    assert forwards == [forwards[0], *reversed(backwards[1:])]


def test_the_first_focus_is_where_the_job_begins(window: Window) -> None:
    until(lambda: (node := window.tree.focused()) and node.called == "Passphrase", "Passphrase has the focus")
