"""What the program remembers of what its user has chosen: the size of the window, the theme, the folder, the
key type, what the last key was for, whether keys are remembered, and the folders for which the user said
yes. Nothing else, no secret.

A missing, damaged or unreadable file means the defaults, and so does one that somebody else could have
written, because it could say yes to a folder. If it cannot be written, nothing is remembered.
"""

import os
import stat
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from app.storage.reading import read_file
from app.storage.user_folders import settings_folder

MOST_ACCEPTED_FOLDERS = 50
ROTATIONS = ("purpose", "30", "60", "90", "180", "never")

_MAXIMUM_SIZE = 1024 * 1024
_LARGEST_SIDE = 1 << 15  # what a window can have; beyond 2**31 Qt raises


@dataclass(frozen=True, slots=True)
class Preferences:
    """Width and height in device-independent pixels (0: default); theme `system`, `light` or `dark`.

    `remember_keys`: in the list of keys; `rotation`: how long a key lasts there, one of ROTATIONS: days, as
    its purpose asks, or never. `venue`, `purpose`, `client`: identifiers of their tables, or empty.
    `accepted_folders`: real paths, the latest last, whose warnings the user has read and accepted.
    """

    width: int = 0
    height: int = 0
    theme: str = "system"
    folder: str = ""
    key_type: str = ""
    venue: str = ""
    purpose: str = ""
    client: str = ""
    accepted_folders: tuple[str, ...] = ()
    forget_after_saving: bool = True
    remember_keys: bool = True
    rotation: str = "purpose"


def accept_folder(preferences: Preferences, folder: Path) -> Preferences:
    """Add this folder to the accepted ones, in place of those inside it; the oldest beyond 50 are dropped."""
    path = os.path.realpath(folder)
    others = tuple(each for each in preferences.accepted_folders if each != path)
    return replace(preferences, accepted_folders=(*others, path)[-MOST_ACCEPTED_FOLDERS:])


def is_accepted(preferences: Preferences, folder: Path) -> bool:
    """Return whether the user said yes to this folder; a link that leads elsewhere now is another folder."""
    return os.path.realpath(folder) in preferences.accepted_folders


def preferences_file() -> Path:
    """Return where they are kept; without a home it is a relative path, which is neither read nor written."""
    return settings_folder() / "preferences.json"


def _parsed(path: Path) -> object:
    if not (path.is_absolute() and _is_mine(path.parent) and _is_mine(path)):
        raise PermissionError
    data = read_file(path, _MAXIMUM_SIZE)
    import json

    return json.loads(data.decode("utf-8"))


def _is_mine(path: Path) -> bool:
    """Return whether nobody but root and the user could have written it, or what it leads to."""
    if sys.platform == "win32":
        return True
    found, owners = path.stat(), (os.geteuid(), 0)
    is_closed = not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return is_closed and found.st_uid in owners and path.lstat().st_uid in owners


def load(path: Path) -> Preferences:
    """Load what was remembered; a value of a wrong type, or that no window could have, is the default."""
    default = Preferences()
    try:
        values = _parsed(path)
    except (OSError, ValueError, RecursionError):
        return default
    if not isinstance(values, dict):
        return default
    known = asdict(default)
    if values.get("rotation") not in ROTATIONS:
        values["rotation"] = default.rotation
    values["accepted_folders"] = _texts(values.get("accepted_folders"))
    return Preferences(**{name: values[name] for name in known if _is_sound(values.get(name), known[name])})


def _texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list, the last of them if they are too many; of anything else none."""
    texts = [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
    return tuple(texts[-MOST_ACCEPTED_FOLDERS:])


def _is_sound(value: object, default: object) -> bool:
    match value:
        case str():
            return isinstance(default, str) and value.isprintable()
        case tuple():
            return isinstance(default, tuple)
        case _:
            return type(value) is type(default) and value in range(_LARGEST_SIDE)


def save(path: Path, preferences: Preferences) -> None:
    """Remember them, as a whole file or not at all."""
    import json

    from app.storage.writer.own_folder import make

    if not path.is_absolute():
        return
    with suppress(OSError):
        make(path.parent)
        if _is_mine(path.parent):
            _write(path, json.dumps(asdict(preferences), indent=2).encode() + b"\n")


def _write(path: Path, content: bytes) -> None:
    """Write a new file, 0600, never through a link; what an earlier write left is removed first."""
    from app.storage.writer.file_system import NEW, SYSTEM

    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with open(SYSTEM.open(draft, NEW), "wb") as file:
        file.write(content)
    SYSTEM.replace(draft, path)
