"""Drives of Windows by their root: their type, and the name that their volume has.

Sources: GetDriveTypeW and GetVolumeInformationW in Microsoft's documents of the Win32 API.
"""

import ctypes
from functools import cache

from app.native import function
from app.windows.calls import library

_LONGEST = 261  # MAX_PATH and its zero


class Drives:
    r"""`kernel32`: the library of this name. Roots are such as `C:\`."""

    def __init__(self, kernel32: ctypes.CDLL) -> None:
        from ctypes import c_int, c_uint32, c_void_p, c_wchar_p

        self._type = function(kernel32, "GetDriveTypeW", c_uint32, c_wchar_p)
        self._volume = function(
            kernel32, "GetVolumeInformationW", c_int,
            *(c_wchar_p, c_void_p, c_uint32, c_void_p, c_void_p, c_void_p, c_void_p, c_uint32),
        )  # fmt: skip

    def type_of(self, root: str) -> int:
        """Return its type, a number of winbase.h."""
        return int(self._type(root))

    def label_of(self, root: str) -> str:
        """Return the label of its volume; empty where there is none, or that cannot be said."""
        label = ctypes.create_unicode_buffer(_LONGEST)
        return label.value if self._volume(root, label, _LONGEST, None, None, None, None, 0) else ""


@cache
def this_computers_drives() -> Drives:
    """Return them. Raises OSError on another system."""
    return Drives(library("kernel32"))
