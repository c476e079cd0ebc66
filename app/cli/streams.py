"""Which of the standard streams is a terminal, and whether it obeys escape sequences.

Windows calls NUL a terminal, and its classic console obeys sequences only once it is told to: it is told
where the first is written, and left as it was.
"""

import os
import sys
from collections.abc import Callable
from typing import TypeVar

from app.waiting import wait_for

Input = TypeVar("Input")

INPUT, OUTPUT, ERROR = 0, 1, 2


def is_terminal(number: int) -> bool:
    """Return whether the stream is a terminal."""
    stream = (sys.stdin, sys.stdout, sys.stderr)[number]
    if stream is None or not stream.isatty():
        return False
    if sys.platform == "win32":
        from app.windows.console import this_console

        return this_console().is_console(number)
    return True


def obeys_sequences(number: int) -> bool:
    """Return whether the stream is a terminal that obeys them."""
    if not is_terminal(number) or os.environ.get("TERM") == "dumb":
        return False
    if sys.platform == "win32":
        from app.windows.console import this_console

        return this_console().obeys_sequences(number)
    return True


def wait_for_input(read: Callable[[], Input]) -> Input:
    """Return what it reads from standard input or the terminal; a signal, meanwhile, is obeyed at once.

    On Windows a thread that waits for keys or a pipe hears of no signal, not even that the console is closed:
    there another one waits, which is left behind.
    """
    return wait_for(read) if sys.platform == "win32" else read()


def keep_input() -> None:
    """Remember how the terminal reads: what asks without echo changes that, and may be left behind."""
    if sys.platform == "win32":
        from app.windows.console import this_console

        this_console().keep(INPUT)


def restore() -> None:
    """Leave the terminal as it was: to be called before the program ends, by whatever way."""
    if sys.platform == "win32":
        from app.windows.console import this_console

        this_console().restore()
