"""Builds the bundle's folder with PyInstaller, from nothing but the tree and the .venv.

Promises: the same bytes from the same tree and .venv, wherever and whenever it is built: hashing of strings,
clock, umask, language and time zone are fixed, and nothing of an earlier build is used.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import places

WORK = places.BUILD / "pyinstaller"


def build() -> Path:
    """Build the folder, places.FOLDER, and return it."""
    for old in (WORK, places.BUNDLES):
        shutil.rmtree(old, ignore_errors=True)
    options = ["--noconfirm", "--log-level=WARN", "--distpath", str(places.BUNDLES), "--workpath", str(WORK)]
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", *options, str(places.ROOT / "packaging" / "bundle.spec")],
        cwd=places.ROOT,
        env={**os.environ, "PYINSTALLER_CONFIG_DIR": str(WORK / "cache")},
        check=True,
    )
    if sys.platform == "linux":
        (places.FOLDER / places.WINDOW).symlink_to(places.TERMINAL)
        _settle_libraries(places.FOLDER)
    return places.FOLDER


def _settle_libraries(folder: Path) -> None:
    from linux import icu, search_paths

    search_paths.forget_foreign(folder)
    for library in folder.glob("_internal/PySide6/Qt/lib/libicudata.so.*"):
        icu.trim(library, WORK / "icu")


def date(folder: Path) -> None:
    """Set the one time stamp of everything that is built, on links too."""
    for path in [*folder.rglob("*"), folder]:
        # Of a link itself; Windows cannot, and has no links here.
        moment = (places.epoch(), places.epoch())
        os.utime(path, moment, follow_symlinks=sys.platform == "win32")


def normalise(folder: Path) -> None:
    """Give every file and folder the same time stamp, and no more rights than it needs."""
    for path in [*folder.rglob("*"), folder]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or _is_program(path, folder) else 0o644)
    date(folder)


def _is_program(path: Path, folder: Path) -> bool:
    return path.parent == folder and path.stem in (places.WINDOW, places.TERMINAL)
