"""Somebody who is not root. Tests that run as root become the user nobody, who may not be able to read the
checkout, the Python that runs it or the installed bundle: all are mounted where nobody else sees them, in a
mount namespace of the one process. Tests that run as an ordinary user are somebody else than root already.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cryptography

from tests.product import Product

ROOT = Path(__file__).parents[2]
NOBODY = 65534
BECOME_NOBODY = (
    "setpriv",
    f"--reuid={NOBODY}",
    f"--regid={NOBODY}",
    "--clear-groups",
    "--inh-caps=-all",
    "--bounding-set=-all",
)
MOUNT_AND_BECOME_NOBODY = f"""set -e
mount -t tmpfs -o mode=755 none /mnt
while [ "$1" != -- ]; do
  mkdir "/mnt/$1"
  mount --bind "$2" "/mnt/$1"
  shift 2
done
shift
exec {" ".join(BECOME_NOBODY)} "$@"
"""


@dataclass(frozen=True, slots=True)
class Person:
    """`folder`: theirs alone. `before`: the words in front of any command of theirs; `mounting`: in front
    of `python`, and of the product, which is called by `akg` and `window`.
    """

    folder: Path
    before: tuple[str, ...]
    mounting: tuple[str, ...]
    python: str
    akg: tuple[str, ...]
    window: tuple[str, ...]
    environment: dict[str, str]

    def run_script(self, script: Path, *words: str, seconds: float) -> dict[str, Any]:
        """Runs it as this person. Returns the JSON that it prints."""
        done = subprocess.run(
            [*self.mounting, self.python, "-c", script.read_text(encoding="utf-8"), *words],
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "HOME": str(self.folder), **self.environment},
            stdout=subprocess.PIPE,
            timeout=seconds,
            check=True,
        )
        outcome: dict[str, Any] = json.loads(done.stdout)
        return outcome


@contextmanager
def ordinary_person(product: Product) -> Iterator[Person]:
    """Whoever it is, its folder is below /tmp and gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="ordinary-person-", dir="/tmp"))
    try:
        yield _nobody(folder, product) if os.geteuid() == 0 else _oneself(folder, product)
    finally:
        shutil.rmtree(folder)


def _oneself(folder: Path, product: Product) -> Person:
    environment = {"PYTHONPATH": str(ROOT)}
    return Person(folder, (), (), sys.executable, product.terminal, product.window, environment)


def _nobody(folder: Path, product: Product) -> Person:
    os.chown(folder, NOBODY, NOBODY)
    python = f"/mnt/python/{Path(os.path.realpath(sys.executable)).relative_to(sys.base_prefix)}"
    akg: tuple[str, ...] = (python, "-m", "app")
    window = akg
    packages = Path(cryptography.__file__).parents[1]  # also where another .venv lends them (tests.mutations)
    seen = {"project": str(ROOT), "python": sys.base_prefix, "packages": str(packages)}
    if product.root:
        seen["root"] = str(product.root)
        akg, window = ((f"/mnt/root/{path}",) for path in product.paths)
    sources = [word for pair in seen.items() for word in pair]
    mounting = ("unshare", "-m", "sh", "-c", MOUNT_AND_BECOME_NOBODY, "sh", *sources, "--")
    environment = {"PYTHONPATH": "/mnt/project:/mnt/packages"}
    return Person(folder, BECOME_NOBODY, mounting, python, akg, window, environment)
