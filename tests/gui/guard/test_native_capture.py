"""The native call, through C functions that only write down what they were given."""

import ctypes
from typing import Any, cast

import pytest

from app.gui.guard.native_capture import WindowsExclusion, system_exclusion

HANDLE = 0x7EDC_BA98_7654_3210  # of 64 bits, to see that none is lost


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


@pytest.mark.parametrize("system", ["linux", "freebsd14", "darwin"])
def test_there_is_nothing_of_the_kind_elsewhere(system: str) -> None:
    assert system_exclusion(system) is None
