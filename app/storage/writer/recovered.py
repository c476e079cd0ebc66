"""What came of the files of interrupted saves, for a report."""

from dataclasses import asdict, dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was done with the files of interrupted saves: names given after all, files removed.

    `unreplaced`: names that the save had not come to, and that something else has. `backups`: copies of what
    it replaced. `unknown`: some of the `unknown_count` temporary files that no record proves to be ours.
    `stuck`: files of a save that the disk did not let us finish or remove.
    """

    finished: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    unreplaced: tuple[Path, ...] = ()
    backups: tuple[Path, ...] = ()
    stuck: tuple[Path, ...] = ()
    unknown: tuple[Path, ...] = ()
    unknown_count: int = 0

    @property
    def settled(self) -> "Recovered":
        """Return it without what the next save finds again."""
        return replace(self, unknown=(), unknown_count=0)


@dataclass(slots=True, eq=False)
class RecoveredSoFar:
    """What a `Recovered` is made from, while a folder is being settled."""

    finished: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    unreplaced: list[Path] = field(default_factory=list)
    backups: list[Path] = field(default_factory=list)
    stuck: list[Path] = field(default_factory=list)
    unknown: list[Path] = field(default_factory=list)
    unknown_count: int = 0

    def result(self) -> Recovered:
        """Return what was found."""
        paths = {name: tuple(found) for name, found in asdict(self).items() if isinstance(found, list)}
        return Recovered(**paths, unknown_count=self.unknown_count)
