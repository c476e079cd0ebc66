"""Reads key files and passphrases from files, descriptors and standard input: never more than a limit."""

import codecs
import os
import stat
import sys

from app.cli import output, streams
from app.cli.arguments import STANDARD_INPUT
from app.cli.interruption import interruptible
from app.errors import PassphraseError, RefusedError, StorageError, UsageError, reason_of
from app.keys.passphrase import Passphrase
from app.storage.reading import TYPED, read_descriptor, read_file
from app.text import NOTHING, Text, text

LARGEST_INPUT = 64 * 1024

_END = "End it with Ctrl-D on a line."
_WINDOWS_END = "End it with Ctrl-Z and Enter on a line."

_A_KEY = text("Name a file in that folder: the one that ends in .private.pem.")
_A_FILE = text("Name a file in that folder.")


def read_key(file: str) -> bytes:
    """Return the bytes of a file, or of standard input for `-`; one byte too many shows that it is larger."""
    return read(file, LARGEST_INPUT, "Reading the key from the terminal.", _A_KEY)


def read_content(file: str, limit: int) -> bytes:
    """Read a file that is not a key: a payload, or the body of a request."""
    return read(file, limit, "Reading from the terminal.")


def read(file: str, limit: int, note: str, directory: Text = _A_FILE) -> bytes:
    """Return at most `limit` bytes and one more. `note`: said where standard input is a terminal.

    `directory`: the hint where it is one.
    """
    if file == STANDARD_INPUT:
        return _read_standard_input(note, limit)
    try:
        return interruptible(lambda: read_file(file, limit + 1, TYPED))
    except OSError as error:
        message = text("{path} cannot be read: {reason}.", path=file, reason=reason_of(error))
        raise StorageError(message, _hint_for(error, directory)) from error
    except ValueError as error:
        raise UsageError(text("That is not a file name.")) from error


def _hint_for(error: OSError, directory: Text) -> Text:
    match error:
        case FileNotFoundError():
            return text("Check the spelling, and the folder that you are in.")
        case IsADirectoryError():
            return directory
        case PermissionError():
            return text("Only its owner can read it.")
        case _:
            return NOTHING


def passphrase_from_file(name: str, option: str = "--passphrase-file") -> Passphrase:
    """Read the passphrase in the file. Warns where others can read it too. The name is never shown."""
    try:
        status, content = interruptible(lambda: (os.stat(name), read_file(name, LARGEST_INPUT + 1, TYPED)))
        _warn_if_readable_by_others(status)
        return passphrase_of(content)
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else text("that is not a file name")
        raise StorageError(
            text("The passphrase file cannot be read: {reason}.", reason=reason),
            text("{option} takes the name of a file, not the passphrase itself.", option=option),
        ) from error


def _warn_if_readable_by_others(status: os.stat_result) -> None:
    if os.name != "posix" or not stat.S_ISREG(status.st_mode) or not status.st_mode & 0o077:
        return
    mode = f"{stat.S_IMODE(status.st_mode):04o}"
    output.say_as(
        "warning",
        text(
            "The passphrase file is open to other users (mode {mode}). Protect it with chmod 600.", mode=mode
        ),
    )


def passphrase_from_descriptor(number: int) -> Passphrase:
    """Read what comes through the descriptor until its end."""
    try:
        return passphrase_of(read_descriptor(number, LARGEST_INPUT + 1))
    except (OSError, OverflowError, TypeError) as error:  # a TypeError: more than a C int can be
        reason = reason_of(error) if isinstance(error, OSError) else text("there is no such descriptor")
        raise StorageError(
            text("File descriptor {number} cannot be read: {reason}.", number=number, reason=reason),
            text("Open it for akg, for example: akg generate --passphrase-fd 3 3< FILE"),
        ) from error


def passphrase_from_standard_input() -> Passphrase:
    """Read what comes through standard input until its end."""
    if streams.is_terminal(streams.INPUT):
        raise UsageError(
            text(
                "--passphrase-stdin reads a pipe or a file; standard input is the terminal, which would show "
                "what you type."
            ),
            text("Leave the option out, and you are asked without an echo."),
        )
    return passphrase_of(_read_standard_input(""))


def passphrase_of(data: bytes) -> Passphrase:
    """Return the passphrase in these bytes: one LF or CRLF at the end is not part of it, all else is."""
    if len(data) > LARGEST_INPUT:
        raise RefusedError(text("The passphrase is larger than 64 KiB; that must be a mistake."))
    if _is_utf_16(data):
        raise PassphraseError(
            text(
                "The passphrase is in UTF-16, as Windows PowerShell 5.1 writes files: typed elsewhere it "
                "would be another one."
            ),
            text("Save it again in ASCII: Set-Content -Encoding ascii, or PowerShell 7."),
        )
    if data.startswith(codecs.BOM_UTF8):
        raise PassphraseError(
            text("The passphrase begins with a byte order mark, which nobody can type."),
            text("Save it again in ASCII or in UTF-8 without that mark (BOM)."),
        )
    line = data.removesuffix(b"\n").removesuffix(b"\r") if data.endswith(b"\n") else data
    if not line:
        raise PassphraseError(text("The passphrase is empty."), text("Put one line of text there."))
    return Passphrase(line.decode("utf-8", "surrogateescape"))


def _is_utf_16(data: bytes) -> bool:
    """Return whether it is ASCII in UTF-16 after a mark: with zeros that nobody types."""
    marks = {codecs.BOM_UTF16_LE: data[3::2], codecs.BOM_UTF16_BE: data[2::2]}
    zeros = marks.get(data[:2], b"")
    return bool(zeros) and not any(zeros)


def _read_standard_input(note: str, limit: int = LARGEST_INPUT) -> bytes:
    if sys.stdin is None:
        raise StorageError(text("Standard input is closed."))
    if note and streams.is_terminal(streams.INPUT):
        output.say(f"{note} {_WINDOWS_END if sys.platform == 'win32' else _END}")
    try:
        descriptor = sys.stdin.fileno()
        return streams.wait_for_input(lambda: read_descriptor(descriptor, limit + 1))
    except OSError as error:
        message = text("Standard input cannot be read: {reason}.", reason=reason_of(error))
        raise StorageError(message) from error
