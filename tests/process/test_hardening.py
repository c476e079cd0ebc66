"""What others can get out of the process: no core file, no memory, no environment. Seen from outside."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import process
from tests.process.outside import core_limits_of, ended_afterwards, opened_by_a_reader, status_of, worker_of
from tests.process.people import ROOT, Person
from tests.product import BOTH, Product

PASSPHRASE = "Rx7-tangerine-Quoits-58-lamprey"
RAISE_LIMIT = 'ulimit -c "$(ulimit -Hc)" && cd "$1" && shift && exec "$@" 2> messages'
READ_DUMPABLE = """
import ctypes
from app.process import harden
harden()
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))  # PR_GET_DUMPABLE
"""


def waiting_for_its_passphrase(fifo: Path) -> tuple[str, ...]:
    """Arguments of `akg`, which is ready for a secret when it opens the FIFO."""
    return ("generate", "--passphrase-file", str(fifo), "-d", str(fifo.parent / "keys"))


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase"
    os.mkfifo(path, 0o600)
    return path


@BOTH
def test_limits_and_umask_are_set_before_a_secret_comes(fifo: Path, tmp_path: Path, product: Product) -> None:
    """GIVEN limits and a umask that allow everything WHEN akg waits for its secret THEN none is left."""
    akg_waits = product.akg(*waiting_for_its_passphrase(fifo))
    command = ("sh", "-c", RAISE_LIMIT, "sh", str(tmp_path), *akg_waits)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with ended_afterwards(subprocess.Popen(command, umask=0, env=environment)) as akg:
        writing = opened_by_a_reader(fifo)
        both = (akg.pid, worker_of(akg.pid))
        seen = {(*core_limits_of(pid), status_of(pid)["Umask"]) for pid in both}
        os.close(writing)
    assert seen == {("0", "0", "0077")}


@BOTH
def test_a_crash_leaves_no_core(fifo: Path, tmp_path: Path, product: Product) -> None:
    """GIVEN a parent that wants core files WHEN akg gets SIGSEGV THEN the kernel says: none dumped."""
    folder = tmp_path / "here"
    folder.mkdir()
    raising = ["sh", "-c", RAISE_LIMIT, "sh", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONFAULTHANDLER": "1"}
    akg_waits = product.akg(*waiting_for_its_passphrase(fifo))
    pid = os.spawnvpe(os.P_NOWAIT, "sh", [*raising, *akg_waits], environment)
    writing = opened_by_a_reader(fifo)
    os.kill(pid, signal.SIGSEGV)
    _, ended = os.waitpid(pid, 0)
    os.close(writing)
    assert os.WTERMSIG(ended) == signal.SIGSEGV
    assert not os.WCOREDUMP(ended)
    assert [path.name for path in folder.iterdir()] == ["messages"]
    assert (folder / "messages").read_text() == "", "Python tells nothing of where it was"


def test_the_kernel_calls_it_not_dumpable() -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ_DUMPABLE], cwd=ROOT, capture_output=True, timeout=30, check=True
    )
    assert (done.stdout, done.stderr) == (b"0\n", b"")


def test_windows_writes_no_error_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """The flags by their numbers in winbase.h: no message box, and no Windows Error Reporting."""
    modes: list[int] = []
    kernel32 = SimpleNamespace(SetErrorMode=modes.append)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel32), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    process._leave_no_error_report()
    assert modes == [0x0001 | 0x0002]


@pytest.mark.parametrize(("allowed", "expected"), [("", [(31, 0, None, 0)]), ("1", [])])
def test_macos_turns_debuggers_away(
    monkeypatch: pytest.MonkeyPatch, allowed: str, expected: list[tuple[object, ...]]
) -> None:
    """PT_DENY_ATTACH by its number in sys/ptrace.h; not where a developer says so."""
    calls: list[tuple[object, ...]] = []
    libc = SimpleNamespace(ptrace=lambda *words: calls.append(words))
    monkeypatch.setattr(ctypes, "CDLL", lambda _: libc)
    monkeypatch.setenv("AKG_ALLOW_TRACER", allowed)
    process._keep_debuggers_away()
    assert calls == expected


def attacks_that_work(person: Person, name: str, *victim: str) -> dict[str, bool]:
    attack, fifo = Path(__file__).with_name("attack.py"), str(person.folder / name)
    return person.run_script(attack, fifo, *(word.replace("FIFO", fifo) for word in victim), seconds=60)


@BOTH
@pytest.mark.interop
def test_no_program_of_the_same_user_gets_in(person: Person) -> None:
    """GIVEN a program of the same user, not root WHEN it attacks THEN only a plain Python is open to it."""
    plain = attacks_that_work(person, "plain", person.python, "-c", "open('FIFO').read()")
    ours = attacks_that_work(person, "ours", *person.akg, *waiting_for_its_passphrase(Path("FIFO")))
    assert plain == {"memory": True, "environment": True, "open files": True, "debugger": True}
    assert ours == dict.fromkeys(plain, False)


@BOTH
@pytest.mark.interop
@pytest.mark.parametrize("source", ["<(echo $PHRASE)", "/dev/stdin", "/dev/fd/3"])
def test_an_ordinary_user_still_hands_over_a_passphrase(person: Person, source: str) -> None:
    """Paths below /proc/self are root's now; the process itself may still open them."""
    akg = f'echo $PHRASE | "$@" generate -q -d keys --passphrase-file {source} 3< <(echo $PHRASE)'
    done = subprocess.run(
        [*person.mounting, "bash", "-c", akg.replace("$PHRASE", PASSPHRASE), "bash", *person.akg],
        cwd=person.folder,
        env={"PATH": os.environ["PATH"], "HOME": str(person.folder), **person.environment},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"-----BEGIN PUBLIC KEY-----")
