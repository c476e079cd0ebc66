"""A Python that has loaded the program already and forks for each run, which costs a tenth of a start.

What runs is a process of its own: its arguments, folder, environment, files, signals, limits and end are
those of `python -m MODULE`; the imports are behind it, and /proc names another command. strace is attached
before the first line of the module. What is about the start itself (what it loads, whom it lets look into it,
how it was packed) needs a real one.

Run as a program it is that Python. Each message on the socket that it was given is a request, with five
files: the three standard ones, a pipe that is read before the module begins, and one for the answers: the
process's id and, when it and its strace have ended, its status. It ends, and ends all, with the socket.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import resource
import runpy
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

PROJECT = Path(__file__).parents[1]
PATIENCE = 60.0
_LARGEST_REQUEST = 1 << 17
_NOT_LOADED = ("app.gui", "app.windows")
_ALSO_LOADED = ("cryptography.hazmat.primitives.serialization.ssh", "sqlite3", "inspect", "logging")
_starting = threading.Lock()
MOST_INPUT = 1 << 16


class WarmProcess:
    """One run, with what tests use of subprocess.Popen.

    `words`: the module and its arguments. `trace`: strace's options, with absolute paths; without any there
    is no strace. `limits`: of resources, as prlimit names them. `stdin`: what comes through a pipe, at most
    MOST_INPUT bytes; None for no pipe at all. Raises AssertionError where strace cannot be attached.
    """

    def __init__(
        self,
        words: Sequence[str],
        cwd: Path,
        env: Mapping[str, str],
        *,
        trace: Sequence[str] = (),
        limits: Mapping[str, int] = MappingProxyType({}),
        stdin: bytes | None = None,
    ) -> None:
        self.pid = 0
        self.returncode: int | None = None
        self._said = b""
        request = {"words": list(words), "cwd": str(cwd), "env": dict(env)}
        request |= {"trace": list(trace), "limits": dict(limits)}
        (self._out, out), (self._err, err), (go, self._go), (self._answers, answers) = (
            os.pipe() for _ in range(4)
        )
        theirs = (_input(stdin), out, err, go, answers)
        try:
            socket.send_fds(_server(is_tracing=bool(trace)), [json.dumps(request).encode()], theirs)
        finally:
            for number in theirs:
                os.close(number)
        try:
            self.pid = int(self._answer(PATIENCE))
            if trace:
                self._wait_for_strace()
            os.write(self._go, b"!")
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> WarmProcess:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            if self.pid:
                self.kill()
                self.wait()
        finally:
            for number in (self._out, self._err, self._go, self._answers):
                os.close(number)

    def poll(self) -> int | None:
        """Return the status, as soon as there is one."""
        with suppress(TimeoutError):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float = PATIENCE) -> int:
        """Return the status. Raises TimeoutError where it does not end in time."""
        if self.returncode is None:
            self.returncode = int(self._answer(timeout))
        return self.returncode

    def communicate(self, timeout: float = PATIENCE) -> tuple[bytes, bytes]:
        """Wait for the end; return what it wrote. Raises TimeoutError where it does not end in time."""
        end, texts = time.monotonic() + timeout, {self._out: b"", self._err: b""}
        with selectors.DefaultSelector() as selector:
            for output in texts:
                selector.register(output, selectors.EVENT_READ)
            while selector.get_map():
                if not (ready := selector.select(max(0, end - time.monotonic()))):
                    raise TimeoutError
                for key, _ in ready:
                    piece = os.read(key.fd, 1 << 16)
                    texts[key.fd] += piece
                    if not piece:
                        selector.unregister(key.fd)
        self.wait(max(0, end - time.monotonic()))
        return texts[self._out], texts[self._err]

    def send_signal(self, number: int) -> None:
        """Send it, while there is somebody to get it."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it, unless it has ended."""
        self.send_signal(signal.SIGKILL)

    def _answer(self, timeout: float) -> bytes:
        """Return the next line from the server."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._answers, selectors.EVENT_READ)
            while b"\n" not in self._said:
                if not selector.select(timeout):
                    raise TimeoutError
                piece = os.read(self._answers, 1 << 10)
                assert piece, "the warm Python has ended"
                self._said += piece
        line, _, self._said = self._said.partition(b"\n")
        return line

    def _wait_for_strace(self) -> None:
        end = time.monotonic() + PATIENCE
        while self.poll() is None and not self._is_traced():
            assert time.monotonic() < end, "strace does not come"
            time.sleep(0.001)
        assert self.returncode is None, self.communicate()[1].decode(errors="replace")

    def _is_traced(self) -> bool:
        with suppress(FileNotFoundError):
            return "TracerPid:\t0\n" not in Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return False


def _input(text: bytes | None) -> int:
    """Return a file to read it from."""
    if text is None:
        return os.open(os.devnull, os.O_RDONLY)
    assert len(text) <= MOST_INPUT
    reading, writing = os.pipe()
    os.write(writing, text)
    os.close(writing)
    return reading


def _server(*, is_tracing: bool) -> socket.socket:
    """Return the way to the Python that forks for this process, and ends with it."""
    with _starting:
        return _started(is_tracing)[0]


@cache
def _started(is_tracing: bool) -> tuple[socket.socket, subprocess.Popen[bytes]]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    # `akg` forbids others to look into it; strace may do so as root, be it of a namespace.
    rights = ("unshare", "-Ur") if is_tracing and os.geteuid() else ()
    same = {"PYTHONHASHSEED": "0"} if is_tracing else {}  # the calls that are struck come in one order
    with theirs:
        process = subprocess.Popen(
            [*rights, sys.executable, "-m", "tests.warm", str(theirs.fileno())],
            cwd=PROJECT,
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": os.devnull, **same},
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # the socket alone ends it, and it then ends what it has begun
        )
    ours.settimeout(PATIENCE)
    assert ours.recv(100) == b"ready", f"the warm Python does not start: {process.wait()}"
    return ours, process


@dataclass
class _Run:
    """A process that the server has forked, with its strace, and the pipe for the answers."""

    answers: int
    main: int
    pids: set[int]
    status: int = 0


@dataclass
class _Server:
    """Answers one request after another, none of which takes it longer than a fork."""

    requests: socket.socket
    wakes: tuple[int, int] = field(default_factory=os.pipe)
    runs: list[_Run] = field(default_factory=list)
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)

    def next_request(self) -> dict[str, Any]:
        """Return, in a child, what it is to do; in the server, when nobody is there any more, nothing."""
        woken, waking = self.wakes
        os.set_blocking(waking, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waking)
        for source in (self.requests, woken):
            self.selector.register(source, selectors.EVENT_READ)
        while True:
            ready = [key.fileobj for key, _ in self.selector.select()]
            if woken in ready:
                os.read(woken, 1 << 12)
                self._reap()
            if self.requests in ready:
                text, files, _, _ = socket.recv_fds(self.requests, _LARGEST_REQUEST, 5)
                if not text:
                    self._end_all()
                    return {}
                if request := self._begin(json.loads(text), files):
                    return request

    def _begin(self, request: dict[str, Any], files: list[int]) -> dict[str, Any]:
        *files, answers = files
        _load(request["words"][0])
        child = os.fork()
        if not child:
            self._leave_behind(answers)
            _become(request, files)
            return request
        os.write(answers, b"%d\n" % child)
        run = _Run(answers, child, {child})
        self.runs.append(run)
        if request["trace"]:
            try:
                run.pids.add(_strace(request, child, files[2]))
            except OSError as error:
                os.write(files[2], f"strace: {error}\n".encode())
                os.kill(child, signal.SIGKILL)
        for number in files:
            os.close(number)
        return {}

    def _leave_behind(self, answers: int) -> None:
        """Close the server's files, by their objects: none may close one of the same number later."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self.selector.close()
        self.requests.close()
        for number in (*self.wakes, answers, *(run.answers for run in self.runs)):
            os.close(number)

    def _end_all(self) -> None:
        for run in self.runs:
            os.kill(run.main, signal.SIGKILL)

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            run = next(run for run in self.runs if pid in run.pids)
            run.pids.discard(pid)
            if pid == run.main:
                run.status = os.waitstatus_to_exitcode(status)
            elif run.pids:  # its strace ended first: it could not be attached
                os.kill(run.main, signal.SIGKILL)
            if not run.pids:
                self.runs.remove(run)
                with suppress(BrokenPipeError):  # who asked has ended
                    os.write(run.answers, b"%d\n" % run.status)
                os.close(run.answers)


