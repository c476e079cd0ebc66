"""An error that nobody foresaw is told by its type and its place: never by its text, values or locals."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from app.errors import UnexpectedError
from app.process import report_unexpected
from tests.process.mistakes import PASSPHRASE, BlunderError, blunder
from tests.process.people import ROOT

pytestmark = pytest.mark.process

IN_TERMINAL = ["in_the_command", "in_the_thread_that_generates", "in_a_thread_of_its_own", "in_a_finalizer"]
IN_WINDOW = ["in_a_slot", "in_an_event_handler", "in_a_job"]
ENDS_THE_COMMAND = IN_TERMINAL[:2]
TOLD = r"Something went wrong unexpectedly \(BlunderError in (app\.[a-z_.]+|__main__), line [0-9]+\)\."


def run(home: Path, where: str, *arguments: str) -> tuple[int, str]:
    """With Python's own tracebacks for crashes switched on from outside."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.process.mistakes", where, *arguments],
        input=PASSPHRASE.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=ROOT,
        env={"HOME": str(home), "PATH": "", "QT_QPA_PLATFORM": "offscreen", "PYTHONFAULTHANDLER": "1"},
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode()


@pytest.mark.parametrize("where", IN_TERMINAL)
def test_the_terminal_tells_type_and_place(tmp_path: Path, where: str) -> None:
    status, said = run(tmp_path, where, "generate", "-q", "--passphrase-stdin", "-d", str(tmp_path / "keys"))

    assert re.findall(f"akg: error: {TOLD}\n", said), said
    assert status == (1 if where in ENDS_THE_COMMAND else 0)
    assert PASSPHRASE not in said
    assert "Traceback" not in said


@pytest.mark.parametrize("where", IN_WINDOW)
def test_the_window_tells_type_and_place_and_lives_on(tmp_path: Path, where: str) -> None:
    status, said = run(tmp_path, where)

    assert re.findall(TOLD, said), said
    assert status == 0
    assert PASSPHRASE not in said
    assert "Traceback" not in said


def blundered() -> BlunderError:
    with pytest.raises(BlunderError) as raised:
        blunder()
    return raised.value


def test_nothing_of_it_is_in_the_error() -> None:
    error = blundered()
    assert PASSPHRASE in str(error), "the test is worth something"
    told = UnexpectedError(error)
    assert PASSPHRASE not in repr([told.message, told.hint, told.args])


def test_where_nobody_listens_it_is_lost(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Closed, full or missing: what the hook raised, Python would tell with all that it holds back."""
    with (tmp_path / "closed").open("w") as closed:
        pass
    monkeypatch.setattr(sys, "stderr", closed)
    report_unexpected(blundered())
    monkeypatch.setattr(sys, "stderr", None)
    report_unexpected(blundered())
    with suppress(OSError), open("/dev/full", "w", encoding="utf-8", buffering=1) as full:
        monkeypatch.setattr(sys, "stderr", full)
        report_unexpected(blundered())
        monkeypatch.undo()
