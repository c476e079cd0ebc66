"""The accessible names that people's scripts stand on, and the way of the Tab key through the window."""

from collections.abc import Iterator

import pytest

from tests.desktop.accessibility import Node, Tree
from tests.desktop.conftest import running
from tests.desktop.keyfiles import new_private_key
from tests.desktop.screen import Screen
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.product import Product

pytestmark = pytest.mark.desktop

# As tests.product has it, with one worker for all from source, too: the window is visited once, for a minute.
BOTH = pytest.mark.parametrize(
    "product",
    [
        pytest.param("source", marks=pytest.mark.xdist_group("names")),
        pytest.param("bundle", marks=pytest.mark.bundle),
    ],
    indirect=True,
)

ALWAYS = (
    "Key type",
    "Name (becomes the file name)",
    "Passphrase",
    "Repeat passphrase",
    "Show passphrase",
    "Number of key pairs",
    "Generate",
    "Public key",
    "Copy public key",
    "Private key",
    "Show",
    "Copy",
    "Paste or open a private key",
    "Folder",
    "Browse…",
    "Save",
)
SOMETIMES = (
    ("working", "Cancel"),
    ("working", "Progress"),
    ("cancelled", "Notice"),
    ("generated", "Fingerprint"),
    ("copied", "Clear now"),
    ("asked", "Notice"),
    ("asked", "Save without a passphrase"),
    ("saved", "Save report"),
    ("wrong passphrase", "Notice"),
)
STATES = ("start", "working", "cancelled", "generated", "copied", "asked", "saved", "wrong passphrase")

Visited = dict[str, list[Node]]


def ask_for_a_passphrase_and_refuse_it(tree: Tree) -> None:
    """The part where a private key is opened, in full, with a notice beside it."""
    encrypted, _ = new_private_key("right")
    tree.press("Paste or open a private key")
    tree.set_text("Private key text", encrypted)
    tree.one("Unlock")
    tree.set_text("Passphrase of this key", "wrong")
    tree.press("Unlock")
    tree.one("Notice")


def visit(tree: Tree) -> Iterator[tuple[str, list[Node]]]:
    """Every state of the window, one after another, and what is visible then."""
    yield "start", tree.everything()
    tree.choose("Key type", "RSA 4096")
    tree.set_value("Number of key pairs", 900)
    tree.press("Generate 900 key pairs")
    tree.one("Cancel")
    yield "working", tree.everything()
    tree.press("Cancel")
    tree.gone("Cancel")
    yield "cancelled", tree.everything()
    tree.choose("Key type", "Ed25519")
    tree.set_value("Number of key pairs", 2)
    tree.press("Generate 2 key pairs")
    tree.enabled("Save 2 key pairs")
    yield "generated", tree.everything()
    tree.press("Copy")
    tree.one("Clear now")
    tree.one("Copied")
    tree.one("Copy")
    yield "copied", tree.everything()
    tree.press("Save 2 key pairs")
    tree.one("Save without a passphrase")
    yield "asked", tree.everything()
    tree.press("Save without a passphrase")
    tree.one("Save report")
    yield "saved", tree.everything()
    ask_for_a_passphrase_and_refuse_it(tree)
    yield "wrong passphrase", tree.everything()


@pytest.fixture(scope="module")
def visited(screen: Screen, tmp_path_factory: pytest.TempPathFactory, product: Product) -> Visited:
    with running(screen, tmp_path_factory.mktemp("names") / "home", product.opening) as window:
        return dict(visit(window.tree))


def called(nodes: list[Node], name: str) -> list[Node]:
    """Generate and Save also say how many pairs; what is saved says so."""
    names = [
        name,
        *(["Saved"] if name == "Save" else []),
        *(f"{name} {count} key pairs" for count in (2, 900) if name in ("Generate", "Save")),
    ]
    return [node for node in nodes if node.called in names and node.role not in ("label", "filler")]


@BOTH
@pytest.mark.parametrize("name", ALWAYS)
@pytest.mark.parametrize("state", STATES)
def test_controls_have_their_fixed_names(visited: Visited, state: str, name: str) -> None:
    assert len(called(visited[state], name)) == 1


@BOTH
@pytest.mark.parametrize(("state", "name"), SOMETIMES)
def test_names_appear_with_what_they_name(visited: Visited, state: str, name: str) -> None:
    assert len(called(visited[state], name)) == 1
    assert called(visited["start"], name) == []


@BOTH
@pytest.mark.parametrize("state", STATES)
def test_nothing_that_can_be_worked_is_nameless(visited: Visited, state: str) -> None:
    assert [node for node in visited[state] if node.interactive and not node.called] == []


@BOTH
@pytest.mark.parametrize("name", ["Copy public key", "Copy", "Show", "Save"])
@pytest.mark.parametrize("state", ["start", "working", "cancelled"])
def test_what_cannot_be_done_yet_says_why(visited: Visited, state: str, name: str) -> None:
    (button,) = called(visited[state], name)
    assert not button.enabled
    assert button.description.endswith("."), "a reason, in a sentence"


@BOTH
def test_the_passphrase_fields_are_passphrase_fields(visited: Visited) -> None:
    for name in ("Passphrase", "Repeat passphrase"):
        assert called(visited["start"], name)[0].role == "password text"


@BOTH
def test_generate_counts_along(visited: Visited) -> None:
    assert called(visited["generated"], "Generate")[0].name == "Generate 2 key pairs"


@BOTH
def test_progress_counts(visited: Visited) -> None:
    progress = called(visited["working"], "Progress")[0].value
    assert progress is not None
    assert 0 <= progress < 900


def step(window: Window, key: str, before: str) -> str:
    """Presses the key; what then has the focus, which must be something else with a name."""
    window.keys(key)

    def now() -> str:
        node = window.tree.focused()
        return node.called if node and node.called != before else ""

    return until(now, f"{key} leads on from “{before}” to something with a name")


def round_trip(window: Window, key: str, start: str) -> list[str]:
    """What has the focus, step by step, until it is back where it began."""
    seen = [start]
    while (name := step(window, key, seen[-1])) != start:
        seen.append(name)
        assert len(seen) < 60, f"no way back to {start}: {seen}"
    return seen


def reachable(window: Window) -> list[str]:
    nodes = window.tree.everything()
    return [node.called for node in nodes if node.interactive and node.enabled and "focusable" in node.states]


def test_tab_reaches_every_control_in_both_directions(window: Window) -> None:
    """GIVEN the window at its fullest WHEN Tab is pressed on and on THEN every control has the focus once."""
    ask_for_a_passphrase_and_refuse_it(window.tree)
    window.tree.set_value("Number of key pairs", 2)
    window.tree.press("Generate 2 key pairs")
    window.tree.enabled("Save 2 key pairs")
    window.tree.focus("Name (becomes the file name)")

    forwards = round_trip(window, "Tab", "Name (becomes the file name)")
    backwards = round_trip(window, "shift+Tab", "Name (becomes the file name)")

    assert sorted(forwards) == sorted(reachable(window))
    assert forwards == ["Name (becomes the file name)", *reversed(backwards[1:])]


def test_the_first_focus_is_where_the_job_begins(window: Window) -> None:
    until(lambda: (node := window.tree.focused()) and node.called == "Key type", "Key type has the focus")
