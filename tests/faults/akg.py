"""The real `akg generate` as a process of its own, its home in memory, and what is found there afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.storage.user_key import key_file, user_key
from tests.product import SOURCE, Product
from tests.storage import disk

PLAIN = ("--no-passphrase", "--force-plaintext", "--quiet")
ENCRYPTED = ("--passphrase-file", "passphrase.txt", "--quiet")
PASSPHRASE = "correct horse battery staple"
FOLDER = "keys"


@dataclass(frozen=True)
class Command:
    """What is saved. `old`: whether pairs of the same names stand there already, to be replaced."""

    name: str
    arguments: tuple[str, ...]
    count: int = 1
    archive: str = ""
    old: bool = False
    program: tuple[str, ...] = SOURCE.akg("generate")

    def __str__(self) -> str:
        return self.name

    @property
    def line(self) -> list[str]:
        return [*self.program, *self.arguments]

    def of(self, product: Product) -> Command:
        """The same, done by this product."""
        return replace(self, program=product.akg("generate"))

    @property
    def labels(self) -> list[str]:
        return ["k"] if self.count == 1 else [f"k-{number:02}" for number in range(1, self.count + 1)]

    @property
    def names(self) -> list[str]:
        """The files that it makes."""
        if self.archive:
            return [self.archive]
        return [f"{label}.{half}.pem" for label in self.labels for half in ("private", "public")]


ONE = Command("one pair", ("-d", FOLDER, "-l", "k", *PLAIN))
THREE = Command("three pairs", ("-d", FOLDER, "-l", "k", "-n", "3", *PLAIN), count=3)
REPLACED = Command("one pair replaced", ("-d", FOLDER, "-l", "k", "--force", *PLAIN), old=True)
ARCHIVE = Command(
    "an archive of two", ("-a", f"{FOLDER}/k.tar.gz", "-n", "2", *PLAIN), count=2, archive="k.tar.gz"
)
SEALED = Command("one encrypted pair", ("-d", FOLDER, "-l", "k", *ENCRYPTED))

OLD = {"k.private.pem": (0o640, b"old private"), "k.public.pem": (0o644, b"old public")}


@dataclass(frozen=True)
class Ended:
    """How it ended: the status (negative: killed by that signal), and both outputs."""

    status: int
    out: str
    err: str


@contextmanager
def home(command: Command, parent: Path | None = None) -> Iterator[Path]:
    """An empty home, for one run."""
    where = Path(tempfile.mkdtemp(prefix="akg-", dir=parent or in_memory()))
    try:
        (where / "passphrase.txt").touch(0o600)
        (where / "passphrase.txt").write_text(PASSPHRASE)
        (where / "tmp").mkdir()
        if command.old:
            (where / FOLDER).mkdir()
            for name, (mode, content) in OLD.items():
                (where / FOLDER / name).write_bytes(content)
                (where / FOLDER / name).chmod(mode)
        yield where
    finally:
        shutil.rmtree(where)


def in_memory() -> str | None:
    """A disk in memory if there is one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def environment(where: Path) -> dict[str, str]:
    """The same for every run, so that every run makes the same calls; the journal's key is the tests' own."""
    user_key()
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(where),
        "TMPDIR": str(where / "tmp"),
        "XDG_DATA_HOME": str(key_file().parents[1]),
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run(command: Command, where: Path, wrapper: Sequence[str] = ()) -> Ended:
    """From start to end, below the wrapper."""
    done = subprocess.run(
        [*wrapper, *command.line],
        cwd=where,
        env=environment(where),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace"))


def found(where: Path) -> dict[str, tuple[int, bytes]]:
    """The folder's entries with mode and content; empty if there is no folder."""
    folder = where / FOLDER
    return disk.listing(folder) if folder.exists() else {}
