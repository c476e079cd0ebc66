"""Questions at the terminal. A passphrase is asked on the terminal itself, whatever the standard streams
are, and is not echoed; the echo is restored however the question ends.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from app.cli import output
from app.errors import CancelledError, KeygenError, PassphraseError, RefusedError, UsageError
from app.keys.passphrase import Passphrase

Answer = TypeVar("Answer")

ATTEMPTS = 3
SAFE_WAYS = "Use --passphrase-file FILE, --passphrase-fd N, --passphrase-stdin or --no-passphrase."


def ask_new_passphrase() -> Passphrase:
    """Asked twice; three attempts to give the same acceptable one. Raises what the last attempt lacked."""
    for _ in range(ATTEMPTS - 1):
        try:
            return _ask_twice()
        except (PassphraseError, RefusedError) as error:
            output.say(f"{error.message} {error.hint}")
    return _ask_twice()


def _ask_twice() -> Passphrase:
    from app.keys.pbes2 import check_new_passphrase

    passphrase = ask_passphrase("Passphrase for the private key: ")
    check_new_passphrase(passphrase)
    if ask_passphrase("Repeat passphrase: ") != passphrase:
        raise PassphraseError("The two passphrases differ.", "Type the same one twice.")
    return passphrase


def ask_passphrase(question: str) -> Passphrase:
    """One line from the terminal, without echo. Raises UsageError where there is no terminal."""
    if sys.platform == "win32":
        return _ask_on_windows(question)
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError as error:
        raise _no_terminal() from error
    try:
        with _without_echo(terminal):
            os.write(terminal, question.encode("ascii"))
            line = _read_line(terminal)
    finally:
        os.close(terminal)
    return Passphrase(line.decode("utf-8", "surrogateescape"))


def _read_line(terminal: int) -> bytes:
    """Up to the end of the line, which may come in pieces. Ctrl-D on an empty line cancels."""
    line = b""
    while piece := os.read(terminal, 4096):
        line += piece
        if line.endswith(b"\n"):
            return line.removesuffix(b"\n")
    if not line:
        raise CancelledError
    return line


@contextmanager
def _without_echo(terminal: int) -> Iterator[None]:
    import termios

    before = termios.tcgetattr(terminal)
    silent = [*before[:3], before[3] & ~termios.ECHO, *before[4:]]
    try:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, silent)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
        os.write(terminal, b"\n")


def _ask_on_windows(question: str) -> Passphrase:
    if sys.stdin is None or not sys.stdin.isatty():
        raise _no_terminal()
    from getpass import getpass

    return Passphrase(getpass(question))


def _no_terminal() -> UsageError:
    return UsageError("There is no terminal to ask for the passphrase.", SAFE_WAYS)


def ask(question: str, default: str, meaning: Callable[[str], Answer]) -> Answer:
    """What the answer means; Enter takes the default. Asked again while the meaning is a KeygenError."""
    while True:
        output.prompt(f"{question} [{default}]: ")
        line = sys.stdin.readline()
        if not line:
            output.say("")
            raise CancelledError
        try:
            return meaning(line.strip() or default)
        except KeygenError as error:
            output.say(f"{error.message} {error.hint}")
