"""The disk image for macOS: the app, and a link to the folder that it is dragged to.

hdiutil stamps what it makes, so an image is never the same twice: what is reproducible is the app inside.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import places
from app import NAME
from macos import sign

TRIES, SECONDS_BETWEEN = 5, 5


def command(staged: Path, image: Path) -> list[str]:
    """Return the call for LZFSE (ULFO), which every supported macOS mounts."""
    options = ["-volname", NAME, "-fs", "HFS+", "-format", "ULFO", "-ov"]
    return ["hdiutil", "create", *options, "-srcfolder", str(staged), str(image)]


def pack(app: Path, outdir: Path) -> Path:
    """Write the image. Returns its path."""
    staged = places.BUILD / "dmg"
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    subprocess.run(["ditto", str(app), str(staged / app.name)], check=True)  # with extended attributes
    (staged / "Applications").symlink_to("/Applications")
    image = outdir / f"{places.PACKAGE}-{places.VERSION}-macos-{places.machine()}.dmg"
    _create(staged, image)
    sign.run(sign.dmg_commands(image, os.environ))
    return image


def _create(staged: Path, image: Path) -> None:
    """Try again where hdiutil ends with "Resource busy", as it does now and then for others' reasons."""
    for left in reversed(range(TRIES)):
        try:
            subprocess.run(command(staged, image), check=True)
            return
        except subprocess.CalledProcessError:
            if not left:
                raise
            time.sleep(SECONDS_BETWEEN)
