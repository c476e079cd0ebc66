"""Reads a small file that the person did not name: only a regular one, never waiting for a pipe."""

import os
import stat
from pathlib import Path

from app.errors import StorageError
from app.storage.folder import cannot


def read_at_most(file: Path, limit: int) -> bytes:
    """Its first `limit` bytes. Raises StorageError where it is missing, unreadable, or no regular file."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        with open(os.open(file, flags), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise StorageError(f"{file} is no regular file.")
            return stream.read(limit)
    except OSError as error:
        raise cannot(f"{file} cannot be read", error) from error
    except ValueError as error:
        raise StorageError("This is no file name.") from error
