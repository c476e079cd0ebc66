"""The two native calls, through C functions that only write down what they were given."""

import ctypes
from typing import Any, cast

import pytest

from app.gui.guard.native_capture import MacExclusion, WindowsExclusion, system_exclusion

HANDLE = 0x7EDC_BA98_7654_3210  # of 64 bits, to see that none is lost
WINDOW = 0x7123_4567_89AB_CDEF


class Library:
    """Stands for a loaded library; `functions` are C functions by name. As with ctypes, each look-up makes
    another object.
    """

    def __init__(self, **functions: Any) -> None:
        self._functions = functions

    def __getitem__(self, name: str) -> Any:
        if name not in self._functions:
            raise AttributeError(name)
        function = self._functions[name]
        return type(function)(ctypes.cast(function, ctypes.c_void_p).value)


class User32:
    """Takes only the affinities that it knows."""

    def __init__(self, *known: int) -> None:
        self.calls: list[tuple[int | None, int]] = []
        self._known = known
        prototype = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
        self._function = prototype(self._set_affinity)
        self.library = cast(ctypes.CDLL, Library(SetWindowDisplayAffinity=self._function))

    def _set_affinity(self, handle: int | None, affinity: int) -> int:
        self.calls.append((handle, affinity))
        return int(affinity in self._known)


class Objc:
    """A view in a window that keeps its sharing type, unless `stubborn`."""

    def __init__(self, window: int = WINDOW, *, stubborn: bool = False) -> None:
        self.calls: list[tuple[object, ...]] = []
        self._window, self._stubborn = window, stubborn
        self._names: list[bytes] = []
        self._sharing = 1
        register = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_char_p)(self._register)
        send = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(self._send)
        self._functions = (register, send)
        self.library = cast(ctypes.CDLL, Library(sel_registerName=register, objc_msgSend=send))

    def _register(self, name: bytes) -> int:
        self._names.append(name)
        return len(self._names)

    def _send(self, receiver: int, selector: int, argument: int) -> int:
        match self._names[selector - 1]:
            case b"window":
                self.calls.append((receiver, "window"))
                return self._window
            case b"setSharingType:":
                self.calls.append((receiver, "setSharingType:", argument))
                self._sharing = self._sharing if self._stubborn else argument
                return 0
            case b"sharingType":
                return self._sharing
        raise AssertionError("an unknown selector")


def test_windows_leaves_the_window_out_and_lets_it_in_again() -> None:
    user32 = User32(0x00, 0x01, 0x11)
    exclusion = WindowsExclusion(user32.library)
    assert exclusion.apply(HANDLE, True)
    assert exclusion.apply(HANDLE, False)
    assert user32.calls == [(HANDLE, 0x11), (HANDLE, 0x00)]


def test_an_older_windows_shows_it_black() -> None:
    user32 = User32(0x00, 0x01)
    assert WindowsExclusion(user32.library).apply(HANDLE, True)
    assert user32.calls == [(HANDLE, 0x11), (HANDLE, 0x01)]


def test_windows_can_refuse() -> None:
    user32 = User32()
    assert not WindowsExclusion(user32.library).apply(HANDLE, True)
    assert not WindowsExclusion(user32.library).apply(HANDLE, False)


def test_macos_sets_the_sharing_type_of_the_views_window() -> None:
    objc = Objc()
    exclusion = MacExclusion(objc.library)
    assert exclusion.apply(HANDLE, True)
    assert exclusion.apply(HANDLE, False)
    assert objc.calls == [
        (HANDLE, "window"),
        (WINDOW, "setSharingType:", 0),
        (HANDLE, "window"),
        (WINDOW, "setSharingType:", 1),
    ]


def test_macos_can_refuse() -> None:
    assert not MacExclusion(Objc(stubborn=True).library).apply(HANDLE, True)


def test_a_view_without_a_window_is_sent_nothing_more() -> None:
    objc = Objc(window=0)
    assert not MacExclusion(objc.library).apply(HANDLE, True)
    assert objc.calls == [(HANDLE, "window")]


@pytest.mark.parametrize("system", ["linux", "freebsd14"])
def test_there_is_nothing_of_the_kind_elsewhere(system: str) -> None:
    assert system_exclusion(system) is None


@pytest.mark.parametrize("reason", [OSError("no library"), AttributeError("no function")])
@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_a_system_without_the_call_offers_no_switch(
    monkeypatch: pytest.MonkeyPatch, system: str, reason: Exception
) -> None:
    def load(name: str) -> Library:
        if isinstance(reason, OSError):
            raise reason
        return Library()

    monkeypatch.setattr(ctypes, "CDLL", load)
    assert system_exclusion(system) is None


@pytest.mark.parametrize(("system", "name"), [("win32", "user32"), ("darwin", "/usr/lib/libobjc.A.dylib")])
def test_the_library_that_is_loaded(monkeypatch: pytest.MonkeyPatch, system: str, name: str) -> None:
    libraries = {"user32": User32(0x11).library, "/usr/lib/libobjc.A.dylib": Objc().library}
    loaded: list[str] = []

    def load(asked: str) -> ctypes.CDLL:
        loaded.append(asked)
        return libraries[asked]

    monkeypatch.setattr(ctypes, "CDLL", load)
    assert system_exclusion(system) is not None
    assert loaded == [name]
