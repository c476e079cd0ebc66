"""Stand-ins for Windows' libraries: C functions that only write down what they were given.

What Windows itself does with the calls is in tests/systems; that they have the types of its headers is
compared by `python -m tests.windows.headers`.
"""

import ctypes
from collections.abc import Callable
from typing import Any


class Library:
    """Stands for a loaded library. Each look-up makes another object, as with ctypes, and keeps it loaded."""

    def __init__(self, **functions: Any) -> None:
        self._functions = functions

    def __getitem__(self, name: str) -> Any:
        function = self._functions[name]
        found = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
        found.library = self  # else the callbacks are collected, and the next call jumps into freed memory
        return found


def function(work: Callable[..., Any], result: Any, *arguments: Any) -> Any:
    """Return a C function of these types."""
    return ctypes.CFUNCTYPE(result, *arguments)(work)
