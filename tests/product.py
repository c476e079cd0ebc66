"""How the product is started: from source, or as a user has it who installed the Debian package.

The same tests run for both: BOTH gives them the fixture `product` (in tests/conftest.py), once each way.
The package must stand in dist/ and be newer than everything that it is made of: there is no skip.

As root, it is installed with apt-get into the least of a Debian system (tests/debian_root.py): without a
Python, and with only the packages that it asks for itself. As somebody else, who may not do that, it is
unpacked into a folder and runs there: this proves neither that its dependencies are right, nor that it
uses nothing of the system's own Python.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import debian_root

PROJECT = Path(__file__).parents[1]
MADE_OF = (
    *("app", "packaging", "pyproject.toml"),
    *(
        f"resources/{name}" for name in ("completions", "icons", "wordlists", "licences")
    ),  # the rest is README's
)
NAME = "asymmetric-key-generator"
TERMINAL, WINDOW = "/usr/bin/akg", f"/usr/bin/{NAME}"

BOTH = pytest.mark.parametrize(
    "product", ["source", pytest.param("bundle", marks=pytest.mark.bundle)], indirect=True
)


@dataclass(frozen=True, slots=True)
class Product:
    """`inside`: words in front of the program that lead to where it is installed, with the same process id.

    `root`: the folder in which it is installed, if it is. `starts`: how often the program is executed
    until it runs: the bundle's starts itself anew, in the same process, once its libraries are found.
    """

    inside: tuple[str, ...]
    terminal: tuple[str, ...]
    window: tuple[str, ...]
    root: Path | None = None
    starts: int = 1

    @property
    def paths(self) -> tuple[Path, Path]:
        """Of the programs below the root, where links lead to: the terminal's, the window's."""
        assert self.root
        here = self.root
        return within(here, TERMINAL).relative_to(here), within(here, WINDOW).relative_to(here)

    def akg(self, *arguments: str) -> tuple[str, ...]:
        """A command of the terminal."""
        return (*self.inside, *self.terminal, *arguments)

    @property
    def called(self) -> str:
        """What it calls itself where it says what to type."""
        return "akg" if self.inside else shlex.join(self.window)

    @property
    def opening(self) -> tuple[str, ...]:
        """The command that opens the window."""
        return (*self.inside, *self.window)

    def open_in(self, home: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
        """Opens the window where it ends by itself: with no terminal, and no screen but one that is named."""
        return subprocess.run(
            self.opening,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=home,
            env={"PATH": "/usr/bin:/bin", "HOME": str(home), **environment},
            timeout=20,
            start_new_session=True,
            check=False,
        )


SOURCE = Product((), (sys.executable, "-m", "app"), (sys.executable, "-m", "app"))


def package() -> Path:
    """The Debian package that was made from this very tree."""
    found = sorted((PROJECT / "dist").glob("*.deb"))
    assert len(found) == 1, f"make package first: dist/ has {len(found)} Debian packages"
    newest = max(map(newest_in, MADE_OF), key=lambda file: file.stat().st_mtime)
    assert newest.stat().st_mtime <= found[0].stat().st_mtime, (
        f"make package again: {newest.relative_to(PROJECT)} is newer than {found[0].name}"
    )
    return found[0]


def newest_in(name: str) -> Path:
    here = PROJECT / name
    files = [file for file in here.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    return max(files or [here], key=lambda file: file.stat().st_mtime)


@contextmanager
def installed(shared: Path) -> Iterator[Product]:
    """The package, installed anew. `shared`: the folder of the tests, which is the same inside."""
    deb = package()
    debian_root.BUILD.mkdir(exist_ok=True)
    sweep(debian_root.BUILD)
    folder = Path(tempfile.mkdtemp(prefix=f"installed-{os.getpid()}-", dir=debian_root.BUILD))
    root = folder / "root"
    try:
        yield install(deb, root, shared) if os.geteuid() == 0 else unpack(deb, root)
    finally:
        shutil.rmtree(folder)


def sweep(build: Path) -> None:
    """Removes what tests left that were killed."""
    for folder in build.glob("installed-*"):
        if not Path("/proc", folder.name.split("-")[1]).exists():
            shutil.rmtree(folder)


def install(deb: Path, root: Path, shared: Path) -> Product:
    debian_root.fresh(root)
    shutil.copy(deb, root)
    options = ("-q", "-y", "--no-install-recommends")
    debian_root.run(*debian_root.inside(root), "apt-get", *options, "install", f"/{deb.name}")
    (root / deb.name).unlink()
    temporary = Path(tempfile.gettempdir())
    folders = [temporary] if shared.is_relative_to(temporary) else [temporary, shared]
    words = debian_root.inside(root, *map(str, folders))
    return Product(words, (TERMINAL,), (WINDOW,), root, starts=2)


def unpack(deb: Path, root: Path) -> Product:
    subprocess.run(["dpkg-deb", "-x", deb, root], check=True)
    return Product((), (str(within(root, TERMINAL)),), (str(within(root, WINDOW)),), root, starts=2)


def within(root: Path, path: str) -> Path:
    """Where a path of the root leads to, seen from outside."""
    there = root / path.lstrip("/")
    if not there.is_symlink():
        return there
    return within(root, os.path.normpath(os.path.join(os.path.dirname(path), there.readlink())))
