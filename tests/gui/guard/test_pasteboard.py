"""macOS' pasteboard, through C functions that keep what they were given and answer as NSPasteboard does."""

import ctypes
from collections.abc import Callable
from ctypes import c_bool, c_char_p, c_long, c_ulong, c_void_p
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

from app.gui.guard.clipboard import Clipboard
from app.gui.guard.concealment import concealment
from app.gui.guard.pasteboard import CONCEALED, TEXT, Pasteboard, system_pasteboard
from app.text import text as sentence
from tests.gui.guard.test_clipboard import Ears, OtherClipboard

SECRET = "canary of the pasteboard \u00e4\u20ac\U0001f511\n"
HIGH = 0x7EDC_BA98_0000_0000  # pointers of 64 bits, to see that none is cut

# Every method with the types that AppKit's and Foundation's headers give it, receiver and selector included.
METHODS: dict[bytes, tuple[Any, tuple[Any, ...]]] = {
    b"generalPasteboard": (c_void_p, (c_void_p, c_void_p)),
    b"stringWithUTF8String:": (c_void_p, (c_void_p, c_void_p, c_char_p)),
    b"prepareForNewContentsWithOptions:": (c_long, (c_void_p, c_void_p, c_ulong)),
    b"setString:forType:": (c_bool, (c_void_p, c_void_p, c_void_p, c_void_p)),
    b"changeCount": (c_long, (c_void_p, c_void_p)),
    b"clearContents": (c_long, (c_void_p, c_void_p)),
}


@dataclass
class Board:
    """What is on the pasteboard, and the objects that the Objective-C runtime knows."""

    has_appkit: bool = True
    refused: str = ""  # a type that is not taken
    content: list[tuple[str, str]] = field(default_factory=list)
    options: int = 0
    change: int = 40
    pools: list[str] = field(default_factory=list)
    names: list[bytes] = field(default_factory=list)
    objects: list[bytes] = field(default_factory=list)

    @property
    def library(self) -> ctypes.CDLL:
        return cast(ctypes.CDLL, Runtime(self))

    def send(self, method: bytes, receiver: bytes, arguments: tuple[Any, ...]) -> Any:
        match (receiver, method):
            case (b"class NSPasteboard", b"generalPasteboard"):
                return self.made(b"the general pasteboard")
            case (b"class NSString", b"stringWithUTF8String:"):
                return self.made(b"string " + arguments[0])
            case (b"the general pasteboard", b"prepareForNewContentsWithOptions:"):
                self.options, self.content, self.change = arguments[0], [], self.change + 1
                return self.change
            case (b"the general pasteboard", b"setString:forType:"):
                string, kind = (self.known(each).removeprefix(b"string ").decode() for each in arguments)
                self.content += [] if kind == self.refused else [(kind, string)]
                return kind != self.refused
            case (b"the general pasteboard", b"changeCount"):
                return self.change
            case (b"the general pasteboard", b"clearContents"):
                self.content, self.change = [], self.change + 1
                return self.change
        raise AssertionError((receiver, method))

    def made(self, what: bytes) -> int:
        assert self.pools.count("begun") > self.pools.count("ended"), "would stay until the window closes"
        self.objects.append(what)
        return HIGH + len(self.objects) - 1

    def known(self, pointer: int) -> bytes:
        return self.objects[pointer - HIGH]


