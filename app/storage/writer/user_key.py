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

from app.storage.user_folders import data_folder
from app.storage.writer.file_system import EXISTING, NEW, PRIVATE_MODE, SYSTEM
from app.storage.writer.own_folder import make, publish

_SIZE = 32


def key_file() -> Path:
    """Return where it is kept."""
    return data_folder() / "journal.key"


def user_key() -> bytes | None:
    """Return the key, made when it is first asked for; None where not only this user could read it.

    Replaces a file of the wrong size, as a failing disk may leave one.
    """
    path = key_file()
    if not path.is_absolute():
        return None
    try:
        key = _read(path)
        if key is None or len(key) == _SIZE:
            return key
        path.unlink()
    except FileNotFoundError:
        pass
    except OSError:
        return None
    try:
        _make(path)
        key = _read(path)
    except OSError:
        return None
    return key if key and len(key) == _SIZE else None


def _read(path: Path) -> bytes | None:
    """Return what is in it, one octet more than a key has at most; None where others may have written it."""
    descriptor = os.open(path, EXISTING)
    try:
        return os.read(descriptor, _SIZE + 1) if _is_trusted(os.fstat(descriptor)) else None
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
    descriptor = SYSTEM.open(draft, NEW)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(_SIZE))
            file.flush()
            SYSTEM.fsync(file.fileno())
        publish(draft, path)
    finally:
        with suppress(OSError):
            draft.unlink()
