"""Somebody who is not root. Tests that run as root become the user nobody, who may not be able to read the
checkout or the Python that runs it: both are mounted where nobody sees them, in a mount namespace of the
one process. Tests that run as an ordinary user are somebody else than root already.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
for name in project python packages; do
  mkdir "/mnt/$name"
  mount --bind "$1" "/mnt/$name"
  shift
done
exec {" ".join(BECOME_NOBODY)} "$@"
"""


@dataclass(frozen=True, slots=True)
class Person:
    """`folder`: theirs alone. `before`: the words in front of any command of theirs."""

    folder: Path
    before: tuple[str, ...]
    python: tuple[str, ...]
    environment: dict[str, str]


@contextmanager
def ordinary_person() -> Iterator[Person]:
    """Whoever it is, its folder is below /tmp and gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="ordinary-person-", dir="/tmp"))
    try:
        yield _nobody(folder) if os.geteuid() == 0 else _oneself(folder)
    finally:
        shutil.rmtree(folder)


def _oneself(folder: Path) -> Person:
    return Person(folder, (), (sys.executable,), {"PYTHONPATH": str(ROOT)})


def _nobody(folder: Path) -> Person:
    os.chown(folder, NOBODY, NOBODY)
    program = Path(os.path.realpath(sys.executable)).relative_to(sys.base_prefix)
    sources = (str(ROOT), sys.base_prefix, sysconfig.get_path("purelib"))
    mounting = ("unshare", "-m", "sh", "-c", MOUNT_AND_BECOME_NOBODY, "sh", *sources)
    return Person(
        folder,
        BECOME_NOBODY,
        (*mounting, f"/mnt/python/{program}"),
        {"PYTHONPATH": "/mnt/project:/mnt/packages"},
    )
