"""Making keys is killed at each of its calls that change a disk, and done again: complete each time.

Run as a program it takes a folder, and `new` or `resume` for what is killed; it prints the number of calls.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from app.keys import protection
from app.storage.writer.file_system import SYSTEM, FileSystem
from app.usecases import passphrases
from app.usecases.fleet.making import OneForEach, make_fleet
from app.usecases.fleet.passphrase_file import PassphraseFile
from tests.usecases.fleet.conftest import planned
from tests.usecases.fleet.test_making import assert_complete, files_in, files_of

NAMES = ("one", "two")
_FEW_ITERATIONS = 2


class Killing(FileSystem):
    """Dies, as by `kill -9`, at the nth call that changes a disk."""

    def __init__(self, last: int) -> None:
        self._left = last

    def __getattribute__(self, name: str) -> Any:
        if name in ("open", "write", "fsync", "fchmod", "link", "unlink", "mkdir", "close"):
            self._left -= 1
            if not self._left:
                os.kill(os.getpid(), signal.SIGKILL)
        return super().__getattribute__(name)


class _Fine:
    """What is said of any suggestion: judging one takes longer than all else here."""

    problem = ""


def make(where: Path, resume: bool, disk: FileSystem) -> None:
    wanted = planned(where / "keys", *NAMES, resume=resume)
    file = PassphraseFile(where / "book.csv", disk)
    file.check(wanted.fingerprints, NAMES, resume=resume)
    if wanted.missing:
        make_fleet(wanted, OneForEach(_FEW_ITERATIONS, file=file), disk=disk)


def killed_at(call: int, where: Path, resume: bool) -> bool:
    """Tells whether it came so far."""
    child = os.fork()
    if not child:
        try:
            make(where, resume, Killing(call))
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(folder: Path, resume: bool) -> int:
    """Returns the number of calls."""
    call, killed = 0, True
    while killed:
        call += 1
        where = folder / str(call)
        where.mkdir()
        killed = killed_at(call, where, resume)
        there = files_in(where / "keys")
        make(where, True, SYSTEM)
        assert_complete(where / "keys", where / "book.csv", *NAMES)
        assert resume or not killed or there != files_of("one")
    return call


if __name__ == "__main__":
    protection.MINIMUM_ITERATIONS = 1
    passphrases.judge = lambda *_: _Fine()  # type: ignore[assignment]
    sys.stdout.write(str(main(Path(sys.argv[1]), sys.argv[2] == "resume")))
