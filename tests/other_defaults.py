"""A plug-in for pytest: text files are written as on Windows, with CRLF, where nobody says how.

For `tests/process/test_other_defaults.py`, which gives the run another locale, and no programs, besides.
"""

import builtins
import functools
import io
from typing import Any

_open = io.open


@functools.wraps(_open)
def _open_as_windows_does(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
    if "b" not in mode and len(arguments) < 4:
        options.setdefault("newline", "\r\n" if "r" not in mode else None)
    return _open(file, mode, *arguments, **options)


def pytest_configure() -> None:
    builtins.open = io.open = _open_as_windows_does
