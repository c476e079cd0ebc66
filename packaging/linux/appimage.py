"""The AppImage: one file for every Linux. `python packaging/linux/appimage.py`, after `make package`.

Makes build/AppDir of the bundle that build/ holds already; then, where the program `appimagetool` is on the
PATH, dist/*.AppImage with its checksum, and without it says so. APPIMAGE_RUNTIME names the runtime's file
for it, so that it downloads none.

Decision: not part of `make package`, as no package registry has the runtime that an AppImage begins with; the
release workflow fetches it by version and hash. Carries what the tar.xz carries, for the same reasons.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import checksums
import folders
import places
from linux import deb, share

APP_DIR = places.BUILD / "AppDir"


def make(folder: Path, target: Path) -> None:
    """The tree that becomes the AppImage: AppRun, desktop entry and icon on top, the rest below usr/."""
    shutil.rmtree(target, ignore_errors=True)
    home = target / "usr" / "lib" / places.NAME
    shutil.copytree(folder, home, symlinks=True)
    deb.link_programs(target / "usr" / "bin")
    share.write(target / "usr" / "share")
    name = places.APPLICATION_ID
    links = {
        "AppRun": home / places.WINDOW,
        f"{name}.desktop": target / "usr" / "share" / "applications" / f"{name}.desktop",
        f"{name}.svg": share.icon_of(target / "usr" / "share", "scalable", "svg"),
        ".DirIcon": share.icon_of(target / "usr" / "share", "256x256", "png"),
    }
    for link, there in links.items():
        (target / link).symlink_to(there.relative_to(target))
    folders.date(target)


def pack(app_dir: Path, outdir: Path, tool: str) -> Path:
    """Runs appimagetool. Returns the AppImage's path."""
    path = outdir / f"{places.NAME}-{places.VERSION}-{places.machine()}.AppImage"
    runtime = os.environ.get("APPIMAGE_RUNTIME")
    options = ["--no-appstream", *(["--runtime-file", runtime] if runtime else [])]
    environment = {**os.environ, "ARCH": platform.machine(), "VERSION": places.VERSION}
    subprocess.run(
        [tool, *options, str(app_dir), str(path)],
        env={**environment, "SOURCE_DATE_EPOCH": str(places.epoch())},
        check=True,
    )
    path.chmod(0o755)
    checksums.write(outdir)
    return path


def main() -> int:
    """Returns the exit status: 0 without appimagetool too, as that is for the release workflow to have."""
    os.umask(0o022)
    make(places.FOLDER, APP_DIR)
    tool = shutil.which("appimagetool")
    if tool:
        print(pack(APP_DIR, places.DIST, tool))
    else:
        print(f"{APP_DIR} is ready; appimagetool is not on the PATH: no AppImage.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
