"""Files and folders for one person alone on Windows, where modes mean nothing: by an access list.

Promises: what is new has its list from the moment it exists, before a byte is in it: full rights for the
person and for the system itself, for nobody else, and nothing inherited from the folder; it belongs to the
person also where the program runs as administrator, as it would else belong to a group that the person's
ordinary programs are denied. The list can be read back (FAT has none, a share may put its own in place).
Refuses to open what exists already, and to create anything through a link. Public keys are written in the
same way: whoever needs one is handed it.

A server that does not know the person (a share with accounts of its own) names no owner but its own: there
the list is for whoever that is. An administrator can take the ownership of any file; no list stops that. The
system may open the file because backups and virus scanners do their work in its name.

Sources: CreateFileW, CreateDirectoryW, Security Descriptor String Format and GetNamedSecurityInfoW in
Microsoft's documents of the Win32 API. OW is OWNER RIGHTS (S-1-3-4), SY is LocalSystem, FA is
FILE_ALL_ACCESS, P is protected, OICI is inherited by files and folders.
"""

import ctypes
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from app.native import function
from app.windows.calls import LastError, OSErrorOf, last_error, library, os_error
from app.windows.token import Token, this_token

_SYSTEM = frozenset(["OW", "S-1-3-4", "SY", "S-1-5-18"])
_LIST = re.compile(r"D:(?P<flags>[A-Z]*)(?P<entries>(?:\([^()]*\))+)")
_READ_AND_WRITE = 0x8000_0000 | 0x4000_0000
_NOT_SHARED, _CREATE_NEW, _NORMAL, _NEVER_THROUGH_A_LINK = 0, 1, 0x80, 0x0020_0000
_INVALID_HANDLE = ctypes.c_void_p(-1).value
_REVISION, _FILE_OBJECT, _ACCESS_LIST = 1, 1, 4
_INHERITED = "OICI"
_INVALID_OWNER = 1307  # winerror.h


def list_for(person: str, inherited: str = "") -> str:
    """Return the list for a person by SID, who becomes the owner. `inherited`: flags of its entries."""
    return f"O:{person}D:P(A;{inherited};FA;;;{person})(A;{inherited};FA;;;SY)"


def list_for_owner(inherited: str = "") -> str:
    """Return the list for whoever the owner is."""
    return f"D:P(A;{inherited};FA;;;OW)(A;{inherited};FA;;;SY)"


def is_owner_only(access_list: str, person: Collection[str]) -> bool:
    """Return whether a list (in Microsoft's form) inherits nothing and lets in only person and system.

    `person`: all the ways in which the person may be written.
    """
    entries = _entries(access_list)
    allowed = _SYSTEM.union(person)
    return bool(entries) and all(
        len(entry) == 6 and entry[0] == "A" and entry[5] in allowed for entry in entries
    )


def _entries(access_list: str) -> list[list[str]]:
    """Return the fields of each entry; none where the list inherits something, or is no list."""
    found = _LIST.fullmatch(access_list)
    if found is None or "P" not in found["flags"]:
        return []
    return [entry.split(";") for entry in found["entries"][1:-1].split(")(")]


class _SecurityAttributes(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint32), ("descriptor", ctypes.c_void_p), ("inherited", ctypes.c_int))


