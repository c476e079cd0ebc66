"""A message box, for a program of Windows without standard error: it has no other way to say what is wrong.

Source: MessageBoxW in Microsoft's documents of the Win32 API; the numbers are those of winuser.h.
"""

import ctypes
from contextlib import suppress

from app.native import function
from app.windows.calls import library

_ERROR, _IN_FRONT = 0x10, 0x0001_0000  # MB_ICONERROR, MB_SETFOREGROUND; MB_OK is 0


class MessageBox:
    """`user32`: the library of this name."""

    def __init__(self, user32: ctypes.CDLL) -> None:
        from ctypes import c_int, c_uint32, c_void_p, c_wchar_p

        self._show = function(user32, "MessageBoxW", c_int, c_void_p, c_wchar_p, c_wchar_p, c_uint32)

    def show(self, title: str, message: str) -> None:
        """Show it, and wait until it was closed."""
        self._show(None, message, title, _ERROR | _IN_FRONT)


def show(title: str, message: str) -> None:
    """Show it, where the system has message boxes; raises nothing."""
    with suppress(OSError, AttributeError):
        MessageBox(library("user32")).show(title, message)
