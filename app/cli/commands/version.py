"""`akg --version --json`: what this program is, and whether its files are as they were built."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.errors import StorageError, UsageError

if TYPE_CHECKING:
    from app.about.bundle import FileCheck

_NAMED = 3


def check(rest: Sequence[str]) -> None:
    """Raise UsageError if anything but --json follows --version. Without it `app.__main__` has answered."""
    if list(rest) != ["--json"]:
        raise UsageError("--version is used alone, or before --json.", "See akg --help.")


def run() -> int:
    """Print it. Raises StorageError, after everything is printed, where files are not as they were built."""
    from app.about.facts import as_json, check_files, facts
    from app.cli.interruption import interruptible
    from app.cli.output import write
    from app.cli.status import DONE

    known = facts()
    check = interruptible(check_files)
    write(as_json(known, check))
    if not check.is_good:
        raise StorageError(_difference(check), "If it was not you who changed them: install it again.")
    return DONE


def _difference(check: "FileCheck") -> str:
    words = {"changed": check.changed, "missing": check.missing, "added": check.added}
    parts = [f"{word}: {_some(names)}" for word, names in words.items() if names]
    return f"Files of this program are not as they were built ({'; '.join(parts)})."


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
