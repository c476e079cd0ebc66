"""What was asked for on standard output, when everything is saved already: its failure is only a warning."""

from app.cli.output import Messages, forget_standard_output, write
from app.cli.status import DONE, DONE_WITH_WARNING
from app.errors import StorageError
from app.text import paragraph, text


def show_result(content: str) -> int:
    """Write it; return the exit status."""
    try:
        write(content)
    except BrokenPipeError:
        forget_standard_output()
        Messages().warning("Standard output was closed before all was printed. Everything is saved.")
        return DONE_WITH_WARNING
    except StorageError as error:
        Messages().warning(paragraph(error.message, text("Everything is saved.")))
        return DONE_WITH_WARNING
    return DONE
