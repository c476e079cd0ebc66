"""The system's own way to leave a window out of screen captures: one call on Windows, one on macOS.

Both are requests. Windows 10 (2004) and later leave the window out, older ones show it black, and none of
them hides it from a camera or from a program with enough rights. macOS honours it for the older ways of
capturing and may not for ScreenCaptureKit. Linux has nothing of the kind: on X11 every program may read
every window, and on Wayland only the compositor decides who may capture.

Sources: SetWindowDisplayAffinity in Microsoft's winuser.h; NSWindow.sharingType in Apple's AppKit.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import ctypes

WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE = 0x00, 0x01, 0x11
SHARING_NONE, SHARING_READ_ONLY = 0, 1


class CaptureExclusion(Protocol):
    """What a system can do."""

    def apply(self, handle: int, excluded: bool) -> bool:
        """Leaves the window of Qt's winId out of captures, or lets it be captured; whether that was done."""


class WindowsExclusion:
    """`user32`: the library of this name. The handle is an HWND."""

    def __init__(self, user32: ctypes.CDLL) -> None:
        from ctypes import c_int, c_uint32, c_void_p

        self._set_affinity = _function(user32, "SetWindowDisplayAffinity", c_int, c_void_p, c_uint32)

    def apply(self, handle: int, excluded: bool) -> bool:
        """Falls back to a black window where leaving it out is unknown."""
        affinities = (WDA_EXCLUDEFROMCAPTURE, WDA_MONITOR) if excluded else (WDA_NONE,)
        return any(self._set_affinity(handle, affinity) != 0 for affinity in affinities)


class MacExclusion:
    """`objc`: the Objective-C runtime. The handle is an NSView."""

    def __init__(self, objc: ctypes.CDLL) -> None:
        from ctypes import c_char_p, c_ulong, c_void_p

        self._selector = _function(objc, "sel_registerName", c_void_p, c_char_p)
        self._window_of = _function(objc, "objc_msgSend", c_void_p, c_void_p, c_void_p)
        self._sharing_of = _function(objc, "objc_msgSend", c_ulong, c_void_p, c_void_p)
        self._set_sharing = _function(objc, "objc_msgSend", None, c_void_p, c_void_p, c_ulong)

    def apply(self, handle: int, excluded: bool) -> bool:
        """Read back what was set, which by itself returns nothing."""
        wanted = SHARING_NONE if excluded else SHARING_READ_ONLY
        window = self._window_of(handle, self._selector(b"window"))
        if not window:
            return False
        self._set_sharing(window, self._selector(b"setSharingType:"), wanted)
        return bool(self._sharing_of(window, self._selector(b"sharingType")) == wanted)


def system_exclusion(system: str = sys.platform) -> CaptureExclusion | None:
    """Return that of this system (a value of sys.platform); None where there is none."""
    if system not in ("win32", "darwin"):
        return None
    import ctypes

    try:
        if system == "win32":
            return WindowsExclusion(ctypes.CDLL("user32"))
        return MacExclusion(ctypes.CDLL("/usr/lib/libobjc.A.dylib"))
    except (OSError, AttributeError):  # no such library, or no such function in it
        return None


def _function(library: ctypes.CDLL, name: str, result: Any, *arguments: Any) -> Any:
    """Return a function of the library with these types; another object each time, which keeps its own."""
    function = library[name]
    function.restype = result
    function.argtypes = arguments
    return function
