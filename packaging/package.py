"""Builds what a user downloads, for the system that this runs on, into dist/: `python packaging/package.py`.

Promises: starts from clean folders and leaves the same bytes for the same tree and .venv (folders.py says
how; compare.py proves it).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import checksums
import folders
import places
from contents import record

PROGRAMS = (f"{places.WINDOW}.exe", f"{places.TERMINAL}.exe")  # on Windows
FIXED = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
NO_CACHES = folders.WORK / "no caches of bytecode"  # what is in one decides how other code is marshalled


def main() -> None:
    """Build the folder, then the packages, the bill of materials and the checksums."""
    _fix_environment()
    build_folder()
    pack()


def _fix_environment() -> None:
    os.umask(0o022)
    os.environ.update(FIXED, SOURCE_DATE_EPOCH=str(places.epoch()))
    os.environ.update(PYTHONDONTWRITEBYTECODE="1", PYTHONPYCACHEPREFIX=str(NO_CACHES))
    if hasattr(time, "tzset"):
        time.tzset()


def build_folder() -> None:
    """Build the folder, with the record of its contents inside, ready to be packed."""
    made = folders.build()
    if sys.platform == "win32":  # before the hashes are taken
        from windows import sign

        sign.main([str(made / program) for program in PROGRAMS], os.environ)
    record.write(made, folders.WORK)
    folders.normalise(made)
    if sys.platform == "darwin":
        from macos import finish

        finish.finish(places.APP, folders.WORK)


def pack() -> None:
    """Pack everything that belongs to this system into dist/."""
    shutil.rmtree(places.DIST, ignore_errors=True)
    places.DIST.mkdir()
    if sys.platform == "linux":
        from linux import deb, tarball

        _wheel()
        with ThreadPoolExecutor() as pool:  # each compresses for a minute on a core of its own
            jobs = [pool.submit(each, places.FOLDER, places.DIST) for each in (tarball.pack, deb.pack)]
        for job in jobs:
            job.result()
    elif sys.platform == "win32":
        from windows import installer, sign, zipped

        zipped.pack(places.FOLDER, places.DIST)
        places.SIGNING.write_text(f"Windows: {sign.said(os.environ)}\n", "utf-8")
        installer.pack(places.FOLDER, places.DIST, *PROGRAMS)
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


def _wheel() -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(places.DIST)]
    subprocess.run(command, cwd=places.ROOT, check=True)


if __name__ == "__main__":
    main()
