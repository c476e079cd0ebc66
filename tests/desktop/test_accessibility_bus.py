"""What any program of this user can hear on the accessibility bus while a passphrase is typed: only dots."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.screen import DRIVER_PYTHON, Screen, end_group
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

LISTENER = Path(__file__).with_name("bus_listener.py")
SECRET = "Zeppelin%Quagmire7"
PASTED = "Jukebox*Vortex!9"


class Listener:
    """Another program on the bus."""

    def __init__(self, screen: Screen, log: Path) -> None:
        self._log = log
        with log.open("wb") as written:
            self.process = subprocess.Popen(
                [*screen.before, DRIVER_PYTHON, "-c", LISTENER.read_text()],
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=subprocess.DEVNULL,
                env=screen.environment(screen.folder),
                start_new_session=True,
            )
        until(lambda: "listening" in self.heard, "it listens")

    @property
    def heard(self) -> str:
        return self._log.read_text(errors="replace")

    def of_fields(self) -> list[str]:
        """What was said of texts that have changed."""
        return [line for line in self.heard.splitlines() if line.startswith("object:text-changed")]

    def until_dots(self, number: int) -> None:
        """It has heard so many dots at once: so it does hear."""
        until(lambda: repr("●" * number) in self.heard, f"{number} dots are heard")


@pytest.fixture
def listener(screen: Screen, tmp_path: Path) -> Iterator[Listener]:
    listener = Listener(screen, tmp_path / "heard.txt")
    yield listener
    end_group(listener.process)


def test_what_is_typed_and_pasted_is_heard_as_dots(listener: Listener, window: Window) -> None:
    """GIVEN a listener WHEN one types, pastes, empties and shows a passphrase THEN no letter is heard."""
    window.type(SECRET)
    listener.until_dots(len(SECRET))
    window.keys("BackSpace", "ctrl+a", "Delete")
    window.screen.put_on_clipboard(PASTED)
    window.keys("ctrl+v")
    listener.until_dots(len(PASTED))
    window.keys("alt+w")
    window.type("Xylophone")
    until(lambda: window.tree.text("Passphrase").endswith("Xylophone"), "it is shown, as asked for")

    assert_unheard(listener, SECRET, PASTED, "Xylophone")
    window.close()


def test_a_suggested_one_is_heard_as_dots(listener: Listener, window: Window) -> None:
    """GIVEN a listener WHEN a suggestion is used and saved THEN its words are not heard from any field."""
    tree = window.tree
    tree.press("Suggest one")
    tree.enabled("Use it")
    phrase = next(node.name for node in tree.everything() if node.description and node.name.count("-") >= 5)
    tree.press("Use it")
    listener.until_dots(len(phrase))
    tree.press("Generate and save")
    tree.enabled("Copy public key")

    assert_unheard(listener, phrase)
    window.close()


def assert_unheard(listener: Listener, *secrets: str) -> None:
    """Neither whole nor letter by letter: all that was said of the fields is dots."""
    said = listener.of_fields()
    assert said
    for line in said:
        of = line.split("'")[1]
        if "assphrase" in of:
            assert set(line.rpartition(" ")[2].strip("'")) <= {"●"}, line
    for secret in secrets:
        assert all(secret not in line for line in said)
