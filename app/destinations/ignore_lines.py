"""The line that keeps private keys out of a work tree: what it is, and how it is added.

Promises: the ignore file is whole with the line or as it was; its mode stays, the line is there once.
Refuses: to write through a symbolic link, to a file of somebody else, over a change made meanwhile.
"""

import os
import re
import stat
import sys
from contextlib import suppress
from pathlib import Path

from app.destinations.findings import IgnoreLine
from app.errors import StorageError, reason_of
from app.storage.names import PRIVATE_SUFFIX
from app.storage.writer import folder
from app.storage.writer.directory import is_a_link
from app.storage.writer.file_system import SYSTEM
from app.text import text

MAXIMUM_IGNORE_FILE = 1024 * 1024
_HINT = text("Add the line yourself, or choose a folder outside the project.")
_NEW_MODE = 0o644
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def git_pattern(name: str) -> str:
    """Return the rule of gitignore(5) for this name and its backups."""
    if name.endswith(PRIVATE_SUFFIX):
        return f"*{PRIVATE_SUFFIX}*"
    return re.sub(r"([\\*?\[\]!# ])", r"\\\1", name) + "*"


def hg_pattern(name: str) -> str:
    """Return the same for hgignore(5), which has the syntax before the pattern."""
    if name.endswith(PRIVATE_SUFFIX):
        return f"glob:*{PRIVATE_SUFFIX}*"
    return "glob:" + re.sub(r"([\\*?\[\]{},# ])", r"\\\1", name) + "*"


def has_line(ignore: IgnoreLine) -> bool:
    """Return whether the line is in the file already. Raises StorageError where it is not a text file."""
    return os.fsencode(ignore.line) in _lines(_read(ignore.file)[0])


def add_ignore_line(ignore: IgnoreLine) -> None:
    """Add the line at the end, unless it is there. Raises StorageError with the file as it was."""
    if not ignore.line.strip() or not ignore.line.isprintable():
        raise StorageError(text("The rule cannot be one line of a file."), _HINT)
    try:
        content, before = _read(ignore.file)
        line = ignore.line.encode("utf-8")
        if line not in _lines(content):
            _replace(ignore.file, _with_line(content, line), before)
    except ValueError as error:
        raise StorageError(text("The ignore file has a name that no file can have."), _HINT) from error
    except OSError as error:
        raise _cannot(ignore.file, error) from error


def _lines(content: bytes) -> set[bytes]:
    return {line.rstrip(b"\r") for line in content.split(b"\n")}


def _with_line(content: bytes, line: bytes) -> bytes:
    newline = b"\r\n" if b"\r\n" in content else b"\n"
    if content and not content.endswith(b"\n"):
        content += newline
    return content + line + newline


def _read(file: Path) -> tuple[bytes, os.stat_result | None]:
    """Return the content and what it was read from; None for a file that does not exist yet."""
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _FLAGS)
    except FileNotFoundError:
        return b"", None
    with os.fdopen(descriptor, "rb") as stream:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or folder.is_link(file) or status.st_size > MAXIMUM_IGNORE_FILE:
            raise StorageError(text("{path} is not an ordinary text file.", path=str(file)), _HINT)
        return stream.read(MAXIMUM_IGNORE_FILE + 1), status


def _replace(file: Path, content: bytes, before: os.stat_result | None) -> None:
    """Write a whole new file, which gets the name only when it is synced."""
    draft = file.with_name(f".akg-{os.urandom(8).hex()}.tmp")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            _take_over(descriptor, before)
            SYSTEM.fsync(descriptor)
        _check_unchanged(file, before)
        os.replace(draft, file)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


def _take_over(descriptor: int, before: os.stat_result | None) -> None:
    """Copy owner and mode of the old file, where the system has them."""
    if sys.platform == "win32":
        return
    if before is not None:
        mine = os.fstat(descriptor)
        if (mine.st_uid, mine.st_gid) != (before.st_uid, before.st_gid):
            os.fchown(descriptor, before.st_uid, before.st_gid)
    os.fchmod(descriptor, _NEW_MODE if before is None else stat.S_IMODE(before.st_mode))


def _check_unchanged(file: Path, before: os.stat_result | None) -> None:
    """Raise if another program has written it meanwhile; a moment remains in which one still could."""
    now = file.lstat() if before is not None or folder.is_link(file) or file.exists() else None
    if _identity(now) != _identity(before):
        raise StorageError(
            text("{path} was changed by another program meanwhile.", path=str(file)), text("Try again.")
        )


def _identity(status: os.stat_result | None) -> tuple[int, ...]:
    return () if status is None else (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _cannot(file: Path, error: OSError) -> StorageError:
    if folder.is_link(file):
        return StorageError(is_a_link(file), _HINT)
    return StorageError(
        text("{path} cannot be written: {reason}.", path=str(file), reason=reason_of(error)), _HINT
    )
