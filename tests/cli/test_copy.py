"""`--copy`: the public key on the clipboard, by programs that are not led astray, or a true warning."""

import base64
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.cli import clipboard
from app.cli.output import Messages
from app.keys.algorithm import ED25519
from app.keys.encodings import OPENSSH
from app.keys.pair import generate_key_pair
from tests.cli.conftest import Akg, Here, Result, Spawn, Worded

PLAIN = ("--no-passphrase", "--force-plaintext")
X11, WAYLAND = {"DISPLAY": ":7309"}, {"WAYLAND_DISPLAY": "wayland-9"}
NOT_THERE = "akg: warning: The public key is not on the clipboard: "
PROGRAM = """#!/bin/sh
/bin/cat > {home}/taken
/usr/bin/env > {home}/environment
echo "$0 $@" > {home}/called
exit {status}
"""


def install(home: Path, name: str, status: int = 0, script: str = PROGRAM) -> str:
    folder = home / "bin"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(script.format(home=home, status=status))
    (folder / name).chmod(0o755)
    return str(folder)


def run(akg: Akg, *arguments: str, **environment: str) -> Result:
    return akg(*arguments, stdin=b"", pass_fds=(), **environment)


def public_key(home: Path) -> str:
    return (home / "api-keys/spot.public.pem").read_text()


@pytest.mark.parametrize(
    ("program", "screen", "arguments"),
    [
        ("wl-copy", WAYLAND, "--type text/plain;charset=utf-8"),
        ("xclip", X11, "-selection clipboard -in"),
        ("xsel", X11, "--clipboard --input"),
    ],
)
def test_a_new_public_key_is_copied(
    akg: Akg, program: str, screen: dict[str, str], arguments: str, worded: Worded
) -> None:
    path = install(akg.home, program)
    result = run(akg, "generate", "-l", "spot", "--copy", *PLAIN, PATH=path, GITHUB_TOKEN="canary", **screen)
    assert result.status == 0
    worded(result)
    assert (akg.home / "taken").read_text() == result.out == public_key(akg.home)
    assert (akg.home / "called").read_text() == f"{path}/{program} {arguments}\n"
    assert "canary" not in (akg.home / "environment").read_text()


def test_the_public_key_of_an_old_private_one_is_copied_and_never_the_private_one(akg: Akg) -> None:
    akg("generate", "-l", "spot", *PLAIN)
    path = install(akg.home, "xclip")
    result = run(akg, "public", "api-keys/spot.private.pem", "--copy", PATH=path, **X11)
    assert (result.status, result.out) == (0, public_key(akg.home))
    assert (akg.home / "taken").read_text() == public_key(akg.home)
    result = run(akg, "generate", "-o", "-", "--no-passphrase", "--copy", PATH=path, **X11)
    assert "PRIVATE" in result.out
    assert "PRIVATE" not in (akg.home / "taken").read_text()


def test_the_next_program_is_tried_where_one_fails(akg: Akg) -> None:
    install(akg.home, "xclip", status=1)
    path = install(akg.home, "xsel")
    assert run(akg, "generate", "-l", "spot", "--copy", *PLAIN, PATH=path, **X11).status == 0
    assert (akg.home / "called").read_text().startswith(f"{path}/xsel ")


@pytest.mark.parametrize(
    "command", [("generate", "-l", "new", *PLAIN), ("public", "api-keys/spot.private.pem")]
)
def test_where_it_cannot_be_the_status_is_6_and_a_warning_says_so_with_quiet_too(
    akg: Akg, command: tuple[str, ...], worded: Worded
) -> None:
    akg("generate", "-l", "spot", *PLAIN)
    quiet = ["-q"] if command[0] == "generate" else []
    result = akg(*command, "--copy", *quiet)
    assert result.status == 6
    worded(result)
    assert result.out.startswith("-----BEGIN PUBLIC KEY-----")
    path = install(akg.home, "xclip", status=1)
    result = run(akg, "public", "api-keys/spot.private.pem", "--copy", PATH=path, **X11)
    assert (result.status, result.err) == (6, f"{NOT_THERE}the program for it did not take it.\n")


@pytest.mark.parametrize("path", ["bin", ".", "", ":"])
def test_no_program_is_started_that_only_a_relative_folder_has(akg: Akg, path: str) -> None:
    install(akg.home, "xclip")
    (akg.home / "xclip").symlink_to("bin/xclip")
    assert run(akg, "generate", "-l", "spot", "--copy", *PLAIN, PATH=path, **X11).status == 6
    assert not (akg.home / "called").exists()


