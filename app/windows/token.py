"""Whom this process acts for on Windows: the person, by SID, and whether with an administrator's rights.

`Run as administrator` leaves the person the same one, while what is made without naming an owner belongs to
the group Administrators, which the person's ordinary programs are denied.

Sources: OpenProcessToken, GetTokenInformation, TOKEN_USER, TOKEN_ELEVATION and ConvertSidToStringSidW in
Microsoft's documents of the Win32 API; the numbers are those of winnt.h.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from app.native import function
from app.windows.calls import LastError, OSErrorOf, last_error, library, os_error

_QUERY = 0x0008  # TOKEN_QUERY
_USER, _ELEVATION = 1, 20  # TOKEN_INFORMATION_CLASS
_SIZE = 256  # TOKEN_USER takes 16 octets, the longest SID 68 (SECURITY_MAX_SID_SIZE)


class Token:
    """`kernel32`, `advapi32`: the libraries of these names. Raises OSError where Windows does not answer."""

    def __init__(
        self, kernel32: ctypes.CDLL, advapi32: ctypes.CDLL, os_error: OSErrorOf, last_error: LastError
    ) -> None:
        from ctypes import POINTER, c_int, c_uint32, c_void_p

        pointer, number = POINTER(c_void_p), POINTER(c_uint32)
        self._os_error, self._last_error = os_error, last_error
        self._process = function(kernel32, "GetCurrentProcess", c_void_p)
        self._close = function(kernel32, "CloseHandle", c_int, c_void_p)
        self._free = function(kernel32, "LocalFree", c_void_p, c_void_p)
        self._open = function(advapi32, "OpenProcessToken", c_int, c_void_p, c_uint32, pointer)
        self._ask = function(
            advapi32, "GetTokenInformation", c_int, c_void_p, c_int, c_void_p, c_uint32, number
        )
        self._print = function(advapi32, "ConvertSidToStringSidW", c_int, c_void_p, pointer)

    @cached_property
    def sid(self) -> str:
        """The person's security identifier, such as S-1-5-21-1-2-3-1001."""
        answer = self._answer(_USER)
        text = ctypes.c_void_p()
        if not self._print(ctypes.c_void_p.from_buffer(answer), text):  # TOKEN_USER begins with its address
            raise self._os_error(self._last_error(), "")
        try:
            return ctypes.wstring_at(text.value) if text.value else ""
        finally:
            self._free(text)

    @cached_property
    def is_elevated(self) -> bool:
        """Whether it has an administrator's rights in force."""
        return ctypes.c_uint32.from_buffer(self._answer(_ELEVATION)).value != 0

    def _answer(self, kind: int) -> "ctypes.Array[ctypes.c_char]":
        answer, size = ctypes.create_string_buffer(_SIZE), ctypes.c_uint32()
        with self._opened() as token:
            if not self._ask(token, kind, answer, _SIZE, size):
                raise self._os_error(self._last_error(), "")
        return answer

    @contextmanager
    def _opened(self) -> Iterator[ctypes.c_void_p]:
        token = ctypes.c_void_p()
        if not self._open(self._process(), _QUERY, token):
            raise self._os_error(self._last_error(), "")
        try:
            yield token
        finally:
            self._close(token)


def this_token() -> Token:
    """Return that of this process. Raises OSError on another system."""
    return Token(library("kernel32"), library("advapi32"), os_error, last_error)
