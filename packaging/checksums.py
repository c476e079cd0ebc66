"""`NAME.CHECKSUM` beside each result, in the form that `sha256sum -c` reads."""

from __future__ import annotations

import hashlib
from pathlib import Path

SUFFIX = ".CHECKSUM"


def sha256(path: Path) -> str:
    """In lower-case hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder: Path) -> None:
    """One for each file that stands directly in the folder."""
    for path in results(folder):
        line = f"{sha256(path)}  {path.name}\n"
        path.with_name(path.name + SUFFIX).write_text(line, encoding="ascii", newline="\n")


def results(folder: Path) -> list[Path]:
    """The files that are to have one, sorted by name."""
    return sorted(path for path in folder.iterdir() if path.is_file() and path.suffix != SUFFIX)