def test_a_program_that_hangs_is_given_up(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    path = install(here.home, "xclip", script="#!/bin/sh\nexec /bin/sleep 60\n")
    for name, value in {"PATH": path, **X11}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert 0 < clipboard._SECONDS_FOR_PROGRAM < 10
    monkeypatch.setattr(clipboard, "_SECONDS_FOR_PROGRAM", 0.5)
    begin = time.monotonic()
    assert here("generate", "-l", "spot", "--copy", *PLAIN).status == 6
    assert time.monotonic() - begin < 20


def test_a_program_that_stays_behind_to_serve_it_is_not_waited_for(akg: Akg) -> None:
    path = install(akg.home, "xclip", script="#!/bin/sh\n/bin/cat > {home}/taken\n/bin/sleep 9 &\nexit 0\n")
    begin = time.monotonic()
    assert run(akg, "generate", "-l", "spot", "--copy", *PLAIN, PATH=path, **X11).status == 0
    assert time.monotonic() - begin < 8


def test_pbcopy_is_told_the_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the locale, of which it gets no other variable; a comment may have any letter."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("PATH", install(tmp_path, "pbcopy"))
    monkeypatch.setenv("LC_ALL", "C")
    key = generate_key_pair(ED25519).subject_public_key_info
    messages = Messages(quiet=True)
    assert clipboard.copy_public_key(key, messages, OPENSSH, "schl\u00fcssel") == 0
    assert (tmp_path / "taken").read_text("utf-8").rstrip().endswith(" schl\u00fcssel")
    environment = (tmp_path / "environment").read_text().splitlines()
    assert [line for line in environment if line.startswith(("LC_", "LANG"))] == ["LC_CTYPE=UTF-8"]


def test_several_keys_cannot_be_copied(here: Here, worded: Worded) -> None:
    result = here("generate", "-n", "2", "--copy", *PLAIN)
    assert (result.status, result.out) == (2, "")
    worded(result)


@pytest.mark.slow
def test_the_terminal_is_asked_where_nothing_else_is_there(akg: Akg, spawn: Spawn) -> None:
    child = spawn("generate", "-l", "spot", "--copy", *PLAIN)
    child.expect_exact("The terminal was asked to copy the public key; not every one does that.")
    request = base64.b64encode(public_key(akg.home).encode()).decode()
    assert f"\x1b]52;c;{request}\x07" in str(child.before)


@pytest.mark.slow
@pytest.mark.parametrize("terminal", ["dumb", "linux"])
def test_a_terminal_that_cannot_is_not_asked(spawn: Spawn, terminal: str) -> None:
    child = spawn("generate", "-l", "spot", "--copy", *PLAIN, TERM=terminal)
    child.expect_exact("warning:")
    child.expect_exact("The public key is not on the clipboard")
    assert "\x1b]52" not in str(child.before)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o622])
@pytest.mark.parametrize("quiet", [(), ("-q",)])
def test_a_key_in_clear_in_a_file_that_others_can_open_is_warned_about(
    akg: Akg, mode: int, quiet: tuple[str, ...]
) -> None:
    status, said = redirected(akg, mode, "--no-passphrase", *quiet)
    assert status == 6
    assert "akg: warning: The private key goes, not encrypted, into a file " in said
    assert f"that is open to other users (mode {mode:04o})." in said


def test_what_is_not_open_is_not_warned_about(akg: Akg) -> None:
    assert redirected(akg, 0o600, "--no-passphrase", "-q") == (0, "")
    assert redirected(akg, 0o644, "--passphrase-file", "passphrase.txt", "-q") == (0, "")
    piped = akg("generate", "-o", "-", "--no-passphrase", "-q")
    assert (piped.status, piped.err) == (0, "")


def redirected(akg: Akg, mode: int, *options: str) -> tuple[int, str]:
    file = akg.home / "both.pem"
    file.touch()
    file.chmod(mode)
    with file.open("wb") as stream:
        done = subprocess.run(
            akg.product.akg("generate", "-o", "-", *options),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.PIPE,
            cwd=akg.home,
            env=akg.environment(),
            start_new_session=True,
            check=False,
        )
    assert b"PRIVATE KEY" in file.read_bytes()
    assert os.stat(file).st_mode & 0o777 == mode
    return done.returncode, done.stderr.decode()
