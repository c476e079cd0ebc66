"""Whom the process acts for, through C functions that answer as Windows does."""

import ctypes
import struct
from typing import Any, cast

import pytest

from app.windows.token import Token
from tests.windows import Library, function

ME = "S-1-5-21-1004336348-1177238915-682003330-1001"
PROCESS, TOKEN, SID = 0xFFFF_FFFF_FFFF_FFFF, 0x7EDC_BA98_7654_3210, 0x7123_4567_89AB_CDE0
TEXT = ctypes.create_unicode_buffer(ME)


class Windows:
    """Writes down every call. `failing`: the name of a function that fails."""

    def __init__(self, *, elevated: int = 0, failing: str = "") -> None:
        self.calls: list[tuple[Any, ...]] = []
        self._elevated, self._failing = elevated, failing
        address, number, word = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint32
        pointer, words = ctypes.POINTER(address), ctypes.POINTER(word)
        library = cast(
            ctypes.CDLL,
            Library(
                GetCurrentProcess=function(lambda: PROCESS, address),
                CloseHandle=function(self._close, number, address),
                LocalFree=function(self._free, address, address),
                OpenProcessToken=function(self._open, number, address, word, pointer),
                GetTokenInformation=function(self._answer, number, address, number, address, word, words),
                ConvertSidToStringSidW=function(self._print, number, address, pointer),
            ),
        )
        self.token = Token(library, library, lambda code, _: OSError(code, "refused"), lambda: 5)

    def _open(self, process: int, rights: int, token: Any) -> int:
        self.calls.append(("open", process, rights))
        token[0] = TOKEN
        return int(self._failing != "open")

    def _answer(self, token: int, kind: int, answer: int, size: int, needed: Any) -> int:
        self.calls.append(("ask", token, kind))
        content = struct.pack("QI", SID, 0) if kind == 1 else struct.pack("I", self._elevated)
        assert size >= 16 + 68, "the longest SID there is follows TOKEN_USER"
        ctypes.memmove(answer, content, len(content))
        needed[0] = len(content)
        return int(self._failing != "ask")

    def _print(self, sid: int, text: Any) -> int:
        self.calls.append(("print", sid))
        text[0] = ctypes.addressof(TEXT)
        return int(self._failing != "print")

    def _close(self, handle: int) -> int:
        self.calls.append(("close", handle))
        return 1

    def _free(self, address: int) -> int:
        self.calls.append(("free", address))
        return 0


def test_person_is_asked_for_once_and_what_was_lent_is_given_back() -> None:
    windows = Windows()
    assert (windows.token.sid, windows.token.sid) == (ME, ME)
    query, user = 0x0008, 1
    assert windows.calls == [
        ("open", PROCESS, query),
        ("ask", TOKEN, user),
        ("close", TOKEN),
        ("print", SID),
        ("free", ctypes.addressof(TEXT)),
    ]


@pytest.mark.parametrize("elevated", [0, 1])
def test_rights_of_an_administrator_are_those_that_are_in_force(elevated: int) -> None:
    windows = Windows(elevated=elevated)
    assert windows.token.is_elevated == bool(elevated)
    assert windows.calls[1:] == [("ask", TOKEN, 20), ("close", TOKEN)]


@pytest.mark.parametrize("failing", ["open", "ask", "print"])
def test_windows_can_refuse_and_the_token_is_closed(failing: str) -> None:
    windows = Windows(failing=failing)
    with pytest.raises(OSError, match="refused"):
        _ = windows.token.sid
    assert (("close", TOKEN) in windows.calls) == (failing != "open")
