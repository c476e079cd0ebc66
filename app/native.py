"""Functions of the systems' own libraries, with the types that their headers have.

Promises: each function has its result and its arguments declared, so that no handle of 64 bits is cut short.
"""

import ctypes
from typing import Any


def function(library: ctypes.CDLL, name: str, result: Any, *arguments: Any) -> Any:
    """Return a function of the library with these types; another object each time, which keeps its own."""
    found = library[name]
    found.restype = result
    found.argtypes = arguments
    return found
