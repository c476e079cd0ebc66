"""`akg --version --json`: what this program is, and whether its files are as they were built."""

from app import __version__
from app.about.bundle import FileCheck
from app.cli.interruption import interruptible
from app.cli.key_options import VersionOptions
from app.cli.output import write
from app.errors import StorageError

_NAMED = 3


def version(options: VersionOptions) -> None:
    """Prints it. Raises StorageError, after everything is printed, where files are not as they were built."""
    if not options.json:
        write(f"akg {__version__}\n")
        return
    from app.about.facts import as_json, check_files, facts

    known = facts()
    check = interruptible(check_files)
    write(as_json(known, check))
    if not check.is_good:
        raise StorageError(_difference(check), "If it was not you who changed them: install it again.")


def _difference(check: FileCheck) -> str:
    words = {"changed": check.changed, "missing": check.missing, "added": check.added}
    parts = [f"{word}: {_some(names)}" for word, names in words.items() if names]
    return f"Files of this program are not as they were built ({'; '.join(parts)})."


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
