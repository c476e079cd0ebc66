"""Finds a program of the system, never one that lies in the folder that somebody works in or looks at."""

import os
from collections.abc import Mapping


def absolute_path(name: str, environ: Mapping[str, str] = os.environ) -> str | None:
    """Return the first program of this name in the absolute folders of PATH; on Windows give it `.exe`."""
    for folder in environ.get("PATH", "").split(os.pathsep):
        candidate = os.path.join(folder, name)
        if os.path.isabs(folder) and os.path.isfile(candidate) and os.access(candidate, os.X_OK):
            return candidate
    return None
