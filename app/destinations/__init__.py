"""What a folder is, before private keys go there: under version control, synced, on a network, shared.

Promises: `examine` reports, and never blocks a choice; it raises nothing, waits two seconds at most, even for
a dead network, changes nothing, and runs no program that the folder could name.
"""

from collections.abc import Callable
from pathlib import Path

from app.destinations.findings import Finding, IgnoreLine, Kind
from app.destinations.ignore_lines import add_ignore_line
from app.destinations.mounts import SILENT, mounted
from app.destinations.owners import owned
from app.destinations.place import Place, place_of
from app.destinations.scratch import remove_left
from app.destinations.synced_folders import synced
from app.destinations.system import System, this_system
from app.destinations.work_trees import in_work_tree
from app.waiting import wait_for

__all__ = ["Finding", "IgnoreLine", "Kind", "add_ignore_line", "examine"]

_ORDER = list(Kind)


def _mounted(place: Place, system: System) -> tuple[Finding, ...]:
    return mounted(place.real, system)


_CHECKS: tuple[Callable[[Place, System], tuple[Finding, ...]], ...] = (_mounted, owned, synced, in_work_tree)


def examine(folder: Path, names: tuple[str, ...], system: System | None = None) -> tuple[Finding, ...]:
    """Return what a person should know before files of these names are saved there.

    The folder need not exist yet. `system`: another machine than this one, for tests.
    """
    system = this_system() if system is None else system
    found: list[Finding] = []
    try:
        wait_for(lambda: _look(folder, names, system, found), system.patience)
        reported = tuple(found)
    except TimeoutError:
        reported = tuple(found)
        if all(finding.kind is not Kind.NETWORK for finding in reported):
            reported = (*reported, SILENT)
    return tuple(sorted(reported, key=lambda finding: _ORDER.index(finding.kind)))


def _look(folder: Path, names: tuple[str, ...], system: System, found: list[Finding]) -> None:
    """Look at the name alone first, which says most about a mount that does not answer; then at the path."""
    try:
        found.extend(mounted(folder.absolute(), system))
        place = place_of(folder, names)
        found.clear()
    except (OSError, ValueError, RuntimeError):
        return
    for check in _CHECKS:
        try:
            found.extend(check(place, system))
        except (OSError, ValueError, RuntimeError):
            continue
    remove_left(system.environ)
