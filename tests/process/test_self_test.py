"""The real program on a computer whose cryptography is broken: nothing is made, and it says why."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.process.people import ROOT

BREAK = """
import sys
from app.keys import self_test
self_test._RSA_SIGNATURE = "00" * 256
"""
TERMINAL = BREAK + "from app.__main__ import main; sys.exit(main())"
WINDOW = (
    BREAK
    + """
from PySide6.QtCore import QTimer
from app.gui.application import Application

def look(application):
    generate, notice = application.window.page("new_key").generate, application.session.notices.state.notice
    if notice is not None:
        print(generate.isEnabled(), notice.message)
        application._qt.exit()

def show(application):
    real_show(application)
    timer = QTimer(application, interval=20)
    timer.timeout.connect(lambda: look(application))
    timer.start()

real_show, Application.show = Application.show, show
from app.__main__ import main
sys.exit(main())
"""
)
MESSAGE = "The self-test failed: RSA does not work as it must on this computer. No key is made."


def run(script: str, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        input="Rx7-tangerine-Quoits-58-lamprey",
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"HOME": str(home), "PATH": "", "QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
        check=False,
    )


@pytest.mark.thorough
@pytest.mark.parametrize("target", [("-d", "KEYS"), ("-a", "KEYS.tar.gz"), ("-o", "-")])
def test_the_terminal_makes_no_key(tmp_path: Path, target: tuple[str, str]) -> None:
    words = [word.replace("KEYS", str(tmp_path / "keys")) for word in target]
    done = run(TERMINAL, tmp_path, "generate", "-q", "--passphrase-stdin", *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"akg: error: {MESSAGE}\nakg: hint: " in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.thorough
def test_the_window_says_so_without_being_asked(tmp_path: Path) -> None:
    done = run(WINDOW, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"False {MESSAGE}\n", "")
