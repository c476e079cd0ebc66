"""Windows' console: whether a standard stream is one, whether it obeys escape sequences, and its end.

Promises: what is switched on is as it was before after `restore`; the end of the console is told as a signal,
and then waited for as long as Windows waits: it ends a process as soon as its handler returns.

Sources: GetConsoleMode, SetConsoleMode, SetConsoleCtrlHandler and HandlerRoutine in Microsoft's documents of
the Win32 API; the numbers are those of winbase.h and wincon.h.
"""

import ctypes
import time
from collections.abc import Callable
from functools import cache

from app.native import function
from app.windows.calls import library

_FIRST_STREAM = 0xFFFF_FFF6  # STD_INPUT_HANDLE is -10, output -11, error -12
_PROCESSED, _SEQUENCES = 0x1, 0x4  # ENABLE_PROCESSED_OUTPUT, ENABLE_VIRTUAL_TERMINAL_PROCESSING
_CLOSED, _LOGGED_OFF, _SHUT_DOWN = 2, 5, 6  # CTRL_CLOSE_EVENT and its kin
_WAITED = 4.5  # seconds; Windows ends the process after five
_HANDLER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_uint32)


class Console:
    """`kernel32`: the library of this name. Streams by number: 0, 1 and 2 are input, output and error."""

    def __init__(self, kernel32: ctypes.CDLL, sleep: Callable[[float], None] = time.sleep) -> None:
        from ctypes import POINTER, c_int, c_uint32, c_void_p

        self._handle = function(kernel32, "GetStdHandle", c_void_p, c_uint32)
        self._mode = function(kernel32, "GetConsoleMode", c_int, c_void_p, POINTER(c_uint32))
        self._set_mode = function(kernel32, "SetConsoleMode", c_int, c_void_p, c_uint32)
        self._set_handler = function(kernel32, "SetConsoleCtrlHandler", c_int, _HANDLER, c_int)
        self._sleep = sleep
        self._before: dict[int, int] = {}
        self._handlers: list[object] = []  # which Windows calls as long as the process lives

    def is_console(self, stream: int) -> bool:
        """Return whether it is a console; NUL, which calls itself a terminal, is none."""
        return self._mode_of(stream) is not None

    def obeys_sequences(self, stream: int) -> bool:
        """Return whether what is written there may steer it, and switch that on if it is off."""
        mode = self._mode_of(stream)
        if mode is None:
            return False
        wanted = mode | _PROCESSED | _SEQUENCES
        if mode == wanted:
            return True
        if not self._set_mode(self._stream(stream), wanted):
            return False
        self._before.setdefault(stream, mode)
        return True

    def keep(self, stream: int) -> None:
        """Remember the mode that it has now for `restore`."""
        mode = self._mode_of(stream)
        if mode is not None:
            self._before.setdefault(stream, mode)

    def restore(self) -> None:
        """Leave each as it was."""
        for stream, mode in self._before.items():
            self._set_mode(self._stream(stream), mode)
        self._before.clear()

    def tell_when_closed(self, tell: Callable[[], None]) -> None:
        """Call it, on a thread of its own, when the console is closed or the session ends."""

        def on_event(event: int) -> int:
            if event not in (_CLOSED, _LOGGED_OFF, _SHUT_DOWN):
                return 0  # Ctrl-C and Ctrl-Break are signals
            tell()
            self._sleep(_WAITED)
            return 1

        handler = _HANDLER(on_event)
        self._handlers.append(handler)
        self._set_handler(handler, 1)

    def _mode_of(self, stream: int) -> int | None:
        mode = ctypes.c_uint32()
        return mode.value if self._mode(self._stream(stream), mode) else None

    def _stream(self, stream: int) -> int | None:
        handle: int | None = self._handle(_FIRST_STREAM - stream)
        return handle


@cache
def this_console() -> Console:
    """Return that of this process. Raises OSError on another system."""
    return Console(library("kernel32"))
