"""The parent that only waits and the child that does the work, seen from outside: memory, signals, ends."""

from __future__ import annotations

import errno
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pexpect
import pytest

from app import __main__, environment
from tests.desktop.waiting import until
from tests.process.outside import ended_afterwards, opened_by_a_reader, status_of, worker_of
from tests.process.people import ROOT, Person
from tests.product import BOTH, SOURCE

pytestmark = pytest.mark.process

PASSPHRASE = "Rx7-tangerine-Quoits-58-lamprey"
SLOW = ("generate", "-n", "2", "-d", "keys", "--iterations", "5000000", "--passphrase-file")
WITHOUT_A_CHILD = """
import sys
from app import fresh_process
from app.__main__ import main
fresh_process.go_on_in_a_child = lambda: None
sys.exit(main())
"""


def early_attack(person: Person, *victim: str) -> dict[str, Any]:
    attack, fifo = Path(__file__).with_name("early_attack.py"), str(person.folder / "fifo")
    return person.run_script(attack, fifo, PASSPHRASE, *victim, *SLOW, fifo, seconds=120)


@BOTH
@pytest.mark.interop
def test_what_was_opened_before_holds_no_secret_later(person: Person) -> None:
    """GIVEN memory and environment that were opened early WHEN akg has its secret THEN it is not there."""
    outcome = early_attack(person, *person.akg)
    assert outcome["status"] == 0
    assert outcome["opened"] > 0, "the attack came early enough"
    assert outcome["read"] > 1_000_000, "and read what it had opened"
    assert outcome["found"] == []


@pytest.mark.interop
def test_without_the_child_the_secret_would_be_found(person: Person) -> None:
    outcome = early_attack(person, person.python, "-c", WITHOUT_A_CHILD)
    assert outcome["found"] == ["memory"]


def start(*arguments: str, home: Path, **more: Any) -> subprocess.Popen[bytes]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    return subprocess.Popen(SOURCE.akg(*arguments), cwd=home, env=environment, **more)


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    path = tmp_path / "fifo"
    os.mkfifo(path, 0o600)
    return path


@pytest.fixture
def waiting(fifo: Path) -> Any:
    """`akg` that waits for its secret: it has opened the FIFO, and nobody writes to it."""
    arguments = ("generate", "--passphrase-file", str(fifo), "-d", "keys")
    alone = {"stderr": subprocess.PIPE, "process_group": 0}  # an orphaned group is never stopped by SIGTSTP
    with ended_afterwards(start(*arguments, home=fifo.parent, **alone)) as akg:
        writing = opened_by_a_reader(fifo)
        try:
            yield akg
        finally:
            os.close(writing)


def is_gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists() or status_of(pid)["State"].startswith("Z")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_to_the_started_process_end_the_work(waiting: subprocess.Popen[bytes], number: int) -> None:
    child = worker_of(waiting.pid)
    waiting.send_signal(number)
    _, error = waiting.communicate(timeout=20)
    assert (waiting.returncode, error.decode().count("Interrupted")) == (128 + number, 1)
    assert is_gone(child)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGQUIT, signal.SIGSEGV, signal.SIGUSR1])
def test_who_kills_the_child_sees_the_same_end(waiting: subprocess.Popen[bytes], number: int) -> None:
    os.kill(worker_of(waiting.pid), number)
    assert waiting.wait(20) == -number


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGQUIT, signal.SIGSEGV, signal.SIGUSR1])
def test_who_kills_the_parent_leaves_no_child(waiting: subprocess.Popen[bytes], number: int) -> None:
    child = worker_of(waiting.pid)
    waiting.send_signal(number)
    assert waiting.wait(20) == -number
    until(lambda: is_gone(child), "the child has ended too")


def test_both_stop_and_go_on_together(waiting: subprocess.Popen[bytes]) -> None:
    child = worker_of(waiting.pid)
    for stopping, to in ((signal.SIGTSTP, waiting.pid), (signal.SIGSTOP, child)):
        os.kill(to, stopping)
        for pid in (waiting.pid, child):
            until(lambda pid=pid: status_of(pid)["State"].startswith("T"), "it is stopped")  # type: ignore[misc]
        waiting.send_signal(signal.SIGCONT)
        for pid in (waiting.pid, child):
            until(lambda pid=pid: status_of(pid)["State"].startswith("S"), "it goes on")  # type: ignore[misc]


def test_the_parent_keeps_no_file_open_and_is_in_the_same_group(waiting: subprocess.Popen[bytes]) -> None:
    child = worker_of(waiting.pid)
    assert os.listdir(f"/proc/{waiting.pid}/fd") == []
    assert os.getpgid(child) == os.getpgid(waiting.pid)


