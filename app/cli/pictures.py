"""`--qr`: the code of a public key, drawn in the terminal or written as a picture that is whole or absent."""

import os
import sys

from app.cli import output, streams
from app.cli.saved_file import saved
from app.cli.status import DONE
from app.errors import RefusedError
from app.qr import HALF_BLOCKS, QRCode, qr_code
from app.storage.writer.folder import resolve
from app.text import text
from app.usecases.save_file import PUBLIC_MODE, NewFile

_AS_FILE = text("Write a picture instead: --qr FILE.svg or --qr FILE.png")


def draw(encoded: str) -> int:
    """Draw the code on standard output. Raises RefusedError where it could not be read there."""
    code = qr_code(encoded)
    _check_signs()
    _check_width(code)
    output.write(code.terminal_lines())
    return DONE


def _check_signs() -> None:
    """Raise where the blocks, or their colours, are not shown: what comes out then is no code at all."""
    encoding = (sys.stdout and sys.stdout.encoding) or "ascii"
    try:
        HALF_BLOCKS.encode(encoding)
    except UnicodeEncodeError as error:
        raise RefusedError(text("This terminal cannot show the blocks of a QR code."), _AS_FILE) from error
    if os.environ.get("TERM") == "dumb" or _is_deaf():
        raise RefusedError(text("This terminal cannot show the colours of a QR code."), _AS_FILE)


def _is_deaf() -> bool:
    """Return whether it is a terminal that obeys no sequences."""
    return streams.is_terminal(streams.OUTPUT) and not streams.obeys_sequences(streams.OUTPUT)


def _check_width(code: QRCode) -> None:
    if not streams.is_terminal(streams.OUTPUT):
        return
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return
    if 0 < columns < code.size:
        raise RefusedError(
            text(
                "The QR code needs {needed} columns, and the terminal has {columns}.",
                needed=code.size,
                columns=columns,
            ),
            _AS_FILE,
        )


def save(encoded: str, file: str, *, replace: bool) -> int:
    """Write the code to a new file and say so. Returns the status: DONE_WITH_WARNING as for a saved key."""
    path = resolve(file)
    code = qr_code(encoded)
    is_svg = path.suffix.casefold() == ".svg"
    content = code.svg().encode("utf-8") if is_svg else code.png()
    new = NewFile(path, content, text("QR code"), PUBLIC_MODE, replace)
    return saved(new)
