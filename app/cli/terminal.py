"""The terminal itself, whatever the standard streams are: lines without echo, and what is shown once.

The echo, and what was on the screen, are restored however a question ends.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.cli import output, streams
from app.errors import CancelledError, UsageError
from app.text import NOTHING, paragraph, text

SAFE_WAYS = text("Use --passphrase-file FILE, --passphrase-fd N, --passphrase-stdin or --no-passphrase.")
_GIT_BASH = text("In the window of Git Bash, put winpty before akg, or use Windows Terminal.")
_OTHER_SCREEN, _FIRST_SCREEN = "\x1b[?1049h\x1b[H", "\x1b[?1049l"  # the other one has no history


def ask_hidden(question: str) -> str:
    """Read one line, without echo, exactly as typed. Raises UsageError where there is no terminal."""
    if sys.platform == "win32":
        _check_terminal_on_windows()
        from getpass import getpass

        streams.keep_input()
        return joined(streams.wait_for_input(lambda: getpass(question)))
    with _terminal() as terminal, _without_echo(terminal):
        return _ask(terminal, question)


def ask_about(secret_text: str, question: str) -> str:
    """Show a text that is to be seen once, on a screen of its own where the terminal has one, and ask."""
    if sys.platform == "win32":
        _check_terminal_on_windows()
        if not streams.is_terminal(streams.ERROR):  # what is drawn would go into a file
            raise _no_terminal()
        with _other_screen(output.draw, there=streams.obeys_sequences(streams.ERROR)):
            output.draw(secret_text + question)
            answer: str = streams.wait_for_input(sys.stdin.readline)
            return answer.rstrip("\n")
    with _terminal() as terminal:

        def draw(sequence: str) -> None:
            os.write(terminal, sequence.encode("ascii"))

        with _other_screen(draw, there=os.environ.get("TERM", "dumb") != "dumb"):
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
def _other_screen(draw: Callable[[str], None], *, there: bool) -> Iterator[None]:
    if not there:
        yield
        return
    try:
        draw(_OTHER_SCREEN)
        yield
    finally:
        draw(_FIRST_SCREEN)


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


def joined(typed: str) -> str:
    """Return what was typed with whole characters: of those beyond 16 bits Windows' console gives halves."""
    return typed.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _check_terminal_on_windows() -> None:
    if not streams.is_terminal(streams.INPUT):
        raise _no_terminal()


def _no_terminal() -> UsageError:
    is_git_bash = sys.platform == "win32" and "MSYSTEM" in os.environ
    return UsageError(
        text("There is no terminal to ask for the passphrase."),
        paragraph(_GIT_BASH if is_git_bash else NOTHING, SAFE_WAYS),
    )
