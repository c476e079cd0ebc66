"""What libraries are refused in the process that works, tried as a library would do it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app import __main__, confinement, environment

INSIDE = """
import ctypes, os, socket, subprocess, sys
from app.confinement import confine
confine(internet=sys.argv[1] == "internet")
"""
STARTS_A_PROGRAM = """
child = ctypes.PyDLL(None).fork()
if child == 0:
    os.execv("/bin/sh", ["sh", "-c", "echo started"])
os.waitpid(child, 0)
"""
RUNS_A_PROGRAM = 'print(subprocess.run(["sh", "-c", "echo started"], capture_output=True, text=True).stdout)'
OPENS_SOCKETS = """
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
    try:
        socket.socket(family).close()
        print(family.name)
    except OSError as error:
        print(error.strerror)
"""
IN_WHAT_IS_STARTED = f"subprocess.run([sys.executable, '-c', 'import socket' + {OPENS_SOCKETS!r}])"

REFUSED = ["Address family not supported by protocol"] * 2


def said(code: str, *, internet: bool = False) -> list[str]:
    command = [sys.executable, "-c", INSIDE + code, "internet" if internet else ""]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


def test_a_library_starts_no_program() -> None:
    assert said(STARTS_A_PROGRAM) == []


def test_without_being_confined_it_does() -> None:
    command = [sys.executable, "-c", "import ctypes, os" + STARTS_A_PROGRAM]
    assert subprocess.run(command, capture_output=True, timeout=30, check=True).stdout == b"started\n"


def test_subprocess_still_does() -> None:
    assert said(RUNS_A_PROGRAM) == ["started", ""]


@pytest.mark.thorough
@pytest.mark.parametrize("code", [OPENS_SOCKETS, IN_WHAT_IS_STARTED])
def test_the_kernel_refuses_internet_sockets(code: str) -> None:
    assert said(code) == [*REFUSED, "AF_UNIX"]


def test_the_display_of_ssh_may_be_reached() -> None:
    assert said(OPENS_SOCKETS, internet=True) == ["AF_INET", "AF_INET6", "AF_UNIX"]


@pytest.mark.parametrize(
    ("window", "display", "internet"),
    [
        (True, ":0", False),
        (True, "", False),
        (True, "localhost:10.0", True),
        (False, "localhost:10.0", False),
    ],
)
def test_only_the_window_on_such_a_display_may(
    monkeypatch: pytest.MonkeyPatch, window: bool, display: str, internet: bool
) -> None:
    seen: list[bool] = []
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setattr(environment, "settle", lambda: None)
    monkeypatch.setattr("app.fresh_process.go_on_in_a_child", lambda: None)
    monkeypatch.setattr(confinement, "confine", lambda *, internet: seen.append(internet))
    assert __main__._prepare(window=window) == 0
    assert seen == [internet]
