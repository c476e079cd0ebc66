"""The console of Windows, through C functions that keep its modes as Windows does."""

import ctypes
from collections.abc import Callable
from typing import Any, cast

import pytest

from app.windows.console import Console
from tests.windows import Library, function

INPUT, OUTPUT, ERROR = 0, 1, 2
HANDLES = {-10 & 0xFFFF_FFFF: 0x50, -11 & 0xFFFF_FFFF: 0x7EDC_BA98_7654_3210, -12 & 0xFFFF_FFFF: 0x60}
SCREEN = HANDLES[-11 & 0xFFFF_FFFF]
PROCESSED, WRAPPED, SEQUENCES = 1, 2, 4  # wincon.h
CTRL_C, CTRL_BREAK, CLOSED, LOGGED_OFF, SHUT_DOWN = 0, 1, 2, 5, 6


class Windows:
    """Consoles by handle, with their modes. `takes`: the bits that this Windows knows."""

    def __init__(self, modes: dict[int, int], takes: int = 7) -> None:
        self.modes = modes
        self.waited: list[float] = []
        self.handlers: list[Any] = []
        self._takes = takes
        address, number, word = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint32
        handler = ctypes.CFUNCTYPE(number, word)
        library = Library(
            GetStdHandle=function(HANDLES.__getitem__, address, word),
            GetConsoleMode=function(self._mode, number, address, ctypes.POINTER(word)),
            SetConsoleMode=function(self._set_mode, number, address, word),
            SetConsoleCtrlHandler=function(self._set_handler, number, handler, number),
        )
        self.console = Console(cast(ctypes.CDLL, library), self.waited.append)

    def _mode(self, handle: int, mode: Any) -> int:
        if handle not in self.modes:
            return 0
        mode[0] = self.modes[handle]
        return 1

    def _set_mode(self, handle: int, mode: int) -> int:
        if handle not in self.modes or mode & ~self._takes:
            return 0
        self.modes[handle] = mode
        return 1

    def _set_handler(self, handler: Callable[[int], int], added: int) -> int:
        assert added == 1
        self.handlers.append(handler)
        return 1


def test_classic_console_is_switched_on_and_left_as_it_was() -> None:
    windows = Windows({SCREEN: PROCESSED | WRAPPED})
    assert windows.console.obeys_sequences(OUTPUT)
    assert windows.console.obeys_sequences(OUTPUT)
    assert windows.modes == {SCREEN: PROCESSED | WRAPPED | SEQUENCES}
    windows.console.restore()
    assert windows.modes == {SCREEN: PROCESSED | WRAPPED}


def test_what_changed_how_it_reads_is_undone() -> None:
    keyboard = HANDLES[-10 & 0xFFFF_FFFF]
    windows = Windows({keyboard: 7})
    windows.console.keep(INPUT)
    windows.modes[keyboard] = 0  # as getwch does while it waits
    windows.console.keep(INPUT)
    windows.console.restore()
    assert windows.modes == {keyboard: 7}


def test_console_that_obeys_already_is_left_alone() -> None:
    windows = Windows({SCREEN: PROCESSED | SEQUENCES})
    assert windows.console.obeys_sequences(OUTPUT)
    windows.console.restore()
    assert windows.modes == {SCREEN: PROCESSED | SEQUENCES}


def test_older_windows_knows_no_sequences() -> None:
    windows = Windows({SCREEN: PROCESSED}, takes=3)
    assert not windows.console.obeys_sequences(OUTPUT)
    windows.console.restore()
    assert windows.modes == {SCREEN: PROCESSED}


@pytest.mark.parametrize("stream", [INPUT, ERROR])
def test_file_and_nul_are_no_console(stream: int) -> None:
    windows = Windows({SCREEN: PROCESSED})
    assert not windows.console.is_console(stream)
    assert not windows.console.obeys_sequences(stream)
    assert windows.console.is_console(OUTPUT)


@pytest.mark.parametrize("event", [CLOSED, LOGGED_OFF, SHUT_DOWN])
def test_end_of_the_console_is_told_and_waited_for(event: int) -> None:
    """Windows ends the process as soon as the handler returns, and after five seconds in any case."""
    windows = Windows({})
    told: list[bool] = []
    windows.console.tell_when_closed(lambda: told.append(True))
    assert windows.handlers[0](event) == 1
    assert (told, len(windows.waited), 4 <= sum(windows.waited) < 5) == ([True], 1, True)


@pytest.mark.parametrize("event", [CTRL_C, CTRL_BREAK])
def test_keys_stay_signals(event: int) -> None:
    windows = Windows({})
    told: list[bool] = []
    windows.console.tell_when_closed(lambda: told.append(True))
    assert (windows.handlers[0](event), told, windows.waited) == (0, [], [])
