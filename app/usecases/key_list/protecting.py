"""Takes the file of a key away from the other users of this computer."""

import os
from pathlib import Path

from app.errors import StorageError, reason_of
from app.storage.writer.file_system import EXISTING, SYSTEM, is_own_file
from app.storage.writer.pair_writer import PRIVATE_MODE
from app.text import text


def close_to_others(path: str) -> None:
    """Let only its owner open the file. Raises StorageError for what is not a file of this user."""
    try:
        descriptor = SYSTEM.open(Path(path), EXISTING)
        try:
            if not is_own_file(SYSTEM.fstat(descriptor)):
                raise StorageError(text("{path} is not a file of yours.", path=path))
            SYSTEM.fchmod(descriptor, PRIVATE_MODE)
        finally:
            os.close(descriptor)
    except OSError as error:
        message = text("{path} cannot be protected: {reason}.", path=path, reason=reason_of(error))
        raise StorageError(message, text("Move it to a folder of yours.")) from error
