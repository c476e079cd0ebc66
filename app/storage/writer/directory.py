"""An opened folder, and names in it: it stays the same one, whatever is put under its path meanwhile."""

from dataclasses import dataclass
from pathlib import Path

from app.text import Text, text


@dataclass(frozen=True, slots=True)
class Directory:
    """A folder that stays the same one whatever happens to its path.

    `descriptor`: None where the system works with paths alone (Windows). `created`: it was made just now;
    `mode` is then the one that it really has.
    """

    path: Path
    descriptor: int | None
    identity: tuple[int, int]
    created: bool = False
    mode: int = 0

    @property
    def target(self) -> Path | int:
        """Return what is passed to the calls that work on a folder as a whole."""
        return self.path if self.descriptor is None else self.descriptor

    def entry(self, name: str) -> "Entry":
        """Return a name in this folder."""
        return Entry(self, name)


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in an opened folder."""

    folder: Directory
    name: str

    @property
    def path(self) -> Path:
        """Return the path, for people and for systems that work with paths alone."""
        return self.folder.path / self.name

    def __str__(self) -> str:
        return str(self.path)


Location = Path | Entry
"""Where a file is: by its path, or by its name in an opened folder."""


def is_a_link(place: Location) -> Text:
    """Return the sentence that says why nothing is written to it."""
    return text("{path} is a symbolic link; nothing is written through one.", path=str(place))


def located(place: Location) -> tuple[Path | str, int | None]:
    """Return the path and the descriptor that it is relative to, as the functions of `os` want them."""
    if isinstance(place, Path):
        return place, None
    if place.folder.descriptor is None:
        return place.path, None
    return place.name, place.folder.descriptor
