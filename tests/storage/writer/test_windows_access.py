"""Owner-only files on Windows: the list's form, and the calls, through C functions that write down what
they were given. What Windows itself does with them is in tests/systems.
"""

import ctypes
import errno
import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from app.storage.writer.file_system import WindowsFileSystem
from app.storage.writer.windows_access import OWNER_ONLY, WindowsAccess, is_owner_only

HANDLE = 0x7EDC_BA98_7654_3210  # of 64 bits, to see that none is lost
DESCRIPTOR, TEXT = 0x7123_4567_89AB_CDE0, ctypes.create_unicode_buffer(200)
FILE_EXISTS = 80  # winerror.h


@pytest.mark.parametrize(
    "access_list",
    [
        OWNER_ONLY,
        "D:PAI(A;;FA;;;OW)(A;;FA;;;SY)",
        "D:P(A;;0x1f01ff;;;S-1-3-4)(A;;FA;;;S-1-5-18)",
        "D:P(A;;FA;;;OW)",
    ],
)
def test_list_when_only_owner_and_system_are_in_it_then_is_private(access_list: str) -> None:
    assert is_owner_only(access_list)


@pytest.mark.parametrize(
    "access_list",
    [
        "",
        "D:NO_ACCESS_CONTROL",
        "D:P",
        "D:(A;;FA;;;OW)(A;;FA;;;SY)",  # open to what the folder passes on
        "D:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;FA;;;S-1-5-21-1-2-3-1001)",  # what Windows gives by itself
        "D:P(A;;FA;;;OW)(A;;FA;;;SY)(A;;FR;;;WD)",
        "D:P(A;;FA;;;OW)(A;;FR;;;BU)(A;;FA;;;SY)",
        "D:P(D;;FA;;;OW)(A;;FA;;;SY)",
        "D:P(A;;FA;;;OW)(XA;;FX;;;SY;(@User.Title==1))",
        "D:P(A;;FA;;;OW)(A;;FA;;;SY)trailing",
        "O:SYD:P(A;;FA;;;OW)",
    ],
)
def test_list_when_anybody_else_may_get_in_or_it_is_no_list_then_is_not_private(access_list: str) -> None:
    assert not is_owner_only(access_list)


class Library:
    """Stands for a loaded library. Each look-up makes another object, as with ctypes, and keeps it loaded."""

    def __init__(self, **functions: Any) -> None:
        self._functions = functions

    def __getitem__(self, name: str) -> Any:
        function = self._functions[name]
        found = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
        found.library = self  # else the callbacks are collected, and the next call jumps into freed memory
        return found


class Windows:
    """Writes down every call. `failing`: the name of a function that fails with error 80 or 5."""

    def __init__(self, access_list: str = OWNER_ONLY, failing: str = "") -> None:
        self.calls: list[tuple[Any, ...]] = []
        self._failing = failing
        TEXT.value = access_list
        pointer, word, address = ctypes.POINTER(ctypes.c_void_p), ctypes.c_uint32, ctypes.c_void_p
        name, number = ctypes.c_wchar_p, ctypes.c_int
        self._functions: dict[str, Any] = {
            "CreateFileW": self._made(self._create, address, name, word, word, address, word, word, address),
            "CloseHandle": self._made(self._close, number, address),
            "LocalFree": self._made(self._free, address, address),
            "ConvertStringSecurityDescriptorToSecurityDescriptorW": self._made(
                self._parse, number, name, word, pointer, address
            ),
            "GetNamedSecurityInfoW": self._made(
                self._ask, word, name, number, word, address, address, address, address, pointer
            ),
            "ConvertSecurityDescriptorToStringSecurityDescriptorW": self._made(
                self._print, number, address, word, word, pointer, address
            ),
        }
        library = cast(ctypes.CDLL, Library(**self._functions))
        self.access = WindowsAccess(
            library, library, lambda code, path: OSError(errno.EEXIST, str(code), path), lambda: FILE_EXISTS
        )

    @staticmethod
    def _made(work: Callable[..., Any], *types: Any) -> Any:
        return ctypes.CFUNCTYPE(*types)(work)

    def _parse(self, text: str, revision: int, descriptor: Any, _: object) -> int:
        self.calls.append(("parse", text, revision))
        descriptor[0] = DESCRIPTOR
        return int(self._failing != "parse")

    def _create(self, path: str, *arguments: Any) -> int:
        attributes = ctypes.cast(arguments[2], ctypes.POINTER(ctypes.c_uint64))
        descriptor, inherited = attributes[1], attributes[2] & 0xFFFF_FFFF
        length = attributes[0] & 0xFFFF_FFFF
        others = (*arguments[:2], *arguments[3:])
        self.calls.append(("create", path, *others, length, descriptor, inherited))
        return cast(int, ctypes.c_void_p(-1).value) if self._failing == "create" else HANDLE

    def _close(self, handle: int) -> int:
        self.calls.append(("close", handle))
        return 1

    def _free(self, address: int | None) -> None:
        self.calls.append(("free", address))

    def _ask(self, path: str, kind: int, what: int, *rest: Any) -> int:
        self.calls.append(("ask", path, kind, what, rest[:4]))
        rest[4][0] = DESCRIPTOR
        return 5 if self._failing == "ask" else 0

    def _print(self, descriptor: int, revision: int, what: int, text: Any, _: object) -> int:
        self.calls.append(("print", descriptor, revision, what))
        text[0] = ctypes.addressof(TEXT)
        return int(self._failing != "print")


