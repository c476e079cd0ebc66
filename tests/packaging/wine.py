"""Installs, updates and uninstalls with the compiled installer in Wine, in a Windows that is thrown away.

    .venv/bin/python -m tests.packaging.wine

By hand, when packaging/windows/ changes: Debian's wine and wine64 take 700 MB, too much for every run of the
tests. wine64 runs 64-bit programs only, so the same script is compiled with NSIS' 64-bit stub; what is
released has the 32-bit one, as NSIS for Windows has no other. Wine has no PowerShell: PATH is not tried.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

import places  # noqa: E402
from windows import installer  # noqa: E402

WINDOW, TERMINAL = "AsymmetricKeyGenerator.exe", "akg.exe"
A_PROGRAM = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/notepad.exe")
FILES = {
    "path.ps1",
    "program/AsymmetricKeyGenerator.exe",
    "program/_internal/a folder/Z\xfcrich.txt",
    "program/akg.exe",
    "uninstall.exe",
}


class Machine:
    """A Windows of its own below `home`."""

    def __init__(self, home: Path) -> None:
        self.drive = home / "prefix" / "drive_c"
        self._environment = {
            **os.environ,
            "WINEPREFIX": str(home / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
        }

    def run(self, *command: str) -> int:
        """Returns the exit status of a program for Windows."""
        done = subprocess.run(
            ["xvfb-run", "-a", "wine", *command],
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=180,
            check=False,
        )
        return done.returncode

    def running(self, program: str) -> "subprocess.Popen[bytes]":
        """Runs a program that goes on."""
        command = ["xvfb-run", "-a", "wine", program]
        started = subprocess.Popen(command, env=self._environment, stderr=subprocess.DEVNULL)
        time.sleep(5)
        return started

    def close(self, program: str) -> None:
        """Ends it from inside."""
        self.run("taskkill", "/F", "/IM", program)

    def files(self, folder: str) -> set[str]:
        """Returns what lies below a folder of drive C."""
        top = self.drive / folder
        return {path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file()}

    def shortcuts(self) -> list[str]:
        """Returns what of ours is in the person's Start menu."""
        return [path.name for path in self.drive.rglob("Asymmetric*.lnk")]


def compiled(home: Path) -> Path:
    """Returns the installer of a folder whose programs are Wine's notepad."""
    bundle = home / "bundle"
    (bundle / "_internal" / "a folder").mkdir(parents=True)
    (bundle / "_internal" / "a folder" / "Z\xfcrich.txt").write_text("\xfc", "utf-8")
    for program in (WINDOW, TERMINAL):
        shutil.copy(A_PROGRAM, bundle / program)
    places.BUILD = home / "build"
    return installer.pack(bundle, home, WINDOW, TERMINAL, target="amd64-unicode")


def until(condition: Callable[[], bool], what: str) -> None:
    """Waits, as the uninstaller goes on as a copy of itself after it has returned."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.2)


def check(machine: Machine, setup: str) -> None:
    """Checks the life of an installation."""
    assert machine.run(setup, "/S", "/D=C:\\akg") == 0
    assert machine.files("akg") == FILES
    assert machine.shortcuts() == ["Asymmetric Key Generator.lnk"]
    print("installed, with its entry in the Start menu")

    (machine.drive / "akg" / "spot.private.pem").write_text("a key")
    (machine.drive / "akg" / "program" / "kept.txt").write_text("a note")
    kept = {"spot.private.pem", "program/kept.txt"}
    assert machine.run(setup, "/S", "/D=C:\\akg") == 0
    assert machine.files("akg") == FILES | kept
    print("updated, and what the person had put there stays")

    program = machine.running("C:\\akg\\program\\akg.exe")
    assert machine.run(setup, "/S", "/D=C:\\akg") == 2
    assert machine.files("akg") == FILES | kept
    machine.close("akg.exe")
    program.wait(timeout=60)
    print("refused while the program runs, with nothing changed")

    assert machine.run(setup, "/S", "/D=C:\\elsewhere") == 0
    assert (machine.files("elsewhere"), machine.files("akg")) == (FILES, kept)
    print("installed elsewhere, and the former place left but for the person's files")

    (machine.drive / "theirs").mkdir()
    (machine.drive / "theirs" / "file").write_text("theirs")
    assert machine.run(setup, "/S", "/D=C:\\theirs") == 2
    assert (machine.files("theirs"), machine.files("elsewhere")) == ({"file"}, FILES)
    print("refused in a folder of somebody else, with nothing changed")

    (machine.drive / "elsewhere" / "spot.private.pem").write_text("a key")
    assert machine.run("C:\\elsewhere\\uninstall.exe", "/S") == 0
    until(lambda: machine.files("elsewhere") == {"spot.private.pem"}, "all but the key is gone")
    until(lambda: machine.shortcuts() == [], "the Start menu is as before")
    print("uninstalled, but for the person's key")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        check(Machine(home), str(compiled(home)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
