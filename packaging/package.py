"""Builds what a user downloads, for the system that this runs on, into dist/: `python packaging/package.py`.

Promises: starts from clean folders and leaves the same bytes for the same tree and .venv (folders.py says
how; compare.py proves it). Linux's packages are pressed tightly; with `--quickly`, for the tests, in a
third of the time, and larger, but not than the goals; with `--loosely`, for a comparison, next to nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import checksums
import folders
import places
from contents import record

PROGRAMS = (f"{places.WINDOW}.exe", f"{places.TERMINAL}.exe")  # on Windows
FIXED = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
TIGHT = (9, 9)  # levels of xz: of the tar.xz, and of the Debian package, whose goal is the narrower one
LEVELS = {"--quickly": (2, 6), places.LOOSELY: (0, 0)}
NO_CACHES = folders.WORK / "no caches of bytecode"  # what is in one decides how other code is marshalled


def main(arguments: Sequence[str]) -> None:
    """Build the folder, then the packages, the bill of materials and the checksums."""
    if unknown := set(arguments) - LEVELS.keys():
        sys.exit(f"package: unknown: {' '.join(sorted(unknown))}; it knows {', '.join(LEVELS)}")
    _fix_environment()
    signing = _take_signing()
    build_folder(signing)
    pack(signing, min((LEVELS[each] for each in arguments), default=TIGHT))


def _fix_environment() -> None:
    os.umask(0o022)
    os.environ.update(FIXED, SOURCE_DATE_EPOCH=str(places.epoch()))
    os.environ["PYINSTALLER_ZLIB_COMPRESSION_LEVEL"] = "0"  # xz packs all modules together a third smaller
    os.environ.update(PYTHONDONTWRITEBYTECODE="1", PYTHONPYCACHEPREFIX=str(NO_CACHES))
    if hasattr(time, "tzset"):
        time.tzset()


def _take_signing() -> dict[str, str]:
    """Return the environment of what signs, and take out of ours what is meant for it alone."""
    environment = dict(os.environ)
    for name in environment:
        if name.startswith("WINDOWS_SIGN_"):
            del os.environ[name]
    return environment


def build_folder(signing: Mapping[str, str]) -> None:
    """Build the folder, with the record of its contents inside, ready to be packed."""
    made = folders.build()
    if sys.platform == "win32":  # before the hashes are taken
        from windows import sign

        sign.sign(sign.unsigned(made), signing)
    record.write(made, folders.WORK)
    folders.normalise(made)
    if sys.platform == "darwin":
        from macos import finish

        finish.finish(places.APP, folders.WORK)


def pack(signing: Mapping[str, str], levels: tuple[int, int] = TIGHT) -> None:
    """Pack everything that belongs to this system into dist/. `levels`: xz's, of Linux's two packages."""
    shutil.rmtree(places.DIST, ignore_errors=True)
    places.DIST.mkdir()
    if sys.platform == "linux":
        from linux import deb, tarball

        build_distributions(places.DIST)
        with ThreadPoolExecutor() as pool:  # each compresses for a minute on a core of its own
            job = pool.submit(tarball.pack, places.FOLDER, places.DIST, levels[0])
            deb.pack(places.FOLDER, places.DIST, levels[1])
        job.result()
    elif sys.platform == "win32":
        from windows import installer, sign, zipped

        zipped.pack(places.FOLDER, places.DIST)
        places.SIGNING.write_text(f"Windows: {sign.said(signing)}\n", "utf-8")
        installer.pack(places.FOLDER, places.DIST, *PROGRAMS, environment=signing)
    elif sys.platform == "darwin":
        from macos import dmg, sign

        dmg.pack(places.APP, places.DIST)
        places.SIGNING.write_text(f"macOS ({places.machine()}): {sign.said(os.environ)}\n", "utf-8")
    shutil.copy(places.FOLDER / record.BILL, places.DIST / bill_name())
    checksums.write(places.DIST)


def bill_name() -> str:
    """Return the name of the bill of materials beside the packages: of each system its own."""
    system = {"linux": "linux", "win32": "windows", "darwin": "macos"}[sys.platform]
    return f"{places.PACKAGE}-{places.VERSION}-{system}-{places.machine()}.cdx.json"


def build_distributions(folder: Path) -> None:
    """Build what `pip install` takes: the wheel, and the sources that it is built from."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=places.ROOT, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
