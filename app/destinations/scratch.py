"""The empty repository in which git is asked, and the removal of those that killed processes left.

Promises: it contains nothing that was read anywhere. Only what is surely such a repository is removed: of
this user, 0700, of our name, with the content that we give it, and out of use for a minute.
"""

import os
import re
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from app.storage.reading import AT_ONCE, check_kind, read_descriptor

_PREFIX = "akg-git-"
_NAME = re.compile(_PREFIX + r"[a-z0-9_]{8}")
_HEAD = b"ref: refs/heads/none\n"
_OUT_OF_USE = 60.0  # seconds; git has a few of them
_CONTENT = {"objects": set[str](), "refs": set[str](), "info": {"exclude"}}
_LISTED = AT_ONCE | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def empty_repository(rules: int | None) -> Iterator[Path]:
    """Yield the least that git accepts as one (gitrepository-layout(5)). Raises OSError.

    `rules`: a descriptor, for info/exclude.
    """
    import tempfile

    with tempfile.TemporaryDirectory(prefix=_PREFIX) as name:
        folder = Path(name)
        for each in _CONTENT:
            (folder / each).mkdir()
        (folder / "HEAD").write_bytes(_HEAD)
        if rules is not None:
            (folder / "info" / "exclude").symlink_to(f"/dev/fd/{rules}")
        yield folder


def remove_left(environ: Mapping[str, str]) -> None:
    """Remove such repositories from the temporary folder. Older versions copied rules there, which a hostile
    work tree could make any file of the user, and a kill left them.
    """
    if sys.platform == "win32":  # no version was released there, and temporary folders are each user's own
        return
    temporary = environ.get("TMPDIR") or "/tmp"  # noqa: S108 - where tempfile makes them; nothing is made here
    with suppress(OSError), os.scandir(temporary) as entries:
        for name in [entry.name for entry in entries if _NAME.fullmatch(entry.name)]:
            with suppress(OSError):
                _remove(Path(temporary) / name)


def _remove(folder: Path) -> None:
    descriptor = os.open(folder, _LISTED)
    try:
        if not (_is_out_of_use(os.fstat(descriptor)) and _has_our_content(descriptor)):
            return
        for file in ("info/exclude", "HEAD"):
            with suppress(FileNotFoundError):
                os.unlink(file, dir_fd=descriptor)
        for each in _CONTENT:
            with suppress(FileNotFoundError):
                os.rmdir(each, dir_fd=descriptor)
    finally:
        os.close(descriptor)
    os.rmdir(folder)


def _is_out_of_use(status: os.stat_result) -> bool:
    """Return whether it is this user's, closed to others, and old or dated in the future."""
    if sys.platform == "win32":
        return False
    mine = (status.st_uid, stat.S_IMODE(status.st_mode)) == (os.geteuid(), 0o700)
    return mine and abs(time.time() - status.st_mtime) > _OUT_OF_USE


def _has_our_content(descriptor: int) -> bool:
    """Return whether it contains what we put there, or the beginning of that."""
    names = set(os.listdir(descriptor))
    if not names <= {"HEAD", *_CONTENT}:
        return False
    folders = names - {"HEAD"}
    ours = all(_names(descriptor, each) <= _CONTENT[each] for each in folders)
    return ours and ("HEAD" not in names or _head(descriptor) in (b"", _HEAD))


def _names(parent: int, folder: str) -> set[str]:
    descriptor = os.open(folder, _LISTED, dir_fd=parent)
    try:
        return set(os.listdir(descriptor))
    finally:
        os.close(descriptor)


def _head(parent: int) -> bytes:
    descriptor = os.open("HEAD", AT_ONCE | getattr(os, "O_NOFOLLOW", 0), dir_fd=parent)
    try:
        check_kind(os.fstat(descriptor))
        return read_descriptor(descriptor, len(_HEAD) + 1)
    finally:
        os.close(descriptor)
