"""Windows' clipboard as any other program reads it, straight from user32."""

import ctypes
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

UNICODE_TEXT = 13  # CF_UNICODETEXT


class WindowsClipboard:
    """Another program has it open now and then: opening is tried again for five seconds."""

    def __init__(self) -> None:
        self._user32: Any = ctypes.CDLL("user32")
        self._kernel32: Any = ctypes.CDLL("kernel32")
        self._user32.OpenClipboard.argtypes = (ctypes.c_void_p,)
        self._user32.RegisterClipboardFormatW.argtypes = (ctypes.c_wchar_p,)
        self._user32.GetClipboardData.restype = ctypes.c_void_p
        self._kernel32.GlobalLock.restype = ctypes.c_void_p
        self._kernel32.GlobalSize.restype = ctypes.c_size_t
        for function in (self._kernel32.GlobalLock, self._kernel32.GlobalUnlock, self._kernel32.GlobalSize):
            function.argtypes = (ctypes.c_void_p,)

    def named(self, name: str) -> bytes | None:
        """What stands there under a registered format; None for nothing."""
        return self._data(self._user32.RegisterClipboardFormatW(name))

    def text(self) -> str | None:
        """The text; None for none."""
        data = self._data(UNICODE_TEXT)
        return None if data is None else data.decode("utf-16-le").partition("\0")[0]

    def _data(self, kind: int) -> bytes | None:
        with self._opened():
            handle = self._user32.GetClipboardData(kind)
            if not handle:
                return None
            address = self._kernel32.GlobalLock(handle)
            try:
                return ctypes.string_at(address, self._kernel32.GlobalSize(handle))
            finally:
                self._kernel32.GlobalUnlock(handle)

    @contextmanager
    def _opened(self) -> Iterator[None]:
        end = time.monotonic() + 5
        while not self._user32.OpenClipboard(None):
            assert time.monotonic() < end, "another program keeps the clipboard open"
            time.sleep(0.05)
        try:
            yield
        finally:
            self._user32.CloseClipboard()
