"""What a screen reader says: Orca itself, which writes down what it says; no synthesizer need be there."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.conftest import running
from tests.desktop.screen import Screen, end_group
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.product import Product

pytestmark = pytest.mark.desktop

PASSPHRASE = "Correct 'horse' 7 & staple~"
_SAID = re.compile(r"SPEECH OUTPUT: '(.*)'[\[{]")


class Reader:
    """Orca, and what it has said."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self._folder = folder
        self._log = folder / "orca.log"
        self._around = {**screen.environment(folder), "XDG_RUNTIME_DIR": str(folder)}
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Until it has said so."""
        self._start("orca", "--replace", f"--debug-file={self._log}")
        until(lambda: "Screen reader on." in self.said, "Orca speaks", patience=60)

    @property
    def said(self) -> list[str]:
        """Every sentence, in order."""
        if not self._log.exists():
            return []
        return _SAID.findall(self._log.read_text(errors="replace"))

    def until_said(self, part: str) -> None:
        until(lambda: any(part in each for each in self.said), f"Orca says “{part}”", patience=60)

    def end(self) -> None:
        for process in reversed(self._processes):
            end_group(process)

    def _start(self, *command: str) -> None:
        self._processes.append(
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=self._around,
                start_new_session=True,
            )
        )


@pytest.fixture
def reader(screen: Screen, tmp_path: Path) -> Iterator[Reader]:
    folder = tmp_path / "reader"
    folder.mkdir(mode=0o700)
    reader = Reader(screen, folder)
    try:
        reader.start()
        yield reader
    finally:
        reader.end()


@pytest.fixture
def window(screen: Screen, home: Path, product: Product, reader: Reader) -> Iterator[Window]:
    with running(screen, home, product.opening) as window:
        yield window


def test_it_says_what_was_saved_copied_and_refused(window: Window, reader: Reader) -> None:
    """GIVEN Orca WHEN a key is made, copied, and its name refused THEN it says each, and no secret."""
    tree = window.tree
    reader.until_said("Passphrase password text.")
    tree.press("Options")
    tree.set_text("Name", "spot-trading")
    tree.set_text("Passphrase", PASSPHRASE)
    tree.set_text("Repeat passphrase", PASSPHRASE)
    tree.press("Generate and save")
    reader.until_said("Copy public key push button.")
    reader.until_said("Saved and checked in ~/api-keys")
    tree.press("Copy public key")
    reader.until_said("Copied")

    tree.press("New key")
    tree.set_text("Name", "spot-trading")
    tree.set_text("Passphrase", PASSPHRASE)
    tree.set_text("Repeat passphrase", PASSPHRASE)
    tree.press("Generate and save")
    reader.until_said("spot-trading.private.pem")
    reader.until_said("Save as spot-trading-2 push button.")

    assert all(PASSPHRASE not in each for each in reader.said)
    window.close()