class WindowsAccess:
    """`kernel32`, `advapi32`: the libraries of these names. `token`: whom the process acts for."""

    def __init__(
        self,
        kernel32: ctypes.CDLL,
        advapi32: ctypes.CDLL,
        token: Token,
        os_error: OSErrorOf,
        last_error: LastError,
    ) -> None:
        from ctypes import POINTER, c_int, c_uint32, c_void_p, c_wchar_p

        pointer = POINTER(c_void_p)
        self._token, self._os_error, self._last_error = token, os_error, last_error
        self._create = function(
            kernel32, "CreateFileW", c_void_p,
            *(c_wchar_p, c_uint32, c_uint32, c_void_p, c_uint32, c_uint32, c_void_p),
        )  # fmt: skip
        self._make_folder = function(kernel32, "CreateDirectoryW", c_int, c_wchar_p, c_void_p)
        self._close = function(kernel32, "CloseHandle", c_int, c_void_p)
        self._free = function(kernel32, "LocalFree", c_void_p, c_void_p)
        self._parse = function(
            advapi32, "ConvertStringSecurityDescriptorToSecurityDescriptorW", c_int,
            *(c_wchar_p, c_uint32, pointer, c_void_p),
        )  # fmt: skip
        self._ask = function(
            advapi32, "GetNamedSecurityInfoW", c_uint32,
            *(c_wchar_p, c_int, c_uint32, c_void_p, c_void_p, c_void_p, c_void_p, pointer),
        )  # fmt: skip
        self._print = function(
            advapi32, "ConvertSecurityDescriptorToStringSecurityDescriptorW", c_int,
            *(c_void_p, c_uint32, c_uint32, pointer, c_void_p),
        )  # fmt: skip

    @cached_property
    def person(self) -> frozenset[str]:
        """The person as a SID, and as Windows writes it in a list: LA for the built-in administrator."""
        with self._parsed(list_for(self._token.sid), "") as descriptor:
            spelled = [entry[5] for entry in _entries(self._printed(descriptor, ""))]
        return frozenset([self._token.sid, *spelled[:1]])

    def create(self, path: str) -> int:
        """Return the handle of a new file for the person alone; nobody else opens it meanwhile.

        Raises OSError.
        """
        flags = _NORMAL | _NEVER_THROUGH_A_LINK

        def create(attributes: Any) -> int | None:
            handle = self._create(path, _READ_AND_WRITE, _NOT_SHARED, attributes, _CREATE_NEW, flags, None)
            return None if handle == _INVALID_HANDLE else int(handle)

        return self._made(path, "", create)

    def make_folder(self, path: str) -> None:
        """Make a folder for the person alone, and so is what others make in it. Raises OSError."""
        self._made(path, _INHERITED, lambda attributes: self._make_folder(path, attributes) or None)

    def close(self, handle: int) -> None:
        """Close a handle that did not become a descriptor."""
        self._close(handle)

    def is_private(self, path: str) -> bool:
        """Return whether the list on the disk lets in only the person and the system. Raises OSError."""
        return is_owner_only(self.access_list(path), self.person)

    def access_list(self, path: str) -> str:
        """Return the list that is on the disk, in Microsoft's string form. Raises OSError."""
        descriptor = ctypes.c_void_p()
        code = self._ask(path, _FILE_OBJECT, _ACCESS_LIST, None, None, None, None, descriptor)
        if code:
            raise self._os_error(code, path)
        try:
            return self._printed(descriptor, path)
        finally:
            self._free(descriptor)

    def _made(self, path: str, inherited: str, make: Callable[[Any], int | None]) -> int:
        """Return what `make` makes with the list for the person, or where they cannot own it, the owner's."""
        code = 0
        for text in (list_for(self._token.sid, inherited), list_for_owner(inherited)):
            with self._parsed(text, path) as descriptor:
                attributes = _SecurityAttributes(ctypes.sizeof(_SecurityAttributes), descriptor, 0)
                made = make(ctypes.byref(attributes))
                code = self._last_error()
            if made is not None:
                return made
            if code != _INVALID_OWNER:
                break
        raise self._os_error(code, path)

    @contextmanager
    def _parsed(self, text: str, path: str) -> Iterator[ctypes.c_void_p]:
        descriptor = ctypes.c_void_p()
        if not self._parse(text, _REVISION, descriptor, None):
            raise self._os_error(self._last_error(), path)
        try:
            yield descriptor
        finally:
            self._free(descriptor)

    def _printed(self, descriptor: ctypes.c_void_p, path: str) -> str:
        text = ctypes.c_void_p()
        if not self._print(descriptor, _REVISION, _ACCESS_LIST, text, None):
            raise self._os_error(self._last_error(), path)
        try:
            return ctypes.wstring_at(text.value) if text.value else ""
        finally:
            self._free(text)


def system_access() -> WindowsAccess:
    """Return the access of this Windows. Raises OSError elsewhere."""
    return WindowsAccess(library("kernel32"), library("advapi32"), this_token(), os_error, last_error)
