"""`NAME.CHECKSUM` beside each result, in the form that `sha256sum -c` reads."""

from __future__ import annotations

import hashlib
from pathlib import Path

SUFFIX = ".CHECKSUM"


def sha256(path: Path) -> str:
    """Return the file's hash in lower-case hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder: Path) -> None:
    """Write one for each file that is directly in the folder."""
    for path in results(folder):
        path.with_name(path.name + SUFFIX).write_text(_line(path), encoding="ascii", newline="\n")


def _line(path: Path) -> str:
    return f"{sha256(path)}  {path.name}\n"


def is_right(path: Path) -> bool:
    """Return whether the file's .CHECKSUM is there and says what the file is."""
    beside = path.with_name(path.name + SUFFIX)
    return beside.is_file() and beside.read_text("ascii") == _line(path)


def results(folder: Path) -> list[Path]:
    """Return the files that are to have one, sorted by name."""
    return sorted(path for path in folder.iterdir() if path.is_file() and path.suffix != SUFFIX)
