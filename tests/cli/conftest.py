"""The real `akg` as a process of its own: its own home, no display, a terminal only where one is given.

From source it is started the first time that a command runs; later it forks from a Python that has loaded it.
"""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pexpect
import pytest

from app.__main__ import main
from tests.cli import wording
from tests.product import SOURCE, Product
from tests.warm import MOST_INPUT, WarmProcess

PASSPHRASE = "correct horse 'battery' staple"
_SEEN: set[tuple[str, ...]] = set()  # commands that were started


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str
    line: str = field(default="", compare=False)


@dataclass(frozen=True)
class Akg:
    """Runs `akg` with its home, and its working folder, at `home`."""

    home: Path
    product: Product = SOURCE

    def environment(self, **more: str) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8", **more}

    def __call__(
        self, *arguments: str, stdin: bytes = b"", pass_fds: tuple[int, ...] = (), **environment: str
    ) -> Result:
        is_large = len(stdin) > MOST_INPUT
        command = tuple(word for word in arguments[:2] if word.isalpha())
        is_first = command not in _SEEN or sys.platform != "linux"
        _SEEN.add(command)
        if self.product is not SOURCE or pass_fds or environment or is_large or is_first:
            return self.started(*arguments, stdin=stdin, pass_fds=pass_fds, **environment)
        with WarmProcess(["app", *arguments], self.home, self.environment(), stdin=stdin) as run:
            out, err = run.communicate()
            return Result(run.wait(), out.decode(), err.decode(), shlex.join(arguments))

    def started(
        self, *arguments: str, stdin: bytes = b"", pass_fds: tuple[int, ...] = (), **environment: str
    ) -> Result:
        """From its very start, not in a Python that has loaded every command."""
        done = subprocess.run(
            self.product.akg(*arguments),
            input=stdin,
            capture_output=True,
            timeout=30,
            cwd=self.home,
            env=self.environment(**environment),
            start_new_session=True,  # no controlling terminal: nothing to prompt on
            pass_fds=pass_fds,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode(), shlex.join(arguments))

    def redirected(self, redirection: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Runs it in a shell, with a redirection such as `2>&-`."""
        command = f"{shlex.join(self.product.akg(*arguments))} {redirection}"
        return subprocess.run(
            ["sh", "-c", command], cwd=self.home, env=self.environment(), capture_output=True, check=False
        )

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.product.akg(*arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.home,
            env=self.environment(),
            start_new_session=True,
        )


@pytest.fixture
def akg(tmp_path: Path, product: Product) -> Akg:
    home = tmp_path / "home"
    home.mkdir()
    (home / "passphrase.txt").touch(mode=0o600)
    (home / "passphrase.txt").write_text(PASSPHRASE + "\n")
    return Akg(home, product)


@dataclass(frozen=True)
class Here:
    """The same without a process of its own, ten times as fast: for what asks nothing and reads no stdin."""

    home: Path
    _capture: pytest.CaptureFixture[str]
    _patch: pytest.MonkeyPatch

    def __call__(self, *arguments: str) -> Result:
        self._patch.setattr(sys, "argv", ["akg", *arguments])
        status = main()
        out, err = self._capture.readouterr()
        return Result(status, out, err, shlex.join(arguments))


@pytest.fixture
def here(akg: Akg, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.chdir(akg.home)
    monkeypatch.setenv("HOME", str(akg.home))
    monkeypatch.setattr("app.cli.main.obey_signals", lambda: None)
    monkeypatch.setattr("app.process.harden", lambda: None)  # the tests keep their own process as it is
    monkeypatch.setattr("app.__main__._prepare", lambda **_: 0)  # and go on in it
    monkeypatch.delenv("SUDO_USER", raising=False)
    return Here(akg.home, capsys, monkeypatch)


Spawn = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def spawn(akg: Akg) -> Iterator[Spawn]:
    """Starts `akg` on a pseudo-terminal."""
    children: list[pexpect.spawn[str]] = []

    def start(*arguments: str, **environment: str) -> "pexpect.spawn[str]":
        program, *words = akg.product.akg(*arguments)
        child: pexpect.spawn[str] = pexpect.spawn(
            program,
            words,
            cwd=str(akg.home),
            env=akg.environment(**{"TERM": "xterm", **environment}),
            timeout=60,
            dimensions=(24, 240),  # wide enough that no line is broken
            encoding="utf-8",
        )
        child.delaybeforesend = None
        children.append(child)
        return child

    yield start
    for child in children:
        child.close(force=True)


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an encrypted pair `key` and an unencrypted one `plain`, made by akg itself."""
    home = tmp_path_factory.mktemp("saved")
    run = Akg(home)
    (home / "passphrase.txt").write_text(PASSPHRASE)
    first = run("generate", "-d", ".", "-l", "key", "--passphrase-file", "passphrase.txt")
    second = run("generate", "-d", ".", "-l", "plain", "--no-passphrase", "--force-plaintext")
    assert (first.status, second.status) == (0, 0), first.err + second.err
    return home


Worded = Callable[[Result], None]


@pytest.fixture(scope="session")
def all_words() -> Iterator[wording.Wording]:
    words = wording.read()
    yield words
    if wording.WRITING:
        words.write()


@pytest.fixture
def worded(all_words: wording.Wording, request: pytest.FixtureRequest) -> Worded:
    """Compares the line and standard error with what this test has in wording.txt."""

    def check(result: Result) -> None:
        line = wording.steady(result.line)[:100].encode("unicode_escape").decode("ascii")
        all_words.check(request.node.nodeid, f"$ akg {line}\n{result.err}")

    return check


def files_in(folder: Path) -> list[str]:
    """Every entry below the folder, but for the key of the journal and where it lies."""
    found = [path.relative_to(folder) for path in folder.rglob("*")]
    return sorted(str(path) for path in found if path.parts[0] != ".local")
