"""A Python that has loaded the program already and forks for each run, which costs a tenth of a start.

What runs is a process of its own, as `python -m MODULE` would be: arguments, folder, environment, files,
signals and end are those of a fresh start; only the imports are behind it. strace is attached before the
first line of the module. What is about the start itself (what it loads, whom it lets look into it, how it
was packed) needs a real one.

Run as a program it is that Python: a request is a JSON line on a Unix socket, with three files (standard
output, standard error, and a pipe that is read before the module begins). The answers are the process's id
and, when it and its strace have ended, its status.
"""

from __future__ import annotations

import atexit
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
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

PROJECT = Path(__file__).parents[1]
PATIENCE = 60.0
_NOT_LOADED = ("app.gui", "app.windows", "app.macos")
_ALSO_LOADED = ("cryptography.hazmat.primitives.serialization.ssh", "sqlite3", "inspect", "logging")


class WarmProcess:
    """One run, with what tests use of subprocess.Popen.

    `words`: the module and its arguments. `trace`: strace's options, with absolute paths; without any there
    is no strace. `limits`: of resources, as prlimit names them.
    """

    def __init__(
        self,
        words: Sequence[str],
        cwd: Path,
        env: Mapping[str, str],
        *,
        trace: Sequence[str] = (),
        limits: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self.returncode: int | None = None
        self._answers = socket.socket(socket.AF_UNIX)
        self._answers.settimeout(PATIENCE)
        self._answers.connect(str(_server()))
        pipes = [os.pipe() for _ in range(3)]
        self._outputs, writing = [reading for reading, _ in pipes[:2]], pipes[2][1]
        request = {"words": list(words), "cwd": str(cwd), "env": dict(env)}
        request |= {"trace": list(trace), "limits": dict(limits)}
        files = [pipes[0][1], pipes[1][1], pipes[2][0]]
        socket.send_fds(self._answers, [json.dumps(request).encode() + b"\n"], files)
        for number in files:
            os.close(number)
        self._lines = self._answers.makefile("rb")
        self.pid = int(self._lines.readline())
        try:
            if trace:
                self._wait_for_strace()
        finally:
            os.close(writing)  # now it begins

    def __enter__(self) -> WarmProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self.wait()
        for output in self._outputs:
            os.close(output)
        self._lines.close()
        self._answers.close()

    def poll(self) -> int | None:
        """The status, as soon as there is one."""
        if self.returncode is None:
            with selectors.DefaultSelector() as selector:
                selector.register(self._answers, selectors.EVENT_READ)
                if selector.select(0):
                    self.wait()
        return self.returncode

    def wait(self, timeout: float = PATIENCE) -> int:
        """Raises TimeoutError where it does not end in time."""
        if self.returncode is None:
            self._answers.settimeout(timeout)
            self.returncode = int(self._lines.readline())
        return self.returncode

    def communicate(self, timeout: float = PATIENCE) -> tuple[bytes, bytes]:
        """Waits for the end; what it wrote."""
        end, texts = time.monotonic() + timeout, dict.fromkeys(self._outputs, b"")
        with selectors.DefaultSelector() as selector:
            for output in texts:
                selector.register(output, selectors.EVENT_READ)
            while selector.get_map():
                if not (ready := selector.select(end - time.monotonic())):
                    raise TimeoutError
                for key, _ in ready:
                    piece = os.read(key.fd, 1 << 16)
                    texts[key.fd] += piece
                    if not piece:
                        selector.unregister(key.fd)
        self.wait(timeout)
        out, err = texts.values()
        return out, err

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _wait_for_strace(self) -> None:
        status, end = Path("/proc", str(self.pid), "status"), time.monotonic() + PATIENCE
        while "TracerPid:\t0\n" in status.read_text(encoding="utf-8"):
            assert time.monotonic() < end, "strace does not come"
            time.sleep(0.001)


@cache
def _server() -> Path:
    """Where the Python of this process listens; it ends with it."""
    folder = Path(tempfile.mkdtemp(prefix="akg-warm-"))
    place = folder / "socket"
    # strace would not be let near by `akg`, which forbids others to look into it: root of a namespace may.
    rights = [] if os.geteuid() == 0 else ["unshare", "-Ur"]
    process = subprocess.Popen(
        [*rights, sys.executable, "-m", "tests.warm", str(place)],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "HOME": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )

    def end() -> None:
        process.communicate()
        place.unlink()
        folder.rmdir()

    atexit.register(end)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return place


@dataclass
class _Run:
    """A process of the server's, with its strace, and who waits for their end."""

    asker: socket.socket
    pids: set[int]
    main: int
    status: int = 0


@dataclass
class _Server:
    """Answers one request after another, none of which takes it longer than a fork."""

    listener: socket.socket
    wakes: tuple[int, int] = field(default_factory=os.pipe)
    runs: list[_Run] = field(default_factory=list)
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)

    def next_request(self) -> dict[str, Any]:
        """Returns in a child, with what it is to do; in the server when nobody needs it, with nothing."""
        woken, waking = self.wakes
        os.set_blocking(waking, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waking)
        for source in (self.listener, woken, sys.stdin):
            self.selector.register(source, selectors.EVENT_READ)
        while True:
            ready = [key.fileobj for key, _ in self.selector.select()]
            if sys.stdin in ready:
                return {}
            if woken in ready:
                os.read(woken, 4096)
                self._reap()
            if self.listener in ready and (request := self._begin()):
                return request

    def _begin(self) -> dict[str, Any]:
        asker, _ = self.listener.accept()
        text, files, _, _ = socket.recv_fds(asker, 1 << 20, 3)
        while not text.endswith(b"\n"):
            text += asker.recv(1 << 20)
        request: dict[str, Any] = json.loads(text)
        _load(request["words"][0])
        child = os.fork()
        if not child:
            self._leave_behind(asker)
            _become(request, files)
            return request
        asker.sendall(b"%d\n" % child)
        run = _Run(asker, {child}, child)
        if request["trace"]:
            run.pids.add(_strace(request, child, files[1]))
        for number in files:
            os.close(number)
        self.runs.append(run)
        return {}

    def _leave_behind(self, asker: socket.socket) -> None:
        """Close what is the server's, by its objects: none may close a file of the same number later."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self.selector.close()
        for each in (self.listener, asker, *(run.asker for run in self.runs)):
            each.close()
        for end in self.wakes:
            os.close(end)

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
            if not run.pids:
                self.runs.remove(run)
                with suppress(OSError):  # who asked has ended
                    run.asker.sendall(b"%d\n" % run.status)
                run.asker.close()


def _strace(request: dict[str, Any], child: int, err: int) -> int:
    words = ["strace", "-f", "-qq", *request["trace"], "-p", str(child)]
    null = os.open(os.devnull, os.O_RDWR)
    try:
        actions = [(os.POSIX_SPAWN_DUP2, file, to) for file, to in ((null, 0), (null, 1), (err, 2))]
        return os.posix_spawnp(words[0], words, request["env"], file_actions=actions)
    finally:
        os.close(null)


def _become(request: dict[str, Any], files: list[int]) -> None:
    """Become what a fresh start would be, and wait for the word to begin."""
    out, err, go = files
    null = os.open(os.devnull, os.O_RDONLY)
    for file, to in ((null, 0), (out, 1), (err, 2)):
        os.dup2(file, to)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    os.read(go, 1)
    for file in (null, out, err, go):
        os.close(file)
    for name, limit in request["limits"].items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limit, limit))


def _load_all() -> None:
    import app

    for module in pkgutil.walk_packages(app.__path__, "app."):
        if not module.name.startswith(_NOT_LOADED):
            __import__(module.name)
    for name in _ALSO_LOADED:
        __import__(name)


@cache
def _load(module: str) -> None:
    """Load what the module imports and compile it; itself it is loaded by each run, as its main one."""
    name = "app.__main__" if module == "app" else module
    __import__(name)
    del sys.modules[name]
    gc.collect()
    gc.freeze()


def _serve(place: str) -> dict[str, Any]:
    _load_all()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(place)
    listener.listen(64)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    return _Server(listener).next_request()


if __name__ == "__main__":
    if request := _serve(sys.argv[1]):
        module, *arguments = request["words"]
        sys.argv[1:] = arguments
        runpy.run_module(module, run_name="__main__", alter_sys=True)
