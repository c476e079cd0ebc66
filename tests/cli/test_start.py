"""What starting costs, and what is never loaded."""

import socket
import subprocess
import sys
from types import ModuleType

import pytest

from app import __version__
from tests.cli.conftest import Akg, Here

LIST_MODULES = """
import sys
sys.argv = ["akg", *sys.argv[1:]]
from app.__main__ import main
try:
    main()
except SystemExit:
    pass
print(*sys.modules, sep="\\n", file=sys.stderr)
"""


def modules_after(akg: Akg, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LIST_MODULES, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=akg.home,
        env=akg.environment(),
        start_new_session=True,
        check=True,
    )
    return set(done.stderr.decode().splitlines())


def test_version_is_printed_before_anything_else_is_loaded(akg: Akg) -> None:
    assert akg.started("--version").out == f"akg {__version__}\n"
    loaded = modules_after(akg, "--version")
    assert not loaded & {"argparse", "cryptography", "ctypes", "PySide6", "json", "dataclasses"}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["generate", "--help"], ["public"], ["generate", "-n", "x"]]
)
def test_help_and_usage_load_no_cryptography(akg: Akg, arguments: list[str]) -> None:
    assert "cryptography" not in modules_after(akg, *arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["generate", "--no-passphrase", "--force-plaintext"],
        ["inspect", "passphrase.txt"],
        ["public", "-"],
        ["--version", "--json"],
        [],
    ],
)
def test_the_terminal_never_loads_qt(akg: Akg, arguments: list[str]) -> None:
    loaded = modules_after(akg, *arguments)
    assert not loaded & {"PySide6", "shiboken6", "keyring"}
    assert "app" in loaded


PLAIN = ["generate", "--no-passphrase", "--force-plaintext"]
ENCRYPTED = ["generate", "--passphrase-file", "passphrase.txt"]
_FOREIGN = ("document", "reader", "openssh", "der_documents", "text_forms", "traditional", "not_a_key")
READERS = [f"app.keys.foreign.{name}" for name in (*_FOREIGN, "json_web_key", "kinds")]
READERS += ["app.usecases.open_key"]
_OTHERS = ("public", "inspect", "convert", "handover", "keys", "passphrase", "keyring", "help")
OTHER_COMMANDS = [f"app.cli.commands.{name}" for name in _OTHERS]
RARE = [
    "app.cli.descriptions",
    "app.cli.clipboard",
    "app.cli.pictures",
    "app.qr",
    "segno",
    "app.cli.keyring",
    "difflib",
]
LOOKING = ["app.usecases.key_list.looking", "app.usecases.key_list.standing", "app.venues.table"]
ENCRYPTION = ["app.keys.pbes2", "app.keys.structures", "cryptography.hazmat.asn1", "zxcvbn"]


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (
            PLAIN,
            [*READERS, *OTHER_COMMANDS, *RARE, *ENCRYPTION, *LOOKING, "subprocess"],
        ),
        (ENCRYPTED, [*READERS, *OTHER_COMMANDS, *RARE, *LOOKING, "subprocess"]),
    ],
)
def test_a_new_pair_loads_only_what_it_needs(akg: Akg, arguments: list[str], unneeded: list[str]) -> None:
    loaded = modules_after(akg, *arguments)
    assert "app.usecases.save" in loaded
    assert not loaded.intersection(unneeded)


def test_what_cron_asks_loads_little(akg: Akg) -> None:
    made = akg("generate", "-q", *PLAIN[1:])
    assert made.status == 0
    loaded = modules_after(akg, "keys", "due", "--within", "90d")
    assert "app.storage.registry.registry" in loaded
    heavy = {"PySide6", "cryptography", "app.venues.table", "app.clients.table", "difflib", "csv", "json"}
    assert not loaded & heavy


@pytest.mark.parametrize("command", ["generate", "public", "keyring", "keys"])
def test_a_command_loads_no_other(akg: Akg, command: str) -> None:
    loaded = modules_after(akg, command, "--help")
    commands = {name for name in loaded if name.startswith("app.cli.commands.")}
    assert f"app.cli.commands.{command}" in commands
    assert all(name.startswith(f"app.cli.commands.{command}") for name in commands)


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A stand-in for the window, which ends with 7; the files that it was to open."""
    opened: list[str] = []
    module = ModuleType("app.gui.application")

    def run(file: str) -> int:
        opened.append(file)
        return 7

    module.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "app.gui.application", module)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return opened


@pytest.mark.parametrize(
    ("program", "words", "file"),
    [
        ("/usr/bin/asymmetric-key-generator", ["/home/me/spot.private.pem"], "/home/me/spot.private.pem"),
        ("/opt/AsymmetricKeyGenerator", ["spot.private.pem"], "spot.private.pem"),
        (r"AsymmetricKeyGenerator.exe", [r"C:\\keys\\spot.private.pem"], r"C:\\keys\\spot.private.pem"),
        ("/usr/bin/asymmetric-key-generator", [], ""),
    ],
)
def test_by_its_own_name_the_window_opens_a_file(
    window: list[str], here: Here, monkeypatch: pytest.MonkeyPatch, program: str, words: list[str], file: str
) -> None:
    """GIVEN how a file manager starts it WHEN it starts THEN the window opens, with that file."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("app.__main__._started_as", lambda: program)
    assert here(*words).status == 7
    assert window == [file]


@pytest.mark.parametrize("words", [["--version"], ["a.pem", "b.pem"], ["-n"]])
def test_everything_else_is_for_the_terminal(
    window: list[str], here: Here, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setattr("app.__main__._started_as", lambda: "/usr/bin/asymmetric-key-generator")
    assert here(*words).status != 7
    assert window == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WAYLAND_DISPLAY", "wayland-0"),
        ("QT_QPA_PLATFORM", "offscreen"),
        ("QT_QPA_PLATFORM", "linuxfb:fb=/dev/fb1"),
        ("DISPLAY", "localhost:10.0"),
    ],
)
@pytest.mark.usefixtures("window")
def test_without_arguments_the_window_opens(
    here: Here, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert here().status == 7


@pytest.mark.usefixtures("window")
def test_the_window_opens_where_an_x_server_listens(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X7301")
        server.listen()
        monkeypatch.setenv("DISPLAY", ":7301.0")
        assert here().status == 7


@pytest.mark.parametrize("display", ["", ":7302", "unix:7302", ":7302.0"])
@pytest.mark.usefixtures("window")
def test_a_display_that_nobody_serves_is_none(
    here: Here, monkeypatch: pytest.MonkeyPatch, display: str
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setattr(sys, "stdin", None)
    result = here()
    assert result.status == 2
    assert result.err.startswith("akg: error: No display was found")


@pytest.mark.usefixtures("window")
def test_a_library_that_is_missing_is_named(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "app.gui.application", _Broken("app.gui.application"))
    monkeypatch.setattr(sys, "stdin", None)
    result = here()
    assert result.status == 2
    assert "The window cannot be opened (libEGL.so.1: cannot open shared object file)" in result.err


class _Broken(ModuleType):
    def __getattr__(self, name: str) -> object:
        raise ImportError("libEGL.so.1: cannot open shared object file", name="PySide6.QtGui")


def test_a_mistake_of_our_own_is_not_taken_for_a_missing_library(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "app.gui.application", None)
    result = here()
    assert result.status == 1
    assert "(ModuleNotFoundError in app.__main__, line " in result.err
    assert "window" not in result.err