def _strace(request: dict[str, Any], child: int, err: int) -> int:
    words = ["strace", "-f", "-qq", *request["trace"], "-p", str(child)]
    null = os.open(os.devnull, os.O_RDWR)
    try:
        actions = [(os.POSIX_SPAWN_DUP2, file, to) for file, to in ((null, 0), (null, 1), (err, 2))]
        return os.posix_spawnp(words[0], words, request["env"], file_actions=actions)
    finally:
        os.close(null)


def _become(request: dict[str, Any], files: list[int]) -> None:
    """Become what a fresh start would be, and wait for the word to begin; without it, end."""
    *standard, go = files
    os.setsid()  # no terminal to prompt on
    for to, file in enumerate(standard):
        os.dup2(file, to)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    sys.dont_write_bytecode = "PYTHONDONTWRITEBYTECODE" in request["env"]
    sys.path[0] = request["cwd"]
    if not os.read(go, 1):
        os._exit(1)
    for file in files:
        os.close(file)
    for name, limit in request["limits"].items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limit, limit))


def _load_all(package: ModuleType) -> None:
    """Load what the terminal may need; of the window nothing."""
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        if not found.name.startswith(_NOT_LOADED):
            __import__(found.name)
            if found.ispkg:
                _load_all(sys.modules[found.name])


@cache
def _load(module: str) -> None:
    """Load what the module imports, and compile it; itself it is loaded by each run, as its main one."""
    name = "app.__main__" if module == "app" else module
    __import__(name)
    del sys.modules[name]
    gc.collect()
    gc.freeze()


def _serve(number: int) -> dict[str, Any]:
    import app

    os.umask(0o022)
    _load_all(app)
    for name in _ALSO_LOADED:
        __import__(name)
    assert "PySide6" not in sys.modules
    requests = socket.socket(fileno=number)
    requests.send(b"ready")
    return _Server(requests).next_request()


if __name__ == "__main__":
    if request := _serve(int(sys.argv[1])):
        module, *arguments = request["words"]
        sys.argv[1:] = arguments
        runpy.run_module(module, run_name="__main__", alter_sys=True)
