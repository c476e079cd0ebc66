"""A copied secret on the real clipboard of Windows and of macOS, as other programs see it, and its end."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.gui.guard.concealment import WINDOWS_FORMATS
from app.gui.guard.pasteboard import CONCEALED
from tests.systems.copier import SECRET
from tests.systems.windows_clipboard import WindowsClipboard

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.interop  # one clipboard for all: not in parallel


@pytest.fixture
def copier() -> Iterator[subprocess.Popen[str]]:
    """A program that has a secret on the clipboard, with Qt's plug-in for the system's real desktop."""
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    command = [sys.executable, "-m", "tests.systems.copier"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "copied\n"
        yield program
        program.kill()


@pytest.mark.system("win32")
def test_secret_when_copied_on_windows_then_is_kept_from_history_cloud_and_watchers(
    copier: subprocess.Popen[str],
) -> None:
    clipboard = WindowsClipboard()
    assert clipboard.text() == SECRET
    marks = {name: clipboard.named(name) for name in WINDOWS_FORMATS}
    assert {name: mark[:4] if mark else mark for name, mark in marks.items()} == dict.fromkeys(
        WINDOWS_FORMATS, bytes(4)
    )


@pytest.mark.system("win32")
def test_secret_when_the_countdown_ends_on_windows_then_is_gone(copier: subprocess.Popen[str]) -> None:
    assert copier.wait(timeout=60) == 0
    clipboard = WindowsClipboard()
    assert (clipboard.text(), clipboard.named(WINDOWS_FORMATS[0])) == (None, None)


def pasteboard() -> str:
    return subprocess.run(["/usr/bin/pbpaste"], capture_output=True, text=True, timeout=60, check=True).stdout


def types_on_the_pasteboard() -> list[str]:
    """As a clipboard history sees them: by a program that asks AppKit."""
    asked = "ObjC.deepUnwrap($.NSPasteboard.generalPasteboard.types)"
    script = f"ObjC.import('AppKit'); ({asked} || []).join(' ')"
    command = ["/usr/bin/osascript", "-l", "JavaScript", "-e", script]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.split()


@pytest.mark.system("darwin")
def test_secret_when_copied_on_macos_then_is_marked_and_gone_after_the_countdown(
    copier: subprocess.Popen[str],
) -> None:
    assert pasteboard() == SECRET
    assert CONCEALED in types_on_the_pasteboard()
    assert copier.wait(timeout=60) == 0
    assert pasteboard() == ""
    assert types_on_the_pasteboard() == []
