"""Owner-only files on Windows: the list's form, and the calls, through C functions that write down what
they were given. What Windows itself does with them is in tests/systems.
"""

import ctypes
import errno
import gc
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.storage.writer.file_system import WindowsFileSystem
from app.storage.writer.windows_access import WindowsAccess, is_owner_only, list_for
from app.windows.token import Token
from tests.windows import Library, function

ME, GROUP = "S-1-5-21-1004336348-1177238915-682003330-1001", "S-1-5-32-544"
MINE, OWNERS = f"D:P(A;;FA;;;{ME})(A;;FA;;;SY)", "D:P(A;;FA;;;OW)(A;;FA;;;SY)"
HANDLE = 0x7EDC_BA98_7654_3210  # of 64 bits, to see that none is lost
DESCRIPTOR, TEXT = 0x7123_4567_89AB_CDE0, ctypes.create_unicode_buffer(200)
FILE_EXISTS, INVALID_OWNER = 80, 1307  # winerror.h


@pytest.mark.parametrize(
    "access_list",
    [
        MINE,
        OWNERS,
        f"D:PAI(A;;FA;;;{ME})(A;;FA;;;SY)",
        "D:P(A;;0x1f01ff;;;S-1-3-4)(A;;FA;;;S-1-5-18)",
        "D:P(A;;FA;;;OW)",
    ],
)
def test_list_when_only_owner_and_system_are_in_it_then_is_private(access_list: str) -> None:
    assert is_owner_only(access_list, [ME])


@pytest.mark.parametrize(
    "access_list",
    [
        "",
        "D:NO_ACCESS_CONTROL",
        "D:P",
        "D:(A;;FA;;;OW)(A;;FA;;;SY)",  # open to what the folder passes on
        "D:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;FA;;;S-1-5-21-1-2-3-1001)",  # what Windows gives by itself
        "D:P(A;;FA;;;OW)(A;;FA;;;SY)(A;;FR;;;WD)",
        f"D:P(A;;FA;;;{ME})(A;;FA;;;SY)(A;;FA;;;BA)",
        f"D:P(A;;FA;;;{ME}0)(A;;FA;;;SY)",
        f"D:P(A;;FA;;;{GROUP})(A;;FA;;;SY)",
        "D:P(A;;FA;;;LA)(A;;FA;;;SY)",
        "D:P(A;;FA;;;OW)(A;;FR;;;BU)(A;;FA;;;SY)",
        "D:P(D;;FA;;;OW)(A;;FA;;;SY)",
        "D:P(A;;FA;;;OW)(XA;;FX;;;SY;(@User.Title==1))",
        "D:P(A;;FA;;;OW)(A;;FA;;;SY)trailing",
        "O:SYD:P(A;;FA;;;OW)",
    ],
)
def test_list_when_anybody_else_may_get_in_or_it_is_no_list_then_is_not_private(access_list: str) -> None:
    assert not is_owner_only(access_list, [ME])


class Windows:
    """Writes down every call. `failing`: the name of a function that fails; `spelled`: how the person is
    written in a list that is read. Without `knows_me` it lets nobody be the owner who is named.
    """

    def __init__(self, access_list: str = MINE, failing: str = "", spelled: str = ME) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.error = FILE_EXISTS
        self.knows_me = True
        self._failing, self._spelled = failing, spelled
        self._on_disk = access_list
        self._parsed = ""
        pointer, word, address = ctypes.POINTER(ctypes.c_void_p), ctypes.c_uint32, ctypes.c_void_p
        name, number = ctypes.c_wchar_p, ctypes.c_int
        library = Library(
            CreateFileW=function(self._create, address, name, word, word, address, word, word, address),
            CreateDirectoryW=function(self._make, number, name, address),
            CloseHandle=function(self._close, number, address),
            LocalFree=function(self._free, address, address),
            ConvertStringSecurityDescriptorToSecurityDescriptorW=function(
                self._parse, number, name, word, pointer, address
            ),
            GetNamedSecurityInfoW=function(
                self._ask, word, name, number, word, address, address, address, address, pointer
            ),
            ConvertSecurityDescriptorToStringSecurityDescriptorW=function(
                self._print, number, address, word, word, pointer, address
            ),
        )
        self.access = WindowsAccess(
            cast(ctypes.CDLL, library),
            cast(ctypes.CDLL, library),
            cast(Token, SimpleNamespace(sid=ME)),
            lambda code, path: OSError(errno.EEXIST, str(code), path),
            lambda: self.error,
        )

    def _parse(self, text: str, revision: int, descriptor: Any, _: object) -> int:
        self._parsed = text
        self.calls.append(("parse", text, revision))
        descriptor[0] = DESCRIPTOR
        return int(self._failing != "parse")

    def _create(self, path: str, *arguments: Any) -> int:
        others = (*arguments[:2], *arguments[3:])
        self.calls.append(("create", path, *others, *attributes_at(arguments[2])))
        return cast(int, ctypes.c_void_p(-1).value) if self._fails("create") else HANDLE

    def _make(self, path: str, attributes: int) -> int:
        self.calls.append(("make", path, *attributes_at(attributes)))
        return int(not self._fails("make"))

    def _fails(self, name: str) -> bool:
        self.error = FILE_EXISTS if self.knows_me else INVALID_OWNER
        return self._failing == name or (not self.knows_me and self._parsed.startswith("O:"))

    def _close(self, handle: int) -> int:
        self.calls.append(("close", handle))
        return 1

    def _free(self, address: int | None) -> None:
        self.error = 0  # as any later call may do
        self.calls.append(("free", address))

    def _ask(self, path: str, kind: int, what: int, *rest: Any) -> int:
        self._parsed = ""
        self.calls.append(("ask", path, kind, what, rest[:4]))
        rest[4][0] = DESCRIPTOR
        return 5 if self._failing == "ask" else 0

    def _print(self, descriptor: int, revision: int, what: int, text: Any, _: object) -> int:
        self.calls.append(("print", descriptor, revision, what))
        of_parsed = "D:" + self._parsed.partition("D:")[2].replace(ME, self._spelled)
        TEXT.value = of_parsed if self._parsed else self._on_disk
        text[0] = ctypes.addressof(TEXT)
        return int(self._failing != "print")


