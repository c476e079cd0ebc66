"""`akg --version --json`: what this program is, and whether its files are as they were built."""

from app import __version__
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
        raise StorageError(
            f"Files of this program are not as they were built ({check.differences(_NAMED)}).",
            "If it was not you who changed them: install it again.",
        )
