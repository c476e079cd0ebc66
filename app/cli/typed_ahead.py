"""What was typed for a question that does not come: the shell must neither run it nor keep it in its history.

Somebody who knows that the next question is the passphrase types it while akg still looks. Where akg then
ends with an error, it would be the next command line.
"""

import os
import sys
from contextlib import suppress

from app.cli import streams


def forget_what_was_typed_ahead() -> None:
    """Empty the terminal's input, if this process is the one that it belongs to; otherwise do nothing."""
    if sys.platform == "win32":
        _forget_on_windows()
        return
    import termios

    with suppress(OSError, termios.error):
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
        try:
            if os.tcgetpgrp(terminal) == os.getpgrp():
                termios.tcflush(terminal, termios.TCIFLUSH)
        finally:
            os.close(terminal)


def _forget_on_windows() -> None:
    if sys.platform == "win32" and streams.is_terminal(streams.INPUT):
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