def test_who_writes_the_passphrase_and_who_reads_the_output_see_the_ends(tmp_path: Path) -> None:
    """GIVEN a passphrase by descriptor WHEN its reader has gone THEN the writer gets EPIPE, not silence."""
    reading, writing = os.pipe()
    arguments = ("generate", "--passphrase-fd", str(reading), "-d", "/dev/null/no", "-l", "x")
    with start(
        *arguments, home=tmp_path, pass_fds=(reading,), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as akg:
        os.close(reading)
        os.write(writing, PASSPHRASE.encode())
        os.close(writing)
        out, _ = akg.communicate(timeout=30)
    assert (out, akg.returncode != 0) == (b"", True)


def test_signals_that_are_ignored_stay_ignored(fifo: Path) -> None:
    """As `nohup` has it; also whoever ignores the end of children gets the true status."""

    def ignore() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)

    arguments = ("generate", "-q", "--passphrase-file", str(fifo), "-d", "keys")
    with ended_afterwards(start(*arguments, home=fifo.parent, preexec_fn=ignore)) as akg:
        writing = opened_by_a_reader(fifo)
        akg.send_signal(signal.SIGHUP)
        time.sleep(0.2)
        os.write(writing, PASSPHRASE.encode())
        os.close(writing)
        assert akg.wait(30) == 0


def test_where_no_process_can_be_started_nothing_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fork() -> int:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", fork)
    monkeypatch.setattr(environment, "settle", lambda: None)
    assert __main__._prepare(window=False) == 1
    assert "No separate process can be started" in capsys.readouterr().err


class TestAtATerminal:
    """A shell with job control, on a pseudo-terminal of its own."""

    @pytest.fixture
    def shell(self, tmp_path: Path) -> Any:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "PYTHONPATH": str(ROOT),
            "PS1": "$ ",
        }
        command = ["--norc", "--noprofile", "--noediting", "-i"]
        shell = pexpect.spawn("bash", command, cwd=tmp_path, env=environment, timeout=30, encoding="utf-8")
        shell.expect_exact("$ ")
        yield shell
        shell.close(force=True)

    def ask(self, shell: Any) -> None:
        shell.sendline(f"{sys.executable} -m app generate -d keys -l one")
        shell.expect("[Pp]assphrase.*: ?$")
        until(lambda: not shell.getecho(), "the echo is off")

    def test_ctrl_c_reaches_it_once(self, shell: Any) -> None:
        self.ask(shell)
        shell.sendintr()
        shell.expect_exact("$ ")
        assert shell.before.count("Interrupted") == 1
        shell.sendline("echo status $?")
        shell.expect_exact("status 130")
        assert shell.getecho()

    def test_ctrl_z_gives_the_shell_back_and_fg_the_question(self, shell: Any) -> None:
        self.ask(shell)
        shell.send("\x1a")
        shell.expect_exact("Stopped")
        shell.expect_exact("$ ")
        shell.sendline("fg")
        time.sleep(0.5)
        shell.sendline(PASSPHRASE)
        shell.expect("again|[Rr]epeat")
        until(lambda: not shell.getecho(), "the echo is off")
        shell.sendline(PASSPHRASE)
        shell.expect_exact("PUBLIC KEY")
        shell.sendline("echo status $?")
        shell.expect_exact("status 0")


def test_a_terminal_that_is_closed_ends_both(tmp_path: Path) -> None:
    """GIVEN akg as the first process of a terminal, as in `xterm -e akg` WHEN that is closed THEN no process
    is left, and no file.
    """
    environment = {"HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    words = SOURCE.akg("generate", "-d", "keys", "-l", "one")
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(tmp_path)
        os.execve(words[0], words, environment)
    shown = b""
    while b"assphrase" not in shown:
        shown += os.read(terminal, 1000)
    child = worker_of(pid)
    os.close(terminal)
    until(lambda: os.waitpid(pid, os.WNOHANG)[0] == pid, "the started process ends")
    assert is_gone(child)
    assert list(tmp_path.iterdir()) == []


class TestTracer:
    TRACED = ("strace", "-f", "-o", "/dev/null", "-e", "trace=none")

    def traced(self, home: Path, **more: str) -> subprocess.CompletedProcess[bytes]:
        akg = SOURCE.akg("generate", "-q", "-o", "-", "--no-passphrase")
        environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT), **more}
        return subprocess.run(
            [*self.TRACED, *akg], cwd=home, env=environment, capture_output=True, timeout=60, check=False
        )

    def test_it_is_refused(self, tmp_path: Path) -> None:
        done = self.traced(tmp_path)
        assert (done.returncode, done.stdout) == (5, b"")
        assert b"A tracer" in done.stderr
        assert b"AKG_ALLOW_TRACER=1" in done.stderr

    def test_developers_may_allow_it_and_are_warned(self, tmp_path: Path) -> None:
        done = self.traced(tmp_path, AKG_ALLOW_TRACER="1")
        assert (done.returncode, b"PRIVATE KEY" in done.stdout) == (0, True)
        assert (
            done.stderr
            == b"akg: warning: A tracer is attached to this process: it can read every secret in it.\n"
        )
