"""Reads files that others wrote, up to a limit; one that cannot be read says nothing."""

import sys
from pathlib import Path

from app.errors import StorageError
from app.storage.reading import read_at_most

SMALL = 64 * 1024


def read_small(path: Path) -> bytes:
    """Return the first 64 KiB; empty where there is no such regular file or it may not be read."""
    try:
        return read_at_most(path, SMALL)
    except StorageError:
        return b""


def read_text(path: Path) -> str:
    """Return the same as text, as file names are decoded."""
    return text_of(read_small(path))


def text_of(content: bytes) -> str:
    """Return it as text, as file names are decoded; unlike os.fsdecode also on Windows whatever is in it."""
    return content.decode(sys.getfilesystemencoding(), "surrogateescape")
