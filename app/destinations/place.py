"""The folder that is looked at: where it really is, links followed, and what of it exists already."""

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from app.destinations.system import System
from app.storage.names import PUBLIC_SUFFIX


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """`real`: links followed. `existing`: the folder itself, or its nearest parent that exists.

    `secrets`: the names of the files there that will contain private keys.
    """

    real: Path
    existing: Path
    secrets: tuple[str, ...]

    @property
    def ancestors(self) -> tuple[Path, ...]:
        """Return the folder and its parents, nearest first."""
        return (self.real, *self.real.parents)


def place_of(folder: Path, names: tuple[str, ...]) -> Place:
    """Ask the disk. Raises OSError or ValueError where it is not a path."""
    real = Path(os.path.realpath(folder))
    existing = next((each for each in (real, *real.parents) if each.exists()), real)
    return Place(real, existing, tuple(name for name in names if not name.endswith(PUBLIC_SUFFIX)))


def is_inside(path: Path, folder: Path, system: System) -> bool:
    """Return whether the folder is the path or one of its parents, by whole components."""
    parts, start = _components(path, system), _components(folder, system)
    return parts[: len(start)] == start


def _components(path: Path, system: System) -> tuple[str, ...]:
    if not system.ignores_case:
        return path.parts
    return tuple(unicodedata.normalize("NFC", part).casefold() for part in path.parts)
