"""Finds a program of the system, never one that lies in the folder that somebody works in or looks at."""

import os
from collections.abc import Mapping

_PATIENCE = 10.0  # seconds for it to hand over to another program


def absolute_path(name: str, environ: Mapping[str, str] = os.environ) -> str | None:
    """Return the first program of this name in the absolute folders of PATH; on Windows give it `.exe`."""
    for folder in environ.get("PATH", "").split(os.pathsep):
        candidate = os.path.join(folder, name)
        if os.path.isabs(folder) and os.path.isfile(candidate) and os.access(candidate, os.X_OK):
            return candidate
    return None


def run(name: str, *arguments: str) -> int:
    """Run it, and return its exit status. Raises OSError where there is none, or none that ends in time."""
    import subprocess

    program = absolute_path(name)
    if program is None:
        raise FileNotFoundError(name)
    command = [program, *arguments]
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, timeout=_PATIENCE, check=False).returncode  # noqa: S603 - by an absolute path
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(name) from error
