"""The system's own way to leave a window out of screen captures: one call on Windows.

It is a request. Windows 10 (2004) and later leave the window out, older ones show it black, and none of them
hides it from a camera or from a program with enough rights. macOS has nothing of the kind any more: from
version 15 on ScreenCaptureKit captures a window whatever its sharing type says (reports to tauri, 14200, and
electron, 48258). Nor has Linux: on X11 every program may read every window, and on Wayland only the
compositor decides who may capture.

Source: SetWindowDisplayAffinity in Microsoft's winuser.h.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

from app.native import function

if TYPE_CHECKING:
    import ctypes

WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE = 0x00, 0x01, 0x11


class CaptureExclusion(Protocol):
    """What a system can do."""

    def apply(self, handle: int, excluded: bool) -> bool:
        """Leaves the window of Qt's winId out of captures, or lets it be captured; whether that was done."""


class WindowsExclusion:
    """`user32`: the library of this name. The handle is an HWND."""

    def __init__(self, user32: ctypes.CDLL) -> None:
        from ctypes import c_int, c_uint32, c_void_p

        self._set_affinity = function(user32, "SetWindowDisplayAffinity", c_int, c_void_p, c_uint32)

    def apply(self, handle: int, excluded: bool) -> bool:
        """Falls back to a black window where leaving it out is unknown."""
        affinities = (WDA_EXCLUDEFROMCAPTURE, WDA_MONITOR) if excluded else (WDA_NONE,)
        return any(self._set_affinity(handle, affinity) != 0 for affinity in affinities)


def system_exclusion(system: str = sys.platform) -> CaptureExclusion | None:
    """Return that of this system (a value of sys.platform); None where there is none."""
    if system != "win32":
        return None
    from app.windows.calls import library

    try:
        return WindowsExclusion(library("user32"))
    except (OSError, AttributeError):  # no such library, or no such function in it
        return None