def attributes_at(address: int) -> tuple[int, int, int]:
    """Length, descriptor and inheritance of SECURITY_ATTRIBUTES."""
    fields = ctypes.cast(address, ctypes.POINTER(ctypes.c_uint64))
    return fields[0] & 0xFFFF_FFFF, fields[1], fields[2] & 0xFFFF_FFFF


def test_new_file_when_made_then_is_the_persons_from_the_start_and_nobody_shares_it() -> None:
    windows = Windows()
    assert windows.access.create("C:\\Schl\xfcssel\\a.pem") == HANDLE
    generic_read_write, no_sharing, create_new, normal_and_no_link = 0xC000_0000, 0, 1, 0x0020_0080
    assert windows.calls == [
        ("parse", f"O:{ME}D:P(A;;FA;;;{ME})(A;;FA;;;SY)", 1),
        (
            *("create", "C:\\Schl\xfcssel\\a.pem", generic_read_write, no_sharing),
            *(create_new, normal_and_no_link, None),
            *(24, DESCRIPTOR, 0),
        ),
        ("free", DESCRIPTOR),
    ]


def test_new_folder_when_made_then_what_others_make_in_it_is_the_persons_too() -> None:
    windows = Windows()
    windows.access.make_folder("C:\\keys")
    assert windows.calls == [
        ("parse", f"O:{ME}D:P(A;OICI;FA;;;{ME})(A;OICI;FA;;;SY)", 1),
        ("make", "C:\\keys", 24, DESCRIPTOR, 0),
        ("free", DESCRIPTOR),
    ]


@pytest.mark.parametrize("failing", ["parse", "create"])
def test_new_file_when_windows_refuses_then_raises_what_it_said(failing: str) -> None:
    windows = Windows(failing=failing)
    with pytest.raises(FileExistsError, match=str(FILE_EXISTS)):
        windows.access.create("a.pem")
    assert (("free", DESCRIPTOR) in windows.calls) == (failing == "create")
    assert [call[1] for call in windows.calls if call[0] == "parse"] == [list_for(ME)]


def test_new_folder_when_windows_refuses_then_raises_what_it_said() -> None:
    with pytest.raises(FileExistsError, match=str(FILE_EXISTS)):
        Windows(failing="make").access.make_folder("C:\\keys")


def test_share_when_its_server_does_not_know_the_person_then_is_for_whoever_owns_it_there() -> None:
    windows = Windows()
    windows.knows_me = False
    assert windows.access.create("a.pem") == HANDLE
    windows.access.make_folder("keys")
    tried = [call[1] for call in windows.calls if call[0] == "parse"]
    assert tried == [
        list_for(ME), "D:P(A;;FA;;;OW)(A;;FA;;;SY)",
        list_for(ME, "OICI"), "D:P(A;OICI;FA;;;OW)(A;OICI;FA;;;SY)",
    ]  # fmt: skip


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


def test_built_in_administrator_when_written_by_two_letters_then_is_known_as_the_person() -> None:
    by_letters = "D:P(A;;FA;;;LA)(A;;FA;;;SY)"
    assert Windows(by_letters, spelled="LA").access.is_private("a.pem")
    assert not Windows(by_letters).access.is_private("a.pem")


@pytest.mark.parametrize(
    ("access_list", "failing", "mode"),
    [
        (MINE, "", 0o600),
        (OWNERS, "", 0o600),
        ("D:AI(A;ID;FA;;;WD)", "", 0o666),
        ("D:NO_ACCESS_CONTROL", "", 0o666),
        (MINE, "ask", 0o666),
        (MINE, "print", 0o666),
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
