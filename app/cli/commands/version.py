"""`akg --version --json`: what this program is, and whether its files are as they were built."""

from collections.abc import Sequence

from app.errors import StorageError, UsageError
from app.text import text

_NAMED = 3


def check(rest: Sequence[str]) -> None:
    """Raise UsageError if anything but --json follows --version. Without it `app.__main__` answers."""
    if list(rest) != ["--json"]:
        raise UsageError(text("--version is used alone, or before --json."), text("See akg --help."))


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
        raise StorageError(
            text(
                "Files of this program are not as they were built ({files}).",
                files=check.differences(_NAMED),
            ),
            text("Unless you changed them yourself, install the program again."),
        )
    return DONE
