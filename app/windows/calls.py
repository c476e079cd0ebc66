"""Windows' libraries, and the errors that their functions leave."""

import ctypes
import sys
from collections.abc import Callable

LastError = Callable[[], int]
OSErrorOf = Callable[[int, str], OSError]
"""The OSError of an error code of Windows and a path."""


def library(name: str) -> ctypes.CDLL:
    """Load one of the system's own, which keeps its last error for `last_error`. Raises OSError elsewhere."""
    if sys.platform == "win32":
        return ctypes.CDLL(name, use_last_error=True)
    raise OSError("This is not Windows")


def last_error() -> int:
    """Return the code of what has just failed; 0 elsewhere."""
    if sys.platform == "win32":
        return ctypes.get_last_error()
    return 0


def os_error(code: int, path: str = "") -> OSError:
    """Return the OSError of a code, by which Python finds the errno, and so the right kind of OSError."""
    if sys.platform == "win32":
        return OSError(0, ctypes.FormatError(code).strip(), path, code)
    return OSError(code, path)
