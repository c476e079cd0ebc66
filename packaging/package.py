"""Builds what a user downloads, for the system that this runs on, into dist/.

    python packaging/package.py            everything: folder, packages, wheel, SBOM, checksums
    python packaging/package.py folder     only the bundle's folder, build/bundle/asymmetric-key-generator

Standard library only, and PyInstaller. Promises: starts from clean folders and leaves the same bytes for the
same tree and .venv (folders.py says how; compare.py proves it).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time

import checksums
import contents
import folders
import places

FIXED = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}


def main(arguments: list[str]) -> int:
    """Returns the exit status."""
    if arguments not in ([], ["folder"]):
        print(__doc__, file=sys.stderr)
        return 2
    _fix_environment()
    build_folder()
    if not arguments:
        pack()
    return 0


def _fix_environment() -> None:
    os.umask(0o022)
    os.environ.update(FIXED, SOURCE_DATE_EPOCH=str(places.epoch()))
    if hasattr(time, "tzset"):
        time.tzset()


def build_folder() -> None:
    """The folder, with what tells its contents inside, ready to be packed."""
    made = folders.build()
    contents.write(made, folders.WORK)
    folders.settle(made)


def pack() -> None:
    """Everything in dist/ that belongs to this system."""
    shutil.rmtree(places.DIST, ignore_errors=True)
    places.DIST.mkdir()
    if sys.platform == "linux":
        from linux import deb, tarball

        _wheel()
        shutil.copy(places.FOLDER / contents.BILL, places.DIST / f"{places.NAME}-{places.VERSION}.cdx.json")
        tarball.pack(places.FOLDER, places.DIST)
        deb.pack(places.FOLDER, places.DIST)
    checksums.write(places.DIST)


def _wheel() -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(places.DIST)]
    subprocess.run(command, cwd=places.ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
