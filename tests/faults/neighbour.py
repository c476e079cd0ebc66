"""Another user of the same computer, in a process of their own, who does to a shared folder what they may.

`python -m tests.faults.neighbour` becomes nobody (no rights, no groups, no account needed), then does what
each line of standard input says, as a JSON list: the word, and what it is done to.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NOBODY = 65534
Step = tuple[str, *tuple[object, ...]]
"""For example `("rename", "a", "b")`: a word of WORDS and what it is done to."""


class Neighbour:
    """Whoever talks to that process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def do(self, *steps: Step) -> list[str]:
        """Does them in order; returns for each the name of the error, empty for none."""
        return [self._ask(step) for step in steps]

    def begin(self, steps: list[Step], seconds: float) -> None:
        """Does them over and over, as fast as it can; `end` waits until the time is over."""
        self._tell(("race", steps, seconds))

    def end(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def _ask(self, step: Step) -> str:
        self._tell(step)
        return self.end()

    def _tell(self, step: Step) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(step, default=str) + "\n")
        self._process.stdin.flush()


@contextmanager
def neighbour() -> Iterator[Neighbour]:
    """Root becomes somebody else; anybody else does so in a user namespace of their own (uidmap)."""
    rights = [] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--map-auto"]
    with subprocess.Popen(
        [*rights, sys.executable, "-m", "tests.faults.neighbour"],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        try:
            yield Neighbour(process)
        finally:
            with suppress(BrokenPipeError):
                process.stdin.close()


def main() -> None:
    """Answers each line by one line: the name of the error, or nothing."""
    _become_nobody()
    for line in sys.stdin:
        word, *arguments = json.loads(line)
        print(_done(word, arguments), flush=True)


def _become_nobody() -> None:
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    os.umask(0)


def _done(word: str, arguments: list[str]) -> str:
    try:
        WORDS[word](*arguments)
    except OSError as error:
        return type(error).__name__
    return ""


def _write(path: str, text: str, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, mode)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)


def _lock(path: str, how: str) -> None:
    """Held until `unlock`."""
    _held.append(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
    fcntl.flock(_held[-1], {"alone": fcntl.LOCK_EX, "shared": fcntl.LOCK_SH}[how] | fcntl.LOCK_NB)


def _lock_all(folder: str, how: str) -> None:
    """The folder and whatever in it may be opened and locked."""
    for path in [folder, *(os.path.join(folder, name) for name in os.listdir(folder))]:
        with suppress(OSError):
            _lock(path, how)


def _unlock() -> None:
    while _held:
        os.close(_held.pop())


def _race(steps: list[list[str]], seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for word, *arguments in steps:
            _done(word, arguments)


_held: list[int] = []
WORDS: dict[str, Callable[..., None]] = {
    "rename": os.rename,
    "link": os.link,
    "symlink": os.symlink,
    "unlink": os.unlink,
    "mkdir": os.mkdir,
    "chmod": os.chmod,
    "write": _write,
    "lock": _lock,
    "lock all": _lock_all,
    "unlock": _unlock,
    "race": _race,
}

if __name__ == "__main__":
    main()