class Runtime:
    """The library of this name. As with ctypes, each look-up makes another object."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def __getitem__(self, name: str) -> "Function":
        calls: dict[str, Callable[..., Any]] = {
            "objc_getClass": self._class_of,
            "sel_registerName": self._selector_of,
            "objc_autoreleasePoolPush": lambda: self._pool("begun"),
            "objc_autoreleasePoolPop": lambda pool: self._pool("ended") and None,
        }
        return Function(self._board, calls.get(name))

    def _class_of(self, name: bytes) -> int | None:
        if name == b"NSPasteboard" and not self._board.has_appkit:
            return None
        self._board.objects.append(b"class " + name)
        return HIGH + len(self._board.objects) - 1

    def _selector_of(self, name: bytes) -> int:
        self._board.names.append(name)
        return HIGH + len(self._board.names) - 1

    def _pool(self, what: str) -> int:
        self._board.pools.append(what)
        return HIGH


class Function:
    """A C function that is called by its declared types alone; without `call`, objc_msgSend."""

    restype: Any = "none was declared"
    argtypes: Any = "none were declared"

    def __init__(self, board: Board, call: Callable[..., Any] | None) -> None:
        self._board, self._call = board, call

    def __call__(self, *given: Any) -> Any:
        arrived: list[tuple[Any, ...]] = []
        prototype = ctypes.CFUNCTYPE(None, *self.argtypes)
        prototype(lambda *got: arrived.append(got))(*given)
        return self._answer(*arrived[0])

    def _answer(self, *got: Any) -> Any:
        if self._call is not None:
            return self._call(*got)
        receiver, selector, *arguments = got
        method = self._board.names[selector - HIGH]
        assert (self.restype, self.argtypes) == METHODS[method]
        return self._board.send(method, self._board.known(receiver), tuple(arguments))


def test_a_secret_is_marked_before_it_is_there_and_stays_on_this_computer() -> None:
    board = Board()
    assert Pasteboard(board.library).put(SECRET) == board.change == 41
    assert board.content == [(CONCEALED, ""), (TEXT, SECRET)]
    assert (CONCEALED, TEXT) == ("org.nspasteboard.ConcealedType", "public.utf8-plain-text")
    assert board.options == 1
    assert board.pools == ["begun", "ended"]


@pytest.mark.parametrize("refused", [CONCEALED, TEXT])
def test_what_was_not_marked_or_not_written_is_not_called_done(refused: str) -> None:
    board = Board(refused=refused)
    assert Pasteboard(board.library).put(SECRET) == 0
    assert refused == TEXT or board.content == []  # no text without its mark
    assert board.pools == ["begun", "ended"]


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_a_text_that_would_not_arrive_whole_is_left_to_qt(text: str) -> None:
    board = Board(content=[(TEXT, "before")])
    assert Pasteboard(board.library).put(text) == 0
    assert board.content == [(TEXT, "before")]


def test_without_appkit_nothing_is_sent_to_nobody() -> None:
    pasteboard = Pasteboard(Board(has_appkit=False).library)
    pasteboard.clear()
    assert (pasteboard.put(SECRET), pasteboard.change()) == (0, 0)


def test_only_a_window_of_macos_has_it(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: Board().library)
    assert system_pasteboard("linux") is None
    assert system_pasteboard("darwin") is None  # offscreen
    monkeypatch.setattr(qapp, "platformName", lambda: "cocoa")
    monkeypatch.setattr("PySide6.QtGui.QGuiApplication.platformName", lambda: "cocoa")
    assert system_pasteboard("darwin") is not None


class Copying:
    """A clipboard of Qt's beside the pasteboard, and what was said."""

    def __init__(self, board: Board) -> None:
        self.qt = OtherClipboard()
        self.clipboard = Clipboard(
            cast(QClipboard, self.qt), clear_after=0, native=lambda: Pasteboard(board.library)
        )
        self.said = Ears(self.clipboard)


def test_the_clipboard_clears_what_it_wrote_there(qapp: QApplication) -> None:
    board = Board()
    copying = Copying(board)
    copying.clipboard.copy_secret(SECRET, sentence("private key"))
    assert (board.content[-1], copying.qt.data.formats()) == ((TEXT, SECRET), [])
    copying.clipboard.clear_now()
    assert board.content == []
    assert (copying.said.cleared, copying.qt.cleared) == (["private key"], 0)


def test_the_clipboard_leaves_alone_what_another_program_wrote_there(qapp: QApplication) -> None:
    board = Board()
    copying = Copying(board)
    copying.clipboard.copy_secret(SECRET, sentence("private key"))
    board.content, board.change = [(TEXT, "of another")], board.change + 1
    copying.clipboard.clear_now()
    assert board.content == [(TEXT, "of another")]
    assert copying.said.cleared == []
    assert copying.said.countdown[-1] == (0, "private key")


def test_the_clipboard_goes_by_qt_where_the_mark_is_refused(qapp: QApplication) -> None:
    copying = Copying(Board(refused=CONCEALED))
    copying.clipboard.copy_secret(SECRET, sentence("private key"))
    assert copying.qt.data.text() == SECRET
    assert concealment("darwin") == {}
    copying.clipboard.clear_now()
    assert copying.said.cleared == ["private key"]
