"""The folders for what the program keeps for its user: made when first used, for this user alone. And how a
file comes into one for the first time: whole, or not at all.
"""

import errno
import os
import sys
from pathlib import Path

from app.storage.writer.file_system import SYSTEM, FileSystem


def make(folder: Path, disk: FileSystem = SYSTEM) -> None:
    """Make it, for this user alone, and what is missing above it. Raises OSError.

    Also where it would be in somebody else's home: root has that one under `sudo -E`, and its owner could not
    use what root makes there.
    """
    above = next((each for each in (folder, *folder.parents) if os.path.lexists(each)), Path(folder.anchor))
    if sys.platform != "win32" and above.stat().st_uid not in (os.geteuid(), 0):
        raise PermissionError(errno.EPERM, "The home of another user", str(above))
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        disk.mkdir(folder)
    except FileExistsError:
        if not folder.is_dir():  # else another program was faster
            raise


def publish(draft: Path, path: Path) -> None:
    """Give a file its name, unless another program was faster; remove it under the other one afterwards."""
    try:
        SYSTEM.link(draft, path)
    except FileExistsError:
        return
    except (OSError, NotImplementedError):  # no links here
        if not path.exists():
            draft.rename(path)
