"""Compares every function of Windows that we call, and every number, with the headers of mingw-w64.

    .venv/bin/python -m tests.windows.headers

By hand, when app/windows or another caller of Windows changes: it wants Debian's gcc-mingw-w64-x86-64.
"""

import ctypes
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from app.gui.guard import native_capture
from app.storage.writer import patience, windows_access
from app.windows import calls, console, drives, message_box, token

COMPILER = "x86_64-w64-mingw32-gcc"
HEADERS = ("windows.h", "aclapi.h", "sddl.h")
NUMBERS = {
    "TOKEN_QUERY": token._QUERY,
    "TokenUser": token._USER,
    "TokenElevation": token._ELEVATION,
    "SDDL_REVISION_1": windows_access._REVISION,
    "SE_FILE_OBJECT": windows_access._FILE_OBJECT,
    "DACL_SECURITY_INFORMATION": windows_access._ACCESS_LIST,
    "ERROR_INVALID_OWNER": windows_access._INVALID_OWNER,
    "GENERIC_READ | GENERIC_WRITE": windows_access._READ_AND_WRITE,
    "CREATE_NEW": windows_access._CREATE_NEW,
    "FILE_ATTRIBUTE_NORMAL": windows_access._NORMAL,
    "FILE_FLAG_OPEN_REPARSE_POINT": windows_access._NEVER_THROUGH_A_LINK,
    "sizeof(SECURITY_ATTRIBUTES)": ctypes.sizeof(windows_access._SecurityAttributes),
    "STD_INPUT_HANDLE": console._FIRST_STREAM,
    "STD_OUTPUT_HANDLE": console._FIRST_STREAM - 1,
    "STD_ERROR_HANDLE": console._FIRST_STREAM - 2,
    "ENABLE_PROCESSED_OUTPUT": console._PROCESSED,
    "ENABLE_VIRTUAL_TERMINAL_PROCESSING": console._SEQUENCES,
    "CTRL_CLOSE_EVENT": console._CLOSED,
    "CTRL_LOGOFF_EVENT": console._LOGGED_OFF,
    "CTRL_SHUTDOWN_EVENT": console._SHUT_DOWN,
    "MB_ICONERROR": message_box._ERROR,
    "MB_SETFOREGROUND": message_box._IN_FRONT,
    "MAX_PATH + 1": drives._LONGEST,
    "DRIVE_FIXED": 3,
    "WDA_MONITOR": native_capture.WDA_MONITOR,
    "WDA_EXCLUDEFROMCAPTURE": native_capture.WDA_EXCLUDEFROMCAPTURE,
    "ERROR_ACCESS_DENIED": min(patience._HELD),
    "ERROR_LOCK_VIOLATION": max(patience._HELD),
}
ROOM_FOR_A_USER = f"sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE <= {token._SIZE}"


class Recorder:
    """Stands for every library, and keeps the functions that are taken from it."""

    def __init__(self) -> None:
        self.functions: dict[str, SimpleNamespace] = {}

    def __getitem__(self, name: str) -> SimpleNamespace:
        return self.functions.setdefault(name, SimpleNamespace())


def taken() -> dict[str, SimpleNamespace]:
    """Returns the functions with the types that we give them."""
    recorder = Recorder()
    library = cast(ctypes.CDLL, recorder)
    of_token = token.Token(library, library, calls.os_error, calls.last_error)
    windows_access.WindowsAccess(library, library, of_token, calls.os_error, calls.last_error)
    console.Console(library)
    drives.Drives(library)
    message_box.MessageBox(library)
    native_capture.WindowsExclusion(library)
    return recorder.functions


def ours(kind: Any) -> str:
    """Returns what a type of ctypes is to the processor."""
    if kind in (ctypes.c_void_p, ctypes.c_wchar_p) or hasattr(kind, "contents") or hasattr(kind, "_flags_"):
        return "address"
    return {"i": "int", "I": "unsigned"}[kind._type_]


def theirs(words: str) -> str:
    """Returns the same of a type of C, as gcc writes it."""
    name = words.replace("const ", "").strip()
    if "*" in name or re.fullmatch(r"H(ANDLE|WND|LOCAL)|P[A-Z_]+|LP[A-Z_]+", name):
        return "address"
    if name in ("DWORD", "UINT", "SECURITY_INFORMATION"):
        return "unsigned"
    if name in ("WINBOOL", "int", "SE_OBJECT_TYPE", "TOKEN_INFORMATION_CLASS"):
        return "int"
    raise SystemExit(f"Unknown type of C: {words}")


def prototypes() -> dict[str, tuple[str, list[str]]]:
    """Returns result and arguments of each function in the headers, after all numbers were compared."""
    lines = ["#define _WIN32_WINNT 0x0A00"] + [f"#include <{header}>" for header in HEADERS]
    lines += ["#ifndef WDA_EXCLUDEFROMCAPTURE", "#define WDA_EXCLUDEFROMCAPTURE 0x11", "#endif"]
    same = [f"(unsigned long long)(unsigned)({name}) == {number}ULL" for name, number in NUMBERS.items()]
    lines += [f'_Static_assert({each}, "{each}");' for each in (*same, ROOM_FOR_A_USER)]
    with tempfile.TemporaryDirectory() as name:
        source, found = Path(name) / "numbers.c", Path(name) / "prototypes"
        source.write_text("\n".join(lines) + "\n")
        subprocess.run(
            [COMPILER, "-c", source, "-o", source.with_suffix(".o"), "-aux-info", found], check=True
        )
        text = found.read_text()
    pattern = re.compile(r"extern (?P<result>.+?)(?P<name>\b\w+) \((?P<arguments>[^()]*)\);")
    return {
        match["name"]: (
            match["result"],
            [] if match["arguments"] == "void" else match["arguments"].split(", "),
        )
        for match in pattern.finditer(text)
    }


def main() -> int:
    """Returns 1 where one differs."""
    headers, different = prototypes(), 0
    for name, function in sorted(taken().items()):
        result, arguments = headers[name]
        expected = (theirs(result), [theirs(each) for each in arguments])
        found = (ours(function.restype), [ours(each) for each in function.argtypes])
        different += found != expected
        print(
            "the same  " if found == expected else "DIFFERENT ", name, "" if found == expected else expected
        )
    print(len(NUMBERS) + 1, "numbers are the same")
    return int(different > 0)


if __name__ == "__main__":
    sys.exit(main())
