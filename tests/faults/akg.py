"""The real `akg` as a process of its own, its home in memory, and what is found there afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from tests.product import SOURCE, Product
from tests.storage.writer import disk
from tests.warm import WarmProcess

PLAIN = ("--no-passphrase", "--force-plaintext", "--quiet")
ENCRYPTED = ("--passphrase-file", "passphrase.txt", "--quiet")
PASSPHRASE = "correct horse battery staple"
NEW_PASSPHRASE = "a stable with other batteries"
FOLDER = "keys"
Listing = Mapping[str, tuple[int, bytes]]
"""Name -> mode and content."""
Limits = Mapping[str, int]
Process = subprocess.Popen[bytes] | WarmProcess


@dataclass(frozen=True)
class Command:
    """What is done. `before`: what stands in the folder already.

    It runs in a Python that is warm already, as `module`; or as `program`, which is started in earnest.
    """

    name: str
    arguments: tuple[str, ...]
    count: int = 1
    archive: str = ""
    before: Listing = field(default_factory=dict, hash=False)
    verb: tuple[str, ...] = ("generate",)
    module: str = "app"
    program: tuple[str, ...] = ()
    folder: str = FOLDER

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> list[str]:
        return [*self.verb, *self.arguments]

    def of(self, product: Product) -> Command:
        """The same, done by this product, from its very start."""
        return replace(self, program=product.akg())

    def below(self, *words: str) -> Command:
        """The same, below a program that ends by starting what it is given."""
        return replace(self, program=(*words, *SOURCE.akg()))

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
OLD = {"k.private.pem": (0o640, b"old private"), "k.public.pem": (0o644, b"old public")}
REPLACED = Command("one pair replaced", ("-d", FOLDER, "-l", "k", "--force", *PLAIN), before=OLD)
ARCHIVE = Command(
    "an archive of two", ("-a", f"{FOLDER}/k.tar.gz", "-n", "2", *PLAIN), count=2, archive="k.tar.gz"
)
SEALED = Command("one encrypted pair", ("-d", FOLDER, "-l", "k", *ENCRYPTED))


def next_pair(folder: str = FOLDER, label: str = "next") -> Command:
    """Another pair, with all that there is to say."""
    words = ("-d", folder, "-l", label, "--no-passphrase", "--force-plaintext")
    return Command("the next pair", words, folder=folder)


@dataclass(frozen=True)
class Ended:
    """How it ended: the status (negative: killed by that signal), and both outputs."""

    status: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err

    @property
    def killed(self) -> bool:
        """By SIGKILL, itself or the process that did the work for it."""
        return self.status in (-signal.SIGKILL, 128 + signal.SIGKILL)


@contextmanager
def home(command: Command, parent: Path | None = None) -> Iterator[Path]:
    """An empty home, for one run."""
    where = Path(tempfile.mkdtemp(prefix="akg-", dir=parent or in_memory()))
    try:
        for name, passphrase in (("passphrase.txt", PASSPHRASE), ("new.txt", NEW_PASSPHRASE)):
            write(where / name, passphrase.encode())
        (where / "tmp").mkdir()
        if command.before:
            (where / command.folder).mkdir(parents=True)
        for name, (mode, content) in command.before.items():
            write(where / command.folder / name, content, mode)
        yield where
    finally:
        shutil.rmtree(where)


def write(path: Path, content: bytes, mode: int = 0o600) -> None:
    path.write_bytes(content)
    path.chmod(mode)


def in_memory() -> str | None:
    """A disk in memory if there is one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def environment(where: Path) -> dict[str, str]:
    """The same for every run, so that every run makes the same calls."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(where),
        "TMPDIR": str(where / "tmp"),
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "AKG_ALLOW_TRACER": "1",
    }


def run(command: Command, where: Path, limits: Limits = MappingProxyType({})) -> Ended:
    """From start to end. `limits`: of its resources, by their names in prlimit."""
    with start(command, where, limits=limits) as process:
        return end_of(process)


def start(
    command: Command, where: Path, trace: Sequence[str] = (), *, limits: Limits = MappingProxyType({})
) -> Process:
    """Starts the same. `trace`: strace's options, if it is to watch."""
    if not command.program:
        words = [command.module, *command.words]
        return WarmProcess(words, where, environment(where), trace=trace, limits=limits)
    return subprocess.Popen(
        [*(tracer() if trace else ()), *trace, *command.program, *command.words],
        cwd=where,
        env=environment(where),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def tracer() -> list[str]:
    """Returns strace, for others than root in a user namespace: `akg` forbids others to look into it."""
    rights = [] if os.geteuid() == 0 else ["unshare", "-Ur"]
    return [*rights, "strace", "-E", "AKG_ALLOW_TRACER=1", "-f", "-qq"]


def end_of(process: Process) -> Ended:
    """Waits for it."""
    try:
        out, err = process.communicate(timeout=120)
    finally:
        process.kill()
    assert process.returncode is not None
    return Ended(process.returncode, out.decode(), err.decode(errors="replace"))


def found(where: Path, folder_name: str = FOLDER) -> dict[str, tuple[int, bytes]]:
    """The folder's entries with mode and content; empty if there is no folder."""
    folder = where / folder_name
    return disk.listing(folder) if folder.exists() else {}
