"""The one reader of files that somebody else made: bounded, and only of the kinds that are asked for.

Promises: at most `limit` bytes are read; of a regular file nothing is waited for, a pipe or device in its
place is an error at once. A dead network share can hold up any call: whoever must not wait for one
reads on a thread that can be left behind (`app.waiting`).
"""

import errno
import io
import os
import stat
import sys
from pathlib import Path

from app.errors import StorageError, reason_of
from app.text import text
from app.windows.paths import extended

NO_FILE = text("it is a pipe or a device, not a file")
REGULAR = frozenset({stat.S_IFREG})
TYPED = frozenset({stat.S_IFREG, stat.S_IFIFO, stat.S_IFCHR})
"""What a person may name on a command line: `<(pass show key)` is a pipe, `/dev/stdin` may be a terminal."""

_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
AT_ONCE = _FLAGS | getattr(os, "O_NONBLOCK", 0)
"""How a regular file is opened: a pipe that took its place since it was looked at holds nothing up."""


def read_at_most(file: Path, limit: int) -> bytes:
    """Read at most `limit` bytes. Raises StorageError where it is not a regular file that can be read."""
    try:
        return read_file(file, limit)
    except OSError as error:
        message = text("{path} cannot be read: {reason}.", path=str(file), reason=reason_of(error))
        raise StorageError(message, text("Choose another file.")) from error
    except ValueError as error:
        raise StorageError(text("That is not a file name.")) from error


def read_file(file: Path | str, limit: int, kinds: frozenset[int] = REGULAR) -> bytes:
    """Do the same, links followed. Raises OSError, or ValueError for what no file can be called.

    Where `kinds` has pipes, it waits for one until its other end is closed.
    """
    file = extended(os.path.abspath(file)) if sys.platform == "win32" else file
    check_kind(os.stat(file), kinds)
    waits = stat.S_IFIFO in kinds
    with open(os.open(file, _FLAGS if waits else AT_ONCE), "rb", buffering=0) as stream:
        check_kind(os.fstat(stream.fileno()), kinds)
        return read_stream(stream, limit)


def read_descriptor(descriptor: int, limit: int) -> bytes:
    """Read an open descriptor, which stays open, whatever it leads to."""
    with open(descriptor, "rb", buffering=0, closefd=False) as stream:
        return read_stream(stream, limit)


def read_stream(stream: io.RawIOBase, limit: int) -> bytes:
    """Read a stream without a buffer: never less than all that comes before its end."""
    content = b""
    while len(content) < limit:
        piece = stream.read(limit - len(content))
        if piece is None:
            _wait_until_readable(stream.fileno())
        elif piece:
            content += piece
        else:
            break
    return content


def check_kind(status: os.stat_result, kinds: frozenset[int] = REGULAR) -> None:
    """Raise OSError with a reason in plain words where it is of another kind."""
    kind = stat.S_IFMT(status.st_mode)
    if kind == stat.S_IFDIR:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if kind not in kinds:
        raise OSError(errno.EINVAL, NO_FILE)


def _wait_until_readable(descriptor: int) -> None:
    """Wait for a pipe, also where another program has set it to never wait. Other files are always ready."""
    if sys.platform == "win32" or stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    import select

    select.select([descriptor], [], [])
