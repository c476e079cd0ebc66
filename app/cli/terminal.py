"""The terminal itself, whatever the standard streams are: lines without echo, and what is shown once.

The echo, and what was on the screen, are restored however a question ends.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.cli import output
from app.errors import CancelledError, UsageError
from app.text import text

SAFE_WAYS = text("Use --passphrase-file FILE, --passphrase-fd N, --passphrase-stdin or --no-passphrase.")
_OTHER_SCREEN, _FIRST_SCREEN = "\x1b[?1049h\x1b[H", "\x1b[?1049l"  # the other one has no history


def ask_hidden(question: str) -> str:
    """Read one line, without echo, exactly as typed. Raises UsageError where there is no terminal."""
    if sys.platform == "win32":
        _check_terminal_on_windows()
        from getpass import getpass

        return getpass(question)
    with _terminal() as terminal, _without_echo(terminal):
        return _ask(terminal, question)


def ask_about(secret_text: str, question: str) -> str:
    """Show a text that is to be seen once, on a screen of its own where the terminal has one, and ask."""
    if sys.platform == "win32":
        _check_terminal_on_windows()
        output.draw(secret_text + question)
        return sys.stdin.readline().rstrip("\n")
    with _terminal() as terminal, _other_screen(terminal):
        return _ask(terminal, secret_text + question)


@contextmanager
def _terminal() -> Iterator[int]:
    if sys.platform == "win32":
        raise _no_terminal()
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError as error:
        raise _no_terminal() from error
    try:
        yield terminal
    finally:
        os.close(terminal)


@contextmanager
def _without_echo(terminal: int) -> Iterator[None]:
    if sys.platform == "win32":
        raise _no_terminal()
    import termios

    before = termios.tcgetattr(terminal)
    silent = [*before[:3], before[3] & ~termios.ECHO, *before[4:]]
    try:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, silent)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
        os.write(terminal, b"\n")


@contextmanager
def _other_screen(terminal: int) -> Iterator[None]:
    if os.environ.get("TERM", "dumb") == "dumb":
        yield
        return
    try:
        os.write(terminal, _OTHER_SCREEN.encode("ascii"))
        yield
    finally:
        os.write(terminal, _FIRST_SCREEN.encode("ascii"))


def _ask(terminal: int, question: str) -> str:
    os.write(terminal, question.encode("ascii"))
    return _read_line(terminal).decode("utf-8", "surrogateescape")


def _read_line(terminal: int) -> bytes:
    """Read up to the end of the line, which may come in pieces. Ctrl-D on an empty line cancels."""
    line = b""
    while piece := os.read(terminal, 4096):
        line += piece
        if line.endswith(b"\n"):
            return line.removesuffix(b"\n")
    if not line:
        raise CancelledError
    return line


def _check_terminal_on_windows() -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        raise _no_terminal()


def _no_terminal() -> UsageError:
    return UsageError(text("There is no terminal to ask for the passphrase."), SAFE_WAYS)
