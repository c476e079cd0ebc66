"""The window where the environment is full of traps, and where there is no bus: nothing foreign is loaded,
started or connected to. Seen by strace.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.desktop.screen import Screen, end_group
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.process.hostile_environment import hostile, starting, traps
from tests.process.trace import Trace, families, started
from tests.product import BOTH, Product

PASSPHRASE = "Rx7-tangerine-Quoits-58-lamprey"
pytestmark = [pytest.mark.desktop, BOTH]


def copies(window: Window) -> bool:
    """Tries to: the key does nothing before there is a pair."""
    window.keys("alt+c")
    return "BEGIN PUBLIC KEY" in window.screen.clipboard()


def lines_of_a_window(
    screen: Screen, home: Path, product: Product, more: Mapping[str, str | None]
) -> list[str]:
    """The traced calls of a window in which a pair was made and saved by keys, from start to close."""
    home.mkdir(mode=0o700)
    trace = Trace(home.parent / "trace")
    window = Window(screen, home, [*trace.before, *product.opening], more)
    try:
        for key in ("alt+p", "alt+r"):
            window.keys(key)
            window.type(PASSPHRASE)
        window.keys("alt+g")
        until(lambda: copies(window), "the public key was copied")
        window.close()
    finally:
        window.discard()
    return trace.lines(window.process.pid, product.window[0])


def test_no_trap_of_the_environment_is_sprung(
    screen: Screen, home: Path, product: Product, tmp_path: Path
) -> None:
    """GIVEN variables that lead to foreign plugins, programs and sockets WHEN a pair is made THEN to none."""
    planted = traps(tmp_path / "traps")
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.setblocking(False)
        environment = hostile(planted, screen.bus, server.getsockname()[1])
        lines = lines_of_a_window(screen, home, product, environment)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert [line for line in lines if str(planted) in line and "execve" not in line] == []
    assert len(started(lines)) == product.starts
    assert families(lines) == {"AF_UNIX"}
    assert not (planted / "mark").exists()


def test_without_a_bus_none_is_started(screen: Screen, home: Path, product: Product, tmp_path: Path) -> None:
    """GIVEN no address of a bus, and a `dbus-launch` WHEN a pair is made THEN nobody has started it."""
    planted = traps(tmp_path / "traps")
    more = {"DBUS_SESSION_BUS_ADDRESS": None, "PATH": f"{planted}/bin:{os.environ['PATH']}"}
    lines = lines_of_a_window(screen, home, product, more)
    assert len(started(lines)) == product.starts
    assert not (planted / "mark").exists()


@contextmanager
def accessibility_bus_at(screen: Screen, address: str) -> Iterator[None]:
    """As another program of the screen would name it, on the root window."""
    honest = screen.run("xprop", "-root", "-notype", "AT_SPI_BUS").decode().partition('"')[2].rstrip('"\n')
    naming = ("xprop", "-root", "-f", "AT_SPI_BUS", "8s", "-set", "AT_SPI_BUS")
    screen.run(*naming, address)
    try:
        yield
    finally:
        screen.run(*naming, honest)


def test_an_address_on_the_screen_starts_nothing_and_reaches_nobody(
    screen: Screen, home: Path, product: Product, tmp_path: Path
) -> None:
    """GIVEN an accessibility bus that is a program or a server WHEN the window opens THEN neither is used."""
    planted = traps(tmp_path / "traps")
    home.mkdir(mode=0o700)
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.setblocking(False)
        for address in (starting(planted), f"tcp:host=127.0.0.1,port={server.getsockname()[1]}"):
            with accessibility_bus_at(screen, address):
                window = Window(screen, home, product.opening)
                try:
                    window.wait_until_active()
                    until(lambda window=window: window.messages, "the address was followed")  # type: ignore[misc]
                    window.keys("alt+F4")
                    assert window.process.wait(10) == 0
                finally:
                    end_group(window.process)
                assert window.messages == ["akg: Qt warning: qt.accessibility.atspi"]
        with pytest.raises(BlockingIOError):
            server.accept()
    assert not (planted / "mark").exists()
