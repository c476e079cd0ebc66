"""Files for their owner alone on Windows, where modes mean nothing: by an access list.

Promises: a new file has its list from the moment it exists, before a byte is in it: full rights for its
owner and for the system itself, for nobody else, and nothing inherited from the folder; the list can be
read back (FAT has none, a share may put its own in place). Refuses to open what exists already, and to
create anything through a link. Public keys are written in the same way: whoever needs one is handed it.

An administrator can take the ownership of any file; no list stops that. The system may open the file
because backups and virus scanners do their work in its name.

Sources: CreateFileW, Security Descriptor String Format, GetNamedSecurityInfoW in Microsoft's documents of
the Win32 API. OW is OWNER RIGHTS (S-1-3-4), SY is LocalSystem, FA is FILE_ALL_ACCESS, P is protected.
"""

import ctypes
import re
import sys
from collections.abc import Callable
from typing import Any

OWNER_ONLY = "D:P(A;;FA;;;OW)(A;;FA;;;SY)"

_OURS = frozenset(["OW", "S-1-3-4", "SY", "S-1-5-18"])
_LIST = re.compile(r"D:(?P<flags>[A-Z]*)(?P<entries>(?:\([^()]*\))+)")
_READ_AND_WRITE = 0x8000_0000 | 0x4000_0000
_NOT_SHARED, _CREATE_NEW, _NORMAL, _NEVER_THROUGH_A_LINK = 0, 1, 0x80, 0x0020_0000
_INVALID_HANDLE = ctypes.c_void_p(-1).value
_REVISION, _FILE_OBJECT, _ACCESS_LIST = 1, 1, 4


def is_owner_only(access_list: str) -> bool:
    """Return whether a list (in Microsoft's form) inherits nothing and lets in only owner and system."""
    found = _LIST.fullmatch(access_list)
    if found is None or "P" not in found["flags"]:
        return False
    entries = [entry.split(";") for entry in found["entries"][1:-1].split(")(")]
    return all(len(entry) == 6 and entry[0] == "A" and entry[5] in _OURS for entry in entries)


class _SecurityAttributes(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint32), ("descriptor", ctypes.c_void_p), ("inherited", ctypes.c_int))


class WindowsAccess:
    """`kernel32`, `advapi32`: the libraries of these names. `os_error`: the OSError for a Windows error code.

    `last_error`: the code of what has just failed.
    """

    def __init__(
        self,
        kernel32: ctypes.CDLL,
        advapi32: ctypes.CDLL,
        os_error: Callable[[int, str], OSError],
        last_error: Callable[[], int],
    ) -> None:
        from ctypes import POINTER, c_int, c_uint32, c_void_p, c_wchar_p

        pointer = POINTER(c_void_p)
        self._os_error, self._last_error = os_error, last_error
        self._create = _function(
            kernel32, "CreateFileW", c_void_p,
            *(c_wchar_p, c_uint32, c_uint32, c_void_p, c_uint32, c_uint32, c_void_p),
        )  # fmt: skip
        self._close = _function(kernel32, "CloseHandle", c_int, c_void_p)
        self._free = _function(kernel32, "LocalFree", c_void_p, c_void_p)
        self._parse = _function(
            advapi32, "ConvertStringSecurityDescriptorToSecurityDescriptorW", c_int,
            *(c_wchar_p, c_uint32, pointer, c_void_p),
        )  # fmt: skip
        self._ask = _function(
            advapi32, "GetNamedSecurityInfoW", c_uint32,
            *(c_wchar_p, c_int, c_uint32, c_void_p, c_void_p, c_void_p, c_void_p, pointer),
        )  # fmt: skip
        self._print = _function(
            advapi32, "ConvertSecurityDescriptorToStringSecurityDescriptorW", c_int,
            *(c_void_p, c_uint32, c_uint32, pointer, c_void_p),
        )  # fmt: skip

    def create(self, path: str) -> int:
        """Return the handle of a new file with the list OWNER_ONLY; nobody else opens it meanwhile.

        Raises OSError.
        """
        descriptor = ctypes.c_void_p()
        if not self._parse(OWNER_ONLY, _REVISION, descriptor, None):
            raise self._os_error(self._last_error(), path)
        try:
            attributes = _SecurityAttributes(ctypes.sizeof(_SecurityAttributes), descriptor, 0)
            flags = _NORMAL | _NEVER_THROUGH_A_LINK
            handle = self._create(
                path, _READ_AND_WRITE, _NOT_SHARED, ctypes.byref(attributes), _CREATE_NEW, flags, None
            )
            if handle == _INVALID_HANDLE:
                raise self._os_error(self._last_error(), path)
            return int(handle)
        finally:
            self._free(descriptor)

    def close(self, handle: int) -> None:
        """Close a handle that did not become a descriptor."""
        self._close(handle)

    def access_list(self, path: str) -> str:
        """Return the list that is on the disk, in Microsoft's string form. Raises OSError."""
        descriptor, text = ctypes.c_void_p(), ctypes.c_void_p()
        code = self._ask(path, _FILE_OBJECT, _ACCESS_LIST, None, None, None, None, descriptor)
        if code:
            raise self._os_error(code, path)
        try:
            if not self._print(descriptor, _REVISION, _ACCESS_LIST, text, None):
                raise self._os_error(self._last_error(), path)
            return ctypes.wstring_at(text.value or 0) if text else ""
        finally:
            self._free(text)
            self._free(descriptor)


def _function(library: ctypes.CDLL, name: str, result: Any, *arguments: Any) -> Any:
    function = library[name]
    function.restype = result
    function.argtypes = arguments
    return function


def system_access() -> WindowsAccess:
    """Return the access of this Windows. Raises OSError elsewhere."""
    if sys.platform == "win32":
        kernel32 = ctypes.CDLL("kernel32", use_last_error=True)
        advapi32 = ctypes.CDLL("advapi32", use_last_error=True)
        return WindowsAccess(kernel32, advapi32, _os_error, ctypes.get_last_error)
    raise OSError("This is not Windows")


def _os_error(code: int, path: str) -> OSError:
    """Return the OSError of a code, by which Python finds the errno, and so the right kind of OSError."""
    if sys.platform == "win32":
        return OSError(0, ctypes.FormatError(code).strip(), path, code)
    return OSError(code, path)
