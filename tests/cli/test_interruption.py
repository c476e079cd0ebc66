"""Ctrl-C: quick, 130, no traceback, nothing half-written. And readers that go away."""

import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from app.cli.interruption import Interrupted, between_steps, obey_signals
from app.cli.output import show_interrupt
from app.errors import StorageError
from app.storage.writer.pair_writer import PRIVATE_MODE, staging
from app.text import text
from tests.cli.conftest import Akg, files_in
from tests.process.outside import worker_of
from tests.product import BOTH

PLAIN = ("--no-passphrase", "--force-plaintext")


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def interrupt(child: subprocess.Popen[bytes], number: int = signal.SIGINT) -> tuple[float, bytes]:
    """Sends the signal; returns the processor time that the end took, in seconds, and standard error."""
    before = _spent_by_children() + sum(map(_spent, {child.pid, worker_of(child.pid)}))
    child.send_signal(number)
    _, error = child.communicate(timeout=60)
    return _spent_by_children() - before, error


def _spent(pid: int) -> float:
    """How much processor time a process has had (proc_pid_stat(5): utime and stime)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _spent_by_children() -> float:
    """The same of all children that have ended, and theirs."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def threads_of(child: subprocess.Popen[bytes]) -> int:
    """How many the one that works has; none where that one has just made way for another."""
    with suppress(FileNotFoundError):
        return len(os.listdir(f"/proc/{worker_of(child.pid)}/task"))
    return 0


@BOTH
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("count", ["1", "100"])
def test_while_rsa_keys_are_generated(akg: Akg, number: int, count: str) -> None:
    """GIVEN a search for large keys WHEN it is interrupted THEN it ends at once, and there is no file.

    A search may be over before the signal comes, by luck: then it is begun again.
    """
    for _ in range(5):
        child = akg.start("generate", "-k", "rsa-4096", "-n", count, *PLAIN)
        wait_until(lambda: threads_of(child) > 1)  # noqa: B023 - called in this very round
        seconds, error = interrupt(child, number)
        if child.returncode:
            break
        shutil.rmtree(akg.home / "api-keys")
    assert child.returncode == 128 + number
    assert error.endswith(b"\nakg: error: Interrupted.\n")
    assert seconds < 1  # the keys of both threads would take that long on average, and often several times it
    assert files_in(akg.home) == ["passphrase.txt"]


@BOTH
def test_while_files_are_written(akg: Akg) -> None:
    child = akg.start("generate", "-n", "3000", *PLAIN)
    folder = akg.home / "api-keys"
    wait_until(lambda: folder.exists() and len(os.listdir(folder)) > 20)
    _, error = interrupt(child)
    assert child.returncode == 130
    assert b"Traceback" not in error
    assert files_in(akg.home) == ["passphrase.txt"]


@BOTH
def test_impatient_people_cannot_stop_the_cleaning_up(akg: Akg) -> None:
    child = akg.start("generate", "-n", "3000", *PLAIN)
    folder = akg.home / "api-keys"
    wait_until(lambda: folder.exists() and len(os.listdir(folder)) > 200)
    for _ in range(20):
        child.send_signal(signal.SIGINT)
        time.sleep(0.002)
    child.communicate(timeout=20)
    assert child.returncode == 130
    assert files_in(akg.home) == ["passphrase.txt"]


def test_between_a_link_and_its_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The signal may arrive inside of the system call that gives a file its name."""
    link = os.link

    def link_and_interrupt(temporary: Path, final: Path, **options: bool) -> None:
        link(temporary, final, **options)
        if Path(final).name == "key.private.pem":
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", link_and_interrupt)
    with staging(tmp_path) as job:
        job.add("key.private.pem", b"content", PRIVATE_MODE)
        with pytest.raises(KeyboardInterrupt):
            job.publish(replace=False)
    assert files_in(tmp_path) == []


@BOTH
def test_a_reader_that_has_gone_is_no_scandal(akg: Akg) -> None:
    child = akg.start("generate", "-k", "rsa-2048", "-o", "-", "--no-passphrase")
    assert child.stdout
    child.stdout.close()
    assert child.stderr
    error = child.stderr.read()
    child.stderr.close()
    assert (child.wait(20), error) == (1, b"")


@BOTH
def test_standard_output_may_be_closed(akg: Akg) -> None:
    done = akg.redirected(">&-", "generate", "-o", "-", "--no-passphrase")
    assert (done.returncode, done.stderr) == (1, b"akg: error: Standard output is closed.\n")


@BOTH
def test_standard_error_may_be_closed(akg: Akg) -> None:
    done = akg.redirected("2>&-", "generate", "-l", "spot", *PLAIN)
    assert done.returncode == 0
    assert done.stdout == (akg.home / "api-keys/spot.public.pem").read_bytes()


def interrupt_at(moment: str, number: int = signal.SIGTERM) -> Interrupted | str:
    """Signals this process itself: inside the steps, after them, or when nothing is written."""
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        obey_signals()
        if moment == "early":
            signal.raise_signal(number)
        with between_steps() as check:
            check()
            signal.raise_signal(number)
            if moment == "inside":
                check()
        if moment == "late":
            signal.raise_signal(number)
    except Interrupted as interrupted:
        return interrupted
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    return "not interrupted"


@pytest.mark.parametrize("moment", ["early", "inside"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_before_anything_has_its_name_the_status_is_the_signals(moment: str, number: int) -> None:
    interrupted = interrupt_at(moment, number)
    assert isinstance(interrupted, Interrupted)
    assert (interrupted.saved, interrupted.status) == (False, 128 + number)


def test_after_the_last_question_it_is_too_late() -> None:
    assert interrupt_at("after the last question") == "not interrupted"


def test_while_it_is_told_what_was_saved_the_status_is_that_of_a_warning(
    capsys: pytest.CaptureFixture[str],
) -> None:
    interrupted = interrupt_at("late")
    assert isinstance(interrupted, Interrupted)
    assert (interrupted.saved, interrupted.status) == (True, 6)
    show_interrupt(interrupted)
    assert "Interrupted, after everything was saved." in capsys.readouterr().err


def test_a_step_that_fails_while_signals_are_held_back_lets_them_go() -> None:
    with pytest.raises(StorageError), between_steps():
        raise StorageError(text("The disk is full."))
    assert interrupt_at("early") != "not interrupted"


def test_what_could_not_be_taken_back_is_told_with_the_interruption(
    capsys: pytest.CaptureFixture[str],
) -> None:
    interrupted = Interrupted(signal.SIGINT)
    interrupted.add_note("This could not be undone; left in /keys: x.tmp (temporary).")
    show_interrupt(interrupted)
    assert "akg: warning: This could not be undone; left in /keys: x.tmp" in capsys.readouterr().err
