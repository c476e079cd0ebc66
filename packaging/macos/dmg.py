"""The disk image for macOS: the app, and a link to the folder that it is dragged to.

hdiutil stamps what it makes, so an image is never the same twice: what is reproducible is the app inside.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import places
from app import NAME
from macos import sign


def command(staged: Path, image: Path) -> list[str]:
    """Return the call for LZFSE (ULFO), which every supported macOS mounts."""
    options = ["-volname", NAME, "-fs", "HFS+", "-format", "ULFO", "-ov"]
    return ["hdiutil", "create", *options, "-srcfolder", str(staged), str(image)]


def pack(app: Path, outdir: Path) -> Path:
    """Write the image. Returns its path."""
    staged = places.BUILD / "dmg"
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    shutil.copytree(app, staged / app.name, symlinks=True)
    (staged / "Applications").symlink_to("/Applications")
    image = outdir / f"{places.PACKAGE}-{places.VERSION}-macos-{places.machine()}.dmg"
    subprocess.run(command(staged, image), check=True)
    sign.run(sign.dmg_commands(image, os.environ))
    return image
