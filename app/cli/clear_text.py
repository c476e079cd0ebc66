"""Where a private key in clear goes: what is refused, and what is said of where it went.

A terminal shows it to whoever looks and keeps it in its history; a file keeps it until somebody steals the
disk: both want --force-plaintext. A pipe, a socket or a device such as /dev/null keeps nothing.
"""

import os
import stat
import sys

from app.cli.output import Messages
from app.cli.status import DONE, DONE_WITH_WARNING
from app.errors import RefusedError, StorageError, reason_of
from app.text import NOTHING, Text, paragraph, text

STANDARD_OUTPUT = 1
_OPEN_IT = text("Open it for akg, for example: --fd 3 3> >(PROGRAM)")
_TO_A_PROGRAM = text("Give it to a program through a pipe.")
_TWICE = text("To write it there anyway, add --force-plaintext.")


def check(descriptor: int, *, forced: bool, instead: Text = NOTHING) -> None:
    """Raise RefusedError where a terminal shows it or a file keeps it, and that was not asked for twice.

    To be called before anybody types a passphrase. `instead`: what else the command can do. Raises
    StorageError where the caller has not opened it: it may be a file of ours by then.
    """
    _check_open(descriptor)
    if forced:
        return
    hint = paragraph(_TO_A_PROGRAM, instead, _TWICE)
    if os.isatty(descriptor):
        raise RefusedError(text("The private key would be shown on this terminal, not encrypted."), hint)
    mode = _mode(descriptor)
    if stat.S_ISREG(mode) or stat.S_ISBLK(mode):
        raise RefusedError(
            text("The private key would go into a file, not encrypted: anyone who gets it can use the key."),
            hint,
        )


def warn(descriptor: int) -> int:
    """Say where a private key in clear goes. Returns DONE_WITH_WARNING where others can open that file."""
    _check_open(descriptor)
    if os.isatty(descriptor):
        Messages().warning("The private key is shown on this terminal, not encrypted. Clear it when done.")
    mode = _mode(descriptor)
    if os.name != "posix" or not stat.S_ISREG(mode) or not mode & 0o077:
        return DONE
    Messages().warning(
        f"The private key goes, not encrypted, into a file that is open to other users (mode "
        f"{stat.S_IMODE(mode):04o}). Protect it with chmod 600; before the next time, set umask 077."
    )
    return DONE_WITH_WARNING


def write(descriptor: int, content: str) -> None:
    """Write all of it. Raises StorageError; a pipe that its reader has closed raises BrokenPipeError."""
    rest = memoryview(content.encode("ascii"))
    try:
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _cannot_be_written(descriptor, error) from error


def _check_open(descriptor: int) -> None:
    """Raise StorageError for one that was closed when akg started, or that akg has opened by itself."""
    if descriptor == STANDARD_OUTPUT:
        if sys.stdout is None:
            raise StorageError(text("Standard output is closed."))
        return
    try:
        is_ours = not os.get_inheritable(descriptor)
    except OSError as error:
        raise _cannot_be_written(descriptor, error) from error
    except OverflowError:
        is_ours = True
    if is_ours:
        raise StorageError(text("File descriptor {number} is not open.", number=descriptor), _OPEN_IT)


def _mode(descriptor: int) -> int:
    try:
        return os.fstat(descriptor).st_mode
    except OSError as error:
        raise _cannot_be_written(descriptor, error) from error


def _cannot_be_written(descriptor: int, error: OSError) -> StorageError:
    if descriptor == STANDARD_OUTPUT:
        return StorageError(text("Standard output cannot be written: {reason}.", reason=reason_of(error)))
    return StorageError(
        text(
            "File descriptor {number} cannot be written: {reason}.",
            number=descriptor,
            reason=reason_of(error),
        ),
        _OPEN_IT,
    )
