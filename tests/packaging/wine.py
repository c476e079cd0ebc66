"""Installs, updates and uninstalls with the compiled installer in Wine, in a Windows that is thrown away.

    xvfb-run -a .venv/bin/python -m tests.packaging.wine

By hand, when packaging/windows/ changes: Debian's wine and wine64 take 700 MB, too much for every run of the
tests. wine64 runs 64-bit programs only, so the same script is compiled with NSIS' 64-bit stub; what is
released has the 32-bit one, as NSIS for Windows has no other.
"""

import os
import re
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
    "program/AsymmetricKeyGenerator.exe",
    "program/_internal/a folder/Z\xfcrich.txt",
    "program/akg.exe",
    "uninstall.exe",
}
ADDRESS = "https://git.example/owner/repository"
LONG_PATH = ";".join(
    [r"%USERPROFILE%\bin", *(rf"C:\a folder\Z\xfcrich {number}" for number in range(200)), ""]
)
"""Longer than what NSIS' own texts hold, with a variable, and with an empty entry at its end."""


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
            ["wine", *command],
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=180,
            check=False,
        )
        return done.returncode

    def running(self, program: str) -> "subprocess.Popen[bytes]":
        """Runs a program that goes on."""
        started = subprocess.Popen(["wine", program], env=self._environment, stderr=subprocess.DEVNULL)
        time.sleep(5)
        return started

    def close(self, program: str) -> None:
        """Ends it from inside."""
        self.run("taskkill", "/F", "/IM", program)

    def files(self, folder: str) -> set[str]:
        """Returns what lies below a folder of drive C."""
        top = self.drive / folder
        return {path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file()}

    def set_path(self, value: str | None, kind: str = "REG_EXPAND_SZ") -> None:
        """Makes this the person's own PATH, or none."""
        self.run("reg", "delete", "HKCU\\Environment", "/v", "Path", "/f")
        if value is not None:
            self.run("reg", "add", "HKCU\\Environment", "/v", "Path", "/t", kind, "/d", value, "/f")

    def path(self) -> tuple[str, str] | None:
        """Returns kind and value of the person's own PATH."""
        return self._values("HKCU\\Environment").get("Path")

    def entry(self) -> dict[str, str]:
        """Returns what Windows shows of the program in its list of apps."""
        values = self._values(
            "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\AsymmetricKeyGenerator"
        )
        return {name: value for name, (_, value) in values.items()}

    def _values(self, key: str) -> dict[str, tuple[str, str]]:
        exported = self.drive / "exported.reg"
        exported.unlink(missing_ok=True)
        self.run("reg", "export", key, "C:\\exported.reg", "/y")
        text = exported.read_text("utf-16").replace("\\\n", "") if exported.exists() else ""
        found = {}
        for name, kind, value in re.findall(r'^"(\w+)"=(?:(hex\(2\)|dword):)?(.*)$', text, re.MULTILINE):
            if kind == "hex(2)":
                octets = bytes.fromhex(value.replace(",", "").replace(" ", ""))
                found[name] = (kind, octets.decode("utf-16-le").removesuffix("\0"))
            else:
                found[name] = (kind or "text", re.sub(r"\\(.)", r"\1", value.strip('"')))
        return found

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
    server, _, repository = ADDRESS.partition("/owner/")
    os.environ.update(GITHUB_SERVER_URL=server, GITHUB_REPOSITORY=f"owner/{repository}")
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
    entry = machine.entry()
    assert (entry["DisplayName"], entry["Publisher"]) == ("Asymmetric Key Generator", places.PUBLISHER)
    assert (entry["URLInfoAbout"], entry["HelpLink"]) == (ADDRESS, f"{ADDRESS}#readme")
    print("installed, with its entries in the Start menu and in the list of apps")

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


def check_path(machine: Machine, setup: str) -> None:
    """Checks the PATH of one who wants `akg` on it."""
    program = r"C:\here\program"
    for kind, before in (("hex(2)", LONG_PATH), ("text", r"C:\one"), ("hex(2)", "")):
        machine.set_path(before, "REG_EXPAND_SZ" if kind == "hex(2)" else "REG_SZ")
        assert machine.run(setup, "/S", "/PATH", "/D=C:\\here") == 0
        after = f"{before};{program}" if before else program
        assert machine.path() == (kind, after)
        assert machine.run(setup, "/S", "/D=C:\\here") == 0
        assert machine.path() == (kind, after), "an update keeps it, and adds nothing"
        assert machine.run(setup, "/S", "/D=C:\\there") == 0
        assert machine.path() == (kind, after.replace("here", "there"))
        uninstall(machine, "there")
        assert machine.path() == ((kind, before) if before else None)
    print("on the PATH and off it, with every other entry as it was")

    machine.set_path(rf"{program};C:\one;{program};C:\two")
    assert machine.run(setup, "/S", "/PATH", "/D=C:\\here") == 0
    assert machine.path() == ("hex(2)", rf"{program};C:\one;{program};C:\two")
    machine.set_path(rf"{program};C:\one;{program.upper()};C:\here\programs")
    uninstall(machine, "here")
    assert machine.path() == ("hex(2)", r"C:\one;C:\here\programs")
    print("not twice on the PATH, and gone from wherever it stood")

    machine.set_path(r"C:\one")
    assert machine.run(setup, "/S", "/D=C:\\here") == 0
    uninstall(machine, "here")
    assert machine.path() == ("hex(2)", r"C:\one")
    print("not on the PATH of one who did not want it")


def uninstall(machine: Machine, folder: str) -> None:
    assert machine.run(f"C:\\{folder}\\uninstall.exe", "/S") == 0
    until(lambda: not (machine.drive / folder / "uninstall.exe").exists(), "all is gone")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        machine, setup = Machine(home), str(compiled(home))
        check(machine, setup)
        check_path(machine, setup)
        machine.run("wineboot", "--kill")
    return 0


if __name__ == "__main__":
    sys.exit(main())
