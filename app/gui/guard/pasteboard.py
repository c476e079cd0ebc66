"""macOS' pasteboard by its own calls: a secret is marked there, and stays on this computer.

Not by Qt: QUtiMimeConverter, which could write a type of another program's, is not in PySide6. And a type
that is added to what Qt has put there is a change after which Qt may forget what it had promised to hand over
(QMacPasteboard::sync in qmacclipboard.mm). So a secret is written here as a whole: the mark first, so that no
history sees the text without it. Refuses: to call it done where the mark or the text was not taken.

Every call is objc_msgSend in the very types of its method, as arm64 wants it. No macOS has run this yet.

Sources: Apple's NSPasteboard.h and NSString.h; Clang's "Automatic Reference Counting" for the pools;
nspasteboard.org for the mark, whose value means nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.native import function

if TYPE_CHECKING:
    import ctypes

CONCEALED = "org.nspasteboard.ConcealedType"
TEXT = "public.utf8-plain-text"  # NSPasteboardTypeString
THIS_COMPUTER_ONLY = 1  # NSPasteboardContentsCurrentHostOnly: not for the person's iPhone


class Pasteboard:
    """The general pasteboard. `objc`: the Objective-C runtime. For the thread of the window."""

    def __init__(self, objc: ctypes.CDLL) -> None:
        from ctypes import c_bool, c_char_p, c_long, c_ulong, c_void_p

        pointer, send = c_void_p, "objc_msgSend"
        self._class = function(objc, "objc_getClass", pointer, c_char_p)
        self._selector = function(objc, "sel_registerName", pointer, c_char_p)
        self._begin_pool = function(objc, "objc_autoreleasePoolPush", pointer)
        self._end_pool = function(objc, "objc_autoreleasePoolPop", None, pointer)
        self._object = function(objc, send, pointer, pointer, pointer)
        self._made_of = function(objc, send, pointer, pointer, pointer, c_char_p)
        self._number = function(objc, send, c_long, pointer, pointer)
        self._number_with = function(objc, send, c_long, pointer, pointer, c_ulong)
        self._put = function(objc, send, c_bool, pointer, pointer, pointer, pointer)

    def put(self, text: str) -> int:
        """Write this text alone, marked. Returns the number of this change, 0 where that was not done."""
        try:
            octets = text.encode("utf-8")
        except UnicodeEncodeError:
            return 0
        if b"\0" in octets:
            return 0
        with self._pool():
            board = self._general()
            words = [self._string(each) for each in (b"", CONCEALED.encode(), octets, TEXT.encode())]
            if not board or not all(words):
                return 0
            self._number_with(board, self._selector(b"prepareForNewContentsWithOptions:"), THIS_COMPUTER_ONLY)
            if not self._set(board, words[0], words[1]):
                return 0
            if not self._set(board, words[2], words[3]):
                return 0
            return self._change_of(board)

    def change(self) -> int:
        """Return the number of the latest change, by whatever program; 0 where that is not known."""
        with self._pool():
            board = self._general()
            return self._change_of(board) if board else 0

    def clear(self) -> None:
        """Take away what is there."""
        with self._pool():
            if board := self._general():
                self._number(board, self._selector(b"clearContents"))

    @contextmanager
    def _pool(self) -> Iterator[None]:
        """Drop what the calls make for the moment, the text as well."""
        pool = self._begin_pool()
        try:
            yield
        finally:
            self._end_pool(pool)

    def _general(self) -> int | None:
        kind = self._class(b"NSPasteboard")
        return self._object(kind, self._selector(b"generalPasteboard")) if kind else None

    def _string(self, octets: bytes) -> int | None:
        kind = self._class(b"NSString")
        return self._made_of(kind, self._selector(b"stringWithUTF8String:"), octets) if kind else None

    def _set(self, board: int, string: int | None, kind: int | None) -> bool:
        return bool(self._put(board, self._selector(b"setString:forType:"), string, kind))

    def _change_of(self, board: int) -> int:
        return int(self._number(board, self._selector(b"changeCount")))


def system_pasteboard(system: str = sys.platform) -> Pasteboard | None:
    """Return that of this system (a value of sys.platform); None where Qt's clipboard is all there is."""
    from PySide6.QtGui import QGuiApplication

    if system != "darwin" or QGuiApplication.platformName() != "cocoa":
        return None
    import ctypes

    try:
        return Pasteboard(ctypes.CDLL("/usr/lib/libobjc.A.dylib"))
    except (OSError, AttributeError):  # no such library, or no such function in it
        return None
