"""The random key by which this user's saves recognise their own records: made once, 32 bytes, 0600.

It protects no private key. It proves that a record of an interrupted save was written by this user and
did not come with an archive, a clone or a stick. Without it (no home, a home that cannot be written)
saving works all the same, but what an interrupted save leaves is only named.
"""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from app.storage.user_folders import data_folder, make
from app.storage.writer.file_system import EXISTING, NEW, PRIVATE_MODE

_SIZE = 32


def key_file() -> Path:
    """Return where it is kept."""
    return data_folder() / "journal.key"


def user_key() -> bytes | None:
    """Return the key, made when it is first asked for; None where not only this user could read it."""
    path = key_file()
    if not path.is_absolute():
        return None
    try:
        return _read(path)
    except FileNotFoundError:
        pass
    except OSError:
        return None
    try:
        _make(path)
        return _read(path)
    except OSError:
        return None


def _read(path: Path) -> bytes | None:
    descriptor = os.open(path, EXISTING)
    try:
        if not _is_trusted(os.fstat(descriptor)):
            return None
        key = os.read(descriptor, _SIZE + 1)
        return key if len(key) == _SIZE else None
    finally:
        os.close(descriptor)


def _is_trusted(status: os.stat_result) -> bool:
    """Return whether nobody else can read or write it; Windows has the list of the user's folder."""
    if not stat.S_ISREG(status.st_mode):
        return False
    return sys.platform == "win32" or (
        status.st_uid == os.geteuid() and stat.S_IMODE(status.st_mode) == PRIVATE_MODE
    )


def _make(path: Path) -> None:
    """Make it whole under another name first; of two programs that do so at once, the first one wins."""
    make(path.parent)
    draft = path.with_name(f"{path.name}.{os.urandom(8).hex()}")
    descriptor = os.open(draft, NEW, PRIVATE_MODE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(_SIZE))
            file.flush()
            os.fsync(file.fileno())
        _publish(draft, path)
    finally:
        with suppress(OSError):
            draft.unlink()


def _publish(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path, follow_symlinks=False)
    except FileExistsError:
        return
    except (OSError, NotImplementedError):  # no links here
        if not path.exists():
            draft.rename(path)
