"""A console that is closed, told as Ctrl-Break is: as a signal to the main thread, which still tidies up."""

import _thread
import signal
import sys
from functools import cache


@cache
def signal_when_the_console_is_closed() -> None:
    """Do so from now on; to be called as often as one likes."""
    if sys.platform == "win32":
        from app.windows.console import this_console

        this_console().tell_when_closed(lambda: _thread.interrupt_main(signal.SIGBREAK))
