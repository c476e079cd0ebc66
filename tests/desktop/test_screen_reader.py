"""What Orca says, from its own log, to somebody who does not see the window; to a dummy synthesizer."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.desktop.conftest import running
from tests.desktop.screen import Screen, end_group
from tests.desktop.waiting import PATIENCE, until
from tests.desktop.window import Window
from tests.product import SOURCE

# One after the other: `orca --replace` ends every Orca of the user, also that of another worker.
pytestmark = [pytest.mark.desktop, pytest.mark.xdist_group("orca")]

PASSPHRASE = "lantern-copper-violet-gravity-mossy"
DUMMY = 'AddModule "dummy" "sd_dummy" ""\nDefaultModule dummy\nAudioOutputMethod "libao"\nTimeout 0\n'
NOT_A_KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
AT_ONCE = "from orca import debug\ndebug.debugFile.reconfigure(line_buffering=True)\n"  # its log, not later
SLOW_READER = ("akg: Qt warning: default",)  # Qt's bridge, where the reader answers late: once in ten runs
SPOKEN = re.compile(r"SPEECH OUTPUT: '(.*?)'")


class Orca:
    """The screen reader of Debian, on a screen of its own."""

    def __init__(self, screen: Screen, home: Path, sockets: str) -> None:
        assert shutil.which("orca"), "make setup-test installs it"
        settings = home / ".config" / "speech-dispatcher"
        settings.mkdir(parents=True)
        (settings / "speechd.conf").write_text(DUMMY)
        own = home / ".local" / "share" / "orca"
        own.mkdir(parents=True)
        (own / "orca-customizations.py").write_text(AT_ONCE)
        self._log = home / "orca.log"
        self.process = subprocess.Popen(
            [*screen.before, "orca", "--replace", "--debug-file", str(self._log)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**screen.environment(home), "XDG_RUNTIME_DIR": sockets},
            start_new_session=True,
        )
        until(lambda: "Screen reader on" in self.spoken, "Orca has begun to speak", 60)

    @property
    def spoken(self) -> str:
        """All that it has said so far, a line each."""
        log = self._log.read_text(errors="replace") if self._log.exists() else ""
        return "\n".join(SPOKEN.findall(log))

    def says(self, words: str, what: str) -> None:
        """Wait until what fits this regular expression was said; fail with what was said instead."""
        end = time.monotonic() + PATIENCE
        while not re.search(words, self.spoken):
            if time.monotonic() > end:
                raise AssertionError(f"{what}: {words!r} was not said, but:\n{self.spoken[-1000:]}")
            time.sleep(0.05)


@contextmanager
def reading(screen: Screen, home: Path) -> Iterator[Orca]:
    home.mkdir(mode=0o700)
    with tempfile.TemporaryDirectory(prefix="orca-") as sockets:  # their paths have 107 bytes at most
        orca = Orca(screen, home, sockets)
        try:
            yield orca
        finally:
            end_group(orca.process)
            end_speech(Path(sockets))


def end_speech(sockets: Path) -> None:
    """Its synthesizer, where it has begun, has left Orca's group, and would stay for ever."""
    with suppress(FileNotFoundError, ProcessLookupError):
        pid = int((sockets / "speech-dispatcher" / "pid" / "speech-dispatcher.pid").read_text())
        os.kill(pid, signal.SIGTERM)
        status = Path(f"/proc/{pid}/status")
        until(lambda: "zombie" in status.read_text(encoding="utf-8"), "the synthesizer has ended")


def heard(screen: Screen, folder: Path, scenario: Callable[[Orca, Window], None]) -> None:
    """Run it with a reader and a window of its own."""
    with reading(screen, folder / "orca") as orca, running(screen, folder / "home", SOURCE.opening) as window:
        window.more_of_qt = SLOW_READER
        scenario(orca, window)
        window.close()


def type_save_and_copy(orca: Orca, window: Window) -> None:
    orca.says("Passphrase password text", "it names the field that has the focus")
    window.screen.put_on_clipboard(PASSPHRASE)
    window.keys("ctrl+v")
    # with the caret or not
    orca.says(rf"\b({len(PASSPHRASE)}|{len(PASSPHRASE) - 1}) black circle", "it says how much was pasted")
    window.keys("Tab")
    orca.says("Repeat passphrase", "it names the next field")
    window.keys("ctrl+v")
    window.tree.enabled("Generate and save")
    window.keys("Return")
    orca.says("Copy public key", "it names the next step")
    orca.says("Saved and checked", "it says that the key is saved")
    window.keys("Return")
    orca.says("opied", "it says that the public key is copied")
    assert PASSPHRASE not in orca.spoken


def paste_what_is_no_key(orca: Orca, window: Window) -> None:
    orca.says("Passphrase password text", "it names the field that has the focus")
    window.keys("ctrl+o")
    orca.says("Private key text", "it names the field")
    window.screen.put_on_clipboard(NOT_A_KEY)
    window.keys("ctrl+v")
    orca.says("API key or API secret", "it says what the text is")
    assert NOT_A_KEY not in orca.spoken


def test_it_says_what_was_saved_and_copied(screen: Screen, tmp_path: Path) -> None:
    """GIVEN somebody who hears the window WHEN they type, save and copy THEN each result is said."""
    heard(screen, tmp_path, type_save_and_copy)


def test_it_says_what_was_refused(screen: Screen, tmp_path: Path) -> None:
    """GIVEN what is not a key WHEN it is pasted THEN the reason is said, and never what was pasted."""
    heard(screen, tmp_path, paste_what_is_no_key)
