"""Looks at what is inside a folder that somebody else may have made, such as a work tree that came by mail.

Promises: no link is followed below the folder, no other disk is entered, nothing outside is read, and
nothing but a regular file. The folders on the way are opened one by one, each from the one before, so that
none can be exchanged for a link in between. Windows has no such way: there each is looked at before.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.destinations.small_files import SMALL, text_of
from app.storage.reading import AT_ONCE, check_kind, read_stream

_NAME_SURROGATE = 0x20000000  # ntifs.h, IsReparseTagNameSurrogate
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = (
    getattr(os, "O_PATH", os.O_RDONLY)
    | getattr(os, "O_DIRECTORY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | _NOFOLLOW
)


def kind_inside(root: Path, *names: str) -> int:
    """Return what is there: one of the constants stat.S_IF..., S_IFLNK for any link; 0 for nothing.

    Raises OSError where this cannot be said, also because a folder on the way is a link.
    """
    try:
        with _parent(root, names) as (parent, name):
            status = os.stat(name, dir_fd=parent, follow_symlinks=False)
            return stat.S_IFLNK if _is_link(status) else stat.S_IFMT(status.st_mode)
    except FileNotFoundError:
        return 0


def exists_inside(root: Path, *names: str) -> bool:
    """Return whether anything is there, a link too; False where it cannot be said."""
    with suppress(OSError):
        return kind_inside(root, *names) != 0
    return False


@contextmanager
def opened_inside(root: Path, *names: str) -> Iterator[int]:
    """Yield a descriptor of the regular file. Raises OSError."""
    with _parent(root, names) as (parent, name):
        if _is_link(os.stat(name, dir_fd=parent, follow_symlinks=False)):
            raise _crossing()
        descriptor = os.open(name, AT_ONCE | _NOFOLLOW, dir_fd=parent)
        device = None if parent is None else os.fstat(parent).st_dev
    try:
        status = os.fstat(descriptor)
        check_kind(status)
        if device not in (None, status.st_dev):
            raise _crossing()
        yield descriptor
    finally:
        os.close(descriptor)


def bytes_inside(root: Path, *names: str) -> bytes:
    """Return the first 64 KiB of the regular file. Raises OSError."""
    with opened_inside(root, *names) as descriptor:
        return bytes_of(descriptor)


def bytes_of(descriptor: int, limit: int = SMALL) -> bytes:
    """Return the first bytes of an open file; its position is where it was, at the start."""
    with open(descriptor, "rb", buffering=0, closefd=False) as stream:
        content = read_stream(stream, limit)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return content


def text_inside(root: Path, *names: str) -> str:
    """Return the same as text, as file names are decoded; empty for what cannot be read."""
    with suppress(OSError, ValueError):
        return text_of(bytes_inside(root, *names))
    return ""


@contextmanager
def _parent(root: Path, names: tuple[str, ...]) -> Iterator[tuple[int | None, str]]:
    """Yield the folder of the last name as a descriptor, and what the name is called from there."""
    if sys.platform == "win32":
        yield None, str(_looked_at(root, names))
        return
    current = _opened_folder(root)
    try:
        device = os.fstat(current).st_dev
        for name in names[:-1]:
            inner = os.open(name, _FOLDER, dir_fd=current)
            os.close(current)
            current = inner
            if os.fstat(current).st_dev != device:
                raise _crossing()
        yield current, names[-1]
    finally:
        os.close(current)


def _opened_folder(root: Path) -> int:
    """Open it. Raises FileNotFoundError whatever the reason: what cannot be entered has nothing for us."""
    try:
        return os.open(root, _FOLDER)
    except OSError as error:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from error


def _looked_at(root: Path, names: tuple[str, ...]) -> Path:
    path = root
    for name in names[:-1]:
        path /= name
        if _is_link(path.lstat()):
            raise _crossing()
    return path / names[-1]


def _is_link(status: os.stat_result) -> bool:
    """Return whether it is a symbolic link; on Windows also a junction or whatever is another name."""
    return stat.S_ISLNK(status.st_mode) or bool(getattr(status, "st_reparse_tag", 0) & _NAME_SURROGATE)


def _crossing() -> OSError:
    return OSError(errno.EXDEV, os.strerror(errno.EXDEV))
