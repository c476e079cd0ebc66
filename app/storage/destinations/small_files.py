"""Reads files that others wrote: regular ones, up to a limit, never waiting for a pipe or a device."""

import os
import stat
from pathlib import Path

LIMIT = 64 * 1024
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_small(path: Path, limit: int = LIMIT) -> bytes:
    """The first `limit` bytes; empty where there is no such file or it may not be read."""
    try:
        descriptor = os.open(path, _READ)
    except (OSError, ValueError):
        return b""
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return b""
        return os.read(descriptor, limit)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def read_text(path: Path) -> str:
    """The same as text, as file names are decoded."""
    return os.fsdecode(read_small(path))