def test_new_file_when_made_then_has_its_list_from_the_start_and_nobody_shares_it() -> None:
    windows = Windows()
    assert windows.access.create("C:\\Schl\xfcssel\\a.pem") == HANDLE
    generic_read_write, no_sharing, create_new, normal_and_no_link = 0xC000_0000, 0, 1, 0x0020_0080
    assert windows.calls == [
        ("parse", "D:P(A;;FA;;;OW)(A;;FA;;;SY)", 1),
        (
            *("create", "C:\\Schl\xfcssel\\a.pem", generic_read_write, no_sharing),
            *(create_new, normal_and_no_link, None),
            *(24, DESCRIPTOR, 0),
        ),
        ("free", DESCRIPTOR),
    ]


@pytest.mark.parametrize("failing", ["parse", "create"])
def test_new_file_when_windows_refuses_then_raises_what_it_said(failing: str) -> None:
    windows = Windows(failing=failing)
    with pytest.raises(FileExistsError, match=str(FILE_EXISTS)):
        windows.access.create("a.pem")
    assert (("free", DESCRIPTOR) in windows.calls) == (failing == "create")


def test_list_when_read_back_then_is_that_on_the_disk_and_what_was_lent_is_given_back() -> None:
    windows = Windows("D:AI(A;ID;FA;;;WD)")
    assert windows.access.access_list("a.pem") == "D:AI(A;ID;FA;;;WD)"
    file_object, access_list_only = 1, 4
    assert windows.calls == [
        ("ask", "a.pem", file_object, access_list_only, (None, None, None, None)),
        ("print", DESCRIPTOR, 1, access_list_only),
        ("free", ctypes.addressof(TEXT)),
        ("free", DESCRIPTOR),
    ]


@pytest.mark.parametrize(
    ("access_list", "failing", "mode"),
    [
        (OWNER_ONLY, "", 0o600),
        ("D:AI(A;ID;FA;;;WD)", "", 0o666),
        ("D:NO_ACCESS_CONTROL", "", 0o666),
        (OWNER_ONLY, "ask", 0o666),
        (OWNER_ONLY, "print", 0o666),
    ],
)
def test_mode_when_asked_for_then_is_what_the_list_on_the_disk_means(
    tmp_path: Path, access_list: str, failing: str, mode: int
) -> None:
    disk = WindowsFileSystem(Windows(access_list, failing).access)
    gc.collect(1)  # what is so young
    assert disk.mode(tmp_path / "a.pem", tmp_path.stat()) == mode


def test_new_file_when_its_handle_becomes_no_descriptor_then_the_handle_is_closed(tmp_path: Path) -> None:
    """Handles become descriptors on Windows only: here, every one of them fails."""
    windows = Windows()
    with pytest.raises(OSError):  # noqa: PT011  # each system says it in its own words
        WindowsFileSystem(windows.access).open(tmp_path / "a.pem", os.O_RDWR | os.O_CREAT | os.O_EXCL)
    assert windows.calls[-1] == ("close", HANDLE)


def test_existing_file_when_opened_then_as_everywhere(tmp_path: Path) -> None:
    windows, file = Windows(), tmp_path / "a.pem"
    file.write_bytes(b"there")
    disk = WindowsFileSystem(windows.access)
    descriptor = disk.open(file, os.O_RDONLY)
    assert (disk.read(descriptor, 9), windows.calls) == (b"there", [])
    disk.close(descriptor)
