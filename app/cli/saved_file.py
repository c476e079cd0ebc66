"""A file that a command writes because it was asked to: whole or absent, nothing overwritten silently."""

from app.cli.interruption import between_steps
from app.cli.output import Messages
from app.cli.status import DONE, DONE_WITH_WARNING
from app.errors import NameTakenError, RefusedError
from app.text import text
from app.usecases.save_file import NewFile, save_file


def saved(new: NewFile) -> int:
    """Write the file and say so. Returns the status: DONE_WITH_WARNING as for a saved key."""
    try:
        with between_steps() as check:
            report = save_file(new, check)
    except NameTakenError as error:
        hint = text("Choose another name; --force replaces what is there and keeps a backup.")
        raise RefusedError(error.message, hint) from error
    Messages().report(report.rows)
    return DONE_WITH_WARNING if report.has_warnings else DONE
