"""Takes the build machine's folders out of the search paths of libraries.

Promises: every library of the bundle looks for others beside itself and where the system says, nowhere else.
A Python that was built by hand, as pyenv and CI's are, has its own folder in each of its libraries; on
another machine somebody else may own a folder of that name, and libraries in it would be loaded.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

OWN = "$ORIGIN"


def forget_foreign(folder: Path) -> None:
    """Leave paths that begin beside the library itself."""
    for library in sorted(folder.rglob("*.so*")):
        if not library.is_symlink() and is_foreign(search_path(library)):
            subprocess.run(["patchelf", "--remove-rpath", str(library)], check=True)


def search_path(library: Path) -> str:
    """Return DT_RUNPATH or DT_RPATH: folders, separated by colons; empty without one."""
    command = ["patchelf", "--print-rpath", str(library)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def is_foreign(path: str) -> bool:
    """Return whether one of its folders does not begin beside the library."""
    return any(part and part.split("/")[0] != OWN for part in path.split(":"))
